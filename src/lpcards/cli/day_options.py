"""Options about days: one named as people write it, and what a sitting is to be."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from lpcards.study.today import SittingOptions

Command = TypeVar("Command", bound=Callable[..., Any])
APART = ("new_only", "due_only", "failed_today")


def day_named(ctx: click.Context, _: click.Parameter, words: str | None) -> date | None:
    """Return the day that an option names, seen from today; a usage error for what is none."""
    if words is None:
        return None
    from lpcards.english.dates import date_of  # here: few prompts name a day

    day = date_of(words, ctx.find_root().obj.moment().day)
    if day is None:
        raise click.BadParameter(f"{words!r} is no day; write it like 2026-12-24 or 'in 3 weeks'")
    return day


def sitting_options(command: Command) -> Command:
    """Give a command the options that `options_of` reads."""
    options = (
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
    )
    for option in options:
        command = option(command)
    return command


def options_of(given: dict[str, Any]) -> SittingOptions:
    """Return a sitting's options; a usage error for those that exclude one another."""
    named = [name for name in APART if given[name]]
    if len(named) > 1:
        first, second, *_ = (f"--{name.replace('_', '-')}" for name in named)
        raise click.UsageError(f"{first} leaves no card for {second}: choose one of them")
    only = "new" if given["new_only"] else "due" if given["due_only"] else ""
    return SittingOptions(only, given["minutes"] or 0, anyway=given["anyway"])
