"""Where each key and value of a file stands."""

from typing import Any, NamedTuple

Place = tuple[str | int, ...]


class Mark(NamedTuple):
    """A place in a text as the parser counts: from 0. Stands in where there is no real one."""

    line: int = 0
    column: int = 0


class Spot(NamedTuple):
    """Where one value stands: its key (or itself, in a list), its start, and what is inside it."""

    key: Any
    start: Any
    inside: Any = None


START = Mark()
NOWHERE = Spot(START, START)


class Marks:
    """Positions by place: `("probes", 2, "ask")`. Lines and columns count from 1.

    A place that is not in the file has the position of its nearest parent that is.
    """

    __slots__ = ("_root",)

    def __init__(self, root: Spot = NOWHERE) -> None:
        """Take the tree of spots that mirrors the file's data."""
        self._root = root

    def position(self, place: Place) -> tuple[int, int]:
        """Return line and column of the key at `place`, or of the list item."""
        return _counted_from_1(self._nearest(place).key)

    def value(self, place: Place) -> tuple[int, int]:
        """Return line and column of the value at `place`: of its key if it has parts of its own."""
        spot = self._nearest(place)
        return _counted_from_1(spot.start if spot.inside is None else spot.key)

    def nearest(self, place: Place) -> Place:
        """Return `place`, or its nearest parent that the file has."""
        return place[: self._found(place)[1]]

    def _nearest(self, place: Place) -> Spot:
        return self._found(place)[0]

    def _found(self, place: Place) -> tuple[Spot, int]:
        """Return the spot of the nearest that there is, and how many steps lead to it."""
        spot, steps = self._root, 0
        try:
            for step in place:
                spot = spot.inside[step]
                steps += 1
        except (KeyError, IndexError, TypeError):
            pass
        return spot, steps


def _counted_from_1(mark: Any) -> tuple[int, int]:  # noqa: ANN401  a parser's mark, or ours
    return mark.line + 1, mark.column + 1
