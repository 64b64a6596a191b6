# ruff: noqa: INP001  it lies beside the pages, which are no package
"""The moving picture of a review for the README.

`PYTHONPATH=tests python docs/cast.py > docs/review.svg`, which `make docs` does. The real program
runs on a real terminal, and its clock stands still between two keys: the same program makes the
same picture, to the byte, on every machine.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from html import escape
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from pyte.screens import Char

from stepped_clock import Clock, SteppedTerminal

COLUMNS, ROWS = 80, 14
WIDE, HIGH = 8.4, 18  # of a letter, in pixels of a 14-pixel font
EDGE = 16
QUIET = 0.3  # seconds without output after which a screen is whole
BEFORE, NOW = "2027-02-07T07:30", "2027-02-08T07:30"
MET = ("grade", "cold-chain/disqualifier/they-broke-it.mend", "5")
STORY = """\
id: cold-chain
title: Kept the vaccines cold
short: Cold chain
principle: ownership
disqualifiers:
  - id: they-broke-it
    phrase: The night shift broke the fridge.
    instead: The door alarm had been off for a week, and I had walked past it, too.
probes:
  - id: why-you
    ask: Why was that yours to fix?
    strong:
      takeaway: I was the one who saw it.
      points: [nobody was on shift, I drove there myself, 400 doses by morning]
  - id: how-sure
    ask: How do you know that the doses were still good?
    strong:
      takeaway: I asked the logger, not my hopes.
      points: [read every ten minutes, 7.1 degrees at the most, the maker confirmed it]
"""


class Still(NamedTuple):
    """What the screen shows for some `seconds`: rows of runs (column, letters, class)."""

    seconds: float
    rows: list[list[tuple[int, str, str]]]


def played(home: Path) -> Iterator[Still]:
    """Review the story in an empty home; yield the screen after each key."""
    folder = home / "content"
    folder.mkdir()
    (folder / "cold-chain.yaml").write_text(STORY, encoding="utf-8")
    where = {f"XDG_{name}_HOME": str(home / name) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    env = {"HOME": str(home), **where}
    content = ["--content", str(folder)]
    met = SteppedTerminal(Clock(home / "clock"), *content, *MET, now=BEFORE, cwd=home, **env)
    if met.ended() != 0:
        raise RuntimeError(met.text)
    size = {"columns": COLUMNS, "rows": ROWS}
    where = {"now": NOW, "cwd": home, **size, **env}
    terminal = SteppedTerminal(Clock(home / "clock"), *content, "review", **where)
    terminal.wait_for("night shift broke")
    yield _still(terminal, 3)
    for after, key, words, seconds in KEYS:
        terminal.after(after, key, words)
        yield _still(terminal, seconds)
    terminal.ended()


KEYS = (  # seconds of the program's clock before the key, the key, words to wait for, seconds shown
    (5, "space", "I had walked past it", 3),
    (2, "4", "Why was that", 3),
    (8, "space", "nobody was on shift", 2.5),
    (2, "1", "[x] nobody", 0.8),
    (1, "3", "[x] 400 doses", 2),
    (1, "enter", "How do you know", 3),
    (9, "space", "read every ten", 2),
    (1, "a", "3 of 3", 2),
    (1, "enter", "again", 1.5),
    (1, "q", "Tomorrow", 4),
)


def _still(terminal: SteppedTerminal, seconds: float) -> Still:
    while terminal.read(QUIET):
        pass
    return Still(seconds, [_runs(terminal.screen.buffer[row]) for row in range(ROWS)])


def _runs(row: Mapping[int, Char]) -> list[tuple[int, str, str]]:
    cells = [(column, row[column].data, _class_of(row[column])) for column in range(COLUMNS)]
    runs = [list(run) for _, run in groupby(cells, key=lambda cell: cell[2])]
    found = [(run[0][0], "".join(cell[1] for cell in run).rstrip(), run[0][2]) for run in runs]
    return [run for run in found if run[1]]


def _class_of(cell: Char) -> str:
    return " ".join([*([cell.fg] if cell.fg in COLOURS else []), *(["bold"] if cell.bold else [])])


COLOURS = {  # on white, on black: both with a contrast of at least 4.5
    "red": ("#b31d28", "#ff7b72"),
    "green": ("#176f2c", "#56d364"),
    "brown": ("#7a5200", "#e3b341"),
    "blue": ("#0550ae", "#79c0ff"),
    "magenta": ("#7c3aad", "#d2a8ff"),
    "cyan": ("#0a6570", "#76e3ea"),
}


def drawn(stills: list[Still]) -> str:
    """Return the picture, SVG: each still for its time, over and over, or one without motion."""
    width, height = round(COLUMNS * WIDE + 2 * EDGE), ROWS * HIGH + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        f"<title>{TITLE}</title>",
        f"<style>{STYLE}{_colours(0)}{DARK}{_colours(1)}}}{_motion(stills)}</style>",
        f'<rect class="paper" width="{width}" height="{height}" rx="8"/>',
        *(_group(number, still) for number, still in enumerate(stills)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


TITLE = (
    "A review: a question, its answer, what was said ticked, a grade proposed, the next question"
)
STYLE = (
    "text{font:14px ui-monospace,Menlo,Consolas,monospace;white-space:pre;fill:#1f2328}"
    ".paper{fill:#fff;stroke:#d0d7de}.bold{font-weight:bold}"
    "g{visibility:hidden;animation-iteration-count:infinite;animation-timing-function:step-end}"
)
DARK = "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#0d1117;stroke:#30363d}"
QUIETLY = "@media(prefers-reduced-motion:reduce){g{animation:none}.s5{visibility:visible}}"


def _colours(paper: int) -> str:
    return "".join(f".{name}{{fill:{shades[paper]}}}" for name, shades in COLOURS.items())


def _motion(stills: list[Still]) -> str:
    ends = [*accumulate(still.seconds for still in stills)]
    rules = [f"g{{animation-duration:{ends[-1]:g}s}}"]
    for number, (begin, end) in enumerate(pairwise([0, *ends])):
        seen = f"{100 * begin / ends[-1]:.2f}%{{visibility:visible}}"
        gone = "" if end == ends[-1] else f"{100 * end / ends[-1]:.2f}%{{visibility:hidden}}"
        rules.append(f"@keyframes s{number}{{{seen}{gone}}}.s{number}{{animation-name:s{number}}}")
    return "".join([*rules, QUIETLY])


def _group(number: int, still: Still) -> str:
    lines = [_line(row, *run) for row, runs in enumerate(still.rows) for run in runs]
    return "\n".join([f'<g class="s{number}">', *lines, "</g>"])


def _line(row: int, column: int, letters: str, style: str) -> str:
    place = f'x="{EDGE + column * WIDE:g}" y="{EDGE + HIGH * row + 14}"'
    width = f'textLength="{len(letters) * WIDE:g}"'
    look = f' class="{style}"' if style else ""
    return f"<text {place} {width}{look}>{escape(letters, quote=False)}</text>"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(drawn([*played(Path(folder).resolve())]))
