"""What a plan of the coming days is made of, and what a promise is made of."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcards.day.course import Course
from lpcards.day.forecast import Forecast, coming_days, forecast
from lpcards.day.queue import Queue, Today
from lpcards.day.study_day import DaySettings
from lpcards.index.card_index import Compiled
from lpcards.log import Log
from lpcards.memory.sm2 import Rules
from lpcards.study.open_content import Desk
from lpcards.study.today import Recorded, day_settings_of, pace_in, today_in


class Material(NamedTuple):
    """What a plan is made of: the learner as recorded, and what the settings make of a day."""

    learner: Recorded
    today: Today
    settings: DaySettings
    rules: Rules

    def course(self, unseen: int | None = None) -> Course:
        """Return the coming days with the first `unseen` new cards (None: all)."""
        return self.learner.course(self.today, self.rules, unseen)

    def queues(self, days: int) -> Iterator[tuple[date, Queue]]:
        """Yield so many days from today on, each with what will probably be asked on it."""
        last = date.fromordinal(self.today.on.toordinal() + days - 1)
        by = None if self.settings.interview else last  # a final pass looks further ahead
        course = self.learner.course(self.today, self.rules, by=by)
        return coming_days(course, self.settings, self.today, days)

    def forecast(self, settings: DaySettings, unseen: int | None = None) -> Forecast:
        """Return the forecast of the days until the interview of `settings`."""
        return forecast(self.course(unseen), settings, self.today)

    def is_met(self, settings: DaySettings, unseen: int | None = None) -> bool:
        """Say whether that goes together."""
        return self.forecast(settings, unseen).is_met


def material_of(desk: Desk) -> Material:
    """Return what a plan is made of, as the log stands."""
    return material_in(desk.compiled, desk.reading(), desk.rules, desk.moment().day)


def material_in(compiled: Compiled, log: Log, rules: Rules, on: date) -> Material:
    """Return what a plan is made of on the study day `on`."""
    today, settings = today_in(log, on), day_settings_of(compiled, log, pace_in(log, on))
    return Material(Recorded(compiled, log), today, settings, rules)
