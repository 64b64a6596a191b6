"""What is strong in a text already: said in a line, and only where it was earned."""

import re
from collections.abc import Iterator, Sequence

from lpcards.advice.coaching.remark import Remark
from lpcards.advice.coaching.rules_for_text import ACTING
from lpcards.advice.coaching.text_parts import PROBE, WHOLE, Draft
from lpcards.advice.coaching.text_totals import Totals
from lpcards.advice.finding import shown
from lpcards.english.figures import AMOUNT, MONEY

SEVERAL = 3
"""Times "I" that are worth a word."""
LONG = 40
"""Words in which nothing vague is no chance."""


def strengths(draft: Draft, remarks: Sequence[Remark], totals: Totals) -> Iterator[str]:
    """Yield what is strong in a text, shortly."""
    blamed = {one.rule for one in remarks}
    said = {step: _text(draft, step) for step in draft.steps}
    if ACTING & said.keys():
        yield from _own_deeds(blamed, totals)
    yield from _line(said.get("task") or said.get(WHOLE, ""))
    yield from _result(said.get("result") or said.get(WHOLE, ""))
    if "seconds" not in blamed and PROBE not in said and totals.words:
        yield f"fits its {totals.target} seconds"


def _text(draft: Draft, step: str) -> str:
    return "\n".join(heard.text for heard in draft.heard if heard.step == step)


def _own_deeds(blamed: set[str], totals: Totals) -> Iterator[str]:
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
        yield f"a line drawn ({shown(found[0])})"


def _result(text: str) -> Iterator[str]:
    if found := _FROM_TO.search(text):
        yield f"a from-to ({shown(found[0])})"
    if MONEY.search(text):
        yield "what it was worth, in money"
