"""The same story for another principle: the first sentence, and what to leave out."""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import (
    File,
    after_label,
    blank_card,
    lines,
    quoted,
    top_line,
    with_items,
)
from lpcards.story.models import Guide, Pivot, Scenario
from lpcards.story.principles import short_principle

KIND = Kind(
    "pivot",
    leech_tip="Begin the sentence with the one who was waiting.",
    spoken=True,
    own_only=True,
    parts=("lead", "leave-out"),
)


def cards(file: File) -> Iterator[Card]:
    """Yield for each other principle how the story opens, and what it leaves out.

    What it leaves out is asked only where its author wrote a cue for it; else it is just shown.
    """
    if isinstance(file, Guide):
        return
    for at, pivot in enumerate(file.pivots):
        if pivot.lead_with:
            yield _lead(file, at, pivot)
        if pivot.downplay and pivot.downplay_hint:
            yield _leave_out(file, at, pivot)


def _lead(file: Scenario, at: int, pivot: Pivot) -> Card:
    return _blank_card(file, at, pivot, "lead")._replace(
        part="lead",
        front="Your first sentence?",
        back=lines(
            quoted(pivot.lead_with or ""),
            after_label("Stress", pivot.emphasize),
            after_label("Leave out", "; ".join(pivot.downplay)),
        ),
        hint=pivot.hint or "",
        fingerprint=fingerprint_of(
            "pivot.lead", (pivot.lead_with, pivot.emphasize, *pivot.downplay)
        ),
    )


def _leave_out(file: Scenario, at: int, pivot: Pivot) -> Card:
    card = _blank_card(file, at, pivot, "leave-out")._replace(
        part="leave-out",
        front="What do you leave out?",
        hint=pivot.downplay_hint or "",
        fingerprint=fingerprint_of("pivot.leave-out", pivot.downplay),
    )
    return with_items(card, pivot.downplay)


def _blank_card(file: Scenario, at: int, pivot: Pivot, role: str) -> Card:
    card = blank_card(KIND, file, (f"{pivot.principle}.{role}",), ("pivots", at))
    return card._replace(
        group=f"{file.id}/{KIND.name}/{pivot.principle}",
        top=top_line(file.short, short_principle(pivot.principle), join=" -> "),
    )
