"""`lpcards stats`: what was done, how well, what comes, how ready."""

import os
import sys
from collections.abc import Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from lpcards.cli.options import json_option, selecting
from lpcards.index.selection import Selection
from lpcards.study.messages import note, say_json, say_lines
from lpcards.study.naming import selection_of
from lpcards.study.notices import notice_of
from lpcards.study.workspace import Workspace

if TYPE_CHECKING:
    from lpcards.study.compared_schedulers import ComparedSchedulers

WIDEST, NARROWEST = 80, 30
POINTER = "`lpcards stats --calibration`: which scheduler foretells your answers better."


@click.command("stats")
@selecting
@click.option(
    "--days",
    type=click.IntRange(1, 36_500),
    default=91,
    show_default=True,
    help="How far to look back.",
)
@click.option("--plain", is_flag=True, help="Words and numbers, no charts (for screen readers).")
@click.option(
    "--calibration", is_flag=True, help="Also which scheduler foretells your answers better."
)
@json_option
@click.pass_obj
def stats_command(
    workspace: Workspace, named: Selection, days: int, plain: bool, calibration: bool, as_json: bool
) -> None:
    """Show how ready you are and what you did.

    Also how well it went, and what comes. Calendar, minutes and retention look back over
    `--days`; the tables are about all answers. The streak is that of all cards, whatever is
    selected. `--calibration` sets what SM-2 and FSRS expected of each review against what passed.
    """
    from lpcards.study.compared_schedulers import compared_json, compared_schedulers
    from lpcards.study.standing import figures_json, figures_of

    index, log = workspace.index, workspace.reading()
    chosen = selection_of(index, named)
    for words in notice_of(index):
        note(words)
    figures = figures_of(index, log, workspace.rules, workspace.moment().day, days, chosen)
    compared = compared_schedulers(index, log, chosen) if calibration else None
    if as_json:
        more = {"calibration": compared_json(compared)} if compared else {}
        say_json(figures_json(figures) | more)
        return
    from lpcards.cli.figures_drawn import Canvas, lines_of

    say_lines(lines_of(figures, Canvas.of(columns(), sys.stdout.encoding, plain=plain)))
    if compared:
        say_lines(_calibration_lines(compared, plain=plain))
    elif any(age.asked for age in figures.retention):
        say_lines(["", *wrap(POINTER, columns(), break_on_hyphens=False)])


def _calibration_lines(compared: "ComparedSchedulers", *, plain: bool) -> Iterator[str]:
    from lpcards.study.compared_schedulers import bins_sentences, bins_table, compared_words

    yield ""
    yield "How well your answers were foretold"
    for words in compared_words(compared):
        yield from wrap(words, columns(), break_on_hyphens=False)
    for name, found in compared.calibrations.items():
        yield ""
        yield from (bins_sentences if plain else bins_table)(name, found)


def columns() -> int:
    """Return how many columns to use: the terminal's, at most 80."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked):
        return max(NARROWEST, min(WIDEST, int(asked)))
    try:
        return max(NARROWEST, min(WIDEST, os.get_terminal_size(sys.stdout.fileno()).columns))
    except (OSError, ValueError):
        return WIDEST
