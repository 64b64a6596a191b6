"""Flags with a note, hints in steps, leeches, and pasted text, within the review."""

import pytest

CARD = "general/disqualifier/we.mend"
LIST = "general/result/needs.list"
pytestmark = pytest.mark.usefixtures("few_cards")


def stop(terminal):
    terminal.press("q")
    return terminal.ended()


def test_f_flags_with_a_note_and_again_takes_the_flag_away(sitting, lp):
    terminal = sitting(CARD)
    terminal.wait_for("f flag")
    terminal.press("f", "Note: _")
    terminal.type("too long, say it", "say it_")
    terminal.press("enter", "Flagged: too long, say it")
    assert lp("show", CARD, "--json").json["flag"] == "too long, say it"
    terminal.press("f", "The flag is off")
    assert lp("show", CARD, "--json").json["flag"] is None
    stop(terminal)


def test_a_flag_without_a_note_is_a_flag_and_escape_is_none(sitting, lp):
    terminal = sitting(CARD)
    terminal.wait_for("f flag")
    terminal.press("f", "Note: _")
    terminal.type("never mind")
    terminal.press("escape", "Not flagged.")
    assert lp("show", CARD, "--json").json["flag"] is None
    terminal.press("f", "Note: _")
    terminal.press("enter", "Flagged.")
    assert lp("show", CARD, "--json").json["flag"] == ""
    terminal.press("u", "Undone: the flag")
    assert lp("show", CARD, "--json").json["flag"] is None
    stop(terminal)


def test_flagging_leaves_the_answer_and_the_ticks_as_they_are(sitting):
    terminal = sitting(LIST)
    terminal.wait_for("1 of 1")
    terminal.press("space", "0 of 3")
    terminal.press("2", "1 of 3")
    terminal.press("f", "Note: _")
    terminal.type("2", "Note: 2_")
    terminal.press("enter", "Flagged: 2")
    assert "2 [x]" in terminal.text
    stop(terminal)


def test_what_is_pasted_into_a_note_ends_nothing(sitting, lp):
    terminal = sitting(CARD)
    terminal.wait_for("f flag")
    terminal.press("f", "Note: _")
    terminal.paste("one\ntwo\x1b]0;x\x07" + "z" * 300)
    assert "one two" in terminal.text
    terminal.press("ctrl-u", "Note: _")
    terminal.paste("one\ntwo", "one two_")
    terminal.press("enter", "Flagged: one two")
    stop(terminal)


def test_hints_come_one_by_one_until_there_are_no_more(sitting, lp):
    terminal = sitting(LIST)
    terminal.wait_for("1 of 1")
    terminal.press("h", "Hint: M - B - S")
    terminal.press("h", "B o c : w i w w")
    terminal.press("h", "Metric: from what to what")
    terminal.press("h", "Business or customer: what it was worth")
    terminal.press("h", "There are no more hints.")
    assert "Second order: what" not in terminal.text
    terminal.press("space", "0 of 3")
    terminal.press("a", "1 of 3")
    assert "proposed: 1 wrong" in terminal.text
    terminal.press("enter", "again ·")
    stop(terminal)
    (event,) = lp("log").lines
    assert event["details"]["hints"] == 4
    assert event["details"]["missed"] == [0, 1]


def test_a_single_answer_is_graded_freely_after_hints(sitting, lp):
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    terminal.press("h", "Hint: two halves")
    terminal.press("h", "I t t d")
    terminal.press("h", "I traced the double")
    terminal.press("space", "3 hints: grade 2 at most.")
    terminal.press("4", "All done")
    stop(terminal)
    assert lp("log").lines[0]["details"] == {"hint": True, "hints": 3}


@pytest.mark.parametrize("text", ["q", "s", " 5 5 5", "uuuu", "quit\n", "\x1b[Bq"])
@pytest.mark.parametrize("plain", [False, True])
def test_what_is_pasted_is_not_taken_as_keys(sitting, lp, text, plain):
    terminal = sitting(CARD, *(["--plain"] if plain else []))
    terminal.wait_for("1 of 1")
    terminal.paste(text, "not taken as keys")
    terminal.press("space", "5 perfect")
    terminal.paste(text, "not taken as keys")
    stop(terminal)
    assert lp("log").lines == []


def test_a_paste_without_marks_is_told_apart_by_its_speed(sitting, lp):
    terminal = sitting(CARD, "--plain")
    terminal.wait_for("1 of 1")
    terminal.child.send("suspend it, quit, 5\n")
    terminal.wait_for("not taken as keys")
    stop(terminal)
    assert lp("log").lines == []


@pytest.fixture
def leech(lp):
    """Fail a card until it is a leech."""
    for day in range(1, 10):
        lp("grade", CARD, 1, now=f"2026-02-0{day}T09:00")
    return CARD


def test_a_leech_is_shown_with_its_history_its_place_and_a_remedy(sitting, lp, leech):
    terminal = sitting(leech)
    terminal.wait_for("Leech, 8 lapses: ... 2026-02-04 1, 2026-02-05 1")
    assert "e opens it; its history stays" in terminal.text
    assert "general/guide.yaml:" in terminal.text
    terminal.press("space", "blackout")
    assert "Leech, 8 lapses" in terminal.text
    terminal.press("4", "All done")
    stop(terminal)
    assert lp("show", leech, "--json").json["suspended"] is False


def test_a_card_that_is_no_leech_is_not_called_one(sitting, lp):
    lp("grade", CARD, 1, now="2026-02-01T09:00")
    terminal = sitting(CARD)
    terminal.wait_for("1 of 1")
    assert "Leech" not in terminal.text
    stop(terminal)


def test_leeches_are_listed(lp, leech):
    assert [card["id"] for card in lp("cards", "--leeches", "--json").json] == [leech]
    text = lp("cards", "--leeches").out
    assert "8 lapses" in text
    assert "general/guide.yaml:" in text
    assert lp("cards", "--leeches", "--kind", "step").out == ""
    assert len(lp("cards", "--json").json) > 50
