"""Lists to tick, gone through one by one."""

from collections.abc import Sequence

from rich.text import Text

from lpcards.english.printable import printable
from lpcards.practice.card_view import CardView
from lpcards.practice.ticks import DIGITS, Ticks
from lpcards.terminal.card_face import card_lines
from lpcards.terminal.keys import ENDED
from lpcards.terminal.page import Rows, ScreenPage, keys_below
from lpcards.terminal.terminal import Terminal
from lpcards.terminal.text_lines import wrapped

KEYS = ("digits tick", "a all", "Enter: next", "b back", "s not judged", "q stop")
HELP: Rows = (
    ("1-9, 0", "tick an item (0 is the tenth); again: untick it"),
    ("a", "tick all"),
    ("enter", "the next list"),
    ("b", "the list before"),
    ("s", "the next list; this one is not judged"),
    ("arrows", "scroll"),
    ("q", "stop; what was ticked is kept"),
)
ALOUD = "A digit ticks, a ticks all, Enter goes on, b goes back, s leaves it unjudged."


class TickPages(ScreenPage[bool]):
    """Goes through lists; `judged` holds for each what was ticked (None: not judged)."""

    rows = HELP

    def __init__(
        self, lists: Sequence[CardView], terminal: Terminal, keys: tuple[str, ...] = KEYS
    ) -> None:
        """Begin at the first; none is judged yet. `keys` stand below."""
        super().__init__(terminal)
        self.judged: list[frozenset[int] | None] = [None] * len(lists)
        self._lists = lists
        self._ticks = [
            Ticks(view.card.items, view.ticked, aloud=self.surface.plain) for view in lists
        ]
        self._footer = keys
        self._at = 0

    def run(self) -> bool:
        """Show the lists until the last is done, or the learner stops."""
        self.surface.fresh()
        return super().run() if self._lists else True

    def press(self, key: str) -> bool | None:
        """Tick, turn the pages; return True once all is done."""
        if key in {"q", ENDED}:
            return True
        if key in {"enter", "space"}:
            self._judge(frozenset(self._ticks[self._at].ticked))
        elif key == "s":
            self._judge(None)
        elif key == "b":
            self._turn_to(max(0, self._at - 1))
        else:
            self._tick(key)
        return self._at >= len(self._lists) or None

    def _judge(self, ticked: frozenset[int] | None) -> None:
        self.judged[self._at] = ticked
        self._turn_to(self._at + 1)

    def _turn_to(self, at: int) -> None:
        self._at, self.scroll.offset = at, 0
        self.surface.fresh()

    def _tick(self, key: str) -> None:
        ticks = self._ticks[self._at]
        answer = ticks.press(key)
        if answer is not None:
            self.message = answer
        elif key in DIGITS:
            self.message = ticks.beyond()
        else:
            self.press_other(key)

    @property
    def _view(self) -> CardView:
        progress = f"{self._at + 1} of {len(self._lists)}"
        ticked = frozenset(self._ticks[self._at].ticked)
        return self._lists[self._at]._replace(progress=progress, ticked=ticked)

    def draw(self) -> None:
        """Show the list."""
        view, surface = self._view, self.surface
        if surface.plain:
            from lpcards.terminal.spoken_face import spoken_items

            lines = [f"{view.card.top}.", view.card.front, *spoken_items(view), *view.remarks]
            texts = [Text(printable(line)) for line in (*lines, self.message) if line]
            surface.draw(texts, [Text(ALOUD)])
            return
        width, count = surface.width, f"{len(view.ticked)} of {len(view.items)}"
        below = [part for line in view.remarks for part in wrapped(Text(printable(line)), width)]
        lines_of_card = [*card_lines(view, width), *([Text(), *below] if below else [])]
        footer = keys_below((count, *self._footer), self.message, width)
        self.scroll.show(surface, lines_of_card, footer)
