"""`log`, `backup`, `merge`: the events themselves, and where else they live."""

import json
import os

import click

from lpcards.cli.desk import Desk
from lpcards.cli.naming import complete_cards, named_card
from lpcards.cli.saying import json_option, say, say_json, say_lines
from lpcards.event import as_json as event_json
from lpcards.problem import UserFault
from lpcards.words import counted


@click.command("log")
@click.argument("card", required=False, shell_complete=complete_cards)
@click.option("--json", "_", is_flag=True, help="The default: one JSON object a line.")
@click.pass_obj
def log_command(desk: Desk, card: str | None, _: bool) -> None:
    """Print every event, oldest first, one JSON object a line; or those of one CARD."""
    events = desk.reading().events(card)
    first = next(events, None)
    if first is None and card is not None:
        named_card(desk.compiled, card)
    told = (first, *events) if first else ()
    say_lines(json.dumps(event_json(event)) for event in told)


@click.command("backup")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@json_option
@click.pass_obj
def backup_command(desk: Desk, file: str | None, as_json: bool) -> None:
    """Copy the log to FILE, or beside itself into the folder of the daily backups."""
    if not os.path.exists(desk.database):
        raise UserFault(f"there is no log yet at {desk.database}")
    path = file or _beside(desk)
    desk.reading().backup(path)
    say_json({"path": path}) if as_json else say(f"copied to {path}")


def _beside(desk: Desk) -> str:
    moment = desk.moment()
    name = f"by-hand-{moment.day}-{moment.at}.db"
    folder = os.path.join(os.path.dirname(os.path.abspath(desk.database)), "backups")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    return os.path.join(folder, f"{os.path.basename(desk.database)}.{name}")


@click.command("merge")
@click.argument("file", type=click.Path(dir_okay=False))
@json_option
@click.pass_obj
def merge_command(desk: Desk, file: str, as_json: bool) -> None:
    """Unite another machine's log FILE with this one; doing it twice changes nothing."""
    merged = desk.writing().merge(file)
    if as_json:
        say_json({"added": merged.added, "known": merged.known})
        return
    say(f"{counted(merged.added, 'event')} added, {merged.known} known already")
