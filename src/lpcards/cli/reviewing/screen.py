"""The screen: whole frames on a terminal that can, plain lines on one that cannot."""

import contextlib
import os
import re
import signal
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Protocol

from rich.console import Console
from rich.text import Text

from lpcards.cli.page import MARGIN, text_width, wrapped
from lpcards.cli.reviewing.keys import BRACKETED, UNBRACKETED, cooked

ENTER = f"\x1b[?1049h\x1b[?25l{BRACKETED}"
LEAVE = f"{UNBRACKETED}\x1b[?25h\x1b[?1049l"
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

    def fresh(self) -> None:
        """Begin anew: nothing that was shown counts as known."""

    def say(self, words: str) -> None:
        """Say a line by itself, where lines are said."""


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

    def fresh(self) -> None:
        """Need not forget: each frame is whole."""

    def say(self, words: str) -> None:
        """Need not say: a frame holds it."""

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


def _aloud(line: Text) -> str:
    """Return a line without the signs and gaps that are for eyes."""
    return re.sub(r"(?<=\S) {3,}(?=\S)", ", ", line.plain.replace(" · ", ", ").strip())


class Lines:
    """Prints each line once, for dumb terminals and screen readers. Nothing is redrawn."""

    plain = True

    def __init__(self, console: Console, fd: int) -> None:
        """Print to `console`'s terminal; `fd` is where its keys come from."""
        self._console = console
        self._fd = fd
        self._told: set[str] = set()
        self._keys: set[str] = set()

    @property
    def width(self) -> int:
        """Columns for text."""
        return text_width(self._console.width)

    def room(self, footer: Sequence[Text]) -> int:  # noqa: ARG002
        """Return a number no text reaches: the terminal scrolls."""
        return 1_000_000

    def draw(self, lines: Sequence[Text], footer: Sequence[Text]) -> None:
        """Print the lines, and the keys below them, that were not there before."""
        told = [_aloud(line) for line in lines if line.plain.strip("─ ")]
        keys = [_aloud(line) for line in footer if line.plain.strip("─ ")]
        new = [line for line in told if line not in self._told]
        if new and not self._told:
            self._console.print()
        for line in [*new, *(line for line in keys if line not in self._keys)]:
            self.say(line)
        self._told, self._keys = set(told), set(keys)

    def fresh(self) -> None:
        """Forget what was printed: it is said again."""
        self._told, self._keys = set(), set()

    def say(self, words: str) -> None:
        """Print a line, broken between words where the terminal ends."""
        for line in wrapped(Text(words), self.width):
            self._console.print(_shown(line, self._console), soft_wrap=True)

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
