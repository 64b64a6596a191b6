"""All pictures of one moment, and what stands above them."""

from datetime import date
from typing import NamedTuple

from lpcards.charts.picture import Picture
from lpcards.english.printable import date_name
from lpcards.index.selection import Selection
from lpcards.study.figures_words import facts
from lpcards.study.interview_day import interview_words, set_next
from lpcards.study.pictures.calendar_picture import calendar_picture
from lpcards.study.pictures.coverage_picture import coverage_picture
from lpcards.study.pictures.forecast_picture import forecast_picture
from lpcards.study.pictures.readiness_picture import readiness_picture
from lpcards.study.pictures.recall_picture import recall_picture
from lpcards.study.pictures.time_picture import time_picture
from lpcards.study.planner import planner_of
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


def progress_report(workspace: Workspace, days: int) -> ProgressReport:
    """Return the report as content and log stand, looking `days` back."""
    planner = planner_of(workspace)
    index, log, today = planner.cards, planner.log, planner.today.on
    figures = figures_of(index, log, workspace.rules, today, days, Selection())
    recalled = [day for day in log.recall_days() if figures.window.first <= day.first <= today]
    return ProgressReport(
        today,
        tuple(_lines(figures, index.settings.interview)),
        (
            forecast_picture(planner, figures),
            readiness_picture(figures),
            coverage_picture(stories_covered(index)),
            recall_picture(recalled),
            time_picture([*timed_answers(index, log, today)], planner.limits.pace),
            calendar_picture(figures),
        ),
    )


def _lines(figures: Figures, interview: date | None) -> list[str]:
    known = dict(facts(figures))
    when = (
        interview_words(interview, figures.today)
        if interview
        else f"No interview date is set: `{set_next(figures.today)}` sets one."
    )
    return [when, f"Learned: {known['Learned']}. Today: {known['Today']}."]
