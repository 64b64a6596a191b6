"""Which cards are asked for, and which a learner is to meet: SQL conditions on `c` and `f`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from lpcards.story.principles import LEVELS

if TYPE_CHECKING:
    from lpcards.story.settings import Settings

Condition = tuple[str, list[str]]


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
        values: list[str] = []
        for column, wanted in (("scenario", self.scenarios), ("kind", self.kinds)):
            if wanted:
                parts.append(f"c.{column} IN ({marks(wanted)})")
                values += wanted
        if self.principles:
            among = marks(self.principles)
            also = f"SELECT 1 FROM json_each(f.story, '$.also') a WHERE a.value IN ({among})"  # noqa: S608
            parts.append(f"(c.principle IN ({among}) OR EXISTS ({also}))")
            values += (*self.principles, *self.principles)
        if self.globs:
            parts.append("(" + " OR ".join("c.id GLOB ?" for _ in self.globs) + ")")
            values += self.globs
        return " AND ".join(parts), values


def admitted(settings: "Settings", chosen: Selection, *, has_own: bool) -> Condition:
    """Return the condition for cards that a learner is to meet, and its values."""
    if chosen.globs:
        return "1", []
    condition, values = _of_own_level(settings.level or "", chosen)
    if not chosen.kinds:
        kinds = settings.kinds
        condition += f" AND c.kind IN ({marks(kinds)})"
        values += kinds
    if settings.examples == "all" or chosen.scenarios:
        return condition, values
    if not chosen.kinds:
        condition += " AND (f.own = 1 OR c.own_only = 0)"
    if has_own:
        condition += " AND (f.own = 1 OR f.guide = 1 OR c.carries_over = 1)"
    return condition, values


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
