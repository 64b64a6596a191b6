"""A card being asked as JSON: for a page that shows it, and grades it where nobody can be asked."""

from collections.abc import Callable
from typing import Any

from lpcards.cards.checklist import MUST_CAP, proposed_grade
from lpcards.english.difference import word_runs
from lpcards.practice.card_view import CardView
from lpcards.practice.coming_back import back_aloud, back_short
from lpcards.practice.hints import hints_of

Shown = Callable[[str], str]
"""Makes of a text with its little Markdown what is shown of it."""


def view_json(view: CardView, shown: Shown) -> dict[str, Any]:
    """Return a card that is asked, its texts as `shown` makes them: HTML, or as they are.

    `question` is what stands there before the answer, `answer` what is shown with it; `changes`
    are runs of words, each with what became of it. `items` in `grading` are positions in the card
    of what is asked; all else counts what is asked from 0.
    `hints` come one by one; the `item` of one (None: none) counts as missed. The grade to propose
    is `proposals[in time or late][number of ticks]`, at most `must_cap` where a `must` is not
    ticked, at most the `cap` of each hint taken; and of that what `nearest` has at its place.
    """
    return {
        "id": view.card.id,
        "kind": view.kind,
        "question": _question(view, shown),
        "answer": _answer(view, shown),
        "grading": _grading(view),
    }


def _question(view: CardView, shown: Shown) -> dict[str, Any]:
    card = view.card
    return {
        "top": shown(card.top),
        "progress": view.progress,
        "front": shown(card.front),
        "options": [shown(option) for option in view.options],
        "seconds": card.seconds,
        "hints": [
            {
                "words": [shown(line) for line in hint.words.split("\n")],
                "cap": hint.cap,
                "item": hint.item,
            }
            for hint in hints_of(card, view.items)
            if not card.unanswered
        ],
        "changed": view.changed,
        "flag": view.flag,
        "remarks": list(view.remarks),
        "writes": card.writes,
        "learnable": view.kind == "new" and not card.unanswered,
    }


def _answer(view: CardView, shown: Shown) -> dict[str, Any]:
    card = view.card
    first, _, rest = card.back.partition("\n")
    items = ({"text": shown(item.text), "must": item.must} for item in view.asked_items())
    return {
        "first": shown(first),
        "rest": shown(rest),
        "items": list(items),
        "below": [shown(line) for line in card.below.split("\n") if line],
        "changes": [[*word_runs(then, now)] for then, now in view.changes],
    }


def _grading(view: CardView) -> dict[str, Any]:
    count = len(view.items)
    numbers = range(count + 1) if count else ()
    return {
        "gradable": not view.card.unanswered,
        "items": list(view.items),
        "order": list(view.order),
        "buttons": [
            {
                "key": key,
                "grade": grade,
                "word": word,
                "back": back_short(view.intervals, grade),
                "back_aloud": back_aloud(view.intervals, grade) if view.intervals else "",
            }
            for key, grade, word in view.buttons.named()
        ],
        "proposals": {
            "in_time": [proposed_grade(count, range(ticked)) for ticked in numbers],
            "late": [proposed_grade(count, range(ticked), in_time=False) for ticked in numbers],
        },
        "must_cap": MUST_CAP,
        "nearest": [view.buttons.nearest(grade) for grade in range(6)],
    }
