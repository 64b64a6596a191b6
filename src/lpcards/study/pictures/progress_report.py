"""All pictures of one moment, and what stands above them."""

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from lpcards.charts.picture import Picture
from lpcards.day.pace import TimedAnswer
from lpcards.english.printable import date_name
from lpcards.index.selection import Selection
from lpcards.memory.prediction import RecallSpan
from lpcards.memory.recall import AT_INTERVAL
from lpcards.story.appointments import Appointment
from lpcards.study.figures_words import facts
from lpcards.study.interview_day import interview_words, set_next
from lpcards.study.pictures.calendar_picture import calendar_picture
from lpcards.study.pictures.coverage_picture import coverage_picture
from lpcards.study.pictures.forecast_picture import forecast_picture
from lpcards.study.pictures.readiness_picture import readiness_picture
from lpcards.study.pictures.recall_picture import recall_picture
from lpcards.study.pictures.time_picture import time_picture
from lpcards.study.planner import Planner, planner_of
from lpcards.study.standing import Figures, figures_of
from lpcards.study.stories_covered import stories_covered
from lpcards.study.today import timed_answers
from lpcards.study.workspace import Workspace


class ProgressReport(NamedTuple):
    """The pictures as of the study day `today`, and lines of what is to be known first."""

    today: date
    lines: tuple[str, ...]
    pictures: tuple[Picture, ...]

    @property
    def title(self) -> str:
        """What stands above it all."""
        return f"Where you stand, {date_name(self.today, self.today)}, {self.today.year}"


class Material:
    """What the pictures are drawn from, worked out for the first that needs it."""

    def __init__(self, workspace: Workspace, days: int) -> None:
        """Look `days` back from today."""
        self._workspace, self._days = workspace, days

    @cached_property
    def planner(self) -> Planner:
        """The days to come."""
        return planner_of(self._workspace)

    @cached_property
    def figures(self) -> Figures:
        """The days that were."""
        planner = self.planner
        index, log, today = planner.cards, planner.log, planner.today.on
        return figures_of(index, log, self._workspace.rules, today, self._days, Selection())

    @property
    def recalled(self) -> list[RecallSpan]:
        """What was recalled in those days."""
        first, today = self.figures.window.first, self.planner.today.on
        return [day for day in self.planner.log.recall_days() if first <= day.first <= today]

    @property
    def retention(self) -> float:
        """The recall at which the schedule has a card come back."""
        rules = self.planner.rules
        return rules.retention if rules.scheduler == "fsrs" else AT_INTERVAL

    @property
    def timed(self) -> list[TimedAnswer]:
        """The last answers with their times."""
        planner = self.planner
        return [*timed_answers(planner.cards, planner.log, planner.today.on)]


PICTURES: dict[str, Callable[[Material], Picture]] = {
    "forecast": lambda given: forecast_picture(given.planner, given.figures),
    "readiness": lambda given: readiness_picture(given.figures),
    "coverage": lambda given: coverage_picture(stories_covered(given.planner.cards)),
    "recall": lambda given: recall_picture(given.recalled, given.retention),
    "time": lambda given: time_picture(given.timed, given.planner.limits.pace),
    "calendar": lambda given: calendar_picture(given.figures),
}
"""The pictures in their order, by name."""


def progress_report(workspace: Workspace, days: int) -> ProgressReport:
    """Return the report as content and log stand, looking `days` back."""
    given = Material(workspace, days)
    today = given.planner.today.on
    lines = tuple(_lines(given.figures, given.planner.cards.interview(today)))
    pictures = tuple(draw(given) for draw in PICTURES.values())
    return ProgressReport(today, lines, pictures)


def _lines(figures: Figures, interview: Appointment | None) -> list[str]:
    known = dict(facts(figures))
    when = (
        interview_words(interview, figures.today)
        if interview
        else f"No interview date is set: `{set_next(figures.today)}` sets one."
    )
    return [when, f"Learned: {known['Learned']}. Today: {known['Today']}."]
