"""A folder that years of sittings on several machines have filled, and one with few segments."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from statistics import median
from time import perf_counter
from typing import NamedTuple

from commands import time_until
from measuring import Failed, run
from world import TODAY, folder, nine_o_clock

from lpcards.log.event_ids import next_id
from lpcards.log.other_log import lines_of
from lpcards.memory.event import Event
from lpcards.sync import segment
from lpcards.sync.folder_place import FolderPlace
from lpcards.sync.segment_files import segment_name
from sync_load.machines import DEADLINE, Machine, deadline, flat, log_of, machine, now_of
from sync_load.made_up_answers import A_DAY, Deck, Learner, library_deck, texts_of
from sync_load.page import Part, Row, in_turns, row_of_times

DEVICES, SITTING = 5, 20
FIRST_CARD = "q stop"


class Size(NamedTuple):
    """How many segments there are, and how often things are timed."""

    segments: int
    few: int
    first_syncs: int
    turns: int


FULL, QUICK = Size(10_000, 10, 2, 15), Size(30, 3, 1, 1)


def many_segments(quick: bool) -> Part:
    """Measure a folder with very many segments."""
    size = QUICK if quick else FULL
    start = perf_counter()
    deck = library_deck()
    days = size.segments * SITTING // A_DAY
    events = flat(Learner(deck, 1, days, DEVICES).days())
    with folder() as here:
        many, few = (os.path.join(here, name) for name in ("many", "few"))
        sittings = [events[at : at + SITTING] for at in range(0, len(events), SITTING)]
        _write_sittings(many, deck, sittings)
        _write_sittings(few, deck, sittings[-size.few :])
        rows = [*_rows(size, deck, (many, few), len(events))]
    there = (
        f"A folder of {size.segments:,} segments, {SITTING} answers each by {DEVICES} devices: "
        f"{len(events):,} events. The other folder has {size.few}, and what the learner's own "
        "machine wrote. All files are in the system's cache; the program is timed whole, in "
        f"turns with what it is held against, medians of {size.turns} turns "
        f"({size.first_syncs} for the first sync). Memory is the peak of the process."
    )
    return Part("many segments", there, rows, (perf_counter() - start) / 60)


def _write_sittings(folder: str, deck: Deck, sittings: Sequence[Sequence[Event]]) -> None:
    known: set[str] = set()
    os.makedirs(os.path.join(folder, "lpcards", "segments"))
    for events in sittings:
        _write(folder, events, [*lines_of(events, texts_of(deck, events, known))])


def _write(folder: str, events: Sequence[Event], lines: Sequence[bytes]) -> None:
    """Write a segment as another machine does."""
    data = segment.SEGMENT.packed(b"".join(lines))
    digest = sha256(data).hexdigest()
    name = segment_name(events[0].device, events[0].id, digest, encrypted=False)
    with open(os.path.join(folder, "lpcards", "segments", name), "xb") as file:
        file.write(data)


def _rows(size: Size, deck: Deck, folders: tuple[str, str], events: int) -> Iterator[Row]:
    many, few = folders
    with machine() as full, machine() as other, machine() as alone:
        yield from _first_syncs(size, full, many, events)
        for home in (other, alone):
            os.makedirs(os.path.dirname(home.log), exist_ok=True)
            shutil.copy(full.log, home.log)
        other.sync(few)
        _set_places(full, other, folders)
        for home in (full, other, alone):
            home.settle()
        again = in_turns(
            size.turns,
            lambda _: full.sync(many, came=0, went=0).seconds,
            lambda _: full.time("due"),
        )
        yield row_of_times("a second sync, nothing new", "`lpcards due`", *again)
        again = in_turns(
            size.turns,
            lambda _: full.sync(many, came=0, went=0).seconds,
            lambda _: other.sync(few, came=0, went=0).seconds,
        )
        yield row_of_times("the same", "with few segments", *again)
        yield from _new_segments(size, deck, (full, other, alone), folders)


def _first_syncs(size: Size, full: Machine, many: str, events: int) -> Iterator[Row]:
    """Time the first sync of new machines, the last of which is `full`."""
    syncs, merges = [], []
    for turn in range(size.first_syncs):
        with machine() as new:
            home = full if turn == size.first_syncs - 1 else new
            home.settle()
            synced = home.sync(many, came=events, went=0)
            with machine() as merging:
                merging.settle()
                call = merging.call("merge", home.log)
                merged = run(call, merging.environment)
        syncs.append(synced)
        merges.append(merged)
    theirs = [one.seconds for one in merges]
    yield row_of_times(
        "the first sync of a new machine",
        "`lpcards merge` of one log with the same events",
        [one.seconds for one in syncs],
        theirs,
    )
    ours, peak = (median(one.peak for one in runs) for runs in (syncs, merges))
    yield Row(
        "its memory", f"{ours:,.0f} MB", f"that merge ({peak:,.0f} MB)", f"{ours / peak:.2f} x"
    )


def _set_places(full: Machine, other: Machine, folders: tuple[str, str]) -> None:
    for home, place in zip((full, other), folders, strict=True):
        run(home.call("set", f"sync={place}"), home.environment)


def _new_segments(
    size: Size, deck: Deck, homes: tuple[Machine, Machine, Machine], folders: tuple[str, str]
) -> Iterator[Row]:
    """Time what takes in one new segment among all others."""
    full, other, alone = homes
    sittings = _sittings_to_come(deck)

    in_time: dict[str, int] = {}

    def taking_in(home: Machine, place: str) -> float:
        with closing(log_of(home)) as log:
            at = FolderPlace(place, "here")
            start = perf_counter()
            came = at.take_in(log, now_of(TODAY), deadline())
            seconds = perf_counter() - start
            late = at.take_in(log, now_of(TODAY)) if came.left else came
        in_time[place] = in_time.get(place, 0) + (not came.left)
        if late.added != SITTING:
            raise Failed(f"a new segment did not come in: {came}, {late}")
        return seconds

    def anew(turn: int) -> float:
        if turn >= 0:
            events = next(sittings)
            for place in folders:
                _write(place, events, [*lines_of(events, [])])
        return taking_in(full, folders[0])

    pair = in_turns(size.turns, anew, lambda _: taking_in(other, folders[1]))
    what = "taking in a new segment with a deadline, inside the program"
    yield row_of_times(what, "with few segments", *pair, most=DEADLINE)
    yield Row("how often it came in by the deadline", f"{in_time[folders[0]]} of {size.turns + 1}")

    def review(home: Machine, turn: int) -> float:
        on = TODAY + timedelta(days=turn)
        return time_until(FIRST_CARD, home.call("review", on=on), home.environment)

    def review_anew(turn: int) -> float:
        events = next(sittings)
        for place in folders:
            _write(place, events, [*lines_of(events, [])])
        return review(full, turn)

    pair = in_turns(size.turns, review_anew, lambda turn: review(other, turn))
    what = "`review` with a new segment, until its first card is shown"
    yield row_of_times(what, "with few segments", *pair)
    pair = in_turns(
        size.turns,
        lambda turn: review_anew(size.turns + 1 + turn),
        lambda turn: review(alone, size.turns + 1 + turn),
    )
    yield row_of_times("the same", "the same log, no `sync` set", *pair)


def _sittings_to_come(deck: Deck) -> Iterator[list[Event]]:
    """Yield sittings of another machine on the evening before TODAY, one after another."""
    last, moment = "", nine_o_clock(TODAY - timedelta(days=1))
    at = moment.at + 10 * 3600_000
    cards = deck.cards[-SITTING:]
    while True:
        events = []
        for card in cards:
            at += 1000
            last = next_id(last, at)
            mark = deck.texts[card].fingerprint
            now = moment._replace(at=at)
            events.append(Event(last, *now, "0002other", "drill", card, 4, 9.5, mark))
        yield events
