"""What `--json` answers: one line, with the fields that docs/commands.md has for the command.

That each field of any answer stands there is seen wherever a test reads one (`results.Result`);
here each field that stands there is seen in an answer (`sync` needs an Anki that runs: its fields
are seen in `tests/anki/test_sync.py`; `hub` needs a server, and is seen in `test_hub.py`;
those of `serve`, which goes on, in `test_serve.py`).
"""

import functools
import json
from datetime import UTC, datetime

import click
import pytest

from faults.homes import SEEN, TRIALS
from lpcards.cli.commands import help_lines
from lpcards.cli.program import cli
from lpcards.log import open_log
from lpcards.memory.event import Moment
from pasted_pages import pasted
from results import fields, unknown_fields

NOW = "2027-03-02T09:00"  # the library's decks are older than that
DAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
WHY, WE, GONE = "cellar/probe/why", "cellar/disqualifier/we.mend", "cellar/probe/gone"
GIVEN = {"card": WHY, "story": "cellar", "shell": "bash"}
"""What is given for a required argument of that name."""

RUNS = {
    "due": [("due", "--minutes", "1"), ("due", "--failed-today"), ("due",)],
    "adopt": [("adopt", GONE, "cellar/probe/why")],
    "asked": [("asked", "What", "was", "hard?")],
    "backup": [("backup", "copy.db")],
    "build": [("build", "--out", "decks")],
    "check": [("check",), ("check", "--list-rules")],
    "coach": [("coach", "answer.txt"), ("coach", "notes.txt")],
    "debrief": [
        ("debrief", "Acme", "--question", "Hard?", "--story", "cellar", "--missed", WHY),
        ("debrief", "Acme", "--went", "3", "--note", "Well."),
    ],
    "docs": [("docs",), ("docs", "settings")],
    "export": [("export", "--format", "json", "--redact")],
    "followups": [("followups", "cellar"), ("followups", "cellar", "--take", "hardest-hour")],
    "grade": [("grade", WHY, "4")],
    "ids": [("ids", "loose.yaml")],
    "import": [("import", "page.txt")],
    "merge": [("merge", "other.db")],
    "new": [
        ("new", "attic"),
        ("new", "--from", "answer.txt"),
        ("new", "--from", "notes.txt", "--split"),
    ],
    "pause": [("pause", "--until", "2027-03-09")],
    "plan": [("plan", "--by", "2027-03-20", "--cards-a-day", "1")],
    "pull": [("pull", "decks/lpcards.apkg")],
    "restore": [("restore",), ("restore", "other.db")],
    "search": [("search", "pump")],
    "set": [("set", "minutes=")],
    "stats": [("stats",), ("stats", "--calibration")],
    **{name: [(name, WHY)] for name in ("bury", "flag", "resume", "suspend")},
    "undo": [("undo",)],
}
"""How a command is run where its name and its required arguments do not do."""

ELSEWHERE = {
    "build": {"regressions"},  # tests/anki/test_regressions.py
    # test_pause.py, tests/study/test_today.py, tests/anki/test_followed_days.py
    "due": {"paused", "catching_up", "follow"},
    "grade": {"memory.stability", "memory.difficulty"},  # tests/cli/test_fsrs.py
    "plan": {"follow"},  # tests/anki/test_followed_days.py
    "why": {"today.own_due", "today.because"},  # test_followed_days.py, test_debrief_interview.py
    "undo": {"events"},  # test_future.py
}
"""Fields of answers that take a long story: the tests of it see them."""

TWO_STORIES = """\
# The roof

S: It leaked.
A: I rang.
R: From 4 to 1.

## Weather
It rained.

# The gate

S: It squeaked.
A: I oiled it.
R: From 9 to 3.
"""

PART = {
    "card": "cellar/step/situation",
    "step": "situation",
    "title": "Situation",
    "seconds": 9.5,
    "target": 30,
    "again": 0,
    "peeked": False,
    "of": 2,
    "missed": ["the pump"],
}
TOLD = {"finished": True, "parts": [PART]}
SLIP = {"card": WE, "phrase": "We pumped.", "instead": "I held the hose."}
LOOP = {"loop": "a1", "seed": 1, "minutes": 45, "question": "When?", "principle": "dive-deep"}


def runs_of(name):
    """Return how a command is run, with `--json` where it has that."""
    command = cli.get_command(click.Context(cli), name)
    required = (one.name for one in command.params if one.required and one.nargs != 0)
    runs = RUNS.get(name, [(name, *(GIVEN.get(one, one) for one in required))])
    return [[*run, "--json"] if has_json(name) else list(run) for run in runs]


def has_json(name):
    command = cli.get_command(click.Context(cli), name)
    return any("--json" in param.opts for param in command.params)


ANSWERING = [name for name in help_lines() if has_json(name) or name == "export"]
READERS = [name for name in help_lines() if name not in {*SEEN, *(one.name for one in TRIALS)}]


@pytest.fixture
def world(lp, home, cellar):
    """Return a function that runs a command in a home with a bit of everything."""
    run = functools.partial(lp, now=NOW)
    text = f"{cellar.read_text('utf-8')}steps: {{situation: {{example: Wet., key_phrases: [a]}}}}\n"
    files = {
        "lpcards.yaml": "",
        "content/cellar.yaml": text,
        "loose.yaml": text.replace("  - id: why\n    ask", "  - ask").replace("cellar", "loft"),
        "answer.txt": "We were told to pump 40 litres.",
        "page.txt": pasted(),
        "notes.txt": TWO_STORIES,
    }
    (home / "content").mkdir()
    for name, words in files.items():
        (home / name).write_text(words, encoding="utf-8")
    run("--db", "other.db", "grade", WE, "1")
    moment = Moment(int(DAY.timestamp() * 1000), 60, "Europe/Berlin", DAY.date())
    with open_log(str(home / ".local/share/lpcards/reviews.db")) as log:
        log.answer(GONE, 4, moment)
        log.note("rehearse", "cellar", moment, TOLD)
        log.note("mock", "cellar", moment, {**LOOP, **TOLD, "said": [SLIP]})
    run("grade", WE, "1")
    run("build", "--out", "decks")
    return run


def test_the_page_has_the_commands_that_answer_in_json():
    assert {*fields()} == {*ANSWERING}


@pytest.mark.parametrize(
    "command", [name for name in ANSWERING if name not in {"sync", "hub", "serve"}]
)
def test_every_field_on_the_page_is_in_an_answer(world, command):
    seen = set()
    for run in runs_of(command):
        result = world(*run)
        assert result.out.isascii()
        lines = result.out.splitlines()
        assert command == "log" or len(lines) == 1
        for line in lines:
            seen |= {*paths(json.loads(line), fields()[command])}
    known = {*paths_known(fields()[command])} - {*ELSEWHERE.get(command, ())}
    met = {path.rpartition(".")[0] for path in seen}
    assert {path for path in known if path.rpartition(".")[0] in met} <= seen


@pytest.mark.parametrize("command", READERS)
def test_a_command_that_is_not_tried_at_faults_writes_nothing_but_the_cache(world, home, command):
    before = kept(world, home)
    for run in runs_of(command):
        world(*run, code=None)
    assert kept(world, home) == before


def kept(world, home):
    """Return what is in a home but the cache: every file, of the log the events."""
    paths = [path for path in home.rglob("*") if path.is_file() and ".db" not in path.name]
    ours = [path for path in paths if path.relative_to(home).parts[0] != ".cache"]
    return world("log").out, {path: path.read_bytes() for path in ours}


def test_a_field_that_the_page_has_not_would_be_seen():
    assert unknown_fields(("due",), {"due": 1, "pivots": 2}) == ["pivots"]
    assert unknown_fields(("plan",), {"days": [{"date": 1}, {"day": 1}]}) == ["days.day"]
    assert unknown_fields(("ids",), {"a.yaml": [{"line": 1, "column": 2}]}) == ["a.yaml.column"]
    assert unknown_fields(("grade", "next"), {"memory": {"ease": 1, "first": 2}}) == [
        "memory.first"
    ]


def paths(value, known, above=""):
    """Yield the fields of a value, at any depth that the page tells of: `days`, `days.new`."""
    if isinstance(value, list):
        for one in value:
            yield from paths(one, known, above)
    elif isinstance(value, dict):
        for name, inner in value.items():
            key = name if name in known else next(filter(str.isupper, known), name)
            yield above + key
            yield from paths(inner, known.get(key) or {}, f"{above}{key}.")


def paths_known(known, above=""):
    for name, inner in known.items():
        yield above + name
        yield from paths_known(inner or {}, f"{above}{name}.")
