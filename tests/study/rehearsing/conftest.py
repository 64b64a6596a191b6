"""Stories to be told in a terminal whose clock the test holds."""

import json

import pytest

from stepped import Clock, Stepped

PRINCIPLES = ("ownership", "dive-deep", "frugality")


def told(name, principle, **more):
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
            {"id": one, "ask": f"{one}?", "strong": probe} for one in ("why", "who", "when")
        ],
        "disqualifiers": [{"id": "we", "phrase": f"We did {name}.", "instead": "I did."}],
        **more,
    }


@pytest.fixture
def shelf(home):
    """Return a function that writes a story into the folder that LPCARDS_CONTENT names."""
    folder = home / "stories"
    folder.mkdir()

    def write(name, principle="ownership", **more):
        path = folder / f"{name}.yaml"
        path.write_text(json.dumps(told(name, principle, **more)), encoding="utf-8")
        return path

    return write


@pytest.fixture
def stories(shelf, monkeypatch, home):
    """Have one story."""
    monkeypatch.setenv("LPCARDS_CONTENT", str(home / "stories"))
    shelf("cellar")
    return shelf


@pytest.fixture
def stage(stories, tmp_path):
    """Return a function that runs a command on a terminal with a stepped clock."""
    opened = []

    def run(*args, **how):
        opened.append(Stepped(Clock(tmp_path / "clock"), *args, **how))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.child.close(force=True)
