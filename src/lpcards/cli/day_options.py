"""Options about days: one named as people write it, and what a sitting is to be."""

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

import click

from lpcards.study.today import SittingOptions


def day_named(ctx: click.Context, _: click.Parameter, words: str | None) -> date | None:
    """Return the day that an option names, seen from today; a usage error for what is none."""
    if words is None:
        return None
    from lpcards.english.dates import date_of  # here: few prompts name a day

    day = date_of(words, ctx.find_root().obj.moment().day)
    if day is None:
        raise click.BadParameter(f"{words!r} is no day; write it like 2026-12-24 or 'in 3 weeks'")
    return day


def sitting_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a sitting; it takes them as `options`, and `failed_today`."""

    @functools.wraps(command)
    def run(
        *args: Any,  # noqa: ANN401
        minutes: int | None,
        anyway: bool,
        new_only: bool,
        due_only: bool,
        failed_today: bool,
        **others: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        apart = {"--new-only": new_only, "--due-only": due_only, "--failed-today": failed_today}
        _refuse_two([name for name, is_given in apart.items() if is_given])
        only = "new" if new_only else "due" if due_only else ""
        options = SittingOptions(only, minutes or 0, anyway=anyway)
        return command(*args, options=options, failed_today=failed_today, **others)

    decorated: Callable[..., Any] = run
    for option in (
        click.option("--anyway", is_flag=True, help="Also during a pause."),
        click.option(
            "--failed-today", is_flag=True, help="Today's failed cards again; nothing counts."
        ),
        click.option("--due-only", is_flag=True, help="Only cards that are due, nothing new."),
        click.option("--new-only", is_flag=True, help="Only new cards."),
        click.option(
            "--minutes",
            type=click.IntRange(1, 600),
            metavar="N",
            help="As many cards as fit into N minutes at your pace, those due first.",
        ),
    ):
        decorated = option(decorated)
    return decorated


def _refuse_two(named: list[str]) -> None:
    """Raise a usage error for options that exclude one another."""
    if len(named) > 1:
        first, second, *_ = named
        raise click.UsageError(f"{first} leaves no card for {second}: choose one of them")
