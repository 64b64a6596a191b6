"""`lpcards due`: what is due today, in three numbers."""

from typing import Any

import click

from lpcards.cli.day import limits_reached, queue_today
from lpcards.cli.desk import Desk
from lpcards.cli.naming import selecting, selection_of
from lpcards.cli.noticing import ends_of, notice_of
from lpcards.cli.saying import json_option, note, say, say_json
from lpcards.session import Queue
from lpcards.words import counted


@click.command("due")
@selecting
@json_option
@click.pass_obj
def due_command(desk: Desk, /, as_json: bool, **told: Any) -> None:  # noqa: ANN401
    """Say what is due today: exactly what `review` will serve."""
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
                "final_pass": len(queue.early),
                "new": len(queue.new),
                "total": queue.total,
                "drills": len(queue.drills),
            }
        )
        return
    say(_told(queue))
    if not limits_reached(desk.compiled, log, on):
        for words in ends_of(desk.compiled, queue, chosen):
            say(words)


def _told(queue: Queue) -> str:
    drills = len(queue.drills)
    if not queue.total + drills:
        return "Nothing is due today."
    early = f" ({len(queue.early)} early, for the interview)" if queue.early else ""
    reviews = f"{counted(len(queue.reviews), 'review')}{early}"
    words = f"{counted(queue.total, 'card')} today: {reviews}, {len(queue.new)} new"
    return f"{words}; {counted(drills, 'drill')} open" if drills else words
