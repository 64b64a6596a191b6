"""A phrase that weakens a story, inside what you would say.

The phrases are those of the story, of its principle's guide, and of the guide for all stories. What
is quoted or denied ("I did not wait until the ticket was planned") passes.
"""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lpcards.advice.checked_file import CheckedFile, PlacedText
from lpcards.advice.finding import Clash, FileSummary, Mention, PlacedWords, excerpt
from lpcards.story.principles import EVERY_STORY

NAME = "disqualified"

PHRASE, STRONG = "phrase ", "strong "
FEWEST = 4
"""Words of a phrase that nobody says by chance."""
MOST_PIECES = 20
"""Parts of a phrase that are looked for: one of more is no phrase."""
NEAR = 4
"""Words before the phrase in which a "not" takes it back."""
LOOK_BACK = 100
"""Characters in which so many words stand."""

BAD = """\
disqualifiers:
  - {id: told-to, phrase: My manager asked me to look at it.}
probes:
  - id: why-you
    ask: Why did you read those mails?
    strong: My manager asked me to look at it, and I read them all.
"""
GOOD = """\
disqualifiers:
  - {id: told-to, phrase: My manager asked me to look at it.}
probes:
  - id: why-you
    ask: Why did you read those mails?
    strong: I had been given one mail. Nobody had asked me to read the other thirty.
"""
_BLANKS = str.maketrans({**dict.fromkeys(string.punctuation + "–—“”„«»…", " "), "’": "'", "'": "'"})
_QUOTED = re.compile(r'"[^"\n\0]*"|“[^“”\n\0]*”|«[^«»\n\0]*»')
_PIECE = re.compile(r"[.!?;:](?=\s|$)|,\s+(?:so|and|but)\b")
_DENIALS = {"not", "never", "no", "nobody", "without", "instead", "didn't", "don't", "wasn't"}

Named = tuple[FileSummary, str]


def mentions(file: CheckedFile) -> Iterator[Mention]:
    """Yield the phrases of the file, and what it would have one say."""
    for n, disqualifier in enumerate(file.disqualifiers):
        for piece in pieces_of(disqualifier.phrase):
            yield Mention(("disqualifiers", n, "phrase"), PHRASE + piece)
    strong = list(_strong(file))
    for (place, _), text in zip(strong, _flat([text for _, text in strong]), strict=True):
        yield Mention(place, STRONG + text)


def pieces_of(phrase: str) -> list[str]:
    """Return the parts of a phrase that are long enough to be nobody's chance, flat."""
    pieces = dict.fromkeys(_flat(_PIECE.split(phrase, maxsplit=MOST_PIECES)[:MOST_PIECES]))
    return [piece for piece in pieces if piece.count(" ") + 1 >= FEWEST]


def _strong(file: CheckedFile) -> Iterator[PlacedText]:
    """Yield what is said aloud: the steps, the answers to probes, the first lines of pivots."""
    yield from (PlacedText(said.place, said.text) for said in file.spoken)
    for level, reflection in file.steps.reflection.by_level.items():
        yield PlacedText(("steps", "reflection", "by_level", level), reflection.text)
    for n, probe in enumerate(file.probes):
        if probe.strong.answer:
            yield PlacedText(("probes", n, "strong", "answer"), probe.strong.answer)
        if probe.strong.takeaway:
            yield PlacedText(("probes", n, "strong", "takeaway"), probe.strong.takeaway)
    for n, pivot in enumerate(file.pivots):
        if pivot.lead_with:
            yield PlacedText(("pivots", n, "lead_with"), pivot.lead_with)


def _flat(texts: Sequence[str]) -> list[str]:
    """Return the words of each text, a blank between them; what is quoted is left out."""
    if not texts:
        return []
    whole = _QUOTED.sub(" ... ", "\0".join(texts)).lower().translate(_BLANKS)
    return [" ".join(text.split()) for text in whole.split("\0")]


class Word(NamedTuple):
    """A word of a flat text, and from where to where it stands in the text itself."""

    word: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of one text as it is flat, each with its place."""
    bare = _QUOTED.sub(lambda quote: " " * len(quote[0]), text).translate(_BLANKS)
    return [Word(found[0].lower(), *found.span()) for found in re.finditer(r"\S+", bare)]


def places_of(flat: str, phrase: str) -> Iterator[int]:
    """Yield where a flat text says a phrase and does not take it back: after how many words."""
    text, wanted = f" {flat} ", f" {phrase} "
    at, before, counted = text.find(wanted), 0, 0
    while at >= 0:
        before, counted = before + text.count(" ", counted, at), at
        if _DENIALS.isdisjoint(text[max(0, at - LOOK_BACK) : at].split()[-NEAR:]):
            yield before
        at = text.find(wanted, at + 1)


def between(summaries: Sequence[FileSummary]) -> Iterator[Clash]:
    """Yield each phrase that a file says although it, or a guide over it, names it."""
    of_guides: dict[str, list[Named]] = {}
    for summary in summaries:
        if summary.type == "guide":
            of_guides.setdefault(summary.principle, []).extend(_phrases(summary))
    for summary in summaries:
        over = [*of_guides.get(summary.principle, ()), *of_guides.get(EVERY_STORY, ())]
        over += _phrases(summary) if summary.type != "guide" else ()
        for mention in summary.mentions.get(NAME, ()):
            if mention.words.startswith(STRONG):
                yield from _clashes_with(summary, mention, over)


def _phrases(summary: FileSummary) -> list[Named]:
    """Return the phrases that a file names."""
    named = (mention.words for mention in summary.mentions.get(NAME, ()))
    return [(summary, words.removeprefix(PHRASE)) for words in named if words.startswith(PHRASE)]


def _clashes_with(
    summary: FileSummary, mention: PlacedWords, over: Iterable[Named]
) -> Iterator[Clash]:
    text = f"{mention.words} "
    for guide, words in over:
        if f" {words} " in text and next(places_of(mention.words, words), None) is not None:
            whose = "this file" if guide is summary else f"`{guide.name}`"
            message = (
                f"{excerpt(words)} weakens a story, says {whose}: say it as its `instead` does"
            )
            yield Clash(summary.path, mention.line, mention.column, message)
