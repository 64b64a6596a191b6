"""`lpcards pull`: the reviews made in Anki, taken into the log."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import click

from lpcards.anki.decks import shipped_before
from lpcards.anki.reviews import (
    FUTURE,
    RESCHEDULED,
    UNREADABLE,
    Found,
    Read,
    Reader,
    Wall,
    cards_by_guid,
    read_reviews,
)
from lpcards.cli.merge_logs import LATER
from lpcards.english.printable import counted
from lpcards.log import Log
from lpcards.log.event_rows import FOREIGN
from lpcards.memory.event import COUNTED, study_day
from lpcards.study.open_content import Desk
from lpcards.study.places import decks_folder, library_manifest
from lpcards.study.saying import json_option, note, say, say_json
from lpcards.system.trace import trace

REASONS = {
    RESCHEDULED: "no answers: a card moved by hand, reset or rescheduled",
    FUTURE: LATER,
    UNREADABLE: "make no sense",
}


class Pulled(NamedTuple):
    """What a pull came to: reviews added, known already, left out by reason, of unknown cards."""

    added: int
    known: int
    skipped: dict[str, int]
    unknown: int


@click.command("pull")
@click.argument("file", type=click.Path())
@click.option("--decks", type=click.Path(), metavar="DIR", help="Where `build` put the decks.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@json_option
@click.pass_obj
def pull_command(desk: Desk, file: str, decks: str | None, dry_run: bool, as_json: bool) -> None:
    """Take the reviews made in Anki into the log.

    Doing it twice changes nothing. FILE is what Anki exported with scheduling information
    (.apkg, .colpkg, old or new), or a collection that Anki does not have open.
    """
    folder = decks or decks_folder(desk.sources)
    before = shipped_before(folder, library_manifest(folder))
    if before.notice:
        note(before.notice)
    found = read_reviews(file, cards_by_guid(before.manifest), _existing(desk))
    counts = len(found.rows), found.unknown, found.broken
    trace("%s: %d reviews, %d of unknown cards, %d broken", file, *counts)
    log = desk.reading() if dry_run else desk.writing()
    read = _read(desk, log, found)
    merged = log.outlook(read.reviews) if dry_run else log.take_in(read.reviews, desk.moment())
    skipped = read.skipped + Counter({UNREADABLE: found.broken})
    _tell(Pulled(merged.added, merged.known + read.ours, skipped, found.unknown), as_json=as_json)


def _existing(desk: Desk) -> Callable[[str], bool]:
    """Return a test for the ids of cards, their old names included."""
    return {*desk.compiled.card_ids(), *desk.compiled.aliases}.__contains__


def _read(desk: Desk, log: Log, found: Found) -> Read:
    written = {card: _answered(log, card) for card in {row.card for row in found.rows}}
    wall = _wall(desk.compiled.settings.rollover)
    return Reader(wall, desk.moment().at, written, old=found.old).read(found.rows)


def _answered(log: Log, card: str) -> list[int]:
    """Return when the card was answered in this program; an answer undone was given, too."""
    events = log.events(card)
    return sorted(one.at for one in events if one.kind in COUNTED and one.device != FOREIGN)


def _wall(rollover: int) -> Callable[[int], Wall]:
    """Return what tells this machine's wall clock, as it was in its zone at a UTC millisecond."""

    def wall(at: int) -> Wall:
        local = datetime.fromtimestamp(at // 1000, UTC).astimezone()
        offset = (local.utcoffset() or timedelta()) // timedelta(minutes=1)
        return Wall(offset, study_day(local, rollover))

    return wall


def _tell(pulled: Pulled, *, as_json: bool) -> None:
    if as_json:
        say_json(pulled._asdict())
        return
    say(f"{counted(pulled.added, 'review')} added, {pulled.known} known already")
    for words in _left_out(pulled):
        say(words)


def _left_out(pulled: Pulled) -> Iterable[str]:
    for reason, number in sorted(pulled.skipped.items()):
        yield f"left out: {number} ({REASONS[reason]})"
    if pulled.unknown:
        yield f"left out: {pulled.unknown} (of cards that neither the content nor the decks know)"
