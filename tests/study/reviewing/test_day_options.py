"""Minutes, pauses, catching up and today's failed cards, on a real terminal."""

from itertools import repeat

import pytest

from daily_learner import DailyLearner
from lpcards.log import open_log
from pty_terminal import Terminal


@pytest.fixture
def learner(tmp_path, monkeypatch):
    monkeypatch.setenv("LPCARDS_CONTENT", str(tmp_path / "content"))
    monkeypatch.setenv("LPCARDS_DB", str(tmp_path / "log.db"))
    return DailyLearner(tmp_path, stories=24, new=30, new_per_story=20)


def on(day):
    return {"now": f"2026-03-{2 + day:02}T09:00+00:00"}


def past_stories(terminal, words):
    """Skip what is to be read before a card, then wait for `words` on it."""
    terminal.wait_for("q stop")
    terminal.skip_reading()
    terminal.wait_for(words)


def counted_in(learner):
    with open_log(learner.log, reading=True) as log:
        return [event for event in log.events() if event.kind == "review"]


@pytest.mark.parametrize("columns", [80, 40])
def test_when_the_minutes_are_over_the_learner_decides(sitting, learner, columns):
    learner.set(new_order="story", new=30, new_per_story=20, minutes=2)
    learner.study(0, repeat(4), most=1, seconds=600.0)
    assert learner.json(0, "due")["total"] == 2
    terminal = sitting(columns=columns, rows=24, **on(0))
    terminal.wait_for("2 minutes are over; 2 cards wait.")
    terminal.press("x", "q stops")
    terminal.press("enter")
    terminal.skip_reading()
    terminal.wait_for("1 of 2")
    terminal.press("space", "blackout")
    terminal.press("4", "q stop")
    terminal.skip_reading()
    terminal.wait_for("2 of 2")
    terminal.press("q")
    assert terminal.ended() == 0
    assert len(counted_in(learner)) == 2


def test_q_stops_when_the_minutes_are_over(sitting, learner):
    learner.set(new_order="story", new=30, new_per_story=20, minutes=1)
    learner.study(0, repeat(4), most=1, seconds=600.0)
    terminal = sitting(**on(0))
    terminal.wait_for("1 minute is over; 1 card waits.")
    terminal.press("q")
    assert terminal.ended() == 0
    assert "Nothing answered." in terminal.text


def test_minutes_by_name_serve_what_due_announces(sitting, learner):
    learner.set(new_order="story", new=30, new_per_story=20)
    assert learner.json(0, "due", "--minutes", "1")["total"] == 2
    terminal = sitting("--minutes", "1", **on(0))
    past_stories(terminal, "1 of 2")
    terminal.press("space", "blackout")
    terminal.press("4")
    past_stories(terminal, "2 of 2")
    terminal.press("space", "blackout")
    terminal.press("4", "That is all that fits into 1 minute; 28 more are waiting.")
    terminal.press("x")
    assert terminal.ended() == 0
    assert "2 cards in" in terminal.text


@pytest.mark.parametrize("columns", [80, 40])
def test_who_comes_back_is_told_on_the_first_card_how_it_goes_on(sitting, learner, columns):
    for day in range(3):
        learner.study(day, repeat(4))
    said = learner.run(9, "due").splitlines()[1]
    terminal = sitting(columns=columns, rows=30, **on(9))
    terminal.wait_for("1 of 50")
    assert said.startswith("You were away 6 days: 90 cards wait; about 50 a day until tomorrow")
    assert said in terminal.text
    terminal.press("space", "blackout")
    terminal.press("4", "2 of 50")
    assert "You were away" not in terminal.text
    terminal.press("q")
    assert terminal.ended() == 0


def test_a_review_during_a_pause_says_so_and_how_to_study_all_the_same(sitting, learner):
    learner.run(0, "pause", "--until", "2026-03-05")
    terminal = sitting(**on(0))
    assert terminal.ended() == 0
    assert "Paused until the end of Thursday; nothing waits." in terminal.text
    assert "`lpcards review --anyway`" in terminal.text
    again = sitting("--anyway", **on(0))
    past_stories(again, "1 of 30")
    again.press("q")
    assert again.ended() == 0


@pytest.mark.parametrize("option", ["--new-only", "--due-only"])
def test_only_one_sort_is_asked_where_only_one_is_wanted(sitting, learner, option):
    learner.study(0, repeat(4))
    due = learner.json(1, "due", option)
    terminal = sitting(option, **on(1))
    past_stories(terminal, f"1 of {due['total']}")
    assert ("new ·" in terminal.text) == (option == "--new-only")
    terminal.press("q")
    assert terminal.ended() == 0


def test_todays_failed_cards_are_asked_again_and_nothing_counts(sitting, learner):
    learner.study(0, iter([1, 4, 2, 4]), most=4)
    before = len(counted_in(learner))
    terminal = sitting("--failed-today", **on(0))
    terminal.wait_for("cram · 1 of 2")
    for _ in range(2):
        terminal.press("space", "blackout")
        terminal.press("4")
    terminal.wait_for("All done")
    terminal.press("x")
    assert terminal.ended() == 0
    assert "2 crammed cards" in terminal.text
    assert len(counted_in(learner)) == before


def test_early_answers_count_and_failed_ones_again_do_not(learner):
    terminal = Terminal("review", "--ahead", "--failed-today")
    assert terminal.ended() == 2
    assert "--failed-today does not" in terminal.text
