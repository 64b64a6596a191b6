"""What was said, ticked page by page; what was typed comes ticked already."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text

from lpcards.english.printable import printable
from lpcards.study.rehearsing.telling_table import Table
from lpcards.terminal.card_face import Scroll
from lpcards.terminal.card_text import Seen, card_lines, wrapped
from lpcards.terminal.footer import STEPS, Rows, keys_below, unheeded
from lpcards.terminal.keys import ENDED, decided
from lpcards.terminal.ticks import beyond

DIGITS = "1234567890"
KEYS = ("digits tick", "a all", "Enter: next", "b back", "s not judged", "q stop")
HELP: Rows = (
    ("1-9, 0", "tick an item, 0 the tenth; again: take the tick back"),
    ("a", "tick all"),
    ("enter", "the next list"),
    ("b", "the list before"),
    ("s", "the next list; this one is not judged"),
    ("arrows", "scroll"),
    ("q", "stop; what was ticked is kept"),
)
ALOUD = "A digit ticks, a ticks all, Enter goes on, b goes back, s leaves it unjudged."


class Page(NamedTuple):
    """A list to tick. `ticked` are the positions to begin with, `notes` words behind the items.

    `below` are lines told under them.
    """

    top: str
    front: str
    items: tuple[str, ...]
    must: tuple[int, ...] = ()
    ticked: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    keys: tuple[str, ...] = KEYS


class Ticking:
    """Goes through pages; `said` holds for each what was ticked (None: not judged)."""

    def __init__(self, pages: Sequence[Page], table: Table) -> None:
        """Begin at the first; none is judged yet."""
        self.said: list[frozenset[int] | None] = [None] * len(pages)
        self._pages = pages
        self._ticked = [set(page.ticked) for page in pages]
        self._table = table
        self._at = 0
        self._scroll = Scroll()
        self._message = ""

    def run(self) -> None:
        """Show the pages until the last is done, or the learner stops."""
        self._table.surface.fresh()
        if self._pages:
            decided(self._draw, lambda: self._table.key(None), self._act_on)

    def _act_on(self, key: str) -> bool | None:
        """Do what the key says; return something once all is done."""
        if key in {"q", ENDED}:
            return True
        self._table.surface.forget(self._message)
        self._message = ""
        self._pressed(key)
        return self._at >= len(self._pages) or None

    def _pressed(self, key: str) -> None:
        if key in {"enter", "space"}:
            self._turn(frozenset(self._ticked[self._at]))
        elif key == "s":
            self._turn(None)
        elif key == "b":
            self._go(max(0, self._at - 1))
        elif key in STEPS:
            self._message = self._scroll.move(STEPS[key], self._draw)
        elif key == "?":
            self._table.help(HELP)
        else:
            self._tick(key)

    def _turn(self, said: frozenset[int] | None) -> None:
        self.said[self._at] = said
        self._go(self._at + 1)

    def _go(self, at: int) -> None:
        self._at, self._scroll.offset = at, 0
        self._table.surface.fresh()

    def _tick(self, key: str) -> None:
        count, ticked = len(self._page.items), self._ticked[self._at]
        if key == "a":
            ticked |= set(range(count))
            self._message = "All ticked." if self._is_plain else ""
        elif key in DIGITS and DIGITS.index(key) < count:
            at = DIGITS.index(key)
            ticked ^= {at}
            self._message = self._told(at) if self._is_plain else ""
        else:
            self._message = beyond(count) if key in DIGITS else unheeded(key)

    def _told(self, at: int) -> str:
        state = "ticked" if at in self._ticked[self._at] else "no longer ticked"
        return f"Item {at + 1} {state}: {self._page.items[at]}"

    @property
    def _is_plain(self) -> bool:
        return self._table.surface.plain

    @property
    def _page(self) -> Page:
        return self._pages[self._at]

    def _draw(self) -> None:
        surface, page = self._table.surface, self._page
        if surface.plain:
            lines = [*_spoken(page), self._message]
            surface.draw([Text(printable(line)) for line in lines if line], [Text(ALOUD)])
            return
        width = surface.width
        footer = keys_below((self._count, *page.keys), self._message, width)
        self._scroll.show(surface, self._lines(width), footer)

    @property
    def _count(self) -> str:
        return f"{len(self._ticked[self._at])} of {len(self._page.items)}"

    def _lines(self, width: int) -> list[Text]:
        page, ticked = self._page, self._ticked[self._at]
        seen = Seen(
            top=page.top,
            progress=f"{self._at + 1} of {len(self._pages)}",
            front=page.front,
            revealed=True,
            items=tuple(
                (item, at in ticked, at in page.must) for at, item in enumerate(page.items)
            ),
            notes=page.notes,
        )
        below = [part for line in page.below for part in wrapped(Text(printable(line)), width)]
        return [*card_lines(seen, width), *([Text(), *below] if below else [])]


def _spoken(page: Page) -> list[str]:
    """Return a page for ears, a thing a line."""
    notes = dict(enumerate(page.notes))
    items = [
        f"Item {at + 1}{', must be said' if at in page.must else ''}"
        f"{f', {notes[at]}' if notes.get(at) else ''}: {item}"
        for at, item in enumerate(page.items)
    ]
    return [f"{page.top}.", page.front, *items, *page.below]
