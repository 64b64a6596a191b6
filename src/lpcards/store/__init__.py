"""The review log on disk. The only room that knows SQL."""

from lpcards.store.faults import LogProblem
from lpcards.store.log import Answered, Log, open_log
from lpcards.store.texts import Shown

__all__ = ["Answered", "Log", "LogProblem", "Shown", "open_log"]
