"""What a plan of the coming days is made of, and what a promise is made of."""

from typing import NamedTuple

from lpcards.cli.day import Recorded, measure_of, today_in
from lpcards.cli.desk import Desk
from lpcards.day.course import Course
from lpcards.day.forecast import Forecast, forecast
from lpcards.day.study_day import Measure
from lpcards.session import Today
from lpcards.sm2 import Rules


class Material(NamedTuple):
    """What a plan is made of: the learner as recorded, and what the settings make of a day."""

    learner: Recorded
    today: Today
    measure: Measure
    rules: Rules

    def course(self, unseen: int | None = None) -> Course:
        """Return the coming days with the first `unseen` new cards (None: all)."""
        return self.learner.course(self.today, self.rules, unseen)

    def forecast(self, measure: Measure, unseen: int | None = None) -> Forecast:
        """Return the forecast of the days until the interview of `measure`."""
        return forecast(self.course(unseen), measure, self.today)

    def is_met(self, measure: Measure, unseen: int | None = None) -> bool:
        """Say whether that goes together."""
        return self.forecast(measure, unseen).is_met


def material_of(desk: Desk) -> Material:
    """Return what a plan is made of, as the log stands."""
    compiled, log, on = desk.compiled, desk.reading(), desk.moment().day
    today, measure = today_in(log, on), measure_of(compiled, log, on)
    return Material(Recorded(compiled, log), today, measure, desk.rules)
