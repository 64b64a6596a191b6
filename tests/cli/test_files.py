"""Stories that are named by id, file name or path, and stories that cannot be read."""

import os
from shlex import quote

import pytest
from click.testing import CliRunner

from lpcards.cli.program import _verdict, cli
from lpcards.english.printable import printable

BROKEN = "title: A bus\nshort: Bus\nid: night-bus\nprinciple: ownership\nprobes:\n  - ask: Why?\n"
ERROR = (
    "stories/the bus.yaml:6:5: `id` is missing: lower-case words joined by hyphens;"
    " `lpcards ids FILE` adds it"
)
NAMES = ["night-bus", "the bus", "the bus.yaml", "stories/the bus.yaml", "./stories/the bus.yaml"]
OF_A_STORY = [
    ["read"],
    ["read", "--json"],
    ["coach"],
    ["rehearse", "--history"],
    ["sheet"],
    ["followups"],
    ["due", "--scenario"],
    ["search", "bus", "--scenario"],
    ["cards", "--scenario"],
]
OF_A_CARD = ["show", "why", "suspend", "bury", "flag", "resume", "cards", "due", "next"]
CALLS = """
due|due --json|due --short|plan|plan --json|rehearse|rehearse {}|rehearse --history|mock|mock --last
read {}|read {} --json|sheet|sheet {}|sheet --json|sheet --html o.html|list|list --json|cards
cards {}|cards --json|cards --scenario {}|cards --leeches|stats --json|show {}|show {}/probe/y
why {}/probe/y|next|next --json|next {}|next --failed-today|grade {}/probe/y 3|undo|suspend {}
suspend {}/*|resume {}|bury {}/*|pause --until 2026-12-30|pause --end|flag {}/*|coach {}
build --dry-run --out o|build --check --out o|diff|preview --no-open --out p.html|check|check {}
check --strict|check --json|check --no-advice|coverage|coverage --json|coverage --examples
search bus|search bus --json|search bus --scenario {}
followups {}|settings|log|doctor|doctor --json|adopt a/b/c {}/e/f|ids {}|new {}|new --from /dev/null
"""


@pytest.fixture
def run(home, monkeypatch):
    """Return a function that runs the program on stories of one's own: its code and its words."""
    stories = home / "stories"
    stories.mkdir()
    monkeypatch.setenv("LPCARDS_CONTENT", str(stories))
    monkeypatch.setenv("LPCARDS_NOW", "2026-03-02T09:00")

    def run(*args):
        done = CliRunner().invoke(cli, [*args], prog_name="lpcards")
        fault = done.exception
        if fault is None or isinstance(fault, SystemExit):
            return done.exit_code, done.output
        words, code = _verdict(fault)
        return code, printable(words)

    return run


@pytest.fixture
def broken(home, run):
    path = home / "stories/the bus.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", NAMES)
def test_what_is_asked_of_a_story_that_cannot_be_read_is_answered_with_its_error(broken, run, name):
    for command in OF_A_STORY:
        code, words = run(*command, name)
        assert (code, words.splitlines()[-1]) == (1, f"lpcards: {ERROR}")
    assert run("check", name)[1].splitlines()[0] == ERROR
    assert run("check", name)[0] == 1


@pytest.mark.parametrize("name", NAMES)
def test_ids_and_the_editor_take_what_every_command_takes(broken, run, monkeypatch, name):
    monkeypatch.setenv("EDITOR", "true")
    assert run("edit", name)[1].splitlines()[-1] == f"`lpcards check {quote(name)}` lists it."
    code, words = run("ids", name)
    assert (code, words.rpartition("stories/")[2]) == (0, "the bus.yaml:6: why\n1 id added\n")
    assert run("check", "--no-advice", name)[0] == 0


@pytest.mark.parametrize("command", OF_A_CARD)
@pytest.mark.parametrize("card", ["night-bus/probe/why", "night-bus/*"])
def test_what_is_asked_of_its_cards_is_answered_with_the_story_s_error(broken, run, command, card):
    code, words = run(command, card)
    if (command, card) not in {("show", "night-bus/*"), ("why", "night-bus/*")}:
        assert (code, words) == (1, f"lpcards: {ERROR}")


def test_ids_takes_a_story_by_its_name_and_mends_it(broken, run):
    assert run("ids", "night-bus")[0] == 0
    assert "  - id: why\n    ask: Why?" in broken.read_text("utf-8")
    assert run("read", "night-bus")[0] == 0
    assert run("ids", "nowhere")[0] == 2


def test_a_story_that_can_be_read_goes_by_its_file_too(broken, run):
    broken.write_text(BROKEN.replace("- ask", "- id: why\n    ask"), encoding="utf-8")
    for name in NAMES:
        assert run("read", name) == run("read", "night-bus")
        assert run("check", name) == run("check", "night-bus")


def test_errors_are_told_before_advice(broken, run, home):
    good = BROKEN.replace("- ask", "- id: why\n    ask").replace("night-bus", "a-story")
    (home / "stories/a.yaml").write_text(good, encoding="utf-8")
    lines = run("check")[1].splitlines()
    assert lines[0] == ERROR
    assert lines[1].startswith("stories/a.yaml:")


def test_a_story_with_more_errors_says_how_many(broken, run):
    broken.write_text(f"{BROKEN}titel: x\n", encoding="utf-8")
    words = run("read", "night-bus")[1]
    assert words == f"lpcards: {ERROR} (and 1 more: `lpcards check 'the bus'`)"


def test_no_second_story_is_begun_under_the_id_of_one_that_cannot_be_read(broken, run):
    code, words = run("new", "night-bus")
    assert (code, words.count(f"'night-bus': {broken} ")) == (1, 1)


STATES = {
    "nothing": {},
    "a broken story": {"x.yaml": "id: x\ntitle: [\n"},
    "a story with 400 pieces of advice and an error": {
        "x.yaml": "id: x\ntitle: a #1\n# note\nasked:\n" + "- why #1\n" * 400 + "nope: 1\n"
    },
    "a guide": {"x.yaml": "type: guide\nid: x\ntitle: G\nshort: G\nprinciple: ownership\n"},
    "an empty file": {"x.yaml": ""},
    "an example": {
        "x.yaml": "id: x\ntitle: T\nshort: S\nprinciple: ownership\nown: no\n",
    },
}


@pytest.mark.parametrize("state", STATES)
def test_no_command_is_at_a_loss_where_there_is_little_or_nothing(run, home, state):
    for name, text in STATES[state].items():
        (home / "stories" / name).write_text(text, encoding="utf-8")
    for call in CALLS.strip().replace("\n", "|").split("|"):
        code, words = run(*call.format("x").split())
        assert code in {0, 1, 2}, (call, words)
        assert "a bug in lpcards" not in words
    assert not os.path.exists(home / ".local/state/lpcards/traceback.txt")
