"""Cards in groups: by principle, story or kind. How much is learned, how well, how ready."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

READY = 0.8
"""From this readiness on a principle is ready."""


class Group(NamedTuple):
    """Cards that belong together. `recalled` is how many of those learned would come to mind.

    `cards` counts all, `learned` those whose last answer that counted passed; `asked` and `passed`
    count the answers after a card's first one, of all days.
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


def group_json(name: str, group: Group) -> dict[str, object]:
    """Return the group as scripts read it; `name` is the key of its name."""
    return {
        name: group.name,
        "cards": group.cards,
        "learned": group.learned,
        "recall": None if group.recall is None else round(group.recall, 4),
        "readiness": round(group.readiness, 4),
        "lapses": group.lapses,
        "asked": group.asked,
        "passed": group.passed,
        "seconds": group.milliseconds / 1000,
    }


def groups_of(answered: Mapping[str, Group], unseen: Mapping[str, int]) -> dict[str, Group]:
    """Return the groups by name: those of the cards `answered`, and so many `unseen` in each.

    A name without cards is none.
    """
    groups = (answered.get(name, Group(name)) for name in {**answered, **unseen})
    whole = (group._replace(cards=group.cards + unseen.get(group.name, 0)) for group in groups)
    return {group.name: group for group in whole if group.cards}


def with_answers(
    groups: Mapping[str, Group], answers: Iterable[tuple[str, Sequence[int]]]
) -> dict[str, Group]:
    """Return the groups with other totals of answers, by name: those of chosen cards alone."""
    sums: dict[str, list[int]] = {name: [0, 0, 0] for name in groups}
    for name, counts in answers:
        if name in sums:
            sums[name] = [a + b for a, b in zip(sums[name], counts, strict=True)]
    return {
        name: group._replace(asked=asked, passed=passed, milliseconds=milliseconds)
        for name, group in groups.items()
        for asked, passed, milliseconds in [sums[name]]
    }


def together(name: str, groups: Iterable[Group]) -> Group:
    """Return several groups as one."""
    sums = map(sum, zip(*(group[1:] for group in groups), strict=True))
    return Group(name, *sums)


def named(groups: Mapping[str, Group], name_of: Callable[[str], str]) -> list[Group]:
    """Return the groups put together under new names, in order of their first appearance."""
    found: dict[str, list[Group]] = {}
    for name, group in groups.items():
        found.setdefault(name_of(name), []).append(group)
    return [together(name, several) for name, several in found.items()]
