"""Cards marked without an answer: suspended, buried, flagged."""

from typing import Any

from lpcards.memory.event import Event, event_json
from lpcards.study.messages import say, say_json
from lpcards.study.naming import cards_named
from lpcards.study.workspace import Workspace

MOST_LINES, FIRST_LINES = 10, 5
"""So many cards are all listed; of more only the first ones are."""


def mark(
    workspace: Workspace, kind: str, names: tuple[str, ...], details: dict[str, Any]
) -> list[Event]:
    """Log a mark of this kind for all cards of these names; return the events."""
    cards = [card.id for card in cards_named(workspace.index, names)]
    return workspace.writing().note_all(kind, cards, workspace.moment(), details)


def report_marked(events: list[Event], words: str, *, as_json: bool) -> None:
    """Say of each card that was marked what it is now; of many only the first."""
    if as_json:
        listed = [event_json(event) for event in events]
        say_json({"event": listed[-1], "events": listed})
        return
    shown = events if len(events) <= MOST_LINES else events[:FIRST_LINES]
    for event in shown:
        say(f"{event.card}: {words}")
    if len(events) > len(shown):
        say(f"and {len(events) - len(shown):,} more: {words}")
