"""How coaching looks: the text with its marks, what they mean by rule, and what it comes to."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from lpcards.advice.coaching import Coaching, Remark, reason_of
from lpcards.advice.coaching.marking import runs_of
from lpcards.advice.finding import shown
from lpcards.advice.rules.seconds import WORDS_A_MINUTE
from lpcards.english.printable import printable
from lpcards.terminal.card_text import LABEL, QUIET, hanging, rule, wrapped

MARKED = "underline yellow"
PRAISE = "green"
FOREIGN = (
    "This does not read as English, and the rules know no other language: what they say of it "
    "means little."
)
MOST_FIGURES = 12
WIDE = 12
NARROW = 50
"""Columns below which what is said stands under its label."""


def coaching_lines(told: Coaching, width: int) -> Iterator[Text]:
    """Yield all that is to be said, in lines of at most `width` columns."""
    if not told.is_english:
        yield from wrapped(Text(FOREIGN, "bold"), width)
        yield Text()
    yield from _marked(told, width)
    yield rule(width)
    for name, several in _by_rule(told.remarks):
        yield from _rule_lines(told, name, several, width)
        yield Text()
    yield from _sum_lines(told, width)


def _marked(told: Coaching, width: int) -> Iterator[Text]:
    """Yield the text with a number behind the words of each remark."""
    text = Text()
    spans = [(one.start, one.end) for one in told.placed]
    for words, depth, is_mark in runs_of(told.draft.told, spans):
        text.append(shown_plain(words), QUIET if is_mark else MARKED if depth else "")
    text.rstrip()
    yield from wrapped(text, width)


def shown_plain(words: str) -> str:
    """Return words of anybody's as a terminal may show them: lines end, nothing else moves."""
    return printable(words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))


def _by_rule(remarks: Iterable[Remark]) -> Iterator[tuple[str, list[tuple[int, Remark]]]]:
    """Yield each rule with its remarks and their numbers (0: about no words), as they come."""
    found: dict[str, list[tuple[int, Remark]]] = {}
    for number, one in enumerate(remarks, 1):
        found.setdefault(one.rule, []).append((number if one.is_placed else 0, one))
    yield from found.items()


def _rule_lines(
    told: Coaching, name: str, several: list[tuple[int, Remark]], width: int
) -> Iterator[Text]:
    """Yield a rule: its name, the reason, and what to do about each of its remarks."""
    reason = reason_of(name)
    yield from wrapped(Text(f"{name}  ", LABEL) + Text(reason, QUIET), width)
    for number, one in several:
        line = Text(_said(told, one))
        if one.reason != reason:
            line.append(f" {printable(one.reason)}", QUIET)
        yield from hanging(Text(f" {number} " if number else " - "), line, width)


def _said(told: Coaching, one: Remark) -> str:
    is_told = one.is_placed or one.step in one.remedy or not told.draft.is_in_steps
    where = "" if is_told else f"{one.step.capitalize()}: "
    words = f"{shown(one.words)}: " if one.words else ""
    return printable(f"{where}{words}{one.remedy}")


def _sum_lines(told: Coaching, width: int) -> Iterator[Text]:
    for label, words, style in _sums(told):
        yield from _labelled(label, Text(words, style), width)
    count = len(told.remarks)
    yield Text(f"{count} to improve" if count else "all well", "bold")


def _labelled(label: str, words: Text, width: int) -> list[Text]:
    if width < NARROW:
        return wrapped(Text(f"{label}  ", LABEL) + words, width)
    return hanging(Text(label.ljust(WIDE), LABEL), words, width)


def _sums(told: Coaching) -> Iterator[tuple[str, str, str]]:
    """Yield what the text comes to: label, words, style."""
    totals = told.totals
    yield "Length", _length(told), ""
    yield "I : we", f"{totals.mine} : {totals.ours}", ""
    figures = list(dict.fromkeys(one.words for one in totals.figures))
    more = f" and {len(figures) - MOST_FIGURES} more" if len(figures) > MOST_FIGURES else ""
    yield "Figures", printable(", ".join(figures[:MOST_FIGURES]) + more) or "none", ""
    if told.lacking:
        yield "Missing", ", ".join(_LACKS.get(one, f"the {one}") for one in told.lacking), ""
    if told.strong:
        yield "Strong", printable("; ".join(told.strong)), PRAISE


_LACKS = {
    "figure": "any figure",
    "from-to": "a figure before and after",
    "worth": "what it was worth",
    "boundary": "a line between your work and others'",
}


def _length(told: Coaching) -> str:
    totals = told.totals
    words = "1 word" if totals.words == 1 else f"{totals.words:,} words"
    return (
        f"{words}, {totals.seconds} of {totals.target} seconds at {WORDS_A_MINUTE} words a minute"
    )
