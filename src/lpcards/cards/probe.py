"""An interviewer's follow-up question: answered here; once, from the guide, what is behind it."""

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
from lpcards.story.models import Guide, Probe, ProbeType, Scenario, Strong

KIND = Kind(
    "probe",
    leech_tip="Write the points as you would say them, each beginning with another word.",
    spoken=True,
    most_lines=12,
    compared_by="question and answer",
)
SECONDS = 30


def cards(file: File) -> Iterator[Card]:
    """Yield the answered probes of a story, or what a guide's kinds of probes test."""
    if isinstance(file, Guide):
        for at, probe_type in enumerate(file.probe_types):
            if probe_type.tests:
                yield _behind(file, at, probe_type)
        return
    for at, probe in enumerate(file.probes):
        if answered(probe):
            yield _asked(file, at, probe)


def answered(probe: Probe) -> bool:
    """Say whether the author knows an answer to the probe."""
    return bool(probe.strong.answer or probe.strong.points or probe.strong.takeaway)


def _asked(file: Scenario, at: int, probe: Probe) -> Card:
    strong, weak = probe.strong, probe.weak
    card = blank_card(KIND, file, slots(probe), ("probes", at))._replace(
        top=top_line(file.short, "asked", f"{SECONDS} s"),
        front=quoted(probe.ask),
        back=_spoken(probe),
        hint=probe.hint or probe.tests or "",
        below=lines(
            after_label("Not", weak.answer and quoted(weak.answer)),
            after_label("Because", weak.why),
        ),
        seconds=SECONDS,
        fingerprint=fingerprint_of(
            "probe",
            (probe.ask, strong.takeaway, _block(probe), weak.answer, weak.why, *_points(strong)),
        ),
    )
    return with_points(card, strong.points)


def _points(strong: Strong) -> list[str]:
    return [point.text for point in strong.points]


def _spoken(probe: Probe) -> str:
    """Return what the mouth says: the opening sentence, and the answer where no points do."""
    return lines(*(quoted(text) for text in (probe.strong.takeaway, _block(probe)) if text))


def _block(probe: Probe) -> str | None:
    """Return the answer in one block. Where there are points, they are asked instead."""
    return None if probe.strong.points else probe.strong.answer


def _behind(file: Guide, at: int, probe_type: ProbeType) -> Card:
    return blank_card(KIND, file, slots(probe_type), ("probe_types", at))._replace(
        top=top_line("What is behind it?", file.short),
        front=quoted(probe_type.ask),
        back=probe_type.tests or "",
        hint=probe_type.hint or "",
        fingerprint=fingerprint_of("probe.behind", (probe_type.ask, probe_type.tests)),
    )
