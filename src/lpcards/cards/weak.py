"""A bad way to tell the story, or one that is not yet strong: find the faults."""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, after_label, blank_card, lines, quoted, top_line, with_items
from lpcards.story.models import Flag, Guide, WeakAnswer

KIND = Kind(
    "weak",
    leech_tip="Leave out the faults that you see at once.",
    carries_over=True,
    long_question=True,
    shows_answer=True,
    compared_by="question",
)


def cards(file: File) -> Iterator[Card]:
    """Yield the weak answer as a checklist of its faults, and the inclined one of what it lacks."""
    if isinstance(file, Guide):
        return
    if file.weak_answer and (faults := _faults(file.weak_answer)):
        card = blank_card(KIND, file, ("flags.list",), ("weak_answer",))._replace(
            top=top_line(f"Find the faults: {len(faults)}", file.short)
        )
        yield _asking(card, file.weak_answer, faults)
    if file.inclined and (faults := _faults(file.inclined)):
        card = blank_card(KIND, file, ("inclined.list",), ("inclined",))._replace(
            top=top_line(f"Not strong: {len(faults)} reasons", file.short)
        )
        yield _asking(card, file.inclined, faults)


def _asking(card: Card, answer: WeakAnswer, faults: list[str]) -> Card:
    card = card._replace(
        front=quoted(answer.text),
        hint=answer.hint or "",
        below=lines(after_label("Written down", answer.verdict)),
        fingerprint=fingerprint_of(KIND.name, (answer.text, answer.verdict, *faults)),
    )
    return with_items(card, faults)


def _faults(answer: WeakAnswer) -> list[str]:
    return [fault for flag in answer.flags if (fault := _fault(flag))]


def _fault(flag: Flag) -> str | None:
    """Return the fault as an item: words of the answer with what is wrong, or what is absent."""
    if flag.quote:
        return quoted(flag.quote) + (f": {flag.fault}" if flag.fault else "")
    return after_label("absent", flag.absent) or flag.fault
