"""A text with marks around words of it; taken out again they leave the text as it was."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

OPEN, CLOSE = "[", "]"


class Run(NamedTuple):
    """Words of the text, or a mark (then `is_mark`). `depth` counts the marks around the words."""

    words: str
    depth: int = 0
    is_mark: bool = False


def runs_of(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Yield a text in runs, each span between a bracket and one with its number (from 1)."""
    at = depth = 0
    for place, is_opening, number in sorted(_points(spans)):
        if place > at:
            yield Run(text[at:place], depth)
            at = place
        yield Run(OPEN if is_opening else f"{CLOSE}{number}", 0, is_mark=True)
        depth += 1 if is_opening else -1
    if at < len(text):
        yield Run(text[at:])


def _points(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool, int]]:
    """Yield (place, is it an opening, number): at one place what ends comes before what begins."""
    for number, (start, end) in enumerate(spans, 1):
        yield start, True, number
        yield end, False, number
