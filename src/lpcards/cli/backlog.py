"""What piled up while the learner was away, out of the content and the log."""

from collections.abc import Mapping
from datetime import date
from itertools import islice

from lpcards.catchup import LEAST, Backlog, Catching, catching_up, gap_before
from lpcards.compiled import Compiled
from lpcards.limits import Limits
from lpcards.session import Entry, Today
from lpcards.store import Log

USUAL = 5
"""So many study days before a gap show what a usual day is."""


def backlog_of(
    compiled: Compiled,
    log: Log,
    today: Today,
    due: list[str],
    limits: Limits,
    known: Mapping[str, Entry],
) -> Catching | None:
    """Return how the backlog is met today, whatever is selected; None on a day like any other.

    `due` are the ids of all cards due that are not suspended; some entries may be `known`.
    """
    waiting = len(due) + len(today.reviewed)
    if not compiled.settings["catch_up"] or waiting + limits.new <= min(limits.reviews, LEAST):
        return None
    gap = gap_before(today.on, log.studied_before(today.on))
    if gap is None:
        return None
    reviewed = [card for card in today.reviewed if card not in due]
    unknown = [card for card in (*due, *reviewed) if card not in known]
    entries = {**known, **compiled.entries(unknown)}.values()
    backlog = Backlog(len(entries), len({entry.group for entry in entries}))
    usual = _usual(log, gap.back)
    return catching_up(today.on, gap, backlog, usual, limits.reviews, limits.new)


def _usual(log: Log, before: date) -> int:
    """Return how many answers counted on a usual study day before a gap."""
    counts = [log.counted_on(day) for day in islice(log.studied_before(before), USUAL)]
    return sum(counts) // len(counts) if counts else 0
