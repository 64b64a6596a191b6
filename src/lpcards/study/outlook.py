"""What a learner sees at the end of a sitting and where a day begins, besides today's cards."""

from collections.abc import Iterator
from datetime import timedelta

from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
from lpcards.log import Log
from lpcards.memory.pauses import end_of_pause
from lpcards.memory.statistics import streak_of
from lpcards.study.interview_day import interview_words, is_eve
from lpcards.study.next_step import next_step
from lpcards.study.planner import Planner
from lpcards.study.today import pace_in


def outlook_lines(index: CardIndex, log: Log, planner: Planner) -> Iterator[str]:
    """Yield the days left and the streak, what tomorrow brings, and the one next step."""
    if standing := " ".join(_standing(index, log, planner)):
        yield standing
    if is_eve(index.settings.interview, planner.today.on):
        return  # what counts now is the interview
    yield _tomorrow(_at_tomorrow_s_pace(index, log, planner))
    step = next_step(index, log, planner.today.on)
    yield f"Next: {step.words}."
    yield f"  {step.command}"


def _standing(index: CardIndex, log: Log, planner: Planner) -> Iterator[str]:
    day, on = index.settings.interview, planner.today.on
    if day and day >= on:
        yield interview_words(day, on)
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
