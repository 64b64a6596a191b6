"""Cards in groups: by principle, story or kind. How much is learned, how well, how ready."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lpcards.totals import story_and_kind

READY = 0.8
"""From this readiness on a principle is ready."""

BY_FORMULA = 0.9
"""SM-2's interval is read as the time after which nine of ten come to mind."""

Whose = tuple[str, str]


NONE = (0, 0, 0)


class Group(NamedTuple):
    """Cards that belong together. `recalled` is how many of those learned would come to mind.

    `cards` counts all, `learned` those answered at least once; `asked` and `passed` count the
    answers after a card's first one, of all days.
    """

    name: str
    cards: int = 0
    learned: int = 0
    recalled: float = 0.0
    lapses: int = 0
    asked: int = 0
    passed: int = 0
    milliseconds: int = 0

    @property
    def recall(self) -> float | None:
        """The predicted recall of what was learned; None without any."""
        return self.recalled / self.learned if self.learned else None

    @property
    def readiness(self) -> float:
        """The share of all cards that would come to mind: one never seen will not."""
        return self.recalled / self.cards if self.cards else 0.0

    @property
    def ready(self) -> bool:
        """Say whether that is enough."""
        return self.readiness >= READY


class Kept(NamedTuple):
    """What of a card's memory the figures need.

    `ease` is in hundredths, `interval` in days; `due` and `last` are ISO dates.
    """

    card: str
    ease: int
    interval: int
    due: str
    lapses: int
    last: str


class _Ages(dict[str, int]):
    """How many days before `on` a day was, worked out once for each day."""

    def __init__(self, on: date) -> None:
        self._on = on.toordinal()

    def __missing__(self, day: str) -> int:
        age = self[day] = self._on - date.fromisoformat(day).toordinal()
        return age


def recall(elapsed: int, interval: int) -> float:
    """Return the predicted recall of a card after so many days: 0.9 when its interval is over."""
    return float(BY_FORMULA ** (elapsed / interval))


def groups_of(
    kept: Iterable[Kept], unseen: Iterable[str], sums: Mapping[Whose, Sequence[int]], on: date
) -> dict[Whose, Group]:
    """Return the cards by (story, kind): those remembered, and the ids of those still `unseen`.

    Recall is predicted for the day `on`; `sums` are the totals of answers (asked, passed, time).
    """
    found: dict[str, list[float]] = {}
    ages = _Ages(on)
    for card, _, interval, _, lapses, last in kept:
        cell = _cell(found, card)
        cell[1] += 1
        cell[2] += BY_FORMULA ** (ages[last] / interval)
        cell[3] += lapses
    for card in unseen:
        _cell(found, card)[0] += 1
    return {whose: _group(cell, sums.get(whose, NONE)) for whose, cell in _by_whose(found)}


def _cell(found: dict[str, list[float]], card: str) -> list[float]:
    """Return the card's sums: unseen, learned, recalled, lapses."""
    beginning = card[: card.rfind("/")]
    cell = found.get(beginning)
    if cell is None:
        cell = found[beginning] = [0, 0, 0.0, 0]
    return cell


def _by_whose(found: Mapping[str, list[float]]) -> Iterator[tuple[Whose, list[float]]]:
    return ((story_and_kind(beginning), cell) for beginning, cell in found.items())


def _group(cell: list[float], sums: Sequence[int]) -> Group:
    unseen, learned, recalled, lapses = cell
    cards = int(unseen + learned)
    return Group("", cards, int(learned), recalled, int(lapses), *sums)


def together(name: str, groups: Iterable[Group]) -> Group:
    """Return several groups as one."""
    sums = [sum(told) for told in zip(*(group[1:] for group in groups), strict=True)]
    return Group(name, *sums)  # type: ignore[arg-type]


def named(groups: dict[Whose, Group], name_of: Callable[[Whose], str]) -> list[Group]:
    """Return the groups put together under new names, in order of their first appearance."""
    found: dict[str, list[Group]] = {}
    for whose, group in groups.items():
        found.setdefault(name_of(whose), []).append(group)
    return [together(name, several) for name, several in found.items()]
