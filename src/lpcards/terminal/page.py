"""What waits for keys on the screen: one loop of drawing, reading and acting, for all of it."""

from collections.abc import Callable
from typing import Generic, TypeVar

from rich.text import Text

from lpcards.terminal.keys import ENDED, PASTED, REDRAW, Keys
from lpcards.terminal.screen import Surface
from lpcards.terminal.terminal import Terminal
from lpcards.terminal.text_lines import LABEL, QUIET, flowed, hanging, rule, wrapped

UNKNOWN = "That key does nothing here. Question mark lists the keys."
NOT_KEYS = "Pasted text is not taken as keys."
NO_FURTHER = "There is no more in that direction."
STEPS = {"down": 1, "j": 1, "page-down": 8, "up": -1, "k": -1, "page-up": -8}
"""Lines that a key scrolls."""
ONWARD = frozenset({"space", "enter", "page-down"})
Rows = tuple[tuple[str, str], ...]
"""Keys, and what they do."""
READING_KEYS: Rows = (
    ("space", "next page; at the end go on"),
    ("b", "previous page"),
    ("arrows", "a line down, a line up"),
    ("q", "stop; nothing is lost"),
)
Outcome = TypeVar("Outcome")


class Scroll:
    """From which line on something is shown where it does not fit, and how many lines at once."""

    def __init__(self) -> None:
        """Begin at the top."""
        self.offset = 0
        self.page = 1

    def to_end(self) -> None:
        """Show the end the next time."""
        self.offset = 1_000_000

    def move(self, step: int, draw: Callable[[], None]) -> str:
        """Go on by `step` lines, and past none; return what to say if `draw` found none."""
        before, most = self.offset, max(1, self.page)
        self.offset = max(0, before + max(-most, min(most, step)))
        draw()
        return NO_FURTHER if self.offset == before else ""

    def show(self, surface: Surface, lines: list[Text], footer: list[Text]) -> None:
        """Draw as much as fits above `footer`."""
        if len(lines) > surface.room(footer):
            footer = [Text("more: arrow keys", QUIET), *footer]
        self.page = surface.room(footer)
        self.offset = max(0, min(self.offset, len(lines) - self.page))
        surface.draw(lines[self.offset :], footer)


class ScreenPage(Generic[Outcome]):
    """Is drawn and acts on keys until one of them decides something.

    `rows` lists its keys for `?`. `message` answers the last key.
    """

    rows: Rows = ()

    def __init__(self, terminal: Terminal, message: str = "") -> None:
        """Begin at the top."""
        self.terminal = terminal
        self.scroll = Scroll()
        self.message = message

    @property
    def surface(self) -> Surface:
        """What it is drawn on."""
        return self.terminal.surface

    @property
    def keys(self) -> Keys:
        """Where its keys come from."""
        return self.terminal.keys

    def run(self) -> Outcome:
        """Draw, read and act until something is decided; return that."""
        while True:
            self.draw()
            key = self.read()
            if key is None or key in REDRAW:
                continue
            self.surface.forget(self.message)
            self.message = ""
            if (outcome := self.press(key)) is not None:
                return outcome

    def draw(self) -> None:
        """Show it as it is now."""
        raise NotImplementedError

    def read(self) -> str | None:
        """Return the next key; None to be drawn again without one."""
        return self.keys.read()

    def press(self, key: str) -> Outcome | None:
        """Do what a key says; return what it decides, None if nothing."""
        raise NotImplementedError

    def press_other(self, key: str) -> None:
        """Scroll, list the keys, or say that the key does nothing."""
        if key in STEPS:
            self.message = self.scroll.move(STEPS[key], self.draw)
        elif key == "?":
            self.show_help(self.rows)
        else:
            self.message = dead_key(key)

    def show_help(self, rows: Rows) -> None:
        """List the keys until one says enough."""
        HelpPages(rows, self.terminal).run()
        self.surface.fresh()


class ReadingPages(ScreenPage[bool]):
    """Something to read, page by page; decides whether the learner goes on."""

    more: tuple[str, ...] = ("space: more", "b back", "q stop")
    last: tuple[str, ...] = ("space: on to the cards", "b back", "q stop")
    rows = READING_KEYS

    def __init__(self, terminal: Terminal) -> None:
        """Begin at the top."""
        super().__init__(terminal)
        self._is_last = False

    def lines(self, width: int) -> list[Text]:
        """Return what there is to read."""
        raise NotImplementedError

    def press(self, key: str) -> bool | None:
        """Turn the pages; at the end of the last one go on."""
        if key in {"q", ENDED}:
            return False
        if key in ONWARD and self._is_last:
            return True
        if step := self._steps.get(key, 0):
            self.message = self.scroll.move(step, self.draw)
        else:
            self.press_other(key)
        return None

    @property
    def _steps(self) -> dict[str, int]:
        page = max(1, self.scroll.page - 1)  # a line stays, to find on from
        return STEPS | dict.fromkeys(ONWARD, page) | {"b": -page, "page-up": -page}

    def draw(self) -> None:
        """Show one page. Whether it is the last is measured with the keys of the last one."""
        width = self.surface.width
        lines = self.lines(width)
        footer = keys_below(self.last, self.message, width)
        self.scroll.page = self.surface.room(footer)
        offset = min(self.scroll.offset, max(0, len(lines) - self.scroll.page))
        self._is_last = offset + self.scroll.page >= len(lines)
        if not self._is_last:
            footer = keys_below(self.more, self.message, width)
            self.scroll.page = self.surface.room(footer)
        self.surface.draw(lines[offset:], footer)
        self.scroll.offset = offset


class HelpPages(ReadingPages):
    """What each key does; any key goes back."""

    last = ("any key: back",)
    more = ("space: more", "b back", "q close")

    def __init__(self, rows: Rows, terminal: Terminal) -> None:
        """Explain the keys of `rows`."""
        super().__init__(terminal)
        self.rows = rows

    def lines(self, width: int) -> list[Text]:
        """Return the list of keys."""
        return help_lines(self.rows, width)

    def press(self, key: str) -> bool | None:
        """Do as on other pages; but at the end any key will do."""
        leaves = self._is_last and key not in {PASTED, "b", "up", "k", "page-up"}
        return True if leaves or key in {"q", "?"} else super().press(key)


def dead_key(key: str) -> str:
    """Return what to say of a key that does nothing."""
    return NOT_KEYS if key == PASTED else UNKNOWN


def keys_below(parts: tuple[str, ...], message: str, width: int) -> list[Text]:
    """Return the lines under a rule: the answer to the last key, if there is one, and the keys."""
    answer = wrapped(Text(message, "italic"), width) if message else []
    return [rule(width), *answer, *flowed(parts, width)]


def help_lines(rows: Rows, width: int) -> list[Text]:
    """Return what each key does: beside it, or below it where that is too narrow."""
    lines = []
    for keys, words in rows:
        key = Text(f"{keys:<9}", LABEL)
        is_narrow = width < 3 * key.cell_len
        lines += [Text(keys, LABEL)] if is_narrow else []
        lines += hanging(Text("  ") if is_narrow else key, Text(words), width)
    return lines
