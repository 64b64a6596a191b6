"""The options that say what a sitting is to be: how long, only new cards, only those due."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from lpcards.day.study_day import Terms

Command = TypeVar("Command", bound=Callable[..., Any])
APART = ("new_only", "due_only", "failed_today")


def wishing(command: Command) -> Command:
    """Give a command the options that `terms_of` reads."""
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


def terms_of(told: dict[str, Any]) -> Terms:
    """Return the terms of a command's options; a usage error for those that exclude one another."""
    named = [name for name in APART if told[name]]
    if len(named) > 1:
        first, second, *_ = (f"--{name.replace('_', '-')}" for name in named)
        raise click.UsageError(f"{first} leaves no card for {second}: choose one of them")
    only = "new" if told["new_only"] else "due" if told["due_only"] else ""
    return Terms(only, told["minutes"] or 0, anyway=told["anyway"])
