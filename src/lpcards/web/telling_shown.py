"""What a telling shows at the page, whichever it is: a part and its clock, lists, the end."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from lpcards.practice.clock_words import left, span
from lpcards.practice.stopwatch import announcements
from lpcards.web.open_tellings import open_tellings
from lpcards.web.page_telling import PageTelling, TimedPart
from lpcards.web.visit import Visit


def telling_shown(
    visit: Visit, telling: PageTelling, title: str, around: Mapping[str, Any]
) -> Response:
    """Show the part that is being said, or the lists to tick; `around` is what else is there."""
    message, telling.message = telling.message, ""
    common: dict[str, Any] = {"title": title, "step": telling.step, **around}
    if telling.screen == "part" and telling.part is not None:
        said = message or telling.part.message
        return visit.page(
            "telling_part.html",
            message=said,
            **_part(telling.part),
            **_clock(telling.part),
            **common,
        )
    return visit.page("telling_ticks.html", message=message, lists=telling.lists, **common)


def _part(part: TimedPart) -> dict[str, Any]:
    heading, spoken = part.turn.heading, part.turn.part
    typed = part.typed
    return {
        "view": part.turn.view(),
        "heading": heading,
        "part_title": spoken.title,
        "typed": None if typed is None else typed.line.text,
        "rows": typed is not None and typed.has_rows,
    }


def _clock(part: TimedPart) -> dict[str, Any]:
    """Return the clocks as they stand now; the page's script lets them run on."""
    target, elapsed, before = part.turn.part.seconds, part.elapsed, part.turn.heading.before
    return {
        "target": target,
        "target_words": span(target),
        "elapsed": round(elapsed, 2),
        "left": left(elapsed, target),
        "running": part.is_running,
        "voice": json.dumps(announcements(target)),
        "whole": round(before + elapsed, 2) if part.turn.heading.target else None,
    }


def begins(visit: Visit) -> bool:
    """Say whether a form begins a telling, and has not done so before."""
    is_one = visit.field("act") == "begin"
    return is_one and not open_tellings(visit).has_begun(visit.field("once"))


def telling_taken(visit: Visit, kind: str) -> Response:
    """Do what a form of a telling asks for, and lead to what is next."""
    telling = open_tellings(visit).of(kind, visit.session.id)
    if telling is not None:
        act, step = visit.field("act"), visit.field("step")
        telling.take(step, act, visit.field("typed"), visit.fields("tick"))
    return visit.go(f"/{kind}/end" if telling and telling.is_over else f"/{kind}")


def telling_ended(visit: Visit, kind: str, title: str, again: str) -> Response:
    """Show what the last telling of that kind came to."""
    telling = open_tellings(visit).of(kind, visit.session.id)
    if telling is None or not telling.is_over:
        return visit.go(f"/{kind}")
    return visit.page(
        "telling_end.html", title=title, lines=telling.lines, address=f"/{kind}", again=again
    )
