"""`/api/review`: the coming cards for the page's script, and the answers that it kept."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from starlette.responses import Response

from lpcards.practice.card_turn import NO_ANSWER, SAY_FIRST, SHOWN_ALREADY
from lpcards.practice.ticks import SHOWN
from lpcards.system.problem import UserFault
from lpcards.terminal.page import UNKNOWN
from lpcards.web.card_fragments import typed_of
from lpcards.web.command_links import links_in
from lpcards.web.drawn_cards import unless_held
from lpcards.web.failures import told_of
from lpcards.web.page_sitting import PageSitting
from lpcards.web.sent_answer import NOT_ONE, answer_sent
from lpcards.web.visit import Page, Visit

HELD = 15
"""Cards that a page holds for the time when nobody answers it."""
MOST_SENT = 100
WORDS = {
    "say_first": SAY_FIRST,
    "no_answer": NO_ANSWER,
    "shown_already": SHOWN_ALREADY,
    "shown_as_hint": SHOWN,
    "unknown": UNKNOWN,
}
"""What the terminal says, for a script that has nobody to ask."""


def coming(visit: Visit) -> Response:
    """Send the cards to ask, the first of them first."""
    state = _state(visit, visit.sitting, {})
    return visit.json({"links": links_in(state["message"]), **state})


def _state(visit: Visit, asked: PageSitting, held: Mapping[str, object]) -> dict[str, Any]:
    view = None if asked.pause else asked.next()
    views = [] if view is None else [view]
    if view is not None:
        ahead = asked.sitting.coming(HELD)
        others = (one for one in ahead if one.card.id != view.card.id)
        views += map(asked.keep, islice(others, HELD - 1))
    is_between = bool(asked.pause or asked.over or view is None)
    cards = [asked.drawn.drawn(one, visit.workspace, asked.sitting) for one in views]
    return {
        "form_key": visit.session.form_key,
        "message": view.message if view else "",
        "is_between": is_between,
        "typing": asked.typing,
        "cards": [unless_held(card, held) for card in cards],
        "words": WORDS,
    }


def taken(visit: Visit) -> Response:
    """Record the answers that were sent, in their order, or do another thing; say what came of it.

    `results` has for each its key, whether it was done, and what to say. Of the cards to ask those
    that the page says it has (`held`: their looks by id) are not sent again.
    """
    asked, data = visit.sitting, visit.data
    if not isinstance(data, Mapping):
        raise UserFault(NOT_ONE)
    sent = data.get("answers", [])
    if not isinstance(sent, list) or len(sent) > MOST_SENT:
        raise UserFault(NOT_ONE)
    results = [_result(asked, one) for one in sent]
    held = data.get("held")
    state = _state(visit, asked, held if isinstance(held, Mapping) else {})
    said = results[-1]["said"] if results else ""
    if state["is_between"] and said:
        state["after"] = asked.remark(said)  # said on the page that comes between
    links = links_in(state["message"], *(result["said"] for result in results))
    return visit.json({"results": results, "links": links, **state})


def _result(asked: PageSitting, data: Any) -> dict[str, Any]:  # noqa: ANN401  whatever JSON has
    once = data.get("once", "") if isinstance(data, Mapping) else ""
    try:
        return {"once": once, "done": True, "said": _done(asked, data)}
    except UserFault as fault:
        return {"once": once, "done": False, "said": f"{str(fault).rstrip('.')}."}
    except Exception as fault:  # noqa: BLE001  the others that wait are recorded all the same
        return {"once": once, "done": False, "said": told_of(fault)}


def _done(asked: PageSitting, data: Any) -> str:  # noqa: ANN401
    sent = answer_sent(data)
    act, words = data.get("act", "grade"), data.get("note", "")
    if not isinstance(act, str) or not isinstance(words, str):
        raise UserFault(NOT_ONE)
    match act:
        case "grade":
            return asked.record(sent)
        case "read" | "enough":
            return asked.have_read(sent.card, enough=act == "enough")
        case "typing" | "saying":
            asked.typing = act == "typing"
            return ""
        case "go_on":
            asked.over = ""
            return ""
        case _:
            return asked.do(act, sent, words)


def judged(visit: Visit) -> Response:
    """Say what a typed answer comes to."""
    asked = visit.sitting
    sent = answer_sent(visit.data)
    turn = asked.turn_of(sent, asked.view_of(sent), judged=True)
    view, typed = turn.view(sent.thinking), typed_of(turn)
    return visit.json(
        {
            "ticked": sorted(view.ticked),
            "notes": view.notes,
            "slips": typed.slips if typed else (),
            "grade": turn.typed.grade if turn.typed else None,
        }
    )


PAGES = (Page("/api/review", coming, taken), Page("/api/review/judge", take=judged))
