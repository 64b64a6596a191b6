"""Cards in groups: by principle, story or kind. How much is learned, how well, how ready."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from lpcards.sm2 import Memory
from lpcards.totals import AGES, Totals, story_and_kind

READY = 0.8
"""From this readiness on a principle is ready."""

BY_FORMULA = 0.9
"""SM-2's interval is read as the time after which nine of ten come to mind."""

Whose = tuple[str, str]


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


class Known(NamedTuple):
    """What is known of the cards asked for: those remembered, and the ids of those to be met."""

    remembered: dict[str, Memory]
    unseen: Iterable[str]


def recall(memory: Memory, on: date) -> float:
    """Return the predicted recall of a card on a day: 0.9 when its interval is over."""
    return float(BY_FORMULA ** ((on - memory.last).days / memory.interval))


def groups_of(known: Known, totals: Totals, on: date) -> dict[Whose, Group]:
    """Return the groups by (story, kind); recall is predicted for the day `on`."""
    found: dict[Whose, list[float]] = {}
    for card, memory in known.remembered.items():
        cell = _cell(found, card)
        cell[0] += 1
        cell[1] += 1
        cell[2] += BY_FORMULA ** ((on - memory.last).days / memory.interval)
        cell[3] += memory.lapses
    for card in known.unseen:
        _cell(found, card)[0] += 1
    _add_answers(found, totals)
    return {whose: Group("/".join(whose), *told) for whose, told in found.items()}  # type: ignore[arg-type]


def _cell(found: dict[Whose, list[float]], card: str) -> list[float]:
    whose = story_and_kind(card)
    cell = found.get(whose)
    if cell is None:
        cell = found[whose] = [0, 0, 0.0, 0, 0, 0, 0]
    return cell


def _add_answers(found: dict[Whose, list[float]], totals: Totals) -> None:
    for (story, kind, sort), (count, passed, milliseconds) in totals.stories.items():
        cell = found.get((story, kind))
        if cell is None:
            continue
        if sort in AGES[1:]:
            cell[4] += count
            cell[5] += passed
        cell[6] += milliseconds


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
