"""The one next step beside today's cards: a story to write, or one to say aloud."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lpcards.english.printable import date_name
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.story.principles import MOST_ASKED, PRINCIPLES, short_principle
from lpcards.study.principle_progress import is_fresh, last_told

if TYPE_CHECKING:
    from lpcards.cards.choices import Story

WEEK = 7
LAST_DAYS = 3
"""In so many days before an interview a whole one is tried."""
EXERCISES = ("weak", "quiz")
"""Kinds of which any story's cards are an exercise; what is in them is learned without them."""


class ProposedStep(NamedTuple):
    """What to do next, in words, and the command that begins it."""

    words: str
    command: str


def next_step(index: CardIndex, log: Log, on: date) -> ProposedStep:
    """Return the step: the first story, one to say aloud, or a principle without a story.

    The level is asked for once a story says something different at each. A story that is not ready
    comes before another one is written; where each principle has one, the story left longest is
    said again. Once a week there is an exercise, and shortly before the interview a whole one.
    """
    return _of_the_week(index, log, on) or _usual(index, log, on)


def _of_the_week(index: CardIndex, log: Log, on: date) -> ProposedStep | None:
    """Return what comes once: a mock interview in the last days, an exercise every seventh."""
    to_come, began = index.interview_day(on), log.began()
    left = (to_come - on).days if to_come else 0
    if 1 <= left <= LAST_DAYS and index.worked_example.is_over and not _had_mock(log, on):
        return ProposedStep("try a whole interview", "lpcards mock")
    if began is None or (on - began).days % WEEK != WEEK - 1:
        return None
    return _exercise(index, log, on)


def _had_mock(log: Log, on: date) -> bool:
    from lpcards.practice.telling_record import MOCK  # here: most days are not among the last

    told = (event for event in log.told_aloud() if event.kind == MOCK)
    return any((on - event.day).days < WEEK for event in told)


def _exercise(index: CardIndex, log: Log, on: date) -> ProposedStep | None:
    """Return the exercise of a week, from another story each time; None once it was done."""
    cards = list(index.outlines(Selection(kinds=EXERCISES)))
    stories = list(dict.fromkeys(card.scenario for card in cards if not card.own))
    if not stories or any(event.kind == "cram" for event in log.day_events(on)):
        return None
    story = stories[on.toordinal() // WEEK % len(stories)]
    kinds = " ".join(f"--kind {kind}" for kind in EXERCISES)
    return ProposedStep(
        "find the faults in a weak answer; this week's exercise, outside the schedule",
        f"lpcards review --cram {kinds} --scenario {story}",
    )


def _usual(index: CardIndex, log: Log, on: date) -> ProposedStep:
    own = [story for story in index.stories(own=True) if story.type == "scenario"]
    if not own and index.faulty:
        return ProposedStep("see why your story could not be loaded", "lpcards check")
    if not own:
        return ProposedStep("write your first story", "lpcards new my-first-story")
    if not index.settings.level and index.has_own_levels():
        return ProposedStep("name the level you interview for", "lpcards set level=sde2")
    left = _left_longest(own, index, log)
    if left and not is_fresh(left[1], on):
        return _aloud(*left, on)
    served = {name for story in own for name in (story.principle, *story.also)}
    missing = next((name for name in (*MOST_ASKED, *PRINCIPLES) if name not in served), None)
    if missing:
        return _story_for(missing)
    return _aloud(*left, on) if left else _finished(own[0])


def _left_longest(
    own: Sequence["Story"], index: CardIndex, log: Log
) -> "tuple[Story, date | None] | None":
    """Return the story with steps to say that was told whole longest ago, and when (None: never).

    None where no story has steps yet.
    """
    steps = index.outlines(Selection(tuple(story.id for story in own), kinds=("step",)))
    tellable = {card.scenario for card in steps}
    last = [(story, last_told(story, log)) for story in own if story.id in tellable]
    return min(last, key=lambda pair: pair[1] or date.min, default=None)


def _aloud(story: "Story", told: date | None, on: date) -> ProposedStep:
    before = f"last said aloud on {date_name(told, on)}" if told else "not said aloud yet"
    return ProposedStep(f"rehearse {story.short}, {before}", f"lpcards rehearse {story.id}")


def _story_for(principle: str) -> ProposedStep:
    name = short_principle(principle)
    words = "".join(char for char in name.lower() if char.isalpha() or char == " ")
    story_id = "-".join(("my", *words.split(), "story"))
    return ProposedStep(
        f"write a story for {name}; you have none yet",
        f"lpcards new {story_id} --principle {principle}",
    )


def _finished(story: "Story") -> ProposedStep:
    return ProposedStep(f"finish {story.short}: say it in steps", f"lpcards edit {story.id}")
