"""Predicted recall: either scheduler knows a time after which nine of ten come to mind.

SM-2's interval is read as that time, FSRS's stability is it. What comes before and after it falls
off as a power of time with FSRS, by itself with SM-2.
"""

from datetime import date

from lpcards.memory.sm2 import Memory

AT_INTERVAL = 0.9
"""The predicted recall of a card whose interval is over; of FSRS's, whose stability is."""
DECAY = -0.1542
"""FSRS-6's last parameter, as published. Here, and not asked of its package: `due` needs it."""
FACTOR = AT_INTERVAL ** (1 / DECAY) - 1


def elapsed(memory: Memory, on: date) -> float:
    """Return how many times that time has passed by the day `on` since a card's last answer."""
    return max(0, (on - memory.last).days) / (memory.stability or memory.interval)


def recall(memory: Memory, on: date) -> float:
    """Return the predicted recall on a day, from 0 to 1, as if the last answer had passed."""
    gone = elapsed(memory, on)
    return float((1 + FACTOR * gone) ** DECAY if memory.stability else AT_INTERVAL**gone)


def days_to(retention: float, stability: float) -> float:
    """Return after how many days FSRS has recall fallen to `retention`."""
    return float(stability / FACTOR * (retention ** (1 / DECAY) - 1))


def is_known(memory: Memory) -> bool:
    """Say whether the last answer that counted passed: what failed is not known until it does."""
    return memory.repetitions > 0


def known_recall(memory: Memory, on: date) -> float:
    """Return the predicted recall on a day; of a card that is not known it is 0."""
    return recall(memory, on) if is_known(memory) else 0.0
