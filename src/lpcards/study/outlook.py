"""What a learner sees at the end of a sitting and where a day begins, besides today's cards."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from lpcards.day.forecast import seconds_of
from lpcards.day.study_day import Day
from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
from lpcards.log import Log
from lpcards.memory.pauses import end_of_pause
from lpcards.memory.statistics import streak_of
from lpcards.study.day_words import day_words
from lpcards.study.interview_day import interview_words, is_eve
from lpcards.study.next_step import ProposedStep, next_step
from lpcards.study.planner import Planner
from lpcards.study.today import pace_in


class Outlook(NamedTuple):
    """The days left and the streak, what tomorrow brings, and the next step.

    The latter two are None on the eve of the interview and on its day: what counts is that.
    """

    standing: str
    tomorrow: str
    step: ProposedStep | None


def timed_day_words(day: Day, planner: Planner) -> Iterator[str]:
    """Yield what is due today, with about how many minutes it takes, and what keeps cards away."""
    first, *more = day_words(day, planner.today.on)
    minutes = -(-seconds_of(day.queue, planner.limits.pace) // 60)
    is_timed = minutes and not day.queue.cut  # else the day's minutes are named already
    yield f"{first}; about {counted(minutes, 'minute')}" if is_timed else first
    yield from more


def outlook_of(index: CardIndex, log: Log, planner: Planner) -> Outlook:
    """Return what there is to say besides today's cards; a text may be ""."""
    standing = " ".join(_standing(index, log, planner))
    if is_eve(index.interview_day(planner.today.on), planner.today.on):
        return Outlook(standing, "", None)
    tomorrow = _tomorrow(_at_tomorrow_s_pace(index, log, planner))
    return Outlook(standing, tomorrow, next_step(index, log, planner.today.on))


def outlook_lines(index: CardIndex, log: Log, planner: Planner) -> Iterator[str]:
    """Yield the same, line by line."""
    outlook = outlook_of(index, log, planner)
    yield from filter(None, (outlook.standing, outlook.tomorrow))
    if outlook.step:
        yield f"Next: {outlook.step.words}."
        yield f"  {outlook.step.command}"


def _standing(index: CardIndex, log: Log, planner: Planner) -> Iterator[str]:
    on = planner.today.on
    interview = index.interview(on)
    if interview and interview.on >= on:
        yield interview_words(interview, on)
    if days := _streak(log, planner):
        yield f"Streak: {counted(days, 'day')}."


def _streak(log: Log, planner: Planner) -> int:
    """Return how many study days in a row there were until today."""
    on = planner.today.on
    waiting = min((memory.due for _, memory in planner.learner.due(on)), default=None)
    return streak_of(log.study_days(), on, waiting, planner.limits.pauses).days


def _at_tomorrow_s_pace(index: CardIndex, log: Log, planner: Planner) -> Planner:
    """Return the planner with the pace that tomorrow will have: today's answers are in it."""
    pace = pace_in(index, log, planner.today.on + timedelta(days=1))
    return planner._replace(limits=planner.limits._replace(pace=pace))


def _tomorrow(planner: Planner) -> str:
    """Say what tomorrow brings if what is left of today is done."""
    if end_of_pause(planner.limits.pauses, planner.today.on + timedelta(days=1)):
        return "Tomorrow: a pause."
    *_, (_, queue) = planner.queues(2)
    reviews = counted(len(queue.reviews), "review")
    return f"Tomorrow: {reviews}, {len(queue.new)} new."
