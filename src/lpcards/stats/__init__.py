"""Statistics of a learner: what was done, how well, what comes, how ready. Pure: values in and out.

Everything here follows from the totals of the log and from what is remembered of the cards.
"""

from lpcards.stats.days import Studied, Window, days_of, per_study_day, window_of
from lpcards.stats.forecast import Forecast, forecast_of
from lpcards.stats.groups import READY, Group, Kept, groups_of, named, recall, together
from lpcards.stats.retention import Retention, retention_of
from lpcards.stats.streak import Streak, streak_of

__all__ = [
    "READY",
    "Forecast",
    "Group",
    "Kept",
    "Retention",
    "Streak",
    "Studied",
    "Window",
    "days_of",
    "forecast_of",
    "groups_of",
    "named",
    "per_study_day",
    "recall",
    "retention_of",
    "streak_of",
    "together",
    "window_of",
]
