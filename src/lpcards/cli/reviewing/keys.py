"""Keys, one at a time, from a real terminal."""

import contextlib
import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Iterator
from types import FrameType

RESIZED = "<resized>"
ENDED = "<ended>"
_NAMED = {
    b"\r": "enter",
    b"\n": "enter",
    b" ": "space",
    b"\x04": ENDED,
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1bOA": "up",
    b"\x1bOB": "down",
    b"\x1b[5~": "page-up",
    b"\x1b[6~": "page-down",
    b"\x1b": "escape",
}


class Keys:
    """Reads keys while the terminal is in cbreak mode (Ctrl-C and Ctrl-Z stay signals)."""

    def __init__(self, fd: int, woken: int) -> None:
        """Read from `fd`; bytes on `woken` tell of signals."""
        self._fd = fd
        self._woken = woken
        self._pending = b""

    def read(self, timeout: float | None = None) -> str | None:
        """Return the next key's name or letter, RESIZED, ENDED; None after `timeout` seconds."""
        if not self._pending:
            ready, _, _ = select.select([self._fd, self._woken], [], [], timeout)
            if self._woken in ready:
                os.read(self._woken, 512)
                return RESIZED
            if not ready:
                return None
            self._pending = os.read(self._fd, 1024)
            if not self._pending:
                return ENDED
        return self._taken()

    def _taken(self) -> str:
        """Take one key off what has arrived: a whole escape sequence, or one character."""
        told, self._pending = split_key(self._pending)
        return _NAMED.get(told) or told.decode("utf-8", "replace")


def split_key(data: bytes) -> tuple[bytes, bytes]:
    """Split the first key off `data`."""
    end = 1
    if data[:2] in {b"\x1b[", b"\x1bO"}:
        end = 2
        while end < len(data) and not 0x40 <= data[end] <= 0x7E:  # noqa: PLR2004
            end += 1
        end = min(end + 1, len(data))
    elif data[0] >= 0xC0:  # noqa: PLR2004
        end = 2 + (data[0] >= 0xE0) + (data[0] >= 0xF0)  # noqa: PLR2004
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


def _wake(_: int, __: FrameType | None) -> None:
    """Do nothing: the wake-up descriptor has told already."""


def _leave(number: int, _: FrameType | None) -> None:
    """End the process by way of the `finally`s that give the terminal back."""
    sys.exit(128 + number)
