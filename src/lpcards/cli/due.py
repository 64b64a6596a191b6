"""`lpcards due`: what is due today, in three numbers."""

import sys
from typing import Any

import click

from lpcards.cli.day import limits_reached, queue_today
from lpcards.cli.desk import Desk
from lpcards.cli.naming import selecting, selection_of
from lpcards.cli.noticing import ends_of, notice_of
from lpcards.cli.saying import json_option, note, say, say_json
from lpcards.words import counted


@click.command("due")
@selecting
@click.option("--short", "briefly", is_flag=True, help="How many, if any, for a shell prompt.")
@json_option
@click.pass_obj
def due_command(desk: Desk, /, briefly: bool, as_json: bool, **told: Any) -> None:  # noqa: ANN401
    """Say what is due today: exactly what `review` will serve."""
    if briefly:
        _say_briefly(desk, told, as_json=as_json)
        return
    log, on = desk.reading(), desk.moment().day
    chosen = selection_of(desk.compiled, told)
    queue = queue_today(desk.compiled, log, on, chosen)
    for words in notice_of(desk.compiled):
        note(words)
    if as_json:
        say_json(
            {
                "day": on.isoformat(),
                "due": len(queue.reviews),
                "new": len(queue.new),
                "total": queue.total,
                "drills": len(queue.drills),
            }
        )
        return
    say(_told(len(queue.reviews), len(queue.new), len(queue.drills)))
    if not limits_reached(desk.compiled, log, on):
        for words in ends_of(desk.compiled, queue, chosen):
            say(words)


def _say_briefly(desk: Desk, told: dict[str, Any], *, as_json: bool) -> None:
    """Say how many cards are due, or nothing; the next time the kept line may do (`__main__`)."""
    if as_json:
        raise click.UsageError("--short is for people, --json for scripts: choose one of them")
    from lpcards import short
    from lpcards.cli.short import Seen

    seen = Seen(desk) if sys.argv[1:] == short.ASKED else None
    log, on = desk.reading(), desk.moment().day
    total = queue_today(desk.compiled, log, on, selection_of(desk.compiled, told)).total
    said = f"{total}\n" if total else ""
    click.echo(said, nl=False)
    if seen:
        seen.keep(said, desk.compiled.settings["rollover"])


def _told(due: int, new: int, drills: int) -> str:
    if not due + new + drills:
        return "Nothing is due today."
    words = f"{counted(due + new, 'card')} today: {counted(due, 'review')}, {new} new"
    return f"{words}; {counted(drills, 'drill')} open" if drills else words
