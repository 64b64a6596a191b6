"""What is shown of a text that was found: the words around what was looked for, these marked."""

from collections.abc import Iterable

from lpcards.english.printable import printable
from lpcards.english.search_words import Wanted, parted, spans_of
from lpcards.story.markup import name_of_run, runs_of

BEFORE, MOST = 60, 200
"""Letters shown before the first word that was found, and in all."""
CUT = "..."


def excerpt(text: str, wanted: Iterable[Wanted]) -> list[tuple[str, bool]]:
    """Return pieces of a text on one line, without Markdown, each with whether it was wanted."""
    runs = runs_of(printable(" ".join(text.split())))
    plain = "".join(name_of_run(run) for run in runs)
    spans = spans_of(wanted, plain)
    start, end = _window(plain, _richest([at for at, _ in spans]))
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    pieces = [*parted(plain[start:end], inside)]
    before = [(f"{CUT} ", False)] if start else []
    return [*before, *pieces, *([(f" {CUT}", False)] if end < len(plain) else [])]


def _richest(marks: list[int]) -> int:
    """Return the first mark behind which the most others are shown; 0 where there is none."""
    room = MOST - BEFORE
    return max(marks, key=lambda at: sum(at <= mark < at + room for mark in marks), default=0)


def _window(text: str, first: int) -> tuple[int, int]:
    """Return from where to where a text is shown, between words; `first` is where a mark begins."""
    if len(text) <= MOST:
        return 0, len(text)
    start = max(0, min(first - BEFORE, len(text) - MOST))
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + MOST)
    if end < len(text):
        end = max(text.rfind(" ", first, end), first) if " " in text[first + 1 : end] else end
    return start, end
