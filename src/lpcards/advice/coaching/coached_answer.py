"""All that there is to say of an answer, as a value and as JSON."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lpcards.advice.coaching.answer_text import WHOLE, AnswerPart, AnswerText
from lpcards.advice.coaching.remarks import Remark, remarks_on
from lpcards.advice.coaching.strengths import (
    TextTotals,
    reads_as_english,
    seconds_for,
    strengths,
    totals_of,
)
from lpcards.cards.card import WORDS_A_MINUTE
from lpcards.practice.judging import Phrase
from lpcards.story.headings import stories_in

IN_ANY_LANGUAGE = frozenset({"missing", "seconds"})
"""Rules that hold whatever language the words are in: which parts are there, and how long."""


class Coaching(NamedTuple):
    """What there is to say of an answer. `strong` is what is good in it already."""

    answer: AnswerText
    remarks: tuple[Remark, ...]
    totals: TextTotals
    strong: tuple[str, ...]
    is_english: bool

    @property
    def placed(self) -> tuple[Remark, ...]:
        """The remarks on certain words, in the text's order."""
        return tuple(remark for remark in self.remarks if remark.is_placed)

    @property
    def stories(self) -> tuple[tuple[int, int], ...]:
        """The first and last line of each story, if the text holds several."""
        found = stories_in(self.answer.text)
        return tuple((one.first, one.last) for one in found) if len(found) > 1 else ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is not there: `figure`, `from-to`, `worth`, `boundary`, or a step."""
        return tuple(remark.lacks for remark in self.remarks if remark.lacks)


def coached(
    answer: AnswerText, phrases: Iterable[Phrase] = (), ignored: Iterable[str] = ()
) -> Coaching:
    """Return what there is to say of an answer, but for the rules that its author `ignored`."""
    without = frozenset(ignored)
    is_english = reads_as_english(answer.text)
    remarks = tuple(
        found
        for found in remarks_on(answer, phrases)
        if found.rule not in without and (is_english or found.rule in IN_ANY_LANGUAGE)
    )
    totals = totals_of(answer)
    strong = tuple(strengths(answer, remarks, totals)) if is_english else ()
    return Coaching(answer, remarks, totals, strong, is_english)


def coaching_json(coaching: Coaching) -> dict[str, Any]:
    """Return it as scripts read it. Offsets count the characters (code points) of `text`."""
    answer, totals = coaching.answer, coaching.totals
    starts = [0, *(at for at, char in enumerate(answer.text, 1) if char == "\n")]
    return {
        "text": answer.text,
        "english": coaching.is_english,
        "words": totals.words,
        "seconds": totals.seconds,
        "target": totals.target,
        "words_a_minute": WORDS_A_MINUTE,
        "i": totals.mine,
        "we": totals.ours,
        "figures": [figure._asdict() for figure in totals.figures],
        "parts": [_part_json(part) for part in answer.parts],
        "findings": [_remark_json(starts, remark) for remark in coaching.remarks],
        "missing": list(coaching.lacking),
        "strong": list(coaching.strong),
        "stories": [{"first": first, "last": last} for first, last in coaching.stories],
    }


def _part_json(part: AnswerPart) -> dict[str, Any]:
    count = len(part.text.split())
    return {
        "step": part.step or None,
        "start": part.start,
        "end": part.end,
        "words": count,
        "seconds": seconds_for(count),
        "target": part.seconds,
    }


def _remark_json(starts: Sequence[int], remark: Remark) -> dict[str, Any]:
    """Return a remark; its place is null where it is about no words of the text."""
    start, end = remark.start, remark.end
    place = (start, end, *_line_of(starts, start)) if remark.is_placed else (None,) * 4
    return {
        "rule": remark.rule,
        "step": None if remark.step == WHOLE else remark.step,
        **dict(zip(("start", "end", "line", "column"), place, strict=True)),
        "words": remark.words,
        "reason": remark.reason,
        "remedy": remark.remedy,
    }


def _line_of(starts: Sequence[int], at: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at `at`; lines begin at `starts`."""
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1
