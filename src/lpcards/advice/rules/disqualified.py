"""A phrase that sinks a story, inside what you would say.

The phrases are those of the story, of its principle's guide, and of the guide for all stories. What
is quoted or denied ("I did not wait until the ticket was planned") passes.
"""

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lpcards.advice.file_view import Text, Told
from lpcards.advice.finding import Clash, Gist, Mention, Said, rule_name, shown

NAME = rule_name(__name__)
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

Named = tuple[Gist, str]


def mentions(told: Told) -> Iterator[Mention]:
    """Yield the phrases of the file, and what it would have one say."""
    for n, one in enumerate(told.disqualifiers):
        for piece in pieces_of(one.phrase):
            yield Mention(("disqualifiers", n, "phrase"), PHRASE + piece)
    strong = list(_strong(told))
    for (place, _), text in zip(strong, _flat([text for _, text in strong]), strict=True):
        yield Mention(place, STRONG + text)


def pieces_of(phrase: str) -> list[str]:
    """Return the parts of a phrase that are long enough to be nobody's chance, flat."""
    pieces = dict.fromkeys(_flat(_PIECE.split(phrase, maxsplit=MOST_PIECES)[:MOST_PIECES]))
    return [piece for piece in pieces if piece.count(" ") + 1 >= FEWEST]


def _strong(told: Told) -> Iterator[Text]:
    """Yield what is said aloud: the steps, the answers to probes, the first lines of pivots."""
    for name, step in told.each_step:
        if step.example:
            yield Text(("steps", name, "example"), step.example)
    for level, said in told.steps.reflection.by_level.items():
        yield Text(("steps", "reflection", "by_level", level), said.text)
    for n, probe in enumerate(told.probes):
        if probe.strong.answer:
            yield Text(("probes", n, "strong", "answer"), probe.strong.answer)
        if probe.strong.takeaway:
            yield Text(("probes", n, "strong", "takeaway"), probe.strong.takeaway)
    for n, pivot in enumerate(told.pivots):
        if pivot.lead_with:
            yield Text(("pivots", n, "lead_with"), pivot.lead_with)


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
    return [Word(one[0].lower(), *one.span()) for one in re.finditer(r"\S+", bare)]


def said_in(flat: str, phrase: str) -> Iterator[int]:
    """Yield where a flat text says a phrase and does not take it back: after how many words."""
    text, wanted = f" {flat} ", f" {phrase} "
    at, before, counted = text.find(wanted), 0, 0
    while at >= 0:
        before, counted = before + text.count(" ", counted, at), at
        if _DENIALS.isdisjoint(text[max(0, at - LOOK_BACK) : at].split()[-NEAR:]):
            yield before
        at = text.find(wanted, at + 1)


def between(gists: Sequence[Gist]) -> Iterator[Clash]:
    """Yield each phrase that a file says although it, or a guide over it, names it."""
    of_guides: dict[str, list[Named]] = {}
    for gist in gists:
        if gist.type == "guide":
            of_guides.setdefault(gist.principle, []).extend(_phrases(gist))
    for gist in gists:
        over = [*of_guides.get(gist.principle, ()), *of_guides.get("all", ())]
        over += _phrases(gist) if gist.type != "guide" else ()
        for said in gist.mentions.get(NAME, ()):
            if said.words.startswith(STRONG):
                yield from _heard(gist, said, over)


def _phrases(gist: Gist) -> list[Named]:
    """Return the phrases that a file names."""
    named = (said.words for said in gist.mentions.get(NAME, ()))
    return [(gist, words.removeprefix(PHRASE)) for words in named if words.startswith(PHRASE)]


def _heard(gist: Gist, said: Said, over: Iterable[Named]) -> Iterator[Clash]:
    text = f"{said.words} "
    for guide, words in over:
        if f" {words} " in text and next(said_in(said.words, words), None) is not None:
            whose = "this file" if guide is gist else f"`{guide.name}`"
            told = f"{shown(words)} sinks a story, says {whose}: say it as its `instead` does"
            yield Clash(gist.path, said.line, said.column, told)
