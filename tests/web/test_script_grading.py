"""The page's script proposes the grades that the program proposes."""

from itertools import chain, combinations

import pytest

from lpcards.cards.card import Card
from lpcards.practice.card_json import view_json
from lpcards.practice.card_turn import turn_taken
from lpcards.practice.card_view import Buttons, CardView

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("few_cards")]


def subsets(count):
    """Return all choices among so many places."""
    sizes = range(count + 1)
    return [*chain.from_iterable(combinations(range(count), size) for size in sizes)]


CASES = [
    (count, must, hints, late, ticked, four)
    for count in range(1, 4)
    for must in subsets(count)
    for hints in range(count + 2)
    for late in (False, True)
    for ticked in subsets(count)
    for four in (False, True)
]


def test_the_script_proposes_what_the_program_does(page):
    cards, expected = [], []
    for count, must, hints, late, ticked, four in CASES:
        items = tuple(f"item {at}" for at in range(count))
        card = Card("a", "step", "a", "", "a", "A", "F", "B", "cue", items, must, seconds=30)
        view = CardView(card, "new", tuple(range(count)), buttons=Buttons(four))
        turn = turn_taken(view, hints=hints, thinking=31 if late else 30, ticked=ticked)
        whole = view_json(view, str)
        cards.append(
            {
                "grading": whole["grading"],
                "seconds": 30,
                "musts": must,
                "hints": whole["question"]["hints"],
                "turn": {
                    "ticked": sorted(turn.ticks.ticked),
                    "hints": turn.hints.count,
                    "thinking": turn.thinking,
                    "typed": None,
                    "typedGrade": None,
                },
            }
        )
        expected.append([turn.proposed, sorted(turn.hints.shown)])
    found = page.evaluate(
        """async cards => {
        const { proposed, shownItems } = await import('/static/grading.js');
        return cards.map(card => {
          const turn = {...card.turn, ticked: new Set(card.turn.ticked)};
          return [proposed(card, turn), [...shownItems(card, turn)].sort()];
        });}""",
        cards,
    )
    assert found == expected
