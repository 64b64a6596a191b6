"""How long a card takes this learner: the seconds of the last answers, and a guess before those."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

GUESS = {"review": 15, "new": 30}
"""Seconds that a card takes somebody of whom nothing is known yet, its drills included."""
WEIGHT = 10
"""The guess counts as much as so many answers; so does a sort beside one kind of card."""
ENOUGH = 30
"""So many answers make the pace the learner's own."""
LONGEST = 180.0
"""Whoever takes longer than these seconds did something else meanwhile."""
LAST = 300
"""So many of the last events tell the pace: what was long ago was another learner."""


class Timed(NamedTuple):
    """An answer and its seconds; `sort` is `new`, `review` or `drill`, `kind` the card's."""

    sort: str
    kind: str
    seconds: float


class Pace(NamedTuple):
    """Whole seconds that a card takes, by sort and, where there are answers, by kind.

    `answers` is how many there are to go by.
    """

    by_sort: Mapping[str, int] = GUESS
    by_kind: Mapping[tuple[str, str], int] = {}
    answers: int = 0

    @property
    def is_own(self) -> bool:
        """Say whether it is the learner's pace rather than a guess."""
        return self.answers >= ENOUGH

    def of(self, sort: str, kind: str) -> int:
        """Return the seconds of a `new` card or a `review` of that kind."""
        return self.by_kind.get((sort, kind), self.by_sort[sort])


def pace_of(answers: Iterable[Timed]) -> Pace:
    """Return the pace that `answers` show.

    A mean, because a sum is what it is for; an answer counts LONGEST seconds at most. Drills are
    spread over the answers that they followed from.
    """
    told = [one._replace(seconds=min(one.seconds, LONGEST)) for one in answers]
    counted = [one for one in told if one.sort in GUESS]
    drilled = sum(one.seconds for one in told if one.sort == "drill")
    if not counted:
        return Pace()
    more = drilled / (len(counted) + WEIGHT)
    sorts = {sort: _mean(guess, _seconds(counted, sort)) for sort, guess in GUESS.items()}
    kinds: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one in counted:
        kinds[one.sort, one.kind].append(one.seconds)
    return Pace(
        {sort: _whole(seconds + more) for sort, seconds in sorts.items()},
        {key: _whole(_mean(sorts[key[0]], several) + more) for key, several in kinds.items()},
        len(counted),
    )


def _seconds(answers: Iterable[Timed], sort: str) -> list[float]:
    return [one.seconds for one in answers if one.sort == sort]


def _mean(guess: float, seconds: list[float]) -> float:
    return (WEIGHT * guess + sum(seconds)) / (WEIGHT + len(seconds))


def _whole(seconds: float) -> int:
    return max(1, round(seconds))
