"""A learner's usual day through a folder: so many answers out, as many in from the other machine."""

import os
from collections.abc import Iterator
from itertools import islice
from statistics import median
from time import perf_counter
from typing import NamedTuple

from measuring import PYTHON_PASS, run

from lpcards.memory.event import Event
from sync_load.machines import Machine, flat, machine
from sync_load.made_up_answers import A_DAY, Deck, Learner, library_deck, texts_of
from sync_load.page import Part, Row, row_of_times


class Size(NamedTuple):
    """How many days lie behind the learner, and how many are timed."""

    days: int
    turns: int


FULL, QUICK = Size(100, 15), Size(2, 1)


class Times(NamedTuple):
    """Seconds of one turn."""

    sync: float
    nothing_new: float
    due: float
    python: float


class Week(NamedTuple):
    """What days came to: their times, and the bytes of an event in a segment of a day."""

    times: list[Times]
    bytes_each: float
    bytes_first: float


def usual_day(quick: bool) -> Part:
    """Measure days of two machines that meet in a folder, plain and encrypted."""
    size = QUICK if quick else FULL
    start = perf_counter()
    deck = library_deck()
    plain, encrypted = (_week(size, deck, secret=secret) for secret in (False, True))
    there = (
        f"Two machines of a learner, {size.days} days of {A_DAY} answers behind them. On each of "
        f"{size.turns} more days {A_DAY} answers go out and {A_DAY} come in, medians of those. "
        "The words of the cards are in the first segment, and went out once."
    )
    return Part("usual day", there, [*_rows(plain, encrypted)], (perf_counter() - start) / 60)


def _rows(plain: Week, encrypted: Week) -> Iterator[Row]:
    for name, week in (("", plain), (", encrypted", encrypted)):
        syncs, again, due, python = map(list, zip(*week.times, strict=True))
        sync = f"`lpcards sync FOLDER`, {A_DAY} out and {A_DAY} in{name}"
        yield row_of_times(sync, PYTHON_PASS, syncs, python)
        yield row_of_times("the same", "`lpcards due`", syncs, due)
        yield row_of_times(f"nothing new{name}", "`lpcards due`", again, due)
    for name, week in (("", plain), (", encrypted", encrypted)):
        yield Row(f"an event in a segment of a day{name}", f"{week.bytes_each:.0f} bytes")
        what = f"an event in the first segment, with the cards' words{name}"
        yield Row(what, f"{week.bytes_first:.0f} bytes")


def _week(size: Size, deck: Deck, *, secret: bool) -> Week:
    learner = Learner(deck, 1, size.days + 2 * (size.turns + 1))
    days = learner.days()
    with machine() as one, machine() as other:
        home = one.environment["HOME"]
        place = os.path.join(home, "shared")
        os.mkdir(place)
        words = [place]
        if secret:
            key = os.path.join(home, "key")
            run(one.call("sync", "--new-key", key), one.environment)
            words += ["--key", key]
        before = flat(islice(days, size.days))
        one.answer(before, texts_of(deck, before, set()))
        one.sync(*words, came=0, went=len(before))
        first = _bytes_in(place) / len(before)
        other.sync(*words, came=len(before), went=0)
        for machine_ in (one, other):
            machine_.settle()
        times, sizes = [], []
        for _ in range(size.turns + 1):
            there = _bytes_in(place)
            times.append(_turn(one, other, words, next(days), next(days)))
            sizes.append((_bytes_in(place) - there) / (2 * A_DAY))
    return Week(times[1:], median(sizes), first)


def _turn(
    one: Machine, other: Machine, words: list[str], theirs: list[Event], ours: list[Event]
) -> Times:
    other.answer(theirs)
    other.sync(*words, went=len(theirs))
    one.answer(ours)
    return Times(
        one.sync(*words, came=len(theirs), went=len(ours)).seconds,
        one.sync(*words, came=0, went=0).seconds,
        one.time("due"),
        one.python_pass(),
    )


def _bytes_in(place: str) -> int:
    with os.scandir(os.path.join(place, "lpcards", "segments")) as entries:
        return sum(entry.stat().st_size for entry in entries)
