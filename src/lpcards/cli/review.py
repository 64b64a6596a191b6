"""`lpcards review`: today's session in the terminal."""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from lpcards.cli.desk import Desk
from lpcards.cli.naming import selecting, selection_of
from lpcards.cli.noticing import notice_of
from lpcards.cli.saying import note, say
from lpcards.store import LogProblem


@click.command("review")
@selecting
@click.option("--ahead", is_flag=True, help="Go on with cards due later, the nearest first.")
@click.option("--cram", is_flag=True, help="Ask every selected card; the schedule stays as it is.")
@click.option("--plain", is_flag=True, help="Plain lines, nothing redrawn (for screen readers).")
@click.option("--type/--no-type", "typing", default=None, help="Type the answers.")
@click.pass_obj
def review_command(
    desk: Desk,
    /,
    ahead: bool,
    cram: bool,
    plain: bool,
    typing: bool | None,
    **told: Any,  # noqa: ANN401
) -> None:
    """Ask today's cards: space shows the answer, 0-5 grades it, ? lists all keys."""
    _refuse_without_terminal()
    if ahead and cram:
        raise click.UsageError("--ahead counts, --cram does not: choose one of them")
    from lpcards.cli.reviewing.feed import Cram, Daily

    compiled, log = desk.compiled, desk.writing()
    for words in (*notice_of(compiled, log), *_backed_up(desk)):
        note(words)
    chosen = selection_of(compiled, told)
    feed = Cram(chosen, compiled, log) if cram else Daily(chosen, ahead=ahead)
    plain = plain or compiled.settings["screen_reader"]
    _run(desk, feed, plain=plain, typing=compiled.settings["type"] if typing is None else typing)


def _backed_up(desk: Desk) -> Iterator[str]:
    """Copy the log once a day; that it cannot be copied is no reason not to learn."""
    try:
        desk.writing().rotate_backups(desk.moment().day)
    except LogProblem as fault:
        yield f"no backup today: {fault}"


def _refuse_without_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError(
            "review wants a terminal; without one use `lpcards next` and `lpcards grade`"
        )


def _run(desk: Desk, feed: Any, *, plain: bool, typing: bool) -> None:  # noqa: ANN401
    from rich.console import Console

    from lpcards.cli.reviewing.keys import keys_of
    from lpcards.cli.reviewing.loop import Review
    from lpcards.cli.reviewing.summary import summary_lines

    asked = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}
    console = Console(highlight=False, markup=False, emoji=False, _environ=asked)
    review: Review | None = None
    try:
        with keys_of(sys.stdin.fileno()) as keys, _surface(console, plain=plain) as surface:
            review = Review(desk, feed, surface, keys, typing=typing)
            review.run()
    finally:
        if review is not None:
            for line in summary_lines(review.tally, desk):
                say(line)


@contextlib.contextmanager
def _surface(console: Any, *, plain: bool) -> Iterator[Any]:  # noqa: ANN401
    from lpcards.cli.reviewing.screen import Lines, whole_screen

    if plain or console.is_dumb_terminal or os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        yield Lines(console, sys.stdin.fileno())
        return
    with whole_screen(console, sys.stdin.fileno()) as screen:
        yield screen
