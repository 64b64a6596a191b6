"""Predicted recall: SM-2's interval is read as the time after which nine of ten come to mind."""

from datetime import date

from lpcards.memory.sm2 import Memory

AT_INTERVAL = 0.9
"""The predicted recall of a card whose interval is over."""


def elapsed(memory: Memory, on: date) -> float:
    """Return how many of its intervals have passed by the day `on` since a card's last answer."""
    return max(0, (on - memory.last).days) / memory.interval


def recall(memory: Memory, on: date) -> float:
    """Return the predicted recall on a day, from 0 to 1, as if the last answer had passed."""
    return float(AT_INTERVAL ** elapsed(memory, on))


def is_known(memory: Memory) -> bool:
    """Say whether the last answer that counted passed: what failed is not known until it does."""
    return memory.repetitions > 0


def known_recall(memory: Memory, on: date) -> float:
    """Return the predicted recall on a day; of a card that is not known it is 0."""
    return recall(memory, on) if is_known(memory) else 0.0
