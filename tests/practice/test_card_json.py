"""A card as JSON: a page without a server proposes the grades that the program would."""

import json

from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.card import Card
from lpcards.practice.card_json import view_json
from lpcards.practice.card_turn import CardTurn
from lpcards.practice.card_view import Buttons, CardView

CARD = Card(
    "a/step/b",
    "step",
    "a",
    "own",
    "a",
    "A",
    "What **first**?",
    "One line.\nAnd why.",
    hint="a cue",
    seconds=30,
    below="Not: that",
)
VIEW = CardView(CARD, "new", progress="new · 1 of 9", intervals=(1, 1, 1, 2, 6, 30))


def proposed(grading, hints, asked, ticked, *, late):
    """Return the grade that a script proposes, by the rule that `view_json` states."""
    grade = grading["proposals"]["late" if late else "in_time"][len(ticked)]
    musts = {at for at, item in enumerate(asked) if item["must"]}
    grade = min(grade, 5 if musts <= ticked else grading["must_cap"])
    return grading["nearest"][min([grade, *(hint["cap"] for hint in hints)])]


@given(st.data(), st.booleans(), st.booleans())
def test_a_script_proposes_the_grades_that_the_program_does(data, four, late):
    count = data.draw(st.integers(1, 5))
    must = tuple(data.draw(st.sets(st.integers(0, count - 1))))
    card = CARD._replace(items=tuple(f"item {at}" for at in range(count)), must=must)
    asked = tuple(sorted(data.draw(st.sets(st.integers(0, count - 1), min_size=1))))
    view = VIEW._replace(card=card, items=asked, buttons=Buttons(four))
    whole = json.loads(json.dumps(view_json(view, str)))
    turn = CardTurn(view, aloud=False)
    hints = whole["question"]["hints"][: data.draw(st.integers(0, 6))]
    for _ in hints:
        turn.hint()
    turn.reveal(31.0 if late else 30.0)
    turn.tick(data.draw(st.sets(st.integers(0, len(asked) - 1))))
    assert {hint["item"] for hint in hints} - {None} == turn.hints.shown
    items = whole["answer"]["items"]
    ticked = turn.ticks.ticked
    assert turn.proposed == proposed(whole["grading"], hints, items, ticked, late=late)


def test_every_text_is_shown_as_it_is_asked_to():
    whole = view_json(VIEW, lambda words: f"<{words}>")
    assert whole["question"]["front"] == "<What **first**?>"
    assert (whole["answer"]["first"], whole["answer"]["rest"]) == ("<One line.>", "<And why.>")
    assert whole["answer"]["below"] == ["<Not: that>"]
    assert whole["question"]["hints"][0] == {"words": ["<a cue>"], "cap": 4, "item": None}


def test_each_button_says_when_the_card_comes_back():
    [*_, hard, good, _] = view_json(VIEW, str)["grading"]["buttons"]
    assert (hard["back"], hard["back_aloud"]) == ("(today, 2 d)", "today and in 2 days")
    assert (good["key"], good["word"], good["back"]) == ("4", "good", "(6 d)")


def test_what_has_no_answer_yet_is_not_graded():
    whole = view_json(VIEW._replace(card=CARD._replace(unanswered=True, writes="answer")), str)
    assert not whole["grading"]["gradable"]
    assert (whole["question"]["writes"], whole["question"]["learnable"]) == ("answer", False)


def test_what_changed_of_a_text_comes_word_by_word():
    changed = VIEW._replace(changes=(("one old line", "one new line"),))
    [runs] = view_json(changed, str)["answer"]["changes"]
    assert runs == [("same", "one"), ("gone", "old"), ("fresh", "new"), ("same", "line")]
