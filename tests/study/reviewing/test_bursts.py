"""What arrives at once: typed ahead, sent by another program, or pasted without marks."""

import pytest

CARD = "general/disqualifier/we.mend"
OTHER = "general/disqualifier/looked-into.mend"
CLOZE = "webhook-drops/phrase/race"
SETTINGS = ".config/lpcards/lpcards.yaml"
pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def grades(lp):
    return lambda: [event["grade"] for event in lp("log").lines]


def test_both_questions_of_the_first_minute_may_be_answered_at_once(sitting, home):
    (home / "notes.txt").write_text("S: It was late.\nA: I wrote a guard.\n")
    terminal = sitting(now="2026-11-23T09:00", rows=40)
    terminal.wait_for("interview?")
    terminal.press("2026-12-22\r~/notes.txt\r", "space: go on")
    assert (home / SETTINGS).read_text("utf-8") == "interview: 2026-12-22\nminutes: 10\n"
    assert "lpcards edit late" in terminal.text
    terminal.press("q")


@pytest.mark.parametrize("how", [{}, {"TERM": "dumb"}])
@pytest.mark.parametrize("paste", [False, True])
def test_one_line_that_comes_with_its_enter_is_the_answer(sitting, how, paste):
    terminal = sitting(now="2026-11-23T09:00", rows=40, **how)
    terminal.wait_for("interview?")
    send = terminal.paste if paste and not how else terminal.press
    send("in 3 weeks\r", "December 14: 21 days")
    terminal.wait_for("notes for a story")
    terminal.press("q")


@pytest.mark.parametrize("how", [{}, {"TERM": "dumb"}])
def test_lines_that_are_pasted_are_no_answer(sitting, home, how):
    terminal = sitting(now="2026-11-23T09:00", rows=40, **how)
    terminal.wait_for("interview?")
    send = terminal.press if how else terminal.paste
    send("12 Dec\rLate invoices\rThey were late.\r", "more than one line")
    assert "notes for a story" not in terminal.text
    terminal.press("12 dec\r", "notes for a story")


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_an_answer_and_a_note_may_come_with_their_enter(sitting, grades, lp, plain):
    lp("grade", CLOZE, 3, now="2026-02-24T09:00")
    terminal = sitting(CLOZE, "--type", *plain)
    terminal.wait_for("1 of 1")
    if plain:
        terminal.press("enter", "Type the answer")
    terminal.press("race condition\r4", "perfect")
    terminal.wait_for("Pasted text")
    assert grades() == [3]
    terminal.press("f", "Note")
    terminal.press("too long\r4 5 4\r3", "Flagged: too long")
    terminal.wait_for("Pasted text")
    assert grades()[:2] == [3, None]
    terminal.press("enter", "All done")
    terminal.press("q")


@pytest.mark.parametrize("how", [{}, {"TERM": "dumb"}])
def test_one_burst_answers_one_card_at_most(sitting, grades, how):
    terminal = sitting(CARD, OTHER, **how)
    terminal.wait_for("1 of 2")
    terminal.press(" 4 4", "Pasted text")
    terminal.wait_for("2 of 2")
    assert grades() == [4]
    terminal.press("space", "5 perfect")
    terminal.press("5   ", "All done")
    assert grades() == [4, 5]
    terminal.press("q")


@pytest.mark.parametrize(
    "text", ["ok 5", "We had 5 of them.\r4\r 3\rq", "a 4\rb 5 \rs\rq\r", "\r\r4 is right\r5"]
)
def test_text_without_marks_grades_nothing_and_ends_nothing(sitting, grades, text):
    terminal = sitting(CARD, OTHER, TERM="dumb")
    terminal.wait_for("1 of 2")
    terminal.press(text, "Pasted text")
    terminal.press("space", "5 perfect")
    terminal.press("4", "2 of 2")
    assert grades() == [4]
    terminal.press("q")
