"""What is noted with a card when it is asked: its flag, how it changed, that it is a leech."""

from collections.abc import Sequence

from lpcards.cards.card import Card
from lpcards.log import Log
from lpcards.memory.event import COUNTED, Event
from lpcards.memory.sm2 import Memory
from lpcards.story.markup import in_words
from lpcards.system.folders import with_tilde

FLAG_OFF = "The flag is off."
LATEST = 6
"""Answers to a leech that are shown, the latest ones."""


def flag_words(note: str | None) -> str:
    """Return what is shown of a flag with this note; "" without a flag."""
    return "" if note is None else f"Flagged: {note}" if note else "Flagged."


def changes_since(
    card: Card, memory: Memory | None, log: Log
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a note and the texts then and now, if the card changed since its last answer."""
    if memory is None or memory.fingerprint in {"", card.fingerprint}:
        return "", ()
    then = log.text(memory.fingerprint)
    note = f"This card changed since you last answered it on {memory.last}."
    if then is None:
        return note, ()
    pairs = (
        (then.front, card.front),
        (then.back, card.back),
        ("\n".join(then.items), "\n".join(card.items)),
    )
    worded = ((in_words(before), in_words(now)) for before, now in pairs)
    return note, tuple(pair for pair in worded if pair[0] != pair[1])


def leech_lines(card: Card, memory: Memory | None, events: Sequence[Event]) -> tuple[str, ...]:
    """Return how a leech went, where it stands and how to write it better; none for other cards.

    `events` are the card's, oldest first.
    """
    if memory is None or not memory.lapses:
        return ()
    from lpcards.cards.leech import is_leech, tip_for  # here: few cards are failed again

    if not is_leech(memory):
        return ()
    answers = [event for event in events if event.kind in COUNTED]
    latest = ", ".join(f"{event.day} {event.grade}" for event in answers[-LATEST:])
    more = "... " if len(answers) > LATEST else ""
    return (
        f"Leech, {memory.lapses} lapses: {more}{latest}",
        f"{tip_for(card)} e opens it; its history stays:",
        f"{with_tilde(card.path)}:{card.line}",
    )
