"""A probe without an answer: the question, waiting for its author."""

from collections.abc import Iterator

from lpcards.card import Card, fingerprint_of
from lpcards.scenario import Guide

from .making import File, begun, slots
from .probe import answered
from .wording import quoted, top_line

KIND = "open"


def cards(file: File) -> Iterator[Card]:
    """Yield the story's unanswered probes."""
    if isinstance(file, Guide):
        return
    for at, probe in enumerate(file.probes):
        if answered(probe):
            continue
        yield begun(file, slots(KIND, probe), ("probes", at))._replace(
            group=f"{file.id}/probe/{probe.id}",
            top=top_line(file.short, "not answered yet"),
            front=quoted(probe.ask),
            back="Write the answer: two to four points, and the sentence to open with.",
            hint=probe.hint or probe.tests or "",
            fingerprint=fingerprint_of("open", (probe.ask,)),
        )
