"""What each key does."""

import pytest

CARD = "general/disqualifier/we.mend"
OTHER = "general/disqualifier/looked-into.mend"
LIST = "general/result/needs.list"
pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def kinds(lp):
    return lambda: [event["kind"] for event in lp("log").lines]


def answer(terminal, grade, words):
    """Show the answer and grade it; wait for the words of the next page."""
    terminal.press("space", "blackout")
    terminal.press(grade, words)


def stop(terminal):
    terminal.press("q")
    return terminal.ended()


def test_each_grade_is_shown_with_its_word_and_next_interval(sitting, lp):
    lp("grade", CARD, 5, now="2026-02-24T09:00")
    lp("grade", CARD, 5, now="2026-02-25T09:00")
    terminal = sitting(CARD, now="2026-03-03T09:00")
    terminal.wait_for("1 of 1")
    terminal.press("space", "blackout")
    for words in (
        "0 blackout (today)",
        "2 nearly (today)",
        "3 hard (today, 17 d)",
        "5 perfect (17 d)",
    ):
        assert words in terminal.text
    stop(terminal)


def test_undo_takes_back_as_many_answers_as_wanted_and_asks_them_again(sitting, kinds):
    terminal = sitting(CARD, OTHER)
    terminal.wait_for("1 of 2")
    first = terminal.lines[2]
    answer(terminal, "4", "2 of 2")
    answer(terminal, "5", "All done")
    terminal.press("u", "2 of 2")
    terminal.press("u", "1 of 2")
    assert terminal.lines[2] == first
    terminal.press("u", "nothing to undo")
    assert stop(terminal) == 0
    assert kinds() == ["review", "review", "undo", "undo"]


def test_undo_works_after_quitting(sitting, lp):
    lp("grade", CARD, 0)
    terminal = sitting(OTHER)
    terminal.wait_for("1 of 1")
    terminal.press("u", 'Undone: grade 0 for "')
    stop(terminal)
    assert lp("show", CARD, "--json").json["memory"] is None


def test_undoing_an_answer_takes_its_drills_with_it(sitting, lp):
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    answer(terminal, "1", "again ·")
    answer(terminal, "1", "again ·")
    terminal.press("u", "Undone: grade 1, drill")
    terminal.press("u", "Undone: grade 1 for")
    terminal.wait_for("new ·")
    stop(terminal)
    assert lp("show", CARD, "--json").json["history"] == []


def test_a_new_card_can_be_learned_first_and_is_asked_at_the_end(sitting, kinds):
    terminal = sitting(CARD, OTHER)
    terminal.wait_for("new · 1 of 2")
    first = terminal.lines[2]
    terminal.press("l", "It is asked again at the end")
    terminal.press("space", "space shows the answer")
    assert terminal.lines[2] != first
    answer(terminal, "4", "2 of 2")
    assert terminal.lines[2] == first
    answer(terminal, "4", "All done")
    stop(terminal)
    assert kinds() == ["learn", "review", "review"]


def test_a_suspended_card_is_gone_and_undo_brings_it_back(sitting, lp):
    terminal = sitting(CARD, OTHER)
    terminal.wait_for("1 of 2")
    terminal.press("s", "suspended")
    terminal.wait_for("1 of 1")
    terminal.press("u", "1 of 2")
    terminal.press("s", "1 of 1")
    stop(terminal)
    assert lp("show", CARD, "--json").json["suspended"] is True


def test_a_buried_card_comes_back_tomorrow(sitting, lp):
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    terminal.press("b", "All done")
    stop(terminal)
    assert lp("due", CARD, "--json").json["total"] == 0
    assert lp("due", CARD, "--json", now="2026-03-03T09:00").json["total"] == 1


def test_a_hint_is_shown_and_lowers_the_proposal(sitting):
    terminal = sitting(LIST)
    terminal.wait_for("1 of 1")
    terminal.press("h", "Hint: M - B - S")
    terminal.press("space", "0 of 3")
    terminal.press("a", "3 of 3")
    assert "proposed: 4 good" in terminal.text
    stop(terminal)


def test_digits_tick_items_and_g_overrules_the_proposal(sitting, lp):
    terminal = sitting(LIST)
    terminal.wait_for("1 of 1")
    terminal.press("2", "Say it first")
    terminal.press("space", "proposed: 0 blackout")
    terminal.press("2", "2 [x]")
    terminal.press("2", "2 [ ]")
    terminal.press("3", "proposed: 1 wrong")
    terminal.press("g", "5 perfect")
    terminal.press("2", "again ·")
    stop(terminal)
    assert lp("log").lines[0]["grade"] == 2


def test_the_drill_asks_only_the_missed_items(sitting):
    terminal = sitting(LIST)
    terminal.wait_for("1 of 1")
    terminal.press("space", "0 of 3")
    terminal.press("1", "1 of 3")
    terminal.press("3", "2 of 3")
    terminal.press("enter", "again ·")
    terminal.press("space", "0 of 1")
    assert "2 [ ]" not in terminal.text
    terminal.press("1", "proposed: 5 perfect")
    terminal.press("enter", "All done")
    stop(terminal)


def test_help_lists_every_key_and_any_key_closes_it(sitting):
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    terminal.press("?", "bury it until tomorrow")
    terminal.press("x", "space shows the answer")
    stop(terminal)


def test_four_buttons_are_again_hard_good_easy(sitting, lp, home):
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True)
    (folder / "lpcards.yaml").write_text("buttons: 4\n")
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    terminal.press("space", "1 again")
    assert "0 blackout" not in terminal.text
    terminal.press("0")
    terminal.press("2", "again ·")
    stop(terminal)
    assert lp("log").lines[0]["grade"] == 3


def test_quiz_options_are_shuffled_and_the_order_is_in_the_event(sitting, lp):
    orders = set()
    for day in range(1, 9):
        terminal = sitting("webhook-drops/quiz/ownership", "--cram", now=f"2026-03-0{day}T09:00")
        terminal.wait_for("stop")
        while "a)" not in terminal.text:
            terminal.press("space")
        answer(terminal, "5", "All done")
        stop(terminal)
    for event in lp("log").lines:
        orders.add(tuple(event["details"]["order"]))
        assert sorted(event["details"]["order"]) == [0, 1, 2, 3]
    assert len(orders) > 2


def test_cram_changes_nothing_and_asks_failed_cards_again(sitting, lp):
    lp("grade", CARD, 5)
    before = lp("show", CARD, "--json").json["memory"]
    terminal = sitting(CARD, "--cram")
    terminal.wait_for("cram ·")
    answer(terminal, "1", "cram · 2 of 2")
    answer(terminal, "5", "All done")
    stop(terminal)
    assert lp("show", CARD, "--json").json["memory"] == before


def test_ahead_goes_on_with_cards_due_later(sitting, lp):
    lp("grade", CARD, 5)
    lp("grade", CARD, 5, now="2026-03-03T09:00")
    terminal = sitting(CARD, "--ahead", now="2026-03-05T09:00")
    terminal.wait_for("ahead ·")
    answer(terminal, "5", "All done")
    stop(terminal)
    assert lp("log").lines[-1]["kind"] == "ahead"
