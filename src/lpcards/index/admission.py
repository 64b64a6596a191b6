"""Which cards a learner is to meet, as the settings say: an SQL condition on `c` and `f`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lpcards.index.card_index import Selection
    from lpcards.story.settings import Settings

Condition = tuple[str, list[str]]


def admitted(settings: "Settings", chosen: "Selection", *, has_own: bool) -> Condition:
    """Return the condition for cards that a learner is to meet, and its values."""
    if chosen.globs:
        return "1", []
    condition, values = _of_own_level(settings.level or "", chosen)
    if not chosen.kinds:
        kinds = settings.kinds
        condition += f" AND c.kind IN ({_marks(kinds)})"
        values += kinds
    if settings.examples == "all" or chosen.scenarios:
        return condition, values
    if not chosen.kinds:
        condition += " AND (f.own = 1 OR c.own_only = 0)"
    if has_own:
        condition += " AND (f.own = 1 OR f.guide = 1 OR c.carries_over = 1)"
    return condition, values


def _of_own_level(mine: str, chosen: "Selection") -> Condition:
    """Own level's cards, and what the level above has to show; all, where kinds are named."""
    if not mine and chosen.kinds:
        return "1", []
    ladder = ["sde1", "sde2", "senior"]
    above = ladder[ladder.index(mine) + 1 :][:1] if mine in ladder else []
    levels = [mine, *above]
    return (
        f"(c.level IN ('', ?) OR (c.level_above = 1 AND c.level IN ({_marks(levels)})))",
        [mine, *levels],
    )


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))
