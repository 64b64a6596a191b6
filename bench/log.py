"""What the log costs: one answer, a replay, and a hundred thousand events at a command's start."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import cycle
from random import Random

from content import write_stories
from fsrs import Card, Rating, Scheduler
from measuring import Failed, Finding, Question, finding, ratios, timed
from world import GRADES, TODAY, World, folder, nine_o_clock, world

from lpcards.index.card_index import open_index
from lpcards.log import Shown, open_log
from lpcards.log.event_ids import next_id
from lpcards.log.event_rows import INSERT, row_of
from lpcards.memory.event import Event
from lpcards.memory.history import history_of
from lpcards.memory.sm2 import PASS

EVENTS, A_DAY, REVIEWS, STORIES = 100_000, 100, 20_000, 50
ANSWER, REPLAY, LONG = 2.0, 1.0, 1.1
BARE = "INSERT INTO t VALUES (?, ?)"
WORDS = "What changed, from what to what? Say it in one sentence, with its source. " * 3
ROUNDS_PASSED = 8


def answer(quick: bool) -> Iterator[Finding]:
    """Time one answer in an open log against a bare commit."""
    question = Question("one answer, durable", "a bare WAL commit of one row", ANSWER)
    with folder() as here, open_log(f"{here}/log.db") as log:
        bare = sqlite3.connect(f"{here}/bare.db", isolation_level=None)
        for statement in ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON"):
            bare.execute(f"PRAGMA {statement}")
        bare.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")

        def ours(turn: int) -> float:
            card, moment = f"a-story/probe/{turn}", nine_o_clock(TODAY)
            words = Shown(f"{turn:016x}", WORDS, WORDS, (WORDS,))
            return timed(lambda: log.answer(card, 4, moment, seconds=7.5, shown=words))

        def theirs(turn: int) -> float:
            return timed(lambda: bare.execute(BARE, (turn, WORDS)))

        yield finding(question, ratios(100 if quick else 1000, ours, theirs))
        bare.close()


def replay(quick: bool) -> Iterator[Finding]:
    """Time the replay of a whole log against a scheduler's reviews."""
    pairs = 2 if quick else 9
    cards = [f"story-{number // 26:02}/probe/p{number % 26}" for number in range(1300)]
    events = list(events_over(cards))
    theirs = f"PyPI `fsrs`, {REVIEWS:,} reviews"
    question = Question(f"a replay of {EVENTS:,} events", theirs, REPLAY)
    yield finding(question, ratios(pairs, lambda _: timed(lambda: history_of(events)), _fsrs))


def _fsrs(_: int) -> float:
    scheduler, chance = Scheduler(), Random(1)
    cards = [Card() for _ in range(REVIEWS // 20)]
    turns = [(at, chance.choice(list(Rating))) for _ in range(20) for at in range(len(cards))]
    on = datetime(2026, 3, 2, tzinfo=UTC)

    def review() -> None:
        for number, (at, rating) in enumerate(turns):
            when = on + timedelta(days=number // len(cards))
            cards[at], _ = scheduler.review_card(cards[at], rating, when)

    return timed(review)


def long_log(quick: bool) -> Iterator[Finding]:
    """Time `due` with a long log against `due` with an empty one."""
    question = Question(f"`due`, a log of {EVENTS:,} events", "`due`, an empty log", LONG)
    with world() as empty, world() as full:
        for home in (empty, full):
            write_stories(home.content, STORIES)
        open_log(empty.log).close()
        write_log(full.log, events_over(_most_cards_of(full)))
        for home in (empty, full):
            home.settle()
        _check(empty, full)
        due = ratios(10 if quick else 60, lambda _: full.time("due"), lambda _: empty.time("due"))
        yield finding(question, due)


def _most_cards_of(home: World) -> list[str]:
    """Return the cards that a learner meets, but for the last tenth: something is to be new."""
    with open_index(home.sources, None) as index:
        cards = [entry.id for entry in index.study_order()]
    return cards[: len(cards) * 9 // 10]


def _check(*homes: World) -> None:
    """Raise Failed unless all have the same cards to ask: ten new ones."""
    asked = [home.json_of("due", "--json") for home in homes]
    if any((one["due"], one["new"]) != (0, 10) for one in asked):
        raise Failed(f"not 0 cards due and 10 new: {asked}")


def events_over(cards: list[str], count: int = EVENTS, a_day: int = A_DAY) -> Iterator[Event]:
    """Yield the events of a learner who has answered `cards` in turn, none due on TODAY."""
    chance, turns = Random(2), cycle(cards)
    name, card, grade = "", "", 5
    for left in range(count, 0, -1):
        moment = nine_o_clock(TODAY - timedelta(days=1 + left // a_day))
        kind = "review" if grade >= PASS else "drill"
        card = next(turns) if kind == "review" else card
        known_well = kind == "drill" or left < ROUNDS_PASSED * len(cards)
        grade = chance.choice((4, 5) if known_well else GRADES)
        name = next_id(name, moment.at)
        yield Event(name, *moment, "a-machine", kind, card, grade, 9.5, "0123456789abcdef")


def write_log(path: str, events: Iterable[Event]) -> None:
    """Write a log that holds `events`, and all that follows from them."""
    open_log(path).close()
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany(INSERT, map(row_of, events))
    open_log(path).close()
