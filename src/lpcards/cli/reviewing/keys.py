"""Keys, one at a time, from a real terminal; pasted text is told apart from them."""

import contextlib
import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TypeVar

RESIZED = "<resized>"
ENDED = "<ended>"
PASTED = "<pasted>"
"""Names of what is no key: the window has another size, the input ended, text was pasted."""

_Outcome = TypeVar("_Outcome")

_CONTROLS = {ord(letter) - 0x60: f"ctrl-{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}
_NAMED = {bytes([code]): name for code, name in _CONTROLS.items()} | {
    b"\r": "enter",
    b"\n": "enter",
    b"\t": "tab",
    b" ": "space",
    b"\x7f": "backspace",
    b"\x08": "backspace",
    b"\x1b": "escape",
    b"\x1b\x7f": "alt-backspace",
    b"\x1b[5~": "page-up",
    b"\x1b[6~": "page-down",
    b"\x1b[3~": "delete",
    b"\x1b[1~": "home",
    b"\x1b[7~": "home",
    b"\x1b[4~": "end",
    b"\x1b[8~": "end",
    b"\x1b[1;5C": "ctrl-right",
    b"\x1b[1;5D": "ctrl-left",
    b"\x1b[1;3C": "ctrl-right",
    b"\x1b[1;3D": "ctrl-left",
}
for _final, _name in {"A": "up", "B": "down", "C": "right", "D": "left"}.items():
    _NAMED |= {f"\x1b{lead}{_final}".encode(): _name for lead in "[O"}
for _final, _name in {"H": "home", "F": "end"}.items():
    _NAMED |= {f"\x1b{lead}{_final}".encode(): _name for lead in "[O"}

PASTE, PASTE_END = b"\x1b[200~", b"\x1b[201~"
MOST_PASTED = 100_000
"""Bytes that are waited for; who pastes more than that has pasted something else."""
BURST, DIFFERENT = 8, 4
"""That many bytes at once, so many of them different, were not typed: a paste without marks."""
PATIENCE = 0.05
"""Seconds in which the rest of a key that arrived in parts must follow."""
BRACKETED, UNBRACKETED = "\x1b[?2004h", "\x1b[?2004l"
"""Ask the terminal to mark what is pasted, and to leave it."""


class Pasted(str):
    """Text that was pasted, as the line editor takes it in."""

    __slots__ = ()
    is_pasted = True


class Keys:
    """Reads keys while the terminal is in cbreak mode (Ctrl-C and Ctrl-Z stay signals)."""

    def __init__(self, fd: int, woken: int) -> None:
        """Read from `fd`; bytes on `woken` tell of signals."""
        self.fd = fd
        self._woken = woken
        self._pending = b""

    def read(self, timeout: float | None = None) -> str | None:
        """Return the next key's name or letter, RESIZED, PASTED, ENDED; None after `timeout`.

        `timeout` is in seconds. Ctrl-D ends. What was pasted is thrown away: its letters are no
        keys.
        """
        key = self.read_text(timeout)
        if isinstance(key, Pasted):
            return PASTED
        return ENDED if key == "ctrl-d" else key

    def read_text(self, timeout: float | None = None) -> str | None:
        """Return as `read` does, but what was pasted as `Pasted` text, and Ctrl-D by its name."""
        if not self._pending:
            ready, _, _ = select.select([self.fd, self._woken], [], [], timeout)
            if self._woken in ready:
                os.read(self._woken, 512)
                return RESIZED
            if not ready:
                return None
            self._pending = os.read(self.fd, 1024)
            if not self._pending:
                return ENDED
            if is_burst(self._pending):
                return self._burst()
        return self._taken()

    def _taken(self) -> str:
        """Take one key off what has arrived: a whole escape sequence, or one character."""
        while is_partial(self._pending) and self._more(PATIENCE):
            pass
        told, self._pending = split_key(self._pending)
        if told == PASTE:
            return self._paste()
        named = _NAMED.get(told)
        if named is None and told[:1] == b"\x1b" and len(told) == 2:  # noqa: PLR2004
            return f"alt-{told[1:].decode('utf-8', 'replace')}"
        return named or told.decode("utf-8", "replace")

    def _more(self, seconds: float) -> bool:
        """Wait for more bytes; say whether some came."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        told = os.read(self.fd, 4096) if ready else b""
        self._pending += told
        return bool(told)

    def _paste(self) -> Pasted:
        """Take what stands between the marks; where the end does not come, what there is."""
        while PASTE_END not in self._pending and len(self._pending) < MOST_PASTED:
            if not self._more(1.0):
                break
        told, _, self._pending = self._pending.partition(PASTE_END)
        return Pasted(told.decode("utf-8", "replace"))

    def _burst(self) -> Pasted:
        while len(self._pending) < MOST_PASTED and self._more(PATIENCE):
            pass
        told, self._pending = self._pending, b""
        return Pasted(told.decode("utf-8", "replace"))


def decided(
    draw: Callable[[], None],
    read: Callable[[], str | None],
    act: Callable[[str], _Outcome | None],
) -> _Outcome:
    """Draw, read a key and act on it, again and again until something is decided."""
    while True:
        draw()
        key = read()
        if key is None or key == RESIZED:
            continue
        if (outcome := act(key)) is not None:
            return outcome


def is_burst(data: bytes) -> bool:
    """Say whether bytes that arrived together were pasted: many different ones, none a special."""
    return len(data) >= BURST and b"\x1b" not in data and len(set(data)) >= DIFFERENT


def is_partial(data: bytes) -> bool:
    """Say whether `data` begins with a key whose rest may still come."""
    if data in {b"\x1b", b"\x1b[", b"\x1bO"}:
        return True
    if data[:2] == b"\x1b[":
        return not any(0x40 <= byte <= 0x7E for byte in data[2:])  # noqa: PLR2004
    return len(data) < _length(data[0])


def _length(first: int) -> int:
    """Return how many bytes a character has that begins with this one."""
    if first < 0xC0:  # noqa: PLR2004
        return 1
    return 2 + (first >= 0xE0) + (first >= 0xF0)  # noqa: PLR2004


def split_key(data: bytes) -> tuple[bytes, bytes]:
    """Split the first key off `data`."""
    end = _length(data[0])
    if data[:2] in {b"\x1b[", b"\x1bO"}:
        end = 2
        while end < len(data) and not 0x40 <= data[end] <= 0x7E:  # noqa: PLR2004
            end += 1
        end = min(end + 1, len(data))
    elif data[:1] == b"\x1b" and data[1:2] not in {b"", b"\x1b"}:
        end = 1 + _length(data[1])
    return data[:end], data[end:]


@contextlib.contextmanager
def keys_of(fd: int) -> Iterator[Keys]:
    """Put the terminal into cbreak mode for the time of the review."""
    before = termios.tcgetattr(fd)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    woken = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    handlers = {
        signal.SIGWINCH: signal.signal(signal.SIGWINCH, _wake),
        signal.SIGTERM: signal.signal(signal.SIGTERM, _leave),
    }
    try:
        tty.setcbreak(fd, termios.TCSADRAIN)
        yield Keys(fd, reading)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(woken)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(fd, termios.TCSADRAIN, before)
        os.close(reading)
        os.close(writing)


@contextlib.contextmanager
def cooked(fd: int) -> Iterator[None]:
    """Give the terminal back its line mode and echo for a while."""
    ours = termios.tcgetattr(fd)
    lines = termios.tcgetattr(fd)
    lines[3] |= termios.ECHO | termios.ICANON
    termios.tcsetattr(fd, termios.TCSADRAIN, lines)
    try:
        yield
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, ours)


def line_from(fd: int) -> str | None:
    """Return a line typed in the terminal's own line mode; None at its end (Ctrl-D)."""
    with cooked(fd):
        told = b""
        while not told.endswith(b"\n"):
            more = os.read(fd, 4096)
            if not more:
                break
            told += more
    return told.decode("utf-8", "replace").rstrip("\n") if told else None


def _wake(_: int, __: FrameType | None) -> None:
    """Do nothing: the wake-up descriptor has told already."""


def _leave(number: int, _: FrameType | None) -> None:
    """End the process by way of the `finally`s that give the terminal back."""
    sys.exit(128 + number)
