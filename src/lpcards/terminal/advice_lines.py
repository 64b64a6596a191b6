"""How advice on stories looks: each file once, and below it what to improve, by line."""

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from lpcards.advice.weights import by_weight, heaviest
from lpcards.english.printable import printable
from lpcards.system.problem import Problem
from lpcards.terminal.text_lines import LABEL, QUIET, hanging, wrapped

MOST = 3
"""Pieces of advice on a story that are shown at once: more nobody mends in one go."""


def advice_lines(
    files: Mapping[str, Sequence[Problem]], width: int, *, whole: bool
) -> Iterator[Text]:
    """Yield the advice on each file, by its path: what matters most, or the `whole` of it."""
    for path, advice in files.items():
        yield from wrapped(Text(printable(path), LABEL), width)
        shown = by_weight(advice) if whole else heaviest(advice, MOST)
        yield from _lines(shown, width)
        if more := len(advice) - len(shown):
            yield Text(f"  and {more:,} more", QUIET)
        yield Text()


def _lines(shown: Sequence[Problem], width: int) -> Iterator[Text]:
    digits = max(len(str(problem.line)) for problem in shown)
    for problem in shown:
        words = Text(printable(problem.message)) + Text(f" ({problem.rule})", QUIET)
        yield from hanging(Text(f"  {problem.line:>{digits}}  ", QUIET), words, width)
