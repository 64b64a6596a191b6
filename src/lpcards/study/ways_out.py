"""What would help where a date cannot be met: commands to paste, each tried by the walk."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lpcards.day.forecast import Forecast, least_that
from lpcards.day.limits import Limits
from lpcards.day.rounds import principles_in_turn
from lpcards.english.printable import counted
from lpcards.story.principles import MOST_ASKED
from lpcards.study.planner import Planner

STEP, LONGEST_DAY = 5, 60
"""Minutes a day come in such steps, and more than an hour nobody would take."""
FEWEST_PRINCIPLES = 3
"""With fewer principles nobody goes to an interview who may choose."""
ABOUT_THEM = " about them or in your stories"
DISPENSABLE = ("pivot", "reflection", "mistake", "disqualifier", "followup")
"""Kinds of card that can be left out, the first ones most easily."""


class WayOut(NamedTuple):
    """A command, what it changes, and with it `cards` that are asked by the date, `of` so many.

    `is_met` says whether the date is met so. `which` cards are meant, if not all.
    """

    command: str
    change: str
    cards: int
    of: int
    is_met: bool
    which: str = ""


def ways_in(planner: Planner, limits: Limits) -> tuple[WayOut, ...]:
    """Return what would help to meet the interview of `limits`, which cannot be met as it is."""
    return tuple(
        way
        for way in (
            _longer_days(planner, limits),
            _fewer_principles(planner, limits),
            _without_kinds(planner, limits),
            _fewer_stories(planner, limits),
        )
        if way
    )


def way_json(way: WayOut) -> dict[str, object]:
    """Return the way as scripts read it."""
    return {"command": way.command, "cards": way.cards, "of": way.of, "met": way.is_met}


def way_words(way: WayOut) -> str:
    """Return what the way changes, and what it comes to."""
    cards = counted(way.of, "card") + way.which
    if way.cards == way.of:
        return f"{way.change}: all {cards}"
    return f"{way.change}: about {way.cards:,} of {cards}"


def _longer_days(planner: Planner, limits: Limits) -> WayOut | None:
    """Return the fewest minutes that do, or else the most that somebody would take."""
    now, most = limits.seconds // (60 * STEP), LONGEST_DAY // STEP
    if not limits.seconds or now >= most:
        return None

    def with_steps(steps: int) -> Forecast:
        return planner.forecast(limits._replace(seconds=60 * STEP * steps))

    steps = least_that(lambda steps: with_steps(steps).is_met, most, now) or most
    minutes = STEP * steps
    return _way(f"lpcards set minutes={minutes}", f"{minutes} minutes a day", with_steps(steps))


def _without_kinds(planner: Planner, limits: Limits) -> WayOut | None:
    """Return the fewest kinds to be left out that do."""
    new = planner.new_cards()
    there = {card.kind for card in new}
    kinds = [kind for kind in DISPENSABLE if kind in there]

    def without(count: int) -> Forecast:
        off = kinds[:count]
        return planner.forecast(limits, (card for card in new if card.kind not in off))

    count = _fewest(lambda count: without(count).is_met, len(kinds))
    if not count:
        return None
    on = planner.cards.settings.kinds
    off = kinds[:count]
    left = ",".join(kind for kind in on if kind.partition(".")[0] not in off)
    return _way(f"lpcards set kinds={left}", f"without {', '.join(off)} cards", without(count))


def _fewer_stories(planner: Planner, limits: Limits) -> WayOut | None:
    """Return the fewest of one's own stories to be left out that do; one stays."""
    stories = list(_own_stories(planner))

    def without(count: int) -> Forecast:
        return planner.forecast(limits, without=stories[:count])

    count = _fewest(lambda count: without(count).is_met, len(stories) - 1)
    if not count:
        return None
    off = stories[:count]
    return _way(f"lpcards suspend {' '.join(off)}", f"without {', '.join(off)}", without(count))


def _fewer_principles(planner: Planner, limits: Limits) -> WayOut | None:
    """Return the most principles to come first whose cards are all asked by the date.

    They are those named already, or at most the ones that come up most often.
    """
    settings, on = planner.cards.settings, planner.today.on
    interview = planner.cards.interview(on)
    if interview and interview.principles:
        return None  # what they ask about is known
    guided = {card.principle for card in planner.new_cards() if card.guide}
    there = [name for name in principles_in_turn(planner.cards.leading) if name in guided]
    most = max(len(settings.principles), len(MOST_ASKED))
    if settings.new_order != "rounds" or not FEWEST_PRINCIPLES <= most < len(there):
        return None

    def with_first(count: int) -> Forecast:
        first = there[:count]
        return planner.forecast(limits, planner.new_cards(first), principles=first)

    def is_enough(dropped: int) -> bool:
        return not with_first(most + 1 - dropped).unseen

    dropped = _fewest(is_enough, most + 1 - FEWEST_PRINCIPLES)
    first = there[: most + 1 - dropped] if dropped else []
    if not first or first == list(settings.principles):
        return None
    command = f"lpcards set principles={','.join(first)}"
    way = _way(command, f"{counted(len(first), 'principle')} first", with_first(len(first)))
    return way._replace(which=ABOUT_THEM)


def _own_stories(planner: Planner) -> Iterator[str]:
    """Yield the ids of one's own stories, the last one to be learned in front."""
    stories = reversed(planner.cards.stories(own=True))
    return (story.id for story in stories if story.type == "scenario" and story.cards)


def _fewest(does: Callable[[int], bool], most: int) -> int | None:
    return least_that(does, most) if most > 0 else None


def _way(command: str, change: str, forecast: Forecast) -> WayOut:
    return WayOut(command, change, forecast.asked, forecast.cards, forecast.is_met)
