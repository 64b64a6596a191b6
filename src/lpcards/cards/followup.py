"""A follow-up question that any story must stand: the shape of a strong answer to it."""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import (
    File,
    after_label,
    blank_card,
    lines,
    quoted,
    slots,
    top_line,
    with_points,
)
from lpcards.story.models import Followup, Guide

KIND = Kind(
    "followup",
    leech_tip="Answer it once for a story of yours, and write that down.",
    asked_of_stories=True,
)
BEFORE = frozenset(
    f"general/probe/{name}" for name in ("took-on", "other-team", "really-worked", "next-time")
)
"""The cards of the general guide that asked such questions before there was this kind."""


def cards(file: File) -> Iterator[Card]:
    """Yield the follow-up questions of a guide that say what a strong answer consists of."""
    if not isinstance(file, Guide):
        return
    for at, followup in enumerate(file.followups):
        if followup.shape:
            yield _asked(file, at, followup)


def _asked(file: Guide, at: int, followup: Followup) -> Card:
    card = blank_card(KIND, file, slots(followup), ("followups", at))
    probes = [f"{file.id}/probe/{slot}" for slot in slots(followup)]
    card = card._replace(
        was=(*card.was, *filter(BEFORE.__contains__, probes)),
        top=top_line("Asked after any story"),
        front=quoted(followup.ask),
        hint=followup.hint or "",
        below=lines(after_label("Tests", followup.tests), after_label("Trap", followup.trap)),
        fingerprint=fingerprint_of(
            KIND.name,
            (followup.ask, followup.tests, followup.trap, *(one.text for one in followup.shape)),
        ),
    )
    return with_points(card, followup.shape)
