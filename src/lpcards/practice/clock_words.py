"""What a clock of a telling says: how long a part may take, what is left, how far it all is."""

from lpcards.english.printable import clock

MANY = 90
"""From so many seconds on, minutes are easier to read."""
STILL, RUNS = "The clock stands still.", "The clock runs."
TIME_IS_UP = "time is up: finish this one"


def span(seconds: int) -> str:
    """Return seconds as `30 s`, or as `2:55` where they are many."""
    return f"{seconds} s" if seconds < MANY else clock(seconds)


def left(seconds: float, target: int) -> str:
    """Return how many seconds are left, or how many it is over."""
    rest = target - int(seconds)
    return f"{span(rest)} left" if rest >= 0 else f"{span(-rest)} over"


def interview_words(seconds: float, target: int) -> str:
    """Return how far a mock interview is."""
    over = f" · {TIME_IS_UP}" if seconds >= target else ""
    return f"interview {clock(seconds)} of {clock(target)}{over}"
