"""Statistics of a learner: what was done, how well, how ready. Pure: values in and out.

Everything here follows from the totals of the log and from what is remembered of the cards.
"""

from lpcards.memory.groups import (
    BY_FORMULA,
    READY,
    Group,
    groups_of,
    named,
    recall,
    together,
    with_answers,
)
from lpcards.memory.retention import Retention, retention_of
from lpcards.memory.streak import Streak, streak_of
from lpcards.memory.study_days import Studied, Window, days_of, per_study_day, window_of

__all__ = [
    "BY_FORMULA",
    "READY",
    "Group",
    "Retention",
    "Streak",
    "Studied",
    "Window",
    "days_of",
    "groups_of",
    "named",
    "per_study_day",
    "recall",
    "retention_of",
    "streak_of",
    "together",
    "window_of",
    "with_answers",
]
