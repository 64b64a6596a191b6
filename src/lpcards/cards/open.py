"""Questions that wait for their author: unanswered probes, what a story lacks, questions met."""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.gaps import StoryGap, gaps_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, blank_card, quoted, slots, top_line
from lpcards.cards.probe import answered
from lpcards.english.slugs import question_ids
from lpcards.story.models import Guide, Met, Probe, Scenario

KIND = Kind(
    "open",
    own_only=True,
    unanswered=True,
    writes="answer",
    note="",
)
GAP = ".gap"
"""Ends the slot of a card that asks for what a story lacks."""


def cards(file: File) -> Iterator[Card]:
    """Yield a story's unanswered probes and gaps, or the questions that no story answers yet."""
    if isinstance(file, Guide):
        yield from _met(file)
        return
    for at, probe in enumerate(file.probes):
        if not answered(probe):
            yield _probe(file, at, probe)
    if file.own is not False:
        for gap in gaps_of(file):
            yield _gap(file, gap)


def _probe(file: Scenario, at: int, probe: Probe) -> Card:
    return blank_card(KIND, file, slots(probe), ("probes", at))._replace(
        group=f"{file.id}/probe/{probe.id}",
        top=top_line(file.short, "not answered yet"),
        front=quoted(probe.ask),
        back="Write the answer: two to four points, and the sentence to open with.",
        hint=probe.hint or probe.tests or "",
        fingerprint=fingerprint_of("open", (probe.ask,)),
    )


def _gap(file: Scenario, gap: StoryGap) -> Card:
    return blank_card(KIND, file, (f"{gap.lack}{GAP}",), gap.place or ("probes",))._replace(
        group=f"{file.id}/gaps",
        top=top_line(file.short, "not told yet"),
        front=quoted(gap.ask),
        back="Write it down while you know it, in a sentence or two.",
        hint=gap.tests,
        fingerprint=fingerprint_of("open", (gap.ask,)),
    )


def is_settled(met: Met) -> bool:
    """Say whether it is known how a question that was met would be answered."""
    return bool(met.story and met.opening)


def _met(file: Guide) -> Iterator[Card]:
    names = question_ids((met.id or "", met.ask) for met in file.met)
    for at, (name, met) in enumerate(zip(names, file.met, strict=True)):
        if is_settled(met):
            continue
        yield blank_card(KIND, file, (name, *met.was), ("met", at))._replace(
            top=top_line("Met in an interview", "no story yet"),
            front=quoted(met.ask),
            back="Name the story that you would tell, then a colon and its first sentence.",
            hint=met.hint or "",
            fingerprint=fingerprint_of("open", (met.ask,)),
        )
