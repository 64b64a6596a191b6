"""`log`, `backup`, `merge`: the events themselves, and where else they live."""

import json
import os
from itertools import chain

import click

from lpcards.english.printable import counted
from lpcards.log.copies import path_of
from lpcards.memory.event import as_json as event_json
from lpcards.study.naming import complete_cards, named_card
from lpcards.study.open_content import Desk
from lpcards.study.saying import json_option, say, say_json, say_lines
from lpcards.system.problem import UserFault

LATER = "more than a day later than this machine's clock"


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
    every = chain([first] if first else [], events)
    say_lines(json.dumps(event_json(event)) for event in every)


@click.command("backup")
@click.argument("file", required=False, type=click.Path(dir_okay=False))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@json_option
@click.pass_obj
def backup_command(desk: Desk, file: str | None, force: bool, as_json: bool) -> None:
    """Copy the log to FILE, or beside itself into the folder of the daily backups."""
    if not os.path.exists(desk.database):
        raise UserFault(f"there is no log yet at {desk.database}")
    path = file or _beside(desk)
    desk.reading().backup(path, replace=force)
    say_json({"path": path}) if as_json else say(f"copied to {path}")


def _beside(desk: Desk) -> str:
    moment = desk.moment()
    path = path_of(os.path.abspath(desk.database), f"by-hand-{moment.day}-{moment.at}.db")
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    return path


@click.command("merge")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(dir_okay=False), metavar="FILE..."
)
@json_option
@click.pass_obj
def merge_command(desk: Desk, files: tuple[str, ...], as_json: bool) -> None:
    """Unite other machines' logs with this one; doing it twice changes nothing.

    Each FILE is a log, or what `lpcards log` prints of one (`-`: from standard input). What is more
    than a day later than this machine's clock is left out until its time has come.
    """
    paths = ["/dev/stdin" if file == "-" else file for file in files]
    merged = desk.writing().merge(paths, desk.moment())
    if as_json:
        say_json(merged._asdict())
        return
    say(f"{counted(merged.added, 'event')} added, {merged.known} known already")
    if merged.future:
        say(f"left out: {merged.future} ({LATER})")
