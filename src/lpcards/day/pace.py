"""How long a card takes this learner: its own seconds, times what the last answers came to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lpcards.cards.card import USUAL_SECONDS, Outline

BEGINNER = {"review": 1.0, "new": 1.5}
"""How many times its own seconds a card takes somebody of whom nothing is known yet."""
DRILLED = 0.25
"""So many times more for the drills that follow."""
WEIGHT = 10
"""The guess counts as much as so many answers; so does a part beside one kind of card."""
ENOUGH = 30
"""So many answers make the pace the learner's own."""
LONGEST = 180.0
"""Whoever takes longer than these seconds did something else meanwhile."""
LAST = 300
"""So many of the last events make the pace: what was long ago was another learner."""


class TimedAnswer(NamedTuple):
    """An answer and its seconds, and those `of_card`; `part` is `new`, `review` or `drill`."""

    part: str
    kind: str
    seconds: float
    of_card: int = USUAL_SECONDS


class Pace(NamedTuple):
    """How many times its own seconds a card takes, by part and, where there are answers, by kind.

    `drills` is what those add; `usual` are the own seconds of a card that nobody has named.
    `answers` is how many there are to go by. All of it takes `slower` times as long.
    """

    by_part: Mapping[str, float] = BEGINNER
    by_kind: Mapping[tuple[str, str], float] = {}
    drills: float = DRILLED
    usual: float = USUAL_SECONDS
    answers: int = 0
    slower: int = 1

    @property
    def is_own(self) -> bool:
        """Say whether it is the learner's pace rather than a guess."""
        return self.answers >= ENOUGH

    def of(self, part: str, card: Outline) -> int:
        """Return the whole seconds of a `new` card or a `review`, drills and reading included."""
        times = self.by_kind.get((part, card.kind), self.by_part[part])
        reading = card.reading if part == "new" else 0
        return self._whole(card.seconds * (times + self.drills) + reading)

    def usually(self, part: str) -> int:
        """Return the whole seconds of a usual card."""
        return self._whole(self.usual * (self.by_part[part] + self.drills))

    def _whole(self, seconds: float) -> int:
        return max(1, round(self.slower * seconds))


def pace_of(answers: Iterable[TimedAnswer]) -> Pace:
    """Return the pace that `answers` show.

    A mean, because a sum is what it is for; an answer counts LONGEST seconds at most. Drills are
    spread over the answers that they followed from.
    """
    timed = [answer._replace(seconds=min(answer.seconds, LONGEST)) for answer in answers]
    counted = [answer for answer in timed if answer.part in BEGINNER]
    if not counted:
        return Pace()
    usual = (WEIGHT * USUAL_SECONDS + _of_cards(counted)) / (WEIGHT + len(counted))
    guessed = WEIGHT * usual
    drilled = sum(answer.seconds for answer in timed if answer.part == "drill")
    kinds: dict[tuple[str, str], list[TimedAnswer]] = defaultdict(list)
    for answer in counted:
        kinds[answer.part, answer.kind].append(answer)
    parts = {
        part: _times(times, guessed, [answer for answer in counted if answer.part == part])
        for part, times in BEGINNER.items()
    }
    return Pace(
        parts,
        {key: _times(parts[key[0]], guessed, several) for key, several in kinds.items()},
        (guessed * DRILLED + drilled) / (guessed + _of_cards(counted)),
        usual,
        len(counted),
    )


class KindTime(NamedTuple):
    """How long cards of a kind take: answers timed, and their mean seconds (None: none were).

    `own_seconds` are those that the cards answered have of their own, on average.
    """

    kind: str
    reviews: int
    review_seconds: float | None
    new: int
    new_seconds: float | None
    own_seconds: float


def times_by_kind(answers: Iterable[TimedAnswer]) -> list[KindTime]:
    """Return the times of `answers` by kind of card, the slowest first; drills are left out.

    An answer counts LONGEST seconds at most.
    """
    kinds: dict[str, list[TimedAnswer]] = defaultdict(list)
    for answer in answers:
        if answer.part in BEGINNER:
            kinds[answer.kind].append(answer._replace(seconds=min(answer.seconds, LONGEST)))
    times = [_kind_time(kind, several) for kind, several in kinds.items()]
    return sorted(
        times, key=lambda time: (-(time.review_seconds or time.new_seconds or 0), time.kind)
    )


def _kind_time(kind: str, answers: list[TimedAnswer]) -> KindTime:
    reviews = [answer.seconds for answer in answers if answer.part == "review"]
    new = [answer.seconds for answer in answers if answer.part == "new"]
    own = _of_cards(answers) / len(answers)
    return KindTime(kind, len(reviews), _mean(reviews), len(new), _mean(new), own)


def _mean(seconds: list[float]) -> float | None:
    return sum(seconds) / len(seconds) if seconds else None


def _of_cards(answers: Iterable[TimedAnswer]) -> int:
    return sum(answer.of_card for answer in answers)


def _times(guess: float, guessed: float, answers: list[TimedAnswer]) -> float:
    """Return how many times their cards' seconds `answers` took; `guess` weighs `guessed`."""
    seconds = sum(answer.seconds for answer in answers)
    return (guessed * guess + seconds) / (guessed + _of_cards(answers))
