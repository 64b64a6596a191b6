"""The cards that were missed in interviews, as the log has them. Light: a prompt asks it."""

from collections.abc import Mapping
from datetime import date

from lpcards.log import Log
from lpcards.memory.event import COUNTED, DEBRIEF


def missed_cards(log: Log, aliases: Mapping[str, str], before: date) -> list[str]:
    """Return the cards missed in interviews and not answered since, the last missed first.

    Answers count until the study day `before`: what is answered on it was asked first on it.
    """
    since: dict[str, str] = {}
    for event in log.live(""):
        missed = event.details.get("missed") if event.kind == DEBRIEF else None
        for name in missed if isinstance(missed, list) else ():
            card = aliases.get(name, name) if isinstance(name, str) else ""
            since.pop(card, None)
            since[card] = event.id
    return [card for card in reversed(since) if not _is_answered(log, card, since[card], before)]


def _is_answered(log: Log, card: str, since: str, before: date) -> bool:
    return any(
        event.kind in COUNTED and event.id > since and event.day < before
        for event in log.live(card)
    )
