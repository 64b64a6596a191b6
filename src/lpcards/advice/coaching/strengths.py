"""What an answer comes to: words, seconds, whose deeds, figures; and what is strong in it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcards.advice.coaching.answer_text import PROBE, WHOLE, AnswerText
from lpcards.advice.coaching.remarks import ACTING, Remark
from lpcards.advice.finding import excerpt
from lpcards.cards.card import WORDS_A_MINUTE
from lpcards.english.figures_in_text import AMOUNT, MONEY, figures_in
from lpcards.english.result_figures import without_names
from lpcards.english.vocabulary import DENIALS, SMALL_WORDS


class PlacedFigure(NamedTuple):
    """A figure, and from where to where it stands in the text."""

    words: str
    start: int
    end: int


class TextTotals(NamedTuple):
    """What a text comes to. `seconds` at WORDS_A_MINUTE, `mine` are its "I", `ours` its "we"."""

    words: int
    seconds: int
    target: int
    mine: int
    ours: int
    figures: tuple[PlacedFigure, ...]


_I = re.compile(r"\bi(?:['’](?:m|ve|d|ll))?\b(?![./]\w)", re.IGNORECASE)
_WE = re.compile(r"\bwe(?:['’](?:re|ve|d|ll))?\b", re.IGNORECASE)


def totals_of(answer: AnswerText) -> TextTotals:
    """Return what the parts of a text come to."""
    texts = [part.text for part in answer.parts]
    words = sum(len(text.split()) for text in texts)
    return TextTotals(
        words,
        seconds_for(words),
        sum(answer.steps.values()),
        sum(len(_I.findall(text)) for text in texts),
        sum(len(_WE.findall(text)) for text in texts),
        tuple(_figures(answer)),
    )


def seconds_for(words: int) -> int:
    """Return the seconds in which so many words are said."""
    return round(words * 60 / WORDS_A_MINUTE)


def _figures(answer: AnswerText) -> list[PlacedFigure]:
    spans = (
        (part.start + start, part.start + end)
        for part in answer.parts
        for start, end in figures_in(without_names(part.text))
    )
    return [PlacedFigure(answer.text[start:end], start, end) for start, end in spans]


FEWEST_WORDS = 12
LEAST = 0.2
"""The share of small words, such as `the` and `of`, that English has at the very least; a third
to a half is usual."""
_WORD = re.compile(r"[^\W\d_]+")


def reads_as_english(text: str) -> bool:
    """Say whether a text may be English: most of it in Latin letters, and enough small words.

    Short texts always may.
    """
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 2 * sum(char < "\u0250" for char in letters):
        return False
    words = _WORD.findall(text.lower())
    small = sum(word in SMALL_WORDS or word in DENIALS for word in words)
    return len(words) < FEWEST_WORDS or small >= LEAST * len(words)


SEVERAL = 3
"""Times "I" that are worth a word."""
LONG = 40
"""Words in which nothing vague is no chance."""


def strengths(answer: AnswerText, remarks: Sequence[Remark], totals: TextTotals) -> Iterator[str]:
    """Yield what is strong in a text, shortly."""
    blamed = {remark.rule for remark in remarks}
    texts = {step: answer.text_of(step) for step in answer.steps}
    if ACTING & texts.keys():
        yield from _own_deeds(blamed, totals)
    yield from _line(texts.get("task") or texts.get(WHOLE, ""))
    yield from _result(texts.get("result") or texts.get(WHOLE, ""))
    if "seconds" not in blamed and PROBE not in texts and totals.words:
        yield f"fits its {totals.target} seconds"


def _own_deeds(blamed: set[str], totals: TextTotals) -> Iterator[str]:
    if totals.mine >= SEVERAL and not totals.ours:
        yield f'"I" {totals.mine} times and no "we"'
    if totals.words >= LONG and not blamed & {"passive", "vague"}:
        yield "nothing passive or vague"


_PLAIN_LINE = re.compile(
    r"\b(?:(?:nobody|no one|no-one) (?:else )?(?:(?:had|has|was|is|'s|did|would) )?(?:ever )?"
    r"(?:asked|told|assigned|owned|on it|watching|looking|responsible|noticed)|"
    r"not (?:in )?(?:my|our) \w+|no ticket|no order|"
    r"(?:my|our) (?:part|job|role|task) (?:was|is|ended|ends)|belong(?:s|ed) to \w+(?: \w+)?)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\bfrom (?:[\w’'-]+ ){{0,2}}(?:{AMOUNT.pattern})[^.;!?\n]{{0,40}}?\bto "
    rf"(?:[\w’'-]+ ){{0,2}}?(?:{AMOUNT.pattern})",
    re.IGNORECASE,
)


def _line(text: str) -> Iterator[str]:
    if found := _PLAIN_LINE.search(text):
        yield f"a line drawn ({excerpt(found[0])})"


def _result(text: str) -> Iterator[str]:
    if found := _FROM_TO.search(text):
        yield f"a before and after ({excerpt(found[0])})"
    if MONEY.search(text):
        yield "what it was worth, in money"
