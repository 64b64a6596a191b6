"""All that is to be said of a text, as a value and as JSON."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from lpcards.advice.coaching.remark import Remark
from lpcards.advice.coaching.rules_for_text import remarks_on
from lpcards.advice.coaching.strong import strengths
from lpcards.advice.coaching.text_parts import WHOLE, Draft, Heard, Part
from lpcards.advice.coaching.text_totals import Totals, reads_as_english, seconds_for, totals_of
from lpcards.advice.rules.seconds import WORDS_A_MINUTE
from lpcards.practice.slips import Phrase


class Coaching(NamedTuple):
    """What there is to say of a draft. `strong` is what is good in it already."""

    draft: Draft
    remarks: tuple[Remark, ...]
    totals: Totals
    strong: tuple[str, ...]
    is_english: bool

    @property
    def placed(self) -> tuple[Remark, ...]:
        """The remarks on certain words, in the text's order."""
        return tuple(one for one in self.remarks if one.is_placed)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is not there: `figure`, `from-to`, `worth`, `boundary`, or a step."""
        return tuple(one.lacks for one in self.remarks if one.lacks)


def coached(draft: Draft, phrases: Iterable[Phrase] = (), ignored: Iterable[str] = ()) -> Coaching:
    """Return what there is to say of a draft. `ignored` are rules that its author knows better."""
    without = frozenset(ignored)
    remarks = tuple(one for one in remarks_on(draft, phrases) if one.rule not in without)
    totals = totals_of(draft)
    is_english = reads_as_english(draft.text)
    strong = tuple(strengths(draft, remarks, totals)) if is_english else ()
    return Coaching(draft, remarks, totals, strong, is_english)


def coaching_json(told: Coaching) -> dict[str, Any]:
    """Return it as scripts read it. Offsets count the characters (code points) of `text`."""
    draft, totals = told.draft, told.totals
    starts = [0, *(at for at, char in enumerate(draft.text, 1) if char == "\n")]
    return {
        "text": draft.text,
        "english": told.is_english,
        "words": totals.words,
        "seconds": totals.seconds,
        "target": totals.target,
        "words_a_minute": WORDS_A_MINUTE,
        "i": totals.mine,
        "we": totals.ours,
        "figures": [one._asdict() for one in totals.figures],
        "parts": [_part_json(*one) for one in zip(draft.parts, draft.heard, strict=True)],
        "findings": [_remark_json(starts, one) for one in told.remarks],
        "missing": list(told.lacking),
        "strong": list(told.strong),
    }


def _part_json(part: Part, heard: Heard) -> dict[str, Any]:
    count = len(heard.text.split())
    return {
        "step": part.step or None,
        "start": part.start,
        "end": part.end,
        "words": count,
        "seconds": seconds_for(count),
        "target": part.seconds,
    }


def _remark_json(starts: Sequence[int], one: Remark) -> dict[str, Any]:
    """Return a remark; its place is null where it is about no words of the text."""
    place = (one.start, one.end, *_line_of(starts, one.start)) if one.is_placed else (None,) * 4
    return {
        "rule": one.rule,
        "step": None if one.step == WHOLE else one.step,
        **dict(zip(("start", "end", "line", "column"), place, strict=True)),
        "words": one.words,
        "reason": one.reason,
        "remedy": one.remedy,
    }


def _line_of(starts: Sequence[int], at: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at `at`; lines begin at `starts`."""
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1
