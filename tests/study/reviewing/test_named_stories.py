"""Asked a plain question, the learner names the story that they would tell, or marks a gap."""

import pytest

STORY = """\
id: late-trains
title: Trains that were late
short: Late trains
principle: ownership
asked:  # what they may ask
probes:
  - {id: why, ask: Why you?, strong: I was there.}
"""
CARD = "dive-deep-guide/question/hard-to-find"
ASKED = "Tell me about a problem whose cause was hard to find."


@pytest.fixture
def story(home):
    path = home / "content" / "late-trains.yaml"
    path.parent.mkdir()
    path.write_text(STORY, "utf-8")
    (home / "lpcards.yaml").write_text("kinds: [question, ask]\n", "utf-8")
    return path


@pytest.fixture
def asked(sitting, story):
    """Return a function that opens the question, says what is typed, and takes the words of it."""

    def name(typed, words, **how):
        terminal = sitting(CARD, **how)
        terminal.wait_for("hard to find")
        terminal.press("w", "Story:")
        terminal.type(typed)
        terminal.press("enter", words)
        return terminal

    return name


@pytest.mark.parametrize("size", [{"columns": 80}, {"columns": 40}])
def test_the_answer_offers_to_name_a_story(sitting, story, size):
    terminal = sitting(CARD, **size)
    terminal.wait_for("hard to find")
    terminal.press("space", "w name your story")
    terminal.press("w", "none: no story yet")
    terminal.press("escape", "Nothing was written.")
    terminal.press("q")
    assert story.read_text("utf-8") == STORY


def test_a_named_story_has_the_question_with_the_principle_and_its_first_sentence(asked, story, lp):
    asked("late trains: It stood still.", "Written into").press("q")
    assert story.read_text("utf-8") == STORY.replace(
        "asked:  # what they may ask\n",
        "asked:  # what they may ask\n"
        f"  - ask: {ASKED}\n    principle: dive-deep\n    opening: It stood still.\n",
    )
    card = lp("show", "late-trains/ask/problem-whose-cause-hard-find", "--json").json
    assert card["back"] == 'Late trains, as Dive Deep: "It stood still."'


def test_a_story_told_for_that_principle_needs_only_its_name(asked, story):
    story.write_text(STORY.replace("ownership", "dive-deep"), "utf-8")
    asked("late-trains", "Written into").press("q")
    assert f"- ask: {ASKED}\nprobes:" in story.read_text("utf-8")


def test_without_a_story_the_question_is_marked_as_a_gap_until_one_is_named(asked, lp):
    terminal = asked("none", "Flagged: no story yet")
    assert lp("show", CARD, "--json").json["flag"] == "no story yet"
    terminal.press("w", "Story:")
    terminal.type("late trains")
    terminal.press("enter", "Written into")
    terminal.press("q")
    terminal.ended()
    assert lp("show", CARD, "--json").json["flag"] is None


def test_a_name_that_is_no_story_is_kept_and_the_stories_are_named(asked, story):
    terminal = asked("early trains", "your stories: Late trains.")
    terminal.press("w", "Story: early trains")
    terminal.press("escape", "Nothing was written.")
    terminal.press("q")
    assert story.read_text("utf-8") == STORY


def test_a_question_is_written_into_a_story_once(asked, story, home):
    (home / "lpcards.yaml").write_text("kinds: question\n", "utf-8")  # else it sleeps
    story.write_text(STORY.replace("asked:", f"asked: '{ASKED[:-1]}'"), "utf-8")
    terminal = asked("late trains", "Late trains already has that question")
    terminal.press("q")


def test_a_question_that_has_a_story_is_left_for_the_next_card(asked, story):
    terminal = asked("late trains", "Written into")
    assert "hard to find" not in terminal.text
    terminal.press("q")


def test_naming_a_story_is_no_answer(asked, lp):
    asked("late trains", "Written into").press("q")
    assert lp("show", CARD, "--json").json["history"] == []


def test_on_plain_lines_the_name_is_typed_in_the_terminals_own_line(sitting, story):
    terminal = sitting(CARD, "--plain", TERM="dumb")
    terminal.wait_for("Space shows the answer")
    terminal.press("space", "w names your story for it.")
    terminal.press("w", "Name the story that you would tell")
    terminal.child.send("late trains\n")
    terminal.wait_for("Written into")
    assert ASKED in story.read_text("utf-8")
    terminal.press("q")
