"""A question met in an interview is written down in a line, and asked the next day."""

from pathlib import Path

import pytest

QUESTION = "When did you last say no to a customer?"
CARD = "asked-in-interviews/open/say-no-customer"
STORY = "id: wet\ntitle: Wet\nshort: Wet cellar\nprinciple: ownership\nasked: [Why you?]\n"


def test_a_question_comes_tomorrow(lp):
    answer = lp("asked", QUESTION, "--json").json
    assert answer["card"] == CARD
    assert lp("next", "--json").json["id"] != CARD
    tomorrow = "2026-03-03T09:00"
    for _ in range(10):
        then = lp("next", "--json", now=tomorrow).json
        if then["id"] == CARD:
            break
        lp("grade", then["id"], 4, now=tomorrow)
    assert (then["id"], then["front"]) == (CARD, f'"{QUESTION}"')


def test_questions_gather_in_one_file_of_the_learners(lp, home):
    lp("asked", QUESTION)
    path = home / ".local/share/lpcards/content/asked.yaml"
    path.write_text(path.read_text("utf-8") + "  # heard twice\n", "utf-8")
    lp("asked", "What", "did", "you", "drop?")
    assert "# heard twice" in path.read_text("utf-8")
    assert "id: drop\n    ask: What did you drop?\n    day: " in path.read_text("utf-8")
    assert lp("check").out.endswith("all well\n")


@pytest.mark.parametrize("again", [QUESTION, QUESTION.upper().rstrip("?"), f'"{QUESTION}"'])
def test_a_question_that_is_there_is_not_added_again(lp, again):
    lp("asked", QUESTION)
    assert "already" in lp("asked", again, code=1).err


def test_a_question_that_a_story_answers_is_no_gap(lp, home):
    folder = home / ".local/share/lpcards/content"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "wet.yaml").write_text(STORY, "utf-8")
    assert "Wet cellar has that question already" in lp("asked", "why you", code=1).err
    assert not (folder / "asked.yaml").exists()
    lp("asked", "Why not you?")


@pytest.mark.parametrize("nothing", ["", "???", "\x1b", "x" * 301])
def test_what_is_no_question_is_refused(lp, home, nothing):
    lp("asked", nothing, code=1)
    assert not list(home.rglob("asked.yaml"))


@pytest.mark.parametrize("odd", ["no: 'a' # b", "- x", "&a *b", "\x1b[31mred\x1b[0m", "{a"])
def test_any_question_survives_as_text(lp, odd):
    card = lp("asked", "--json", "--", odd).json["card"]
    front = lp("show", card, "--json", now="2026-03-03T09:00").json["front"]
    assert front.replace("'", "").strip('"') == odd.replace("'", "").replace("\x1b", " ").strip()


def test_a_faulty_file_is_left_alone(lp, home):
    path = Path(lp("asked", QUESTION, "--json").json["path"])
    path.write_text("type: guide\nmet: {\n", "utf-8")
    assert "fix that first" in lp("asked", "Why?", code=1).err
    assert path.read_text("utf-8") == "type: guide\nmet: {\n"


def test_questions_of_examples_are_not_asked_by_themselves(lp, home):
    (home / "content").mkdir()
    (home / "content/wet.yaml").write_text(STORY, "utf-8")
    example = STORY.replace("id: wet", "id: dry") + "own: no\n"
    opened = example.replace("asked: [", "asked: [{ask: Why they?, opening: They stood dry.}, ")
    assert opened != example
    (home / "content/dry.yaml").write_text(opened, "utf-8")
    (home / "lpcards.yaml").write_text("kinds: [ask, open]\n", "utf-8")
    assert lp("next", "--json").json["id"] == "wet/ask/why-you"
    lp("suspend", "wet/ask/why-you")
    assert lp("due", "--json").json["total"] == 0
    (home / "lpcards.yaml").write_text("kinds: [ask, open]\nexamples: all\n", "utf-8")
    assert lp("due", "--json").json["total"] > 0


def test_a_question_that_could_not_come_tomorrow_is_not_written(lp, home):
    (home / "log").mkdir()
    lp("--db", str(home / "log"), "asked", "Why blue?", code=1)
    assert not list(home.rglob("asked.yaml"))
