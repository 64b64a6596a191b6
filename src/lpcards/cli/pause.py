"""`lpcards pause`: holidays. Nothing is due, nothing is lost."""

from datetime import date

import click

from lpcards.cli.options import day_named, json_option
from lpcards.english.printable import day_name
from lpcards.memory.event import Event, event_json
from lpcards.memory.pauses import end_of_pause, written_pause
from lpcards.study.messages import say, say_json
from lpcards.study.today import pauses_in
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@click.command("pause")
@click.option("--until", callback=day_named, metavar="DATE", help="The last day of the pause.")
@click.option(
    "--from", "start", callback=day_named, metavar="DATE", help="Its first day; else today."
)
@click.option("--end", is_flag=True, help="End it today; later pauses are canceled.")
@json_option
@click.pass_obj
def pause_command(
    workspace: Workspace, until: date | None, start: date | None, end: bool, as_json: bool
) -> None:
    """Take a break: nothing is due until it ends.

    It lasts through DATE, or until --end. The schedule stays as it is. What piled up is spread
    over the days after.
    """
    if end and (until or start):
        raise click.UsageError("--end takes no dates")
    event = _ended(workspace) if end else _begun(workspace, start, until)
    if as_json:
        say_json({"event": event_json(event)})
        return
    say("The pause is over." if end else _words(event))


def _begun(workspace: Workspace, start: date | None, until: date | None) -> Event:
    if until and until < (start or workspace.moment().day):
        raise UserFault(f"a pause until {until} would end before it begins")
    days = {"from": start, "until": until}
    details = {key: day.isoformat() for key, day in days.items() if day}
    return workspace.writing().note("pause", "", workspace.moment(), details)


def _ended(workspace: Workspace) -> Event:
    on, written = workspace.moment().day, workspace.index.settings.pause
    if end_of_pause(map(written_pause, written), on):
        raise UserFault("this pause is in lpcards.yaml (`pause`): end it there")
    if not any(pause.last >= on for pause in pauses_in(workspace.index, workspace.writing())):
        raise UserFault("there is no pause to end")
    return workspace.writing().note("pause", "", workspace.moment(), {"end": True})


def _words(event: Event) -> str:
    details, on = event.details, event.day
    start = (
        f" from {day_name(date.fromisoformat(details['from']), on)}" if "from" in details else ""
    )
    if "until" not in details:
        return f"Paused{start}; `lpcards pause --end` ends it."
    return f"Paused{start} until the end of {day_name(date.fromisoformat(details['until']), on)}."
