"""A log of a million events: what a prompt, the statistics and a replay cost then."""

from collections.abc import Iterator
from datetime import UTC, datetime

from content import write_stories
from fsrs import Card, Rating, Scheduler
from measuring import PYTHON_PASS, Failed, Finding, Question, finding, ratios, timed
from world import World, world

from log import events_over, write_log
from lpcards.index.card_index import open_index
from lpcards.log import open_log
from lpcards.memory.event import COUNTED, Event
from lpcards.memory.history import history_of

EVENTS, CARDS, A_DAY, STORIES = 1_000_000, 20_000, 1000, 1400
DUE, STATS, REPLAY = 1.5, 100.0, 0.25
"""`stats`: once 12, when it counted what is due as if nothing were answered. It walks thirty days
now, of a thousand answers each: 0.8 s here, and a hundredth more with the library."""
RATINGS = (Rating.Again, Rating.Again, Rating.Again, Rating.Hard, Rating.Good, Rating.Easy)
LOG = f"a log of {EVENTS:,} events over {CARDS:,} cards"


def large_log(quick: bool) -> Iterator[Finding]:
    """Time `due` and `stats` with a million events behind them."""
    pairs = 10 if quick else 40
    with world() as empty, world() as full:
        for home in (empty, full):
            write_stories(home.content, STORIES)
        open_log(empty.log).close()
        write_log(full.log, events_over(_cards_of(full), EVENTS, A_DAY))
        for home in (empty, full):
            home.settle()
        _check(full)
        question = Question(f"`due`, {LOG}", "`due`, an empty log", DUE)
        due = ratios(pairs, lambda _: full.time("due"), lambda _: empty.time("due"))
        yield finding(question, due)
        question = Question(f"`stats`, {LOG}", PYTHON_PASS, STATS)
        values = ratios(pairs, lambda _: full.time("stats"), lambda _: full.python_pass())
        yield finding(question, values)


def _cards_of(home: World) -> list[str]:
    """Return the first of the cards that a learner meets; some stay new."""
    with open_index(home.sources, None) as index:
        return list(index.study_ids())[:CARDS]


def _check(home: World) -> None:
    """Raise Failed unless all cards are learned, none is due, and there are new ones."""
    asked = home.json_of("due", "--json")
    learned = home.json_of("stats", "--json")["readiness"]["learned"]
    if (asked["due"], asked["new"], learned) != (0, 10, CARDS):
        raise Failed(f"not {CARDS:,} cards learned, 0 due and 10 new: {asked}, {learned}")


def replay(quick: bool) -> Iterator[Finding]:
    """Time the replay of the answers that count against a scheduler that is fed the same ones."""
    cards = [f"story-{number // 20:04}/probe/p{number % 20}" for number in range(CARDS)]
    log = [event for event in events_over(cards, EVENTS, A_DAY) if event.kind in COUNTED]
    question = Question(
        f"a replay of the {len(log):,} counted answers of such a log",
        "PyPI `fsrs`, the same answers",
        REPLAY,
    )
    fed = [(event.card, RATINGS[event.grade or 0], _when(event)) for event in log]
    ours = ratios(
        1 if quick else 5,
        lambda _: timed(lambda: history_of(log)),
        lambda _: timed(lambda: _feed(fed)),
    )
    yield finding(question, ours)


def _when(event: Event) -> datetime:
    return datetime(event.day.year, event.day.month, event.day.day, 9, tzinfo=UTC)


def _feed(answers: list[tuple[str, Rating, datetime]]) -> None:
    scheduler = Scheduler()
    cards: dict[str, Card] = {}
    for name, rating, when in answers:
        card = cards.get(name) or Card()
        cards[name], _ = scheduler.review_card(card, rating, when)
