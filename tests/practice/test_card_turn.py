"""A card asked without a terminal: hints, ticks, what is typed, and the grade that follows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.card import Card
from lpcards.practice.card_turn import NO_ANSWER, SAY_FIRST, SHOWN_ALREADY, CardTurn, turn_taken
from lpcards.practice.card_view import Buttons, CardView, view_as_asked
from lpcards.practice.typed_answer import TypedAnswer

ITEMS = ("flagged it to their lead", "a complete fix", "followed up daily", "named the reason")
CARD = Card("a/step/b", "step", "a", "own", "a", "A", "What?", "", items=ITEMS, must=(3,))
TIMED = CARD._replace(seconds=30)
SINGLE = Card("a/phrase/b", "phrase", "a", "own", "a", "A", "What?", "It was late by a day.")


def turn_of(card, items=None, *, typed=None, aloud=False, four=False):
    asked = tuple(range(len(card.items))) if items is None else items
    answer = None if typed is None else TypedAnswer(card, asked, list)
    if answer is not None:
        answer.hand_in(typed)
    return CardTurn(CardView(card, "review", asked, buttons=Buttons(four)), answer, aloud=aloud)


def test_nothing_is_proposed_before_the_answer_is_shown():
    turn = turn_of(CARD)
    turn.tick([0, 1, 2, 3])
    assert turn.proposed is None
    turn.reveal(4.0)
    assert turn.proposed == 5
    assert turn.view(9.0).elapsed == 4.0


@pytest.mark.parametrize(("seconds", "grade"), [(30.0, 5), (30.5, 4)])
def test_all_of_it_after_the_target_is_worth_less(seconds, grade):
    turn = turn_of(TIMED)
    turn.reveal(seconds)
    turn.tick(range(4))
    assert turn.proposed == grade


def test_what_is_typed_has_no_target():
    turn = turn_of(TIMED, typed="\n".join(ITEMS))
    turn.reveal(300.0)
    assert (turn.view(300.0).ticked, turn.proposed) == (frozenset(range(4)), 5)


@given(st.sets(st.integers(-3, 9)), st.integers(0, 9))
def test_no_tick_is_on_what_is_not_asked_or_was_shown(ticked, hints):
    turn = turn_of(CARD, (1, 3))
    for _ in range(hints):
        turn.hint()
    turn.reveal(1.0)
    turn.tick(ticked)
    assert turn.ticks.ticked == ticked & {0, 1} - turn.hints.shown
    decision = turn.graded(3, 2.0)
    assert {*decision.missed} == {(1, 3)[at] for at in {0, 1} - turn.ticks.ticked}
    assert decision.hints == turn.hints.count <= 2


def test_each_hint_lowers_what_is_proposed_and_none_is_shown_beside_the_answer():
    turn = turn_of(SINGLE, typed="It was late by a day.")
    assert turn.hint() == ""
    assert turn.view(1.0).hint == ("I w l b a d", "(grade 3 at most)")
    turn.reveal(2.0)
    assert (turn.proposed, turn.view(2.0).hint) == (3, ())
    assert turn.hint() == SHOWN_ALREADY


def test_with_four_buttons_only_their_grades_are_proposed():
    turn = turn_of(CARD, four=True)
    turn.reveal(1.0)
    assert turn.proposed == 1


def test_a_digit_that_grades_nothing_says_why():
    turn = turn_of(CARD)
    assert turn.dead_digit() == SAY_FIRST
    turn.reveal(1.0)
    assert turn.dead_digit() == "There are only 4 items. To grade, press g first."
    assert turn_of(SINGLE._replace(unanswered=True)).dead_digit() == NO_ANSWER


def test_a_question_without_an_answer_is_never_typed():
    assert turn_of(SINGLE._replace(unanswered=True), typed="late").typed is None


def test_control_characters_of_a_typed_answer_are_gone_and_it_is_cut():
    turn = turn_of(SINGLE, typed="It\x1b[2J was\r\nlate" + "x" * 5_000)
    turn.reveal(1.0)
    typed = turn.graded(4, 2.0).typed
    assert typed.startswith("It[2J was late")
    assert len(typed) == 4_000


@given(st.integers(0, 9), st.sets(st.integers(-2, 6)), st.floats())
def test_a_turn_that_nobody_saw_comes_to_what_its_keys_would_have(hints, ticked, thinking):
    view = CardView(TIMED, "review", (0, 1, 3))
    taken = turn_taken(view, hints=hints, thinking=thinking, ticked=ticked)
    turn = CardTurn(view, aloud=False)
    for _ in range(hints):
        turn.hint()
    turn.reveal(thinking if 0 <= thinking <= 86_400 else 0.0)
    turn.tick(ticked)
    assert taken.graded(3, 9.0) == turn.graded(3, 9.0)
    assert taken.proposed == turn.proposed


@pytest.mark.parametrize(
    ("items", "order", "asked", "shown"),
    [
        ((3, 1), (1, 0), (1, 3), (1, 0)),
        ((), (), (0, 1, 2, 3), (0, 1)),
        ((1, 4), (0, 0), (0, 1, 2, 3), (0, 1)),
        ((-1,), (0, 1, 2), (0, 1, 2, 3), (0, 1)),
    ],
)
def test_a_card_is_taken_as_it_was_asked_if_it_can_have_been(items, order, asked, shown):
    now = CardView(CARD._replace(options=("yes", "no")), "drill", (0, 1, 2, 3), order=(0, 1))
    view = view_as_asked(now, items, order)
    assert (view.items, view.order) == (asked, shown)
