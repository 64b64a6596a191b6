"""What was measured, as tables of a page; between markers, so that people write the rest of it."""

import os
import platform
import re
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple

HEAD = "| what | measured | against | ratio |\n| --- | --: | --- | --: |\n"
MARKED = "<!-- make sync-load: {0} -->\n{1}\n<!-- make sync-load: end -->"
ANYTHING = re.compile(
    "<!-- make sync-load: ([^\n]*) -->\n.*?<!-- make sync-load: end -->", re.DOTALL
)
NEW_PAGE = "# More than one machine, more than one learner\n\n## Load\n"


class Row(NamedTuple):
    """One line of a table. What stands in `what` is alike in every run."""

    what: str
    measured: str
    against: str = ""
    ratio: str = ""


class Part(NamedTuple):
    """One table: its name in the page's markers, what was there to measure, how long it took."""

    name: str
    there: str
    rows: Sequence[Row]
    minutes: float


def row_of_times(
    what: str, against: str, ours: Sequence[float], theirs: Sequence[float], most: float = 0
) -> Row:
    """Return the row of times (seconds) taken in turns, and the median of their ratios."""
    ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
    limit = f", at most {time_text(most)}" if most else ""
    return Row(
        what,
        time_text(median(ours)),
        f"{against} ({time_text(median(theirs))}){limit}",
        f"{ratio:.2f} x",
    )


def in_turns(
    turns: int, ours: Callable[[int], float], theirs: Callable[[int], float]
) -> tuple[list[float], list[float]]:
    """Run both in turns; return the times of each. The first turn does not count."""
    pairs = [(ours(turn), theirs(turn)) for turn in range(turns + 1)][1:]
    first, second = zip(*pairs, strict=True)
    return [*first], [*second]


def time_text(seconds: float) -> str:
    """Return a time for people: milliseconds, or seconds."""
    return f"{1000 * seconds:,.0f} ms" if seconds < 1 else f"{seconds:,.1f} s"


def line(row: Row) -> str:
    """Return a row of a table."""
    return f"| {' | '.join(row)} |"


def text_of(part: Part) -> str:
    """Return a part as it stands between its markers."""
    took = f"{max(round(part.minutes), 1)} min"
    intro = f"Written by `make sync-load` in {took} on {machine()}. {part.there}\n\n"
    return MARKED.format(part.name, intro + HEAD + "\n".join(map(line, part.rows)))


def machine() -> str:
    """Return in words what this ran on."""
    return f"{os.cpu_count()} cores of {_processor()}, {_memory()}, {platform.system()}, CPython {platform.python_version()}"


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(
                (line.partition(":")[2].strip() for line in file if line.startswith("model name")),
                platform.machine(),
            )
    except OSError:
        return platform.machine()


def _memory() -> str:
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{size / 2**30:.0f} GiB"


def write(path: str, parts: Iterable[Part]) -> None:
    """Put parts between their markers in a page, at its end if it has none for them."""
    text = NEW_PAGE
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
    for part in parts:
        written = text_of(part)
        names = ANYTHING.findall(text)
        if part.name in names:
            text = ANYTHING.sub(lambda old: written if old[1] == part.name else old[0], text)  # noqa: B023
        else:
            text = f"{text.rstrip()}\n\n{written}\n"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
