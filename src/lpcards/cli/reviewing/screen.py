"""The screen: whole frames on a terminal that can, plain lines on one that cannot."""

import contextlib
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import FrameType
from typing import Protocol

from rich.console import Console
from rich.text import Text

from lpcards.cli.page import MARGIN, text_width
from lpcards.cli.reviewing.keys import cooked

ENTER, LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
HOME, TO_LINE_END, TO_SCREEN_END = "\x1b[H", "\x1b[K", "\x1b[J"


class Surface(Protocol):
    """Where the review draws."""

    plain: bool

    @property
    def width(self) -> int:
        """Columns for text."""

    def draw(self, lines: Sequence[Text], footer: Sequence[Text]) -> None:
        """Show as many `lines` as there is room for, the footer below."""

    def room(self, footer: Sequence[Text]) -> int:
        """Return how many lines fit above `footer`."""

    def left(self) -> contextlib.AbstractContextManager[None]:
        """Give the terminal to another program for a while."""


ASCII = str.maketrans({"─": "-", "·": "-", "“": '"', "”": '"', "…": "~"})
"""What stands for our own signs where the terminal knows only ASCII."""


def _shown(line: Text, console: Console) -> Text:
    """Return a line as the terminal's encoding can show it."""
    try:
        line.plain.encode(console.encoding)
    except UnicodeEncodeError:
        line = line.copy()
        plain = line.plain.translate(ASCII).encode(console.encoding, "replace")
        line.plain = plain.decode(console.encoding)
    return line


def tell(console: Console, lines: Iterable[Text]) -> None:
    """Print lines on the ordinary screen, where they stay."""
    for line in lines:
        console.print(_shown(Text(MARGIN) + line, console), soft_wrap=True)


class Screen:
    """Redraws whole frames on the alternate screen."""

    plain = False

    def __init__(self, console: Console, fd: int) -> None:
        """Draw on `console`'s terminal; `fd` is where its keys come from."""
        self._console = console
        self._fd = fd

    @property
    def width(self) -> int:
        """Columns for text."""
        return text_width(self._console.width)

    def room(self, footer: Sequence[Text]) -> int:
        """Return how many lines fit above `footer`; the cursor needs one below."""
        return max(1, self._console.height - len(footer) - 1)

    def draw(self, lines: Sequence[Text], footer: Sequence[Text]) -> None:
        """Show one frame."""
        self._frame([*lines[: self.room(footer)], *footer])

    @contextlib.contextmanager
    def left(self) -> Iterator[None]:
        """Give the terminal to another program for a while."""
        self._say(LEAVE)
        try:
            with cooked(self._fd):
                yield
        finally:
            self._say(ENTER)

    def _say(self, words: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._console.file.write(words)
            self._console.file.flush()

    def enter(self) -> None:
        """Take the alternate screen."""
        self._say(ENTER)

    def leave(self) -> None:
        """Give the screen back as it was."""
        self._say(LEAVE)

    def _frame(self, lines: Sequence[Text]) -> None:
        with self._console.capture() as captured:
            for line in lines:
                self._console.print(_shown(Text(MARGIN) + line, self._console), soft_wrap=True)
        told = captured.get().replace("\n", f"{TO_LINE_END}\n")
        self._console.file.write(f"{HOME}{told}{TO_SCREEN_END}")
        self._console.file.flush()


class Lines:
    """Prints each new line once, for dumb terminals and screen readers. Nothing is redrawn."""

    plain = True

    def __init__(self, console: Console, fd: int) -> None:
        """Print to `console`'s terminal; `fd` is where its keys come from."""
        self._console = console
        self._fd = fd
        self._told: list[str] = []

    @property
    def width(self) -> int:
        """Columns for text."""
        return text_width(self._console.width)

    def room(self, footer: Sequence[Text]) -> int:  # noqa: ARG002
        """Return a number no text reaches: the terminal scrolls."""
        return 1_000_000

    def draw(self, lines: Sequence[Text], footer: Sequence[Text]) -> None:
        """Print what follows what was printed last; all of it where something above changed."""
        told = [line.plain for line in (*lines, *footer) if line.plain.strip("─")]
        same = 0
        while same < min(len(told), len(self._told)) and told[same] == self._told[same]:
            same += 1
        for line in told[same:] if same > 1 else ["", *told]:
            self._console.print(_shown(Text(line), self._console), soft_wrap=True)
        self._told = told

    def left(self) -> contextlib.AbstractContextManager[None]:
        """Give the terminal to another program for a while."""
        return cooked(self._fd)


@contextlib.contextmanager
def whole_screen(console: Console, fd: int) -> Iterator[Screen]:
    """Use the alternate screen, leaving it also while stopped by Ctrl-Z."""
    screen = Screen(console, fd)
    before = signal.signal(signal.SIGTSTP, _stopping(screen))
    screen.enter()
    try:
        yield screen
    finally:
        signal.signal(signal.SIGTSTP, before)
        screen.leave()


def _stopping(screen: Screen) -> Callable[[int, FrameType | None], None]:
    def stop(number: int, _: FrameType | None) -> None:
        """Give the terminal back, stop for real, and take it again when woken."""
        with screen.left():
            handler = signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            signal.signal(number, handler)

    return stop
