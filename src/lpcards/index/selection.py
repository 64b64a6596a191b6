"""Which cards are asked for, and which a learner is to meet: SQL conditions on `c` and `f`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from lpcards.day.worked_example import MOST, WorkedExample
from lpcards.story.principles import LEVELS

if TYPE_CHECKING:
    from lpcards.story.settings import Settings

Condition = tuple[str, list[str | int]]


class Selection(NamedTuple):
    """Which cards are asked for: every part given must match, each by one of its values."""

    scenarios: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    globs: tuple[str, ...] = ()

    def condition(self) -> Condition:
        """Return an SQL condition on `c` and `f` and its values; true where nothing is selected.

        A principle selects its stories and those that serve it `also`.
        """
        parts: list[str] = ["1"]
        values: list[str | int] = []
        if self.scenarios:
            parts.append(f"c.scenario IN ({marks(self.scenarios)})")
            values += self.scenarios
        if self.kinds:
            condition, kinds = _of_kinds(self.kinds)
            parts.append(condition)
            values += kinds
        if self.principles:
            among = marks(self.principles)
            also = f"SELECT 1 FROM json_each(f.story, '$.also') a WHERE a.value IN ({among})"  # noqa: S608
            parts.append(f"(c.principle IN ({among}) OR EXISTS ({also}))")
            values += (*self.principles, *self.principles)
        if self.globs:
            parts.append("(" + " OR ".join("c.id GLOB ?" for _ in self.globs) + ")")
            values += self.globs
        return " AND ".join(parts), values


def admitted(settings: "Settings", chosen: Selection, example: WorkedExample) -> Condition:
    """Return the condition for cards that a learner is to meet, and its values."""
    if chosen.globs:
        return "1", []
    condition, values = _of_own_level(settings.level or "", chosen)
    if not chosen.kinds:
        more, kinds = _of_kinds(settings.kinds)
        condition += f" AND {more}"
        values += kinds
    if settings.examples == "all" or chosen.scenarios:
        return condition, values
    if not chosen.kinds:
        condition += " AND (f.own = 1 OR f.guide = 1 OR c.own_only = 0)"
    others = "0"
    if settings.examples == "carry-over":
        others = "c.carries_over = 1"
    elif settings.examples == "auto" and not example.is_over:
        others = "(f.id = ? AND c.place < ?)"
        values += [example.story, MOST]
    return f"{condition} AND (f.own = 1 OR f.guide = 1 OR {others})", values


def _of_kinds(kinds: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Return the condition for kinds, and for parts of kinds such as `disqualifier.hear`."""
    return f"(c.kind IN ({marks(kinds)}) OR c.part IN ({marks(kinds)}))", (*kinds, *kinds)


def _of_own_level(mine: str, chosen: Selection) -> Condition:
    """Own level's cards, and what the level above has to show; all, where kinds are named."""
    if not mine and chosen.kinds:
        return "1", []
    ladder = list(LEVELS)
    above = ladder[ladder.index(mine) + 1 :][:1] if mine in ladder else []
    levels = [mine, *above]
    return (
        f"(c.level IN ('', ?) OR (c.level_above = 1 AND c.level IN ({marks(levels)})))",
        [mine, *levels],
    )


def marks(values: Sequence[str]) -> str:
    """Return as many question marks as there are values."""
    return ",".join("?" * len(values))
