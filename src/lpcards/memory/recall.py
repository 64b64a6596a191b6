"""Predicted recall: SM-2's interval is read as the time after which nine of ten come to mind."""

from datetime import date

from lpcards.memory.sm2 import Memory

AT_INTERVAL = 0.9
"""The predicted recall of a card whose interval is over."""


def elapsed(memory: Memory, on: date) -> float:
    """Return how many of its intervals have passed by the day `on` since a card's last answer."""
    return max(0, (on - memory.last).days) / memory.interval


def recall(memory: Memory, on: date) -> float:
    """Return the predicted recall on a day, from 0 to 1."""
    return float(AT_INTERVAL ** elapsed(memory, on))
