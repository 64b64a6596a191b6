"""Reviews made in Anki on their way into the log."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lpcards.anki.edition import Known
from lpcards.anki.manifest import Manifest
from lpcards.anki.our_notes import KnownCards, known_cards
from lpcards.anki.progress import own_answer
from lpcards.anki.reviews import (
    MADE,
    UNREADABLE,
    ReviewReader,
    ReviewsFound,
    ReviewsRead,
    read_reviews,
)
from lpcards.anki.wall_clock import Wall, WallClock, local_offset
from lpcards.log import Log
from lpcards.log.event_rows import FOREIGN
from lpcards.log.merge import Foreign
from lpcards.memory.event import COUNTED, Event, Moment, study_day, wall_time
from lpcards.study.with_anki.author_files import AuthorFiles
from lpcards.study.with_anki.followed_days import days_to_take
from lpcards.study.workspace import Workspace
from lpcards.system.trace import trace


class Pulled(NamedTuple):
    """What a pull came to: reviews added, known already, left out by reason, of unknown cards.

    `forgotten` counts the resets of cards that were added, `notes` the notes of ours in the file;
    `review_log` says whether the file has one. `days` counts the cards whose day is now Anki's,
    where the settings have its days followed.
    """

    added: int
    known: int
    skipped: dict[str, int]
    unknown: int
    forgotten: int
    notes: int
    review_log: bool
    days: int


def pulled(
    workspace: Workspace, file: str, decks: str, shipped: Manifest, *, dry_run: bool
) -> Pulled:
    """Take the reviews of an Anki file into the log, unless it is a dry run; return the counts.

    `shipped` is the manifest of the decks (a folder), by which the cards are known.
    """
    settings, now = workspace.index.settings, workspace.moment()
    wall = _wall(settings.rollover)
    found = read_reviews(
        file, known_to(workspace, decks, shipped), wall if settings.follow == "anki" else None
    )
    counts = found.notes, len(found.rows), found.unknown, found.own, found.broken
    trace("%s: %d notes; %d reviews, %d of unknown cards, %d of own ones, %d broken", file, *counts)
    log = workspace.reading() if dry_run else workspace.writing()
    read = _read(log, found, wall, now.at)
    resets = log.outlook(review for review in read.reviews if review[1].kind == "forget")
    merged = log.outlook(read.reviews) if dry_run else log.take_in(read.reviews, now)
    days = days_to_take(log, found.days, wall, now.at)
    return Pulled(
        added=merged.added - resets.added,
        known=merged.known - resets.known + read.ours,
        skipped=read.skipped + Counter({UNREADABLE: found.broken, MADE: found.own}),
        unknown=found.unknown,
        forgotten=resets.added,
        notes=found.notes,
        review_log=found.has_log,
        days=_days_taken(log, days, now, dry_run=dry_run),
    )


def _days_taken(log: Log, days: Sequence[Foreign], now: Moment, *, dry_run: bool) -> int:
    """Take Anki's days into the log, unless it is a dry run; return how many are new in it."""
    if not days:
        return 0
    return (log.outlook(days) if dry_run else log.take_in(days, now, copies=False)).added


def known_to(workspace: Workspace, decks: str, shipped: Manifest) -> KnownCards:
    """Return what notes are known by: the manifest, and the cards there are, old names included."""
    index, authors = workspace.index, authors_of(workspace, decks, shipped)
    present = {one.id: one.id for one in index.outlines()}
    return known_cards(shipped, {**index.aliases, **present}, authors.shipped_keys)


def authors_of(workspace: Workspace, decks: str, shipped: Manifest) -> AuthorFiles:
    """Return whose key the cards there are begin with, by what was `shipped` before."""
    index = workspace.index
    authors = AuthorFiles(workspace.sources, decks, index.roots())
    cards = [Known(one.id, one.note, one.was) for one in index.outlines()]
    authors.look_at(cards, shipped.values())
    return authors


def _read(log: Log, found: ReviewsFound, wall: Wall, now: int) -> ReviewsRead:
    cards = {row.card for row in found.rows}
    written = {card: [*map(own_answer, given_here(log, card))] for card in cards}
    return ReviewReader(wall, now, written, old=found.old).read(found.rows)


def given_here(log: Log, card: str) -> list[Event]:
    """Return what was answered in this program and could count, by time.

    An answer that was undone was given, too.
    """
    events = log.events(card)
    ours = (event for event in events if event.kind in COUNTED and event.device != FOREIGN)
    return sorted(ours, key=lambda event: (event.at, event.id))


def _wall(rollover: int) -> Wall:
    """Return what tells this machine's wall clock, as it was in its zone at a UTC millisecond."""

    def wall(at: int) -> WallClock:
        offset = local_offset(at)
        return WallClock(offset, study_day(wall_time(at, offset), rollover))

    return wall


def in_all(pulls: Iterable[Pulled]) -> Pulled:
    """Return several pulls as one."""
    total = Pulled(0, 0, {}, 0, 0, 0, review_log=False, days=0)
    for one in pulls:
        total = Pulled(
            total.added + one.added,
            total.known + one.known,
            dict(Counter(total.skipped) + Counter(one.skipped)),
            total.unknown + one.unknown,
            total.forgotten + one.forgotten,
            total.notes + one.notes,
            total.review_log or one.review_log,
            total.days + one.days,
        )
    return total
