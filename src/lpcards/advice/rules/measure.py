"""A card over its measures: more than one can read at a glance, say in one breath, or remember.

A top line has 42 characters, a question 120 (with a text or options to read 190), the first line of
an answer 80, and the whole of it nine lines of 40 columns (a probe twelve, a step eleven). A
checklist has two to five items of at most 45 characters.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt
from lpcards.cards.card import Card
from lpcards.cards.kinds import kind_named
from lpcards.cards.making import MOST as MOST_ITEMS
from lpcards.cards.making import TOP_WIDTH
from lpcards.story.models import Guide
from lpcards.story.positions import Place

NAME = "measure"

FRONT, LONG_FRONT, FIRST_LINE, ITEM = 120, 190, 80, 45
COLUMNS = 40

BAD = """\
probes:
  - id: whose-data
    ask: Why did you not leave it to the transit office?
    strong:
      takeaway: Because people were standing in the dark.
      points:
        - every week there were several complaints of passengers who had waited
        - a letter takes them six weeks
      answer: Because people stood in the dark, and the office answers letters within six weeks.
"""
GOOD = """\
probes:
  - id: whose-data
    ask: Why did you not leave it to the transit office?
    strong:
      takeaway: Because people were standing in the dark.
      points: [complaints every week, a letter takes them six weeks]
      answer: Because people stood in the dark, and the office answers letters within six weeks.
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield what is too long, too wide, or too much."""
    for card in file.cards:
        for message in _over(card):
            yield Finding(card.place, f"{message} (card `{card.id}`)")
    for place, items in _lists(file):
        if len(items) > MOST_ITEMS:
            message = f"{len(items)} items are more than anybody remembers: keep {MOST_ITEMS}"
            yield Finding(place, f"{message}, or split them")


def _over(card: Card) -> Iterator[str]:
    if len(card.top) > TOP_WIDTH or "…" in card.top:
        yield f"the top line has no room for {excerpt(card.top)}: shorten `short` or `scope`"
    front = len(card.front) + sum(map(len, card.options))
    most = LONG_FRONT if kind_named(card.kind).long_question else FRONT
    if front > most:
        yield f"the question has {front} characters: cut it to {most}"
    first = len(card.back.partition("\n")[0])
    if first > FIRST_LINE:
        yield f"the answer's first line has {first} characters: cut it to {FIRST_LINE}"
    for item in card.items:
        if len(item) > ITEM:
            yield f"{excerpt(item, 30)} has {len(item)} characters: cut it to {ITEM}"
    yield from _too_many_lines(card)


def _too_many_lines(card: Card) -> Iterator[str]:
    most = kind_named(card.kind).most_lines
    lines = [*card.back.splitlines(), *(f" - {item}" for item in card.items)]
    lines += card.below.splitlines()
    if sum(map(_rows, lines)) > most:
        count = sum(len(wrap(line, COLUMNS)) or 1 for line in lines)  # breaks at hyphens too
        if count > most:
            yield f"the answer takes {count} lines of a phone: cut it to {most}"


def _rows(line: str) -> int:
    """Return how many rows a line takes if it is broken at blanks; `wrap` is far slower."""
    rows, at = 1, 0
    while len(line) - at > COLUMNS:
        blank = line.rfind(" ", at, at + COLUMNS + 1)
        at = blank + 1 if blank > at else at + COLUMNS
        rows += 1
    return rows


def _lists(file: CheckedFile) -> Iterator[tuple[Place, Sequence[object]]]:
    """Yield the lists that become one checklist each."""
    for name, step in file.each_step:
        yield ("steps", name, "key_phrases"), step.key_phrases
    beats = file.steps.action.beats
    yield ("steps", "action", "beats"), beats
    for n, beat in enumerate(beats):
        yield ("steps", "action", "beats", n, "key_phrases"), beat.key_phrases
    for n, probe in enumerate(file.probes):
        yield ("probes", n, "strong", "points"), probe.strong.points
    for n, disqualifier in enumerate(file.disqualifiers):
        yield ("disqualifiers", n, "names"), disqualifier.names
    for name, answer in file.faulty_answers.items():
        yield (name, "flags"), answer.flags
    for n, pivot in enumerate(file.pivots):
        yield ("pivots", n, "downplay"), pivot.downplay
    if isinstance(file.content, Guide) and file.content.phrases_hint:
        yield ("disqualifiers",), file.disqualifiers
