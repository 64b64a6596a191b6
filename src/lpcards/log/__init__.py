"""The review log on disk. The only room that knows SQL."""

from lpcards.log.card_texts import Shown
from lpcards.log.database import LogProblem
from lpcards.log.event_log import Answered, Log, open_log

__all__ = ["Answered", "Log", "LogProblem", "Shown", "open_log"]
