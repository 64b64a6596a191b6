"""A bad way to tell the story: find the faults."""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, after_label, blank_card, lines, quoted, top_line, with_items
from lpcards.story.models import Flag, Guide, Scenario, WeakAnswer

KIND = Kind(
    "weak",
    leech_tip="Leave out the faults that you see at once.",
    carries_over=True,
    long_question=True,
    shows_answer=True,
    compared_by="question",
)


def cards(file: File) -> Iterator[Card]:
    """Yield the weak answer as a checklist of its faults."""
    if isinstance(file, Guide) or not file.weak_answer:
        return
    faults = [fault for flag in file.weak_answer.flags if (fault := _fault(flag))]
    if faults:
        yield _card(file, file.weak_answer, faults)


def _card(file: Scenario, weak: WeakAnswer, faults: list[str]) -> Card:
    card = blank_card(KIND, file, ("flags.list",), ("weak_answer",))._replace(
        top=top_line(f"Find the faults: {len(faults)}", file.short),
        front=quoted(weak.text),
        hint=weak.hint or "",
        below=lines(after_label("Written down", weak.verdict)),
        fingerprint=fingerprint_of(KIND.name, (weak.text, weak.verdict, *faults)),
    )
    return with_items(card, faults)


def _fault(flag: Flag) -> str | None:
    """Return the fault as an item: words of the answer with what is wrong, or what is absent."""
    if flag.quote:
        return quoted(flag.quote) + (f": {flag.fault}" if flag.fault else "")
    return after_label("absent", flag.absent) or flag.fault
