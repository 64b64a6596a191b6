"""`lpcards check` at a terminal: what matters most of each story, and its open questions asked."""

import re
import sys

import pytest

from lpcards.cli.check import annotation
from lpcards.system.problem import Problem
from pty_terminal import Terminal

STORY = """\
id: late-trains
title: Trains that were late
short: Late trains
principle: ownership
probes:
  - id: why  # the first thing they ask
    ask: Why you?

# more to come
steps:
  action:
    example: >-
      I read the mails. Then we compared the app with the timetable at the stop. The trips were
      on a list that nobody had sent to us. Dana pushed back on it.
  result: {example: "It went well.", needs: {metric: From 40 to 12 minutes.}}
"""
PIPED = """\
stories/broken.yaml:2:8: this `[` is never closed, or a comma is missing: close it, or quote a \
text that starts with it
"""
FIRST = [
    '  13  "Then we compared the app with the tim...": no "I" in it; say your',
    "      part, or leave it out (without-i)",
    "  15  no figure in the Result's `example`: say from what to what, and what",
    "      it was worth (result)",
    "  15  no `source`: add who counted that, and where (source)",
]


@pytest.fixture
def story(home, monkeypatch):
    path = home / "stories" / "late-trains.yaml"
    path.parent.mkdir()
    path.write_text(STORY, encoding="utf-8")
    monkeypatch.setenv("LPCARDS_CONTENT", str(path.parent))
    return path


@pytest.fixture
def broken(story):
    path = story.with_name("broken.yaml")
    path.write_text("id: broken-one\ntitle: [one\n", encoding="utf-8")
    return path


@pytest.fixture
def check(story):
    """Return a function that opens `lpcards check` on a terminal long enough for all of it."""
    opened = []

    def run(*args, rows=90, **how):
        opened.append(Terminal("check", *args, rows=rows, **how))
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.child.close(force=True)


def test_three_pieces_of_advice_are_shown_with_the_path_once_and_how_many_more(check, lp, story):
    terminal = check()
    terminal.wait_for("Answer now?")
    lines = [line.removeprefix("  ") for line in terminal.lines]
    assert lines[: len(FIRST) + 1] == ["stories/late-trains.yaml", *FIRST]
    advice = len(lp("check", "--json").json["problems"])
    assert lines[len(FIRST) + 1] == f"  and {advice - 3} more"
    assert terminal.text.count("late-trains.yaml") == 1
    assert "`--all` shows everything" in terminal.text


def test_all_shows_every_piece_of_advice(check, lp):
    terminal = check("--all")
    terminal.wait_for("Answer now?")
    for problem in lp("check", "--json").json["problems"]:
        assert " ".join(problem["message"].split()) in terminal.text
    assert " more" not in terminal.text


def test_errors_come_first_and_all_of_them(check, broken):
    broken.write_text("id: Broken\ntitel: x\nshort: y\n", encoding="utf-8")
    terminal = check()
    terminal.wait_for("Answer now?")
    places = [re.match(r"stories/broken\.yaml:\d+:\d+: ", line) for line in terminal.lines]
    found = [at for at, place in enumerate(places) if place]
    assert len(found) >= 3
    assert max(found) < terminal.lines.index("  stories/late-trains.yaml")


def test_in_a_narrow_window_nothing_is_wider_than_it_and_words_stay_whole(check, broken):
    terminal = check(columns=40)
    terminal.wait_for("Answer now?")
    assert "or a comma is missing: close it" in terminal.text
    assert "say your part, or leave it out (without-i)" in terminal.text


def test_a_story_that_cannot_be_loaded_is_found_by_the_id_that_it_states(check, broken):
    terminal = check("broken-one")
    assert terminal.ended() == 1
    assert terminal.lines[0].startswith("stories/broken.yaml:2:8: this `[` is never closed")
    assert "late-trains" not in terminal.text


def told(problem):
    line = f"{problem.path}:{problem.line}:{problem.column}: {problem.message}"
    return line if problem.severity == "error" else f"{line} (advice: {problem.rule})"


def test_a_pipe_is_told_everything_a_line_each(lp, broken):
    answer = lp("check", "--json", code=1).json
    problems = [Problem(**one) for one in answer["problems"]]
    advice = sum(one.severity == "advice" for one in problems)
    total = f"1 story, {answer['cards']} cards: 1 error, {advice} to improve"
    text = "".join(f"{line}\n" for line in [*map(told, problems), total])
    assert text.startswith(PIPED)
    assert advice > 10
    for options in ([], ["--all"], ["--strict"], ["--format", "text"]):
        assert lp("check", *options, code=1).out == text
    annotations = [*map(annotation, problems), total]
    assert lp("check", "--format", "github", code=1).out.splitlines() == annotations


@pytest.mark.parametrize("options", [["--strict"], ["--format", "github"], ["--json"]])
def test_who_asks_for_everything_gets_it_at_a_terminal_too(check, lp, broken, options):
    terminal = check(*options, columns=5000)
    assert terminal.ended() == 1
    assert [line for line in terminal.lines if line] == lp(
        "check", *options, code=1
    ).out.splitlines()


def test_where_nobody_can_type_nothing_is_asked(story):
    command = f"{sys.executable} -m lpcards check < /dev/null"
    terminal = Terminal(command=("sh", "-c", command), now=None, rows=90)
    assert terminal.ended() == 0
    assert "and what it was worth (result)" in terminal.text
    assert "Answer now?" not in terminal.text


@pytest.mark.parametrize("options", [["--no-advice"], ["--rule", "we"]])
def test_who_asks_for_less_is_asked_nothing(check, options):
    terminal = check(*options)
    assert terminal.ended() == 0
    assert "Answer now?" not in terminal.text


@pytest.mark.parametrize("size", [{"columns": 80, "rows": 24}, {"columns": 40, "rows": 30}])
def test_what_is_answered_stands_in_the_story_and_nothing_else_changes(check, story, size):
    terminal = check(**size)
    terminal.wait_for("Answer now? y yes, Enter no")
    terminal.type("y\r", '"What was it worth, and to whom?"')
    terminal.type('200 euros: # a "week"\r', '"What lasted?"')
    terminal.type("\r", '"How do you know what it was worth?"')
    terminal.type("the till\r")
    assert terminal.ended() == 0
    business = 'business: {text: "200 euros: # a \\"week\\"", source: "the till"}'
    needs = "metric: From 40 to 12 minutes."
    assert story.read_text("utf-8") == STORY.replace(needs, f"{needs}, {business}")


def test_a_follow_up_is_answered_in_its_place(check, story):
    whole = "needs: {metric: {text: From 40 to 12., source: us}, business: {text: $9, source: us},"
    before = STORY.replace("needs: {metric: From 40 to 12 minutes.", f"{whole} second_order: it.")
    story.write_text(before, encoding="utf-8")
    terminal = check("late-trains")
    terminal.wait_for("ask 1 question that you have not answered")
    terminal.type("y\r", '"Why you?"')
    terminal.type("I was there.\r", "Written into")
    assert terminal.ended() == 0
    asked = "    ask: Why you?\n"
    assert story.read_text("utf-8") == before.replace(asked, f"{asked}    strong: I was there.\n")


@pytest.mark.parametrize("keys", ["\r", "n\r", "q\r", "x\r\r", "y\rq\r", "y\r\r\r\r", "\x1b"])
def test_who_does_not_answer_changes_nothing(check, story, keys):
    terminal = check()
    terminal.wait_for("Answer now?")
    terminal.type(keys)
    assert terminal.ended() == 0
    assert story.read_text("utf-8") == STORY


def test_errors_are_still_a_fault_when_all_is_answered(check, broken):
    terminal = check()
    terminal.wait_for("Answer now?")
    terminal.type("\r")
    assert terminal.ended() == 1


def test_an_example_is_not_asked_about(check, story):
    story.write_text(STORY.replace("short:", "own: no\nshort:"), encoding="utf-8")
    terminal = check()
    assert terminal.ended() == 0
    assert "without-i" in terminal.text


def test_a_guide_is_not_asked_about(check, story):
    story.write_text(
        "id: mine\ntype: guide\ntitle: Mine\nshort: Mine\nprinciple: ownership\n"
        "met: [{id: one, ask: Whose was it?}]\n"
        "disqualifiers: [{id: we, phrase: We did it.}]\n",
        encoding="utf-8",
    )
    terminal = check()
    assert terminal.ended() == 0
    assert "no `instead`" in terminal.text


def test_a_file_s_name_does_not_reach_the_terminal_raw(check, story):
    story.rename(story.with_name("a\x1b[41m.yaml"))
    terminal = check()
    terminal.wait_for("Answer now?")
    assert "  stories/a\\x1b[41m.yaml" in terminal.lines
    assert b"\x1b[41m" not in terminal.raw
