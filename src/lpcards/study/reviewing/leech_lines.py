"""What is told of a leech: how it went, where it stands, and how to write it better."""

from collections.abc import Iterable

from lpcards.cards.card import Card
from lpcards.cards.leech import is_leech, tip_for
from lpcards.memory.event import COUNTED, Event
from lpcards.memory.sm2 import Memory
from lpcards.system.folders import with_tilde

LATEST = 6
"""Answers that are told, the latest ones."""


def leech_lines(card: Card, memory: Memory | None, events: Iterable[Event]) -> tuple[str, ...]:
    """Return the lines; none for a card that is no leech. `events` are the card's, oldest first."""
    if memory is None or not is_leech(memory):
        return ()
    answers = [event for event in events if event.kind in COUNTED]
    told = ", ".join(f"{event.day} {event.grade}" for event in answers[-LATEST:])
    more = "... " if len(answers) > LATEST else ""
    return (
        f"Leech, {memory.lapses} lapses: {more}{told}",
        f"{tip_for(card)} e opens it, its history stays:",
        f"{with_tilde(card.path)}:{card.line}",
    )
