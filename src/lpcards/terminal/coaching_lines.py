"""How coaching looks: the text with its marks, what they mean by rule, and what it comes to."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.text import Text

from lpcards.advice.coaching import Coaching, Remark, reason_of
from lpcards.advice.finding import excerpt
from lpcards.cards.card import WORDS_A_MINUTE
from lpcards.english.printable import printable
from lpcards.terminal.text_lines import LABEL, QUIET, hanging, rule, wrapped

LENGTH = "seconds"
"""The rule about the length, which is said once: in the last line of the sums."""
MARKED = "underline yellow"
PRAISE = "green"
FOREIGN = (
    "This does not read as English, and the rules know no other language: only its parts and its "
    "length are looked at."
)
SEVERAL = "{count} stories are in it, and it is taken as one answer: coach one at a time ({lines})."
MOST_FIGURES = 12
WIDE = 12
NARROW = 50
"""Columns below which words stand under their label."""


OPEN, CLOSE = "[", "]"


class MarkedRun(NamedTuple):
    """Words of the text, or a mark (then `is_mark`). `depth` counts the marks around the words."""

    words: str
    depth: int = 0
    is_mark: bool = False


def marked_runs(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[MarkedRun]:
    """Yield a text in runs, each span between a bracket and one with its number (from 1)."""
    at = depth = 0
    for place, is_opening, number in sorted(_points(spans)):
        if place > at:
            yield MarkedRun(text[at:place], depth)
            at = place
        yield MarkedRun(OPEN if is_opening else f"{CLOSE}{number}", 0, is_mark=True)
        depth += 1 if is_opening else -1
    if at < len(text):
        yield MarkedRun(text[at:])


def _points(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool, int]]:
    """Yield (place, is it an opening, number): at one place what ends comes before what begins."""
    for number, (start, end) in enumerate(spans, 1):
        yield start, True, number
        yield end, False, number


def coaching_lines(coaching: Coaching, width: int) -> Iterator[Text]:
    """Yield all of it, in lines of at most `width` columns."""
    if not coaching.is_english:
        yield from wrapped(Text(FOREIGN, "bold"), width)
        yield Text()
    if stories := coaching.stories:
        where = ", ".join(f"lines {first}-{last}" for first, last in stories)
        told = SEVERAL.format(count=len(stories), lines=where)
        yield from wrapped(Text(told, "bold"), width)
        yield Text()
    yield from _marked(coaching, width)
    yield rule(width)
    for name, several in _by_rule(coaching.remarks):
        if name == LENGTH:
            continue
        yield from _rule_lines(coaching, name, several, width)
        yield Text()
    yield from _sum_lines(coaching, width)


def _marked(coaching: Coaching, width: int) -> Iterator[Text]:
    """Yield the text with a number behind the words of each remark."""
    text = Text()
    spans = [(remark.start, remark.end) for remark in coaching.placed]
    for words, depth, is_mark in marked_runs(coaching.answer.unbroken, spans):
        text.append(_plain(words), QUIET if is_mark else MARKED if depth else "")
    text.rstrip()
    yield from wrapped(text, width)


def _plain(words: str) -> str:
    """Return words of anybody's as a terminal may show them: lines end, nothing else moves."""
    return printable(words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))


def _by_rule(remarks: Iterable[Remark]) -> Iterator[tuple[str, list[tuple[int, Remark]]]]:
    """Yield each rule with its remarks and their numbers (0: about no words), as they come."""
    found: dict[str, list[tuple[int, Remark]]] = {}
    for number, remark in enumerate(remarks, 1):
        found.setdefault(remark.rule, []).append((number if remark.is_placed else 0, remark))
    yield from found.items()


def _rule_lines(
    coaching: Coaching, name: str, several: list[tuple[int, Remark]], width: int
) -> Iterator[Text]:
    """Yield a rule: its name, the reason, and what to do about each of its remarks."""
    reason = reason_of(name)
    yield from wrapped(Text(f"{name}  ", LABEL) + Text(reason, QUIET), width)
    for number, remark in several:
        line = Text(_remark_words(coaching, remark))
        if remark.reason != reason:
            line.append(f" {printable(remark.reason)}", QUIET)
        yield from hanging(Text(f" {number} " if number else " - "), line, width)


def _remark_words(coaching: Coaching, remark: Remark) -> str:
    names_step = remark.is_placed or remark.step in remark.remedy
    where = "" if names_step or not coaching.answer.is_in_steps else f"{remark.step.capitalize()}: "
    words = f"{excerpt(remark.words)}: " if remark.words else ""
    return printable(f"{where}{words}{remark.remedy}")


def _sum_lines(coaching: Coaching, width: int) -> Iterator[Text]:
    for label, words, style in _sums(coaching):
        yield from _labelled(label, Text(words, style), width)
    count = len(coaching.remarks)
    yield Text(f"{count} to improve" if count else "all well", "bold")


def _labelled(label: str, words: Text, width: int) -> list[Text]:
    if width < NARROW:
        return wrapped(Text(f"{label}  ", LABEL) + words, width)
    return hanging(Text(label.ljust(WIDE), LABEL), words, width)


def _sums(coaching: Coaching) -> Iterator[tuple[str, str, str]]:
    """Yield what the text comes to: label, words, style."""
    totals = coaching.totals
    yield "I : we", f"{totals.mine} : {totals.ours}", ""
    figures = list(dict.fromkeys(figure.words for figure in totals.figures))
    more = f" and {len(figures) - MOST_FIGURES} more" if len(figures) > MOST_FIGURES else ""
    yield "Figures", printable(", ".join(figures[:MOST_FIGURES]) + more) or "none", ""
    if coaching.lacking:
        yield "Missing", ", ".join(_LACKS.get(name, f"the {name}") for name in coaching.lacking), ""
    if coaching.strong:
        yield "Strong", printable("; ".join(coaching.strong)), PRAISE
    yield "Length", _length(coaching), ""


_LACKS = {
    "figure": "a figure of what changed",
    "from-to": "a figure before and after",
    "worth": "what it was worth",
    "boundary": "a line between your work and others'",
}


def _length(coaching: Coaching) -> str:
    totals = coaching.totals
    words = "1 word" if totals.words == 1 else f"{totals.words:,} words"
    said = (
        f"{words}, {totals.seconds} of {totals.target} seconds at {WORDS_A_MINUTE} words a minute"
    )
    remedy = next((one.remedy for one in coaching.remarks if one.rule == LENGTH), "")
    if remedy.startswith(f"{words} "):
        return remedy
    return f"{said}; {remedy}" if remedy else said
