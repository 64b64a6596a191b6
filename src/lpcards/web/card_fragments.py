"""A card as the page shows it: pieces of HTML, and what its script needs to grade it."""

import secrets
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from markupsafe import escape

from lpcards.english.printable import printable
from lpcards.practice.card_json import view_json
from lpcards.practice.card_turn import CardTurn
from lpcards.practice.card_view import CardView
from lpcards.study.reviewing.story_introductions import PassagesToRead
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.web.media_addresses import addresses_of
from lpcards.web.page_templates import filled
from lpcards.web.story_html import marked_html

KEY_BYTES = 12


class TypedOnPage(NamedTuple):
    """What was typed as an answer: the `text`, what became of it, and the words that weaken it."""

    text: str
    notes: tuple[str, ...]
    slips: tuple[tuple[str, str], ...]


def new_key() -> str:
    """Return a fresh key for one question, under which its answer counts once."""
    return secrets.token_urlsafe(KEY_BYTES)


def drawn_card(view: CardView, workspace: Workspace) -> dict[str, Any]:
    """Return a card with its texts as HTML, as templates take it."""
    files = workspace.index.media().get(view.card.scenario, {}) if view.card.media else {}
    drawn = view_json(view, partial(marked_html, media=addresses_of(files)))
    return drawn | {"words": view.card.fingerprint, "sounds": bool(view.card.media)}


def typed_of(turn: CardTurn) -> TypedOnPage | None:
    """Return what was typed in a turn; None where nothing was."""
    typed = turn.typed
    if typed is None or not turn.is_typed:
        return None
    slips = tuple((typed.quoted(slip), slip.remedy) for slip in typed.slips)
    return TypedOnPage(typed.line.text, typed.notes, slips)


def card_for_script(
    view: CardView, workspace: Workspace, found: PassagesToRead | None
) -> dict[str, Any]:
    """Return a card with all that a page needs to ask and grade it where nobody can be asked.

    `found` is what is to be read before it.
    """
    card = drawn_card(view, workspace)
    question, items = card["question"], card["answer"]["items"]
    known = ("id", "kind", "words", "grading")
    asked = ("front", "seconds", "hints", "flag", "writes", "learnable")
    return {
        **{name: card[name] for name in known},
        **{name: question[name] for name in asked},
        "musts": [at for at, item in enumerate(items) if item["must"]],
        "source": f"{with_tilde(view.card.path)}:{view.card.line}",
        "before": None if found is None else _before(found),
        **_said_of(view),
        "question": filled("card_question.html", card=card, form_key="", **NO_FIELDS),
        "answer": filled("card_answer.html", card=card, form_key="", **NO_FIELDS),
        "learning": _learning(card) if question["learnable"] else "",
    }


def _learning(card: Mapping[str, Any]) -> str:
    return filled("card_learned.html", card=card, form_key="", fields={})


def _said_of(view: CardView) -> dict[str, Any]:
    """Return what is said of keys that do nothing, and of the hints: after so many, and no more."""
    turn = CardTurn(view, aloud=False)
    costs = [turn.hints.cost]
    early = turn.dead_digit()
    while not (no_more := turn.hint()):
        costs.append(turn.hints.cost)
    turn.reveal(0)
    grades = CardTurn(view._replace(items=()), aloud=False)
    grades.reveal(0)
    return {
        "costs": costs,
        "no_more": no_more,
        "dead": [early, turn.dead_digit()],
        "grades": grades.dead_digit(),
    }


def _before(found: PassagesToRead) -> dict[str, Any]:
    sections = [section for page in found.pages for section in page]
    return {
        "story": found.story.id,
        "title": marked_html(found.story.title),
        "about": escape(printable(found.story.about)),
        "places": list(found.places),
        "passages": [filled("passage.html", section=section) for section in sections],
        "whole": [filled("passage.html", section=section) for section in found.whole],
    }


NO_FIELDS: dict[str, Any] = {
    "fields": {},
    "begun_text": "",
    "shown": None,
    "typing": False,
    "ticked": (),
    "notes": (),
    "cost": "",
    "took": 0,
    "typed": None,
    "proposed": None,
}
"""What stands in a card's forms before anything was sent; the page's script fills it in."""
