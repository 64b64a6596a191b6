"""Cards marked without an answer: suspended, buried, flagged."""

from typing import Any

import click

from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.memory.event import Event, event_json
from lpcards.study.messages import say, say_json
from lpcards.study.naming import selection_of
from lpcards.study.question_words import question_of
from lpcards.study.workspace import Workspace

MOST_LINES, FIRST_LINES = 10, 5
"""So many cards are all listed; of more only the first ones are."""


def mark(workspace: Workspace, kind: str, named: Selection, details: dict[str, Any]) -> list[Event]:
    """Log a mark of this kind for all selected cards; return the events."""
    if named == Selection():
        raise click.UsageError("name a card, or a story with --scenario")
    cards = workspace.index.card_ids(selection_of(workspace.index, named))
    return workspace.writing().note_all(kind, list(cards), workspace.moment(), details)


def report_marked(index: CardIndex, events: list[Event], words: str, *, as_json: bool) -> None:
    """Say of each card that was marked what it is now; of many only the first."""
    if as_json:
        listed = [event_json(event) for event in events]
        say_json({"event": listed[-1], "events": listed})
        return
    shown = events if len(events) <= MOST_LINES else events[:FIRST_LINES]
    for event in shown:
        say(f"{question_of(index, event.card)}: {words}")
    if len(events) > len(shown):
        say(f"and {len(events) - len(shown):,} more: {words}. `lpcards undo` takes all back.")
