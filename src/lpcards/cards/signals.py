"""What an interviewer notes for a principle: the few things that any story for it must show."""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, blank_card, counted, top_line, with_points
from lpcards.story.models import Guide

KIND = Kind("signals", leech_tip="Find each of them in a story of yours.")


def cards(file: File) -> Iterator[Card]:
    """Yield the signals of a guide as one checklist."""
    if not isinstance(file, Guide) or not file.signals:
        return
    things = counted(len(file.signals), "thing")
    card = blank_card(KIND, file, ("list",), ("signals",))._replace(
        top=top_line("The interviewer's notes"),
        front=f"What {things} does the interviewer note for {file.name or file.short}?",
        hint=file.signals_hint or "",
        fingerprint=fingerprint_of(KIND.name, [point.text for point in file.signals]),
    )
    yield with_points(card, file.signals)
