"""Days named on the command line, as people write them: `2026-12-24`, `24 Dec`, `in 3 weeks`."""

from datetime import date

import click

from lpcards.english.dates import date_of


def day_named(ctx: click.Context, _: click.Parameter, words: str | None) -> date | None:
    """Return the day that an option names, seen from today; a usage error for what is none."""
    if words is None:
        return None
    day = date_of(words, ctx.find_root().obj.moment().day)
    if day is None:
        raise click.BadParameter(f"{words!r} is no day; write it like 2026-12-24 or 'in 3 weeks'")
    return day
