"""What a ticked checklist is worth: the grade proposed; the learner decides."""

from collections.abc import Collection

DRILLED_UNTIL = 4
MUST_CAP = 2
"""The best grade that is proposed where something was missed that must be there."""


def proposed_grade(
    count: int,
    ticked: Collection[int],
    must: Collection[int] = (),
    *,
    in_time: bool = True,
    hinted: bool = False,
) -> int:
    """Return the grade (0-5) that `ticked` of `count` items deserve.

    Positions count from 0. All ticked: 5, or 4 over the target or after a hint. One missing: 3,
    more: 2, one recalled: 1, none: 0. A missing item that `must` be there: at most 2.
    """
    missing = [item for item in range(count) if item not in ticked]
    grade = _by_count(count, len(missing), easily=in_time and not hinted)
    return min(grade, MUST_CAP) if any(item in must for item in missing) else grade


def _by_count(count: int, missing: int, *, easily: bool) -> int:
    if missing == 0:
        return 5 if easily else 4
    if missing == count:
        return 0
    if missing == 1:
        return 3
    return 1 if missing == count - 1 else 2


def missed_items(count: int, ticked: Collection[int]) -> list[int]:
    """Return the positions that were not ticked: what the drill asks for."""
    return [item for item in range(count) if item not in ticked]
