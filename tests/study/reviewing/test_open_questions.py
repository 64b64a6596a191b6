"""An open question is answered then and there, and the answer goes into the file."""

from pathlib import Path

import pytest

from lpcards.story.reading import read_source

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
  result: {example: "It went well.", needs: {metric: From 40 to 12 minutes.}}
"""


@pytest.fixture
def story(home):
    path = home / "content" / "late-trains.yaml"
    path.parent.mkdir()
    path.write_text(STORY, "utf-8")
    (home / "lpcards.yaml").write_text("kinds: [open, probe, result]\n", "utf-8")
    return path


@pytest.mark.parametrize("size", [{"columns": 80}, {"columns": 40}])
def test_an_answer_typed_in_a_line_goes_into_the_file_at_its_place(sitting, story, size):
    terminal = sitting("late-trains/open/why", **size)
    terminal.wait_for("w write it")
    terminal.press("w", "Enter writes it into the story")
    terminal.type('I was there: "nobody" else was.')
    terminal.press("enter", "Written into")
    answer = "    ask: Why you?\n    strong: 'I was there: \"nobody\" else was.'\n"
    assert story.read_text("utf-8") == STORY.replace("    ask: Why you?\n", answer)
    terminal.press("q")
    assert terminal.ended() == 0


def test_an_answered_question_is_a_card_from_then_on(sitting, story, lp):
    terminal = sitting("late-trains/open/why")
    terminal.wait_for("w write it")
    terminal.press("space", "e editor")
    terminal.press("w", "Answer:")
    terminal.type("I was there.")
    terminal.press("enter", "Written into")
    terminal.press("q")
    terminal.ended()
    assert lp("show", "late-trains/probe/why", "--json").json["back"] == '"I was there."'
    lp("show", "late-trains/open/why", code=1)


def test_what_the_story_lacks_is_asked_and_filled_in(sitting, story, lp):
    terminal = sitting("late-trains/open/business.gap")
    terminal.wait_for("What was it worth, and to whom?")
    terminal.press("w", "Answer:")
    terminal.type("6 hours a week")
    terminal.press("enter", "Written into")
    terminal.press("q")
    terminal.ended()
    more = 'needs: {metric: From 40 to 12 minutes., business: "6 hours a week"}'
    assert more in story.read_text("utf-8")
    cards = lp("cards", "--kind", "open", "--json").json
    assert "late-trains/open/source.gap" in [card["id"] for card in cards]


def test_after_one_answer_a_story_s_other_gaps_wait_for_tomorrow(sitting, story, lp):
    def open_ones(now):
        return lp("due", "--kind", "open", "--json", now=now).json["new"]

    lp("suspend", "late-trains/open/why")
    assert open_ones("2026-03-02T09:00") == 1
    terminal = sitting("late-trains/open/business.gap")
    terminal.wait_for("What was it worth, and to whom?")
    terminal.press("w", "Answer:")
    terminal.type("6 hours a week")
    terminal.press("enter", "Written into")
    terminal.press("q")
    terminal.ended()
    assert open_ones("2026-03-02T10:00") == 0
    assert open_ones("2026-03-03T09:00") == 1


def test_the_editor_opens_where_the_answer_goes(lp, story):
    lines = STORY.replace(
        "From 40 to 12 minutes.}", "From 40 to 12.,\n    business: }"
    ).splitlines()
    story.write_text("\n".join(lines) + "\n", "utf-8")
    card = lp("show", "late-trains/open/business.gap", "--json").json
    assert lines[card["source"]["line"] - 1].strip().startswith("business:")


def test_escape_writes_nothing(sitting, story):
    terminal = sitting("late-trains/open/why")
    terminal.wait_for("w write it")
    terminal.press("w", "Answer:")
    terminal.type("I was")
    terminal.press("escape", "Nothing was written.")
    assert story.read_text("utf-8") == STORY
    terminal.press("q")


def test_a_question_that_was_met_gets_a_story_and_a_first_sentence(sitting, story, lp, home):
    card = lp("asked", "Whose job was it?", "--json").json["card"]
    terminal = sitting(card, now="2026-03-03T09:00")
    terminal.wait_for("w write it")
    terminal.press("3", "There is nothing to grade yet")
    terminal.press("w", "Name the story that you would tell")
    terminal.type("It stood still: nobody came.")
    terminal.press("enter", "your stories: Late trains.")
    terminal.press("w", "Answer: It stood still")
    terminal.press("ctrl-a")
    terminal.type("late trains: ")
    terminal.press("enter", "Written into")
    terminal.press("q")
    terminal.ended()
    asked = lp("show", card.replace("/open/", "/ask/"), "--json").json
    assert asked["back"] == 'Late trains: "It stood still: nobody came."'


def test_on_plain_lines_the_answer_is_typed_in_the_terminals_own_line(sitting, story):
    terminal = sitting("late-trains/open/why", "--plain", TERM="dumb")
    terminal.wait_for("Space: more")
    terminal.press("space", "Press w to write the answer")
    terminal.press("w", "Type the answer in one line")
    terminal.child.send("I was there.\n")
    terminal.wait_for("Written into")
    assert "strong: I was there." in story.read_text("utf-8")
    terminal.press("q")


def test_an_answer_that_is_too_long_says_so_before_it_is_written(sitting, story):
    terminal = sitting("late-trains/open/why", rows=80)
    terminal.wait_for("w write it")
    terminal.press("w", "Answer:")
    terminal.paste("a: # \x1b[31m\u202e " * 100, "Esc does not")
    assert "no more fits" not in terminal.text
    terminal.paste("and so on " * 1_000, "no more fits in")
    terminal.press("enter", "Written into")
    answer = read_source("a", story.read_bytes()).file.probes[0].strong.answer
    assert answer.startswith("a: # [31m a: #")
    assert len(answer) > 3_900


def typing(sitting, card="late-trains/open/why", answer="I was there."):
    """Open a card, type an answer and stop before Enter."""
    terminal = sitting(card)
    terminal.wait_for("w write it")
    terminal.press("w", "Answer:")
    terminal.type(answer)
    return terminal


def test_an_answer_goes_to_its_question_wherever_that_stands_by_now(sitting, story):
    terminal = typing(sitting)
    before = STORY.replace("probes:\n", "probes:\n  - {id: who, ask: Who?}\n")
    story.write_text(before, "utf-8")
    terminal.press("enter", "Written into")
    answer = "    ask: Why you?\n    strong: I was there.\n"
    assert story.read_text("utf-8") == before.replace("    ask: Why you?\n", answer)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: why", "id: how", "no longer in"),
        ("Why you?", "Why not you?", "no longer in"),
        ("Why you?\n", "Why you?\n    strong: Mine.\n", "no longer in"),
        ("principle:", "principal:", "did you mean"),
    ],
)
def test_an_answer_without_its_question_is_written_nowhere_and_kept(
    sitting, story, old, new, words
):
    terminal = typing(sitting)
    story.write_text(STORY.replace(old, new), "utf-8")
    terminal.press("enter", words)
    assert story.read_text("utf-8") == STORY.replace(old, new)
    story.write_text(STORY, "utf-8")
    terminal.press("w", "Answer: I was there.")
    terminal.press("enter", "Written into")
    assert "strong: I was there." in story.read_text("utf-8")


def test_a_file_that_is_gone_ends_no_review_and_the_answer_is_told_at_its_end(sitting, story):
    terminal = typing(sitting)
    story.unlink()
    terminal.press("enter", "What you typed is kept")
    terminal.press("q")
    assert terminal.ended() == 0
    assert 'Not written, "Why you?": I was there.' in terminal.text


def test_what_was_met_and_has_half_an_answer_takes_the_other_half(sitting, story, lp):
    asked = lp("asked", "Whose job was it?", "--json").json
    path = Path(asked["path"])
    path.write_text(path.read_text("utf-8") + "    story: late-trains\n", "utf-8")
    terminal = sitting(asked["card"], now="2026-03-03T09:00")
    terminal.wait_for("w write it")
    terminal.press("w", "Answer:")
    terminal.type("late trains: It stood still.")
    terminal.press("enter", "Written into")
    assert path.read_text("utf-8").endswith(
        "    story: late-trains\n    opening: It stood still.\n"
    )
