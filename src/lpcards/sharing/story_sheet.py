"""The sheet for the night before: what of each story must be known, and the weakest cards.

Pure: a scenario in, a page of blocks out. How a page looks is for the terminal and for paper.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lpcards.cards.card import Card, Outline
from lpcards.english.printable import counted
from lpcards.english.sentences import sentences
from lpcards.memory.recall import known_recall
from lpcards.memory.sm2 import Memory, strength_words
from lpcards.story.levels import at_level
from lpcards.story.markup import PICTURE, in_words, media_in
from lpcards.story.models import STEPS, Disqualifier, Guide, KeyPhrase, Probe, Scenario, Step
from lpcards.story.passages import HEADINGS
from lpcards.story.placed_texts import placed_texts
from lpcards.story.principles import PRINCIPLES
from lpcards.story.said_file import said_by

WEAKEST = 20
EXAMPLE = 0.5
"""What is missing of an example's card counts so much of what is missing of another."""
LONGEST, HEADLINE = 240, 320
NEEDS = {"metric": "What moved", "business": "Worth what", "second_order": "What lasted"}
FIGURES, SAY, BEATS = "The figures", "Your first sentences", "The Action, beat by beat"
PROBES, NEVER, PIVOTS = "When they ask", "Never say", "For another principle"
PICTURES = "The pictures"
KEPT = {PICTURES: 0, PIVOTS: 2, NEVER: 3, BEATS: 4, PROBES: 4, SAY: 5, FIGURES: 3, "": 1}
"""Where a page is too small the end of these goes first, down to so many; then all of it."""


class SheetLine(NamedTuple):
    """One thing to know: a `mark` above it (a step, a question), the `text`, and `more` of it.

    `picture` is a file that the story shows, as its author names it; the text says what it shows.
    """

    mark: str
    text: str
    more: str = ""
    picture: str = ""


class SheetBlock(NamedTuple):
    """Lines that belong together."""

    heading: str
    lines: tuple[SheetLine, ...]


class SheetPage(NamedTuple):
    """One page. `about` is the small line under the title; `left_out` lines found no room."""

    id: str
    title: str
    about: str
    headline: str
    blocks: tuple[SheetBlock, ...]
    left_out: int = 0


class WeakCard(NamedTuple):
    """A card with what is remembered of it, and how probably it is recalled on the day."""

    card: str
    memory: Memory
    recall: float


def sheet_page(story: Scenario, guides: Iterable[Guide], level: str = "") -> SheetPage:
    """Return a story's page; `guides` are those of its principle, `level` is the learner's.

    Its pictures stand by themselves: between the words they would take the page.
    """
    shown = at_level(story, level)
    story = said_by(shown)
    blocks = (
        SheetBlock(FIGURES, tuple(_figures(story))),
        SheetBlock(SAY, tuple(_first_sentences(story, level))),
        SheetBlock(BEATS, tuple(_beats(story))),
        SheetBlock(PROBES, tuple(_probe(probe) for probe in story.probes)),
        SheetBlock(NEVER, tuple(_nevers(story, guides))),
        SheetBlock(PIVOTS, tuple(_pivots(story))),
        SheetBlock(PICTURES, tuple(_pictures(shown))),
    )
    return SheetPage(
        id=story.id,
        title=_clipped(story.title),
        about=f"{_named(story.principle)} · {story.short}",
        headline=_clipped(_sentences(story.overview or story.summary or "", 2), HEADLINE),
        blocks=tuple(block for block in blocks if block.lines),
    )


def _named(principle: str) -> str:
    return PRINCIPLES.get(principle, principle)


def _figures(story: Scenario) -> Iterator[SheetLine]:
    for name, mark in NEEDS.items():
        need = getattr(story.steps.result.needs, name)
        if need:
            source = f"How you know: {need.source}" if need.source else ""
            yield _line(mark, need.text, source)


def _first_sentences(story: Scenario, level: str) -> Iterator[SheetLine]:
    for name in STEPS:
        step: Step = getattr(story.steps, name)
        seconds = f" · {step.seconds} s" if step.seconds else ""
        words = _opening(step)
        if name == "reflection" and level in story.steps.reflection.by_level:
            words = story.steps.reflection.by_level[level].text
        if words:
            yield _line(f"{HEADINGS[name]}{seconds}", words)


def _opening(step: Step) -> str:
    if step.example:
        return _sentences(step.example, 1)
    return _phrase(step.key_phrases[0]) if step.key_phrases else ""


def _beats(story: Scenario) -> Iterator[SheetLine]:
    action = story.steps.action
    for beat in action.beats:
        yield _line(beat.name, " · ".join(map(_phrase, beat.key_phrases)))
    if not action.beats and action.key_phrases:
        yield _line("", " · ".join(map(_phrase, action.key_phrases)))


def _phrase(phrase: KeyPhrase) -> str:
    return f"{phrase.text}: {phrase.fact}" if phrase.fact else phrase.text


def _probe(probe: Probe) -> SheetLine:
    strong = probe.strong
    points = " · ".join(point.text for point in strong.points)
    opening = strong.takeaway or _sentences(strong.answer or "", 1)
    more = points if strong.takeaway or strong.answer else ""
    return _line(f"“{probe.ask}”", opening or points or "(no answer yet)", more)


def _nevers(story: Scenario, guides: Iterable[Guide]) -> Iterator[SheetLine]:
    files: list[Scenario | Guide] = [story, *guides]
    for file in files:
        if file.principle == story.principle:
            yield from map(_never, file.disqualifiers)


def _never(disqualifier: Disqualifier) -> SheetLine:
    instead = f"Say: {disqualifier.instead}" if disqualifier.instead else ""
    return _line(f"“{disqualifier.phrase}”", instead or disqualifier.signals or "")


def _pivots(story: Scenario) -> Iterator[SheetLine]:
    for pivot in story.pivots:
        if pivot.lead_with:
            yield _line(_named(pivot.principle), pivot.lead_with)


def _pictures(story: Scenario) -> Iterator[SheetLine]:
    shown: dict[str, str] = {}
    for placed in placed_texts(story):
        for run, _ in media_in(placed.text):
            if run.kind == PICTURE:
                shown.setdefault(run.target, run.words)
    yield from (SheetLine("", _clipped(words), "", name) for name, words in shown.items())


def _line(mark: str, text: str, more: str = "") -> SheetLine:
    return SheetLine(*(_clipped(in_words(part)) for part in (mark, text, more)))


def _sentences(text: str, count: int) -> str:
    """Return the first sentences of a text."""
    return " ".join(sentences(" ".join(text.split()))[:count])


def _clipped(text: str, longest: int = LONGEST) -> str:
    """Return the text on one line, at most that long, cut between words where there are any."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    short = words[: longest - 1]
    return f"{short.rsplit(' ', 1)[0] if ' ' in short[longest // 2 :] else short}…"


def weakest(remembered: Iterable[tuple[Outline, Memory]], on: date) -> list[WeakCard]:
    """Return the cards most probably forgotten on the day `on`, the weakest first.

    What an example's card lacks counts less: one's own stories are told. Recall counts to the
    hundredth; among equals the lower ease, then the more lapses come first.
    """
    ranked = sorted((_rank(card, memory, on), card.id, memory) for card, memory in remembered)
    return [WeakCard(card, memory, _recall(memory, on)) for _, card, memory in ranked[:WEAKEST]]


def _rank(card: Outline, memory: Memory, on: date) -> tuple[float, int, int]:
    weight = 1 if card.own or card.guide else EXAMPLE
    return weight * (_recall(memory, on) - 1), memory.ease, -memory.lapses


def _recall(memory: Memory, on: date) -> float:
    return round(known_recall(memory, on), 2)


def weak_page(weak: Iterable[WeakCard], cards: Mapping[str, Card]) -> SheetPage:
    """Return the page of the weakest cards."""
    known = [found for found in weak if found.card in cards]
    lines = tuple(_weak_line(found, cards[found.card]) for found in known)
    about = "Least likely to be recalled, the weakest first"
    title = f"Your {len(known)} weakest cards" if len(known) > 1 else "Your weakest card"
    return SheetPage("", title, about, "", (SheetBlock("", lines),))


def _weak_line(weak: WeakCard, card: Card) -> SheetLine:
    first = card.back.partition("\n")[0]
    answer = " · ".join(part for part in (first, *card.items) if part)
    figures = (f"{weak.recall:.0%} recall", strength_words(weak.memory))
    lapses = (counted(weak.memory.lapses, "lapse"),) if weak.memory.lapses else ()
    return _line(f"{card.top}: {card.front}", answer, " · ".join((*figures, *lapses)))


def shortened(page: SheetPage) -> SheetPage | None:
    """Return the page without its least important line; None if nothing can go any more."""
    lengths = {block.heading: len(block.lines) for block in page.blocks}
    more = [heading for heading, kept in KEPT.items() if lengths.get(heading, 0) > kept]
    rest = [heading for heading in KEPT if heading in lengths]
    if not rest:
        return None
    shorter = (_without_last(block, (more or rest)[0]) for block in page.blocks)
    blocks = tuple(block for block in shorter if block.lines)
    return page._replace(blocks=blocks, left_out=page.left_out + 1)


def _without_last(block: SheetBlock, heading: str) -> SheetBlock:
    return block._replace(lines=block.lines[:-1]) if block.heading == heading else block


def page_json(page: SheetPage) -> dict[str, object]:
    """Return a page as scripts read it."""
    blocks = [
        {"heading": block.heading, "lines": [line._asdict() for line in block.lines]}
        for block in page.blocks
    ]
    return {"id": page.id, "title": page.title, "about": page.about} | {
        "headline": page.headline,
        "blocks": blocks,
    }
