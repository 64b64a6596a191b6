"""The screen: whole frames on a terminal that can, plain lines on one that cannot."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from rich.console import Console
from rich.text import Text

from lpcards.terminal.keys import BRACKETED, UNBRACKETED
from lpcards.terminal.modes import Modes
from lpcards.terminal.text_lines import MARGIN, text_width, wrapped

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

    def repeat(self) -> None:
        """Say all once more that was said last, where lines are said."""

    def forget(self, words: str) -> None:
        """Say a line once more when it comes again, where lines are said."""


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

    def __init__(self, console: Console, modes: Modes) -> None:
        """Draw on `console`'s terminal, of which `modes` are the modes."""
        self._console = console
        self._modes = modes

    @property
    def width(self) -> int:
        """Columns for text."""
        return text_width(self._console.width)

    def room(self, footer: Sequence[Text]) -> int:
        """Return how many lines fit above `footer`; the cursor needs one below."""
        return max(1, self._console.height - len(footer) - 1)

    def draw(self, lines: Sequence[Text], footer: Sequence[Text]) -> None:
        """Show one frame, never higher than the terminal: that would scroll its top away."""
        most = max(1, self._console.height - 2)
        self._frame([*lines[: self.room(footer)], *footer[:most]])

    def left(self) -> contextlib.AbstractContextManager[None]:
        """Give the terminal to another program for a while."""
        return self._modes.given()

    def fresh(self) -> None:
        """Need not forget: each frame is whole."""

    def say(self, words: str) -> None:
        """Need not say: a frame holds it."""

    def repeat(self) -> None:
        """Need not repeat: a frame stays until the next."""

    def forget(self, words: str) -> None:
        """Need not forget: each frame is whole."""

    def _frame(self, lines: Sequence[Text]) -> None:
        with self._console.capture() as captured:
            for line in lines:
                self._console.print(_shown(Text(MARGIN) + line, self._console), soft_wrap=True)
        frame = captured.get().replace("\n", f"{TO_LINE_END}\n")
        self._console.file.write(f"{HOME}{frame}{TO_SCREEN_END}")
        self._console.file.flush()


def _aloud(line: Text) -> str:
    """Return a line without the signs and gaps that are for eyes."""
    words = re.sub(r"(?<=\S) {3,}(?=\S)", ", ", line.plain.replace(" · ", ", ").strip())
    return words.replace("., ", ". ")


class PlainLines:
    """Prints each line once, for dumb terminals and screen readers. Nothing is redrawn."""

    plain = True

    def __init__(self, console: Console, modes: Modes, margin: str = "") -> None:
        """Print to `console`'s terminal, of which `modes` are the modes, behind a `margin`."""
        self._console = console
        self._modes = modes
        self._margin = margin
        self._shown: set[str] = set()
        self._keys: set[str] = set()
        self._last: tuple[Sequence[Text], Sequence[Text]] = (), ()

    @property
    def width(self) -> int:
        """Columns for text."""
        return text_width(self._console.width)

    def room(self, footer: Sequence[Text]) -> int:  # noqa: ARG002
        """Return a number no text reaches: the terminal scrolls."""
        return 1_000_000

    def draw(self, lines: Sequence[Text], footer: Sequence[Text]) -> None:
        """Print the lines, and the keys below them, that were not there before."""
        self._last = lines, footer
        shown = [_aloud(line) for line in lines if line.plain.strip("─ ")]
        keys = [_aloud(line) for line in footer if line.plain.strip("─ ")]
        new = [line for line in shown if line not in self._shown]
        if new and not self._shown:
            self._console.print()
        for line in [*new, *(line for line in keys if line not in self._keys)]:
            self.say(line)
        self._shown, self._keys = set(shown), set(keys)

    def fresh(self) -> None:
        """Forget what was printed: it is said again."""
        self._shown, self._keys = set(), set()

    def say(self, words: str) -> None:
        """Print a line, broken between words where the terminal ends."""
        self.show(wrapped(Text(words), self.width))

    def show(self, lines: Iterable[Text]) -> None:
        """Print lines that are broken already."""
        for line in lines:
            self._console.print(_shown(Text(self._margin) + line, self._console), soft_wrap=True)

    def write(self, text: str) -> None:
        """Print a part of a line."""
        self._console.file.write(text)
        self._console.file.flush()

    def as_shown(self, text: str) -> str:
        """Return what the terminal's encoding can show of a text."""
        encoding = self._console.encoding
        return text.encode(encoding, "ignore").decode(encoding)

    def repeat(self) -> None:
        """Print once more what was printed last."""
        self.fresh()
        self.draw(*self._last)

    def forget(self, words: str) -> None:
        """Print a line once more when it comes again."""
        self._shown.discard(words)
        self._keys.discard(words)

    def left(self) -> contextlib.AbstractContextManager[None]:
        """Give the terminal to another program for a while."""
        return self._modes.given()


@contextlib.contextmanager
def whole_screen(console: Console, modes: Modes) -> Iterator[Screen]:
    """Use the alternate screen."""
    with modes.screen(ENTER, LEAVE):
        yield Screen(console, modes)
