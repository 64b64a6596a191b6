"""How long a card takes this learner: the seconds of the last answers, and a guess before those."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

GUESS = {"review": 15, "new": 30}
"""Seconds that a card takes somebody of whom nothing is known yet, its drills included."""
WEIGHT = 10
"""The guess counts as much as so many answers; so does a part beside one kind of card."""
ENOUGH = 30
"""So many answers make the pace the learner's own."""
LONGEST = 180.0
"""Whoever takes longer than these seconds did something else meanwhile."""
LAST = 300
"""So many of the last events make the pace: what was long ago was another learner."""


class TimedAnswer(NamedTuple):
    """An answer and its seconds; `part` (of a queue) is `new`, `review` or `drill`."""

    part: str
    kind: str
    seconds: float


class Pace(NamedTuple):
    """Whole seconds that a card takes, by part and, where there are answers, by kind.

    `answers` is how many there are to go by.
    """

    by_part: Mapping[str, int] = GUESS
    by_kind: Mapping[tuple[str, str], int] = {}
    answers: int = 0

    @property
    def is_own(self) -> bool:
        """Say whether it is the learner's pace rather than a guess."""
        return self.answers >= ENOUGH

    def of(self, part: str, kind: str) -> int:
        """Return the seconds of a `new` card or a `review` of that kind."""
        return self.by_kind.get((part, kind), self.by_part[part])


def pace_of(answers: Iterable[TimedAnswer]) -> Pace:
    """Return the pace that `answers` show.

    A mean, because a sum is what it is for; an answer counts LONGEST seconds at most. Drills are
    spread over the answers that they followed from.
    """
    timed = [answer._replace(seconds=min(answer.seconds, LONGEST)) for answer in answers]
    counted = [answer for answer in timed if answer.part in GUESS]
    drilled = sum(answer.seconds for answer in timed if answer.part == "drill")
    if not counted:
        return Pace()
    more = drilled / (len(counted) + WEIGHT)
    parts = {part: _mean(guess, _seconds(counted, part)) for part, guess in GUESS.items()}
    kinds: dict[tuple[str, str], list[float]] = defaultdict(list)
    for answer in counted:
        kinds[answer.part, answer.kind].append(answer.seconds)
    return Pace(
        {part: _whole(seconds + more) for part, seconds in parts.items()},
        {key: _whole(_mean(parts[key[0]], several) + more) for key, several in kinds.items()},
        len(counted),
    )


def _seconds(answers: Iterable[TimedAnswer], part: str) -> list[float]:
    return [answer.seconds for answer in answers if answer.part == part]


def _mean(guess: float, seconds: list[float]) -> float:
    return (WEIGHT * guess + sum(seconds)) / (WEIGHT + len(seconds))


def _whole(seconds: float) -> int:
    return max(1, round(seconds))
