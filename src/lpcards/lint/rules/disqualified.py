"""A phrase that sinks a story, inside what you would say.

The phrases are those of the story, of its principle's guide, and of the guide for all stories. What
is quoted or denied ("I did not wait until the ticket was planned") passes.
"""

import re
import string
from collections.abc import Iterator, Sequence

from lpcards.lint.finding import Clash, Gist, Mention, Said, rule_name, shown
from lpcards.lint.told import Text, Told

NAME = rule_name(__name__)
PHRASE, STRONG = "phrase", "strong"
FEWEST = 4
"""Words of a phrase that nobody says by chance."""

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
_QUOTE = re.compile('["“«]')
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|«[^»\n]*»')
_BLANKS = str.maketrans({**dict.fromkeys(string.punctuation + "–—“”„«»…", " "), "’": "'", "'": "'"})
_PIECE = re.compile(r"[.!?;:](?=\s|$)|,\s+(?:so|and|but)\b")
_DENIED = {"not", "never", "no", "nobody", "without", "instead", "didn't", "don't", "wasn't"}
NEAR = 4
"""Words before the phrase in which a "not" takes it back."""


def mentions(told: Told) -> Iterator[Mention]:
    """Yield the phrases of the file, and what it would have one say."""
    for n, one in enumerate(told.disqualifiers):
        for piece in _pieces(one.phrase):
            yield Mention(("disqualifiers", n, "phrase"), f"{PHRASE} {piece}")
    for place, text in _strong(told):
        own = _QUOTED.sub(" ... ", text) if _QUOTE.search(text) else text
        yield Mention(place, f"{STRONG} {_flat(own)}")


def _strong(told: Told) -> Iterator[Text]:
    """Yield what is said aloud: the steps, the answers to probes, the first lines of pivots."""
    for name, step in told.each_step():
        if step.example:
            yield Text(("steps", name, "example"), step.example)
    for level, said in told.steps.reflection.by_level.items():
        yield Text(("steps", "reflection", "by_level", level), said.text)
    for n, probe in enumerate(told.probes):
        for key in ("answer", "takeaway"):
            if text := getattr(probe.strong, key):
                yield Text(("probes", n, "strong", key), text)
    for n, pivot in enumerate(told.pivots):
        if pivot.lead_with:
            yield Text(("pivots", n, "lead_with"), pivot.lead_with)


def _pieces(phrase: str) -> Iterator[str]:
    """Yield the parts of a phrase that are long enough to be known by."""
    for piece in _PIECE.split(phrase):
        flat = _flat(piece)
        if flat.count(" ") + 1 >= FEWEST:
            yield flat


def _flat(text: str) -> str:
    """Return the words of a text, a blank between them."""
    return " ".join(text.lower().translate(_BLANKS).split())


def between(gists: Sequence[Gist]) -> Iterator[Clash]:
    """Yield each phrase that a file says although it, or a guide over it, names it."""
    phrases = [
        (gist, said.words.removeprefix(f"{PHRASE} "))
        for gist in gists
        for said in gist.mentions.get(NAME, ())
        if said.words.startswith(PHRASE)
    ]
    for gist in gists:
        over = [(one, words) for one, words in phrases if _is_over(one, gist)]
        for said in gist.mentions.get(NAME, ()):
            if said.words.startswith(STRONG):
                yield from _heard(gist, said, over)


def _is_over(guide: Gist, gist: Gist) -> bool:
    if guide is gist:
        return True
    return guide.type == "guide" and guide.principle in {"all", gist.principle}


def _heard(gist: Gist, said: Said, over: list[tuple[Gist, str]]) -> Iterator[Clash]:
    text = f" {said.words} "
    for guide, words in over:
        at = text.find(f" {words} ")
        if at >= 0 and not _DENIED & {*text[:at].split()[-NEAR:]}:
            whose = "this file" if guide is gist else f"`{guide.name}`"
            told = f"{shown(words)} sinks a story, says {whose}: say it as its `instead` does"
            yield Clash(gist.path, said.line, said.column, told)
