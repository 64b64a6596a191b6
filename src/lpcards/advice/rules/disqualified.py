"""A phrase that weakens a story, inside what you would say.

The phrases are those of the story, of its principle's guide, and of the guide for all stories. Of
eight sorts they are found in other words, too: moved only when told, waited, handed on, free time,
everybody happy, others blamed, a perfectionist, overtime. What is quoted, denied ("I did not wait
until the ticket was planned") or taken back ("I chose to go further") passes.
"""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Clash, FileSummary, Mention, PlacedWords, excerpt
from lpcards.english.senses import senses_in, senses_of_phrase
from lpcards.story.placed_texts import PlacedText
from lpcards.story.principles import EVERY_STORY

NAME = "disqualified"

PHRASE, STRONG, SENSE, SAID = "phrase ", "strong ", "sense ", "said "
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

SCENE = frozenset({"situation", "task"})
"""Steps in which a mood is no result."""

Named = tuple[FileSummary, str]


def mentions(file: CheckedFile) -> Iterator[Mention]:
    """Yield the phrases of the file, and what it would have one say."""
    for n, disqualifier in enumerate(file.disqualifiers):
        for piece in pieces_of(disqualifier.phrase):
            yield Mention(("disqualifiers", n, "phrase"), PHRASE + piece)
        for sense in senses_of_phrase(disqualifier.phrase):
            yield Mention(("disqualifiers", n, "phrase"), f"{SENSE}{sense} {disqualifier.phrase}")
    strong = list(_strong(file))
    for (place, _), text in zip(strong, _flat([text for _, text in strong]), strict=True):
        yield Mention(place, STRONG + text)
    for place, text in strong:
        for found in senses_in(text, is_scene=not SCENE.isdisjoint(place)):
            yield Mention(place, f"{SAID}{found.sense} {text[found.start : found.end]}")


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
    of_guides: dict[str, list[FileSummary]] = {}
    for summary in summaries:
        if summary.type == "guide":
            of_guides.setdefault(summary.principle, []).append(summary)
    for summary in summaries:
        over = [*of_guides.get(summary.principle, ()), *of_guides.get(EVERY_STORY, ())]
        over += [summary] if summary.type != "guide" else []
        yield from _clashes(summary, over)


def _clashes(summary: FileSummary, over: Sequence[FileSummary]) -> Iterator[Clash]:
    """Yield what a file says in the words of a phrase, then what it says in its sense."""
    phrases = [named for one in over for named in _named(one, PHRASE)]
    blamed = set[tuple[int, int]]()
    for mention in _mentions(summary, STRONG):
        for clash in _clashes_with(summary, mention, phrases):
            blamed.add((clash.line, clash.column))
            yield clash
    senses: dict[str, Named] = {}
    for guide, words in (named for one in over for named in _named(one, SENSE)):
        senses.setdefault(words.partition(" ")[0], (guide, words.partition(" ")[2]))
    for mention in _mentions(summary, SAID):
        sense, _, words = mention.words.removeprefix(SAID).partition(" ")
        if sense in senses and (mention.line, mention.column) not in blamed:
            yield _clash(summary, mention, words, *senses[sense])


def _mentions(summary: FileSummary, sort: str) -> Iterator[PlacedWords]:
    mentions = summary.mentions.get(NAME, ())
    return (mention for mention in mentions if mention.words.startswith(sort))


def _named(summary: FileSummary, sort: str) -> list[Named]:
    """Return the phrases that a file names, or their senses."""
    return [(summary, one.words.removeprefix(sort)) for one in _mentions(summary, sort)]


def _clashes_with(
    summary: FileSummary, mention: PlacedWords, over: Iterable[Named]
) -> Iterator[Clash]:
    text = f"{mention.words} "
    for guide, words in over:
        if f" {words} " in text and next(places_of(mention.words, words), None) is not None:
            yield _clash(summary, mention, words, guide)


def _clash(
    summary: FileSummary, mention: PlacedWords, words: str, guide: FileSummary, phrase: str = ""
) -> Clash:
    whose = "this file" if guide is summary else f"`{guide.name}`"
    like = f" of {excerpt(phrase)}" if phrase else ""
    message = f"{excerpt(words)} weakens a story, says {whose}{like}: say it as its `instead` does"
    return Clash(summary.path, mention.line, mention.column, message)
