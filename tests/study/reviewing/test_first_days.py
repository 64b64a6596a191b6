"""The main job: a story is read, its cards are answered, and tomorrow the right ones are due."""

import re
import time

import pytest

CHECKLIST = "proposed:"
pytestmark = pytest.mark.usefixtures("few_cards")


def past_the_first_minute(terminal):
    """Skip both questions of the first minute."""
    terminal.wait_for("interview?")
    terminal.press("enter", "notes for a story")
    terminal.press("enter", "space: go on")
    terminal.press("space", "q stop")


def answer_all(terminal, grade="4"):
    """Answer whatever comes until the last page; return how many answers it took."""
    answers = 0
    terminal.wait_for("q stop")
    while "All done" not in terminal.text:
        text = terminal.text
        if "space:" in text or "space shows the answer" in text:
            terminal.press("space")
            continue
        if CHECKLIST in text:
            terminal.press("g")
        terminal.press(grade)
        answers += 1
    return answers


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 30)])
def test_the_first_day_is_ten_new_cards_and_a_story(sitting, columns, rows, lp):
    terminal = sitting(columns=columns, rows=rows)
    past_the_first_minute(terminal)
    assert answer_all(terminal) == 10
    assert "Rescued a delivery service" in " ".join(terminal.raw.decode().split())
    terminal.press("q")
    assert terminal.ended() == 0
    assert "10 cards in" in terminal.text
    assert lp("due", "--json").json["total"] == 0


def test_tomorrow_exactly_the_cards_of_today_are_due(sitting, lp):
    terminal = sitting()
    past_the_first_minute(terminal)
    answer_all(terminal, "5")
    terminal.press("q")
    terminal.ended()
    answered = {event["card"] for event in lp("log").lines}
    tomorrow = lp("due", "--json", now="2026-03-03T09:00").json
    assert (tomorrow["due"], tomorrow["new"]) == (10, 10)
    served = set()
    while (card := lp("next", "--json", now="2026-03-03T09:00").json) and card["memory"]:
        served.add(card["id"])
        lp("grade", card["id"], 4, now="2026-03-03T09:00")
    assert served == answered


def test_the_summary_says_how_many_how_long_and_what_comes_tomorrow(sitting):
    terminal = sitting()
    past_the_first_minute(terminal)
    answer_all(terminal, "4")
    terminal.press("q")
    terminal.ended()
    assert "10 cards in" in terminal.text
    assert re.search(r"Tomorrow: 10 reviews, \d+ new\.", terminal.text)


@pytest.mark.usefixtures("by_story")
def test_a_failed_card_comes_back_until_it_is_graded_four(sitting, lp):
    terminal = sitting("general/disqualifier/we.mend")
    terminal.wait_for("1 of 1")
    for grade in ("1", "3", "4"):
        terminal.press("space", "blackout")
        terminal.press(grade, "All done" if grade == "4" else "again ·")
    terminal.press("q")
    terminal.ended()
    kinds = [(event["kind"], event["grade"]) for event in lp("log").lines]
    assert kinds == [("review", 1), ("drill", 3), ("drill", 4)]


def test_open_drills_outlive_quitting_but_not_the_day(sitting, lp):
    terminal = sitting("general/disqualifier/we.mend")
    terminal.wait_for("1 of 1")
    terminal.press("space", "blackout")
    terminal.press("1", "again ·")
    terminal.press("q")
    terminal.ended()
    assert lp("due", "general/disqualifier/we.mend", "--json").json["drills"] == 1
    tomorrow = lp("due", "general/disqualifier/we.mend", "--json", now="2026-03-03T09:00").json
    assert (tomorrow["due"], tomorrow["drills"]) == (1, 0)


def test_every_answer_is_in_the_log_as_it_was_given(sitting, lp):
    began = time.monotonic()
    terminal = sitting("general/result/needs.list")
    terminal.wait_for("1 of 1")
    time.sleep(0.3)
    terminal.press("h", "Hint:")
    terminal.press("space", "0 of 3")
    terminal.press("1", "1 of 3")
    terminal.press("3", "proposed: 3 hard")
    terminal.press("enter", "again ·")
    terminal.press("q")
    terminal.ended()
    (event,) = lp("log").lines
    assert (event["kind"], event["grade"]) == ("review", 3)
    assert event["details"]["missed"] == [1]
    assert event["details"]["hint"] is True
    assert 0.2 < event["seconds"] < time.monotonic() - began
