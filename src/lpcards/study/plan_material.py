"""What a plan of the coming days is made of, and what a promise is made of."""

from typing import NamedTuple

from lpcards.day.course import Course
from lpcards.day.forecast import Forecast, forecast
from lpcards.day.queue import Today
from lpcards.day.study_day import DaySettings
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

    def forecast(self, settings: DaySettings, unseen: int | None = None) -> Forecast:
        """Return the forecast of the days until the interview of `settings`."""
        return forecast(self.course(unseen), settings, self.today)

    def is_met(self, settings: DaySettings, unseen: int | None = None) -> bool:
        """Say whether that goes together."""
        return self.forecast(settings, unseen).is_met


def material_of(desk: Desk) -> Material:
    """Return what a plan is made of, as the log stands."""
    compiled, log, on = desk.compiled, desk.reading(), desk.moment().day
    today, settings = today_in(log, on), day_settings_of(compiled, log, pace_in(log, on))
    return Material(Recorded(compiled, log), today, settings, desk.rules)
