"""A review, or a story told, on a terminal of its own."""

import json

import pytest

from pty_terminal import Terminal
from stepped_clock import Clock, SteppedTerminal


@pytest.fixture
def sitting(home):
    """Return a function that opens a review; what is to be read before named cards is skipped."""
    opened = []

    def sit(*args, **how):
        opened.append(Terminal("review", *args, **how))
        if any("/" in str(arg) for arg in args):
            opened[-1].skip_reading()
        return opened[-1]

    yield sit
    for terminal in opened:
        terminal.child.close(force=True)


@pytest.fixture
def by_story(home):
    """Learn the cards of a story kind by kind: a short one is the first."""
    path = home / ".config" / "lpcards" / "lpcards.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("new_order: story\n", encoding="utf-8")


def story_of(name, principle, **more):
    """Return a story with something to say in each step, and three probes."""
    probe = {"takeaway": f"{name} rose.", "points": ["it was wet", "it rose"]}
    return {
        "id": name,
        "title": f"The {name}",
        "short": name.capitalize(),
        "principle": principle,
        "asked": [f"What about the {name}?"],
        "steps": {
            "situation": {"seconds": 20, "key_phrases": ["wet", {"text": "rising", "must": True}]},
            "action": {"seconds": 40, "key_phrases": ["I pumped", "I measured"]},
        },
        "probes": [
            {"id": ask, "ask": f"{ask}?", "strong": probe} for ask in ("why", "who", "when")
        ],
        "disqualifiers": [{"id": "we", "phrase": f"We did {name}.", "instead": "I did."}],
        **more,
    }


@pytest.fixture
def stories(home, monkeypatch):
    """Have one story; return a function that writes another, and returns its path."""
    monkeypatch.setenv("LPCARDS_CONTENT", str(home / "stories"))
    folder = home / "stories"
    folder.mkdir()

    def write(name, principle="ownership", **more):
        path = folder / f"{name}.yaml"
        path.write_text(json.dumps(story_of(name, principle, **more)), encoding="utf-8")
        return path

    write("cellar")
    return write


@pytest.fixture
def telling(stories, tmp_path):
    """Return a function that runs a command on a terminal with a stepped clock."""
    opened = []

    def run(*args, **how):
        opened.append(SteppedTerminal(Clock(tmp_path / "clock"), *args, **how))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.child.close(force=True)
