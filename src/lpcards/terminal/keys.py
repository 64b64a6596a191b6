"""Keys, one at a time, from a real terminal; pasted text is no key."""

import contextlib
import os
import re
import select
import signal
from collections.abc import Callable

RESIZED, RESUMED = "<resized>", "<resumed>"
ENDED = "<ended>"
PASTED = "<pasted>"
"""Names of what is no key: the window has another size, the program goes on after a stop, the input
ended, text was pasted."""
LISTEN = "ctrl-l"
"""The key that has the learner's command listen."""
REDRAW = frozenset({RESIZED, RESUMED})
"""What shows stands no longer as it was drawn."""

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
"""That many bytes at once, so many of them different, are text where keys are wanted."""
_WORD = re.compile(rb"([A-Za-z])(?!\1)[A-Za-z]")
_LINES = re.compile(rb"[^\r\n][\r\n]+[^\r\n]")
_LETTERS = re.compile(rb"[ -~]{2,}")
PATIENCE = 0.05
"""Seconds in which the rest of a key that arrived in parts must follow."""
BRACKETED, UNBRACKETED = "\x1b[?2004h", "\x1b[?2004l"
"""Ask the terminal to mark what is pasted, and to leave it."""
_READY = "<ready>"


class Pasted(str):
    """Text that was pasted, as the line editor takes it in."""

    __slots__ = ()
    is_pasted = True


class Keys:
    """Reads keys while the terminal is in cbreak mode (Ctrl-C and Ctrl-Z stay signals).

    Most terminals mark what is pasted. All else was typed, however fast: a slow line or another
    program sends a text with its Enter. But of text where keys are wanted nothing is a key, and
    several lines at once from a terminal that cannot mark them were pasted.
    """

    def __init__(
        self,
        fd: int,
        woken: int,
        when_resumed: Callable[[], None] | None = None,
        *,
        marks: bool = True,
    ) -> None:
        """Read from `fd`; bytes on `woken` are the numbers of signals.

        `when_resumed` is called when the program went on after a stop. `marks`: the terminal can
        mark what is pasted.
        """
        self._fd = fd
        self._woken = woken
        self._when_resumed = when_resumed
        self._marks = marks
        self._pending = b""
        self._is_rest = False

    def read(self, timeout: float | None = None) -> str | None:
        """Return the next key's name or letter, PASTED, ENDED, one of REDRAW; None after `timeout`.

        `timeout` is in seconds. Ctrl-D ends. What was pasted is thrown away: its letters are no
        keys, and no more is what came together with an answer, whether typed or a grade.
        """
        if not self._pending and (event := self._waited(timeout)) != _READY:
            return event
        if self._is_rest or is_text(self._pending):
            self._burst()
            return PASTED
        key = self._taken()
        if isinstance(key, Pasted):
            return PASTED
        return ENDED if key == "ctrl-d" else key

    def read_text(self, timeout: float | None = None) -> str | None:
        """Return as `read` does, but what was pasted as `Pasted` text, and Ctrl-D by its name.

        Letters that came at once are `Pasted`, too: it makes no difference to a text.
        """
        if not self._pending and (event := self._waited(timeout)) != _READY:
            return event
        if not self._marks and not self._is_rest and is_lines(self._pending):
            return self._burst()
        self._is_rest = True
        return self._letters() or self._taken()

    def read_line(self, again: Callable[[], None]) -> str | None:
        """Return a line typed in the terminal's own line mode; None at its end (Ctrl-D).

        `again` asks once more when the program was stopped: what was typed is lost by that.
        """
        line = b""
        while not line.endswith(b"\n"):
            if not self._pending and (event := self._waited(None)) != _READY:
                if event == ENDED:
                    break
                if event == RESUMED:
                    again()
                continue
            row, end, self._pending = self._pending.partition(b"\n")
            line += row + end
        return line.decode("utf-8", "replace").rstrip("\n") if line else None

    def end_answer(self) -> None:
        """Let nothing that came together with an answer be a key for what is shown next."""
        while len(self._pending) < MOST_PASTED and self._more(0):
            pass
        self._is_rest = True

    def _waited(self, timeout: float | None) -> str | None:
        """Wait for bytes; return _READY once there are some, or else what came, None: nothing."""
        ready, _, _ = select.select([self._fd, self._woken], [], [], timeout)
        if self._woken in ready:
            return self._signalled()
        if not ready:
            return None
        self._pending, self._is_rest = self._arrived(1024), False
        return _READY if self._pending else ENDED

    def _signalled(self) -> str:
        if signal.SIGCONT not in os.read(self._woken, 512):
            return RESIZED
        if self._when_resumed:
            self._when_resumed()
        return RESUMED

    def _arrived(self, most: int) -> bytes:
        """Return what has arrived; nothing from a terminal that is gone."""
        with contextlib.suppress(OSError):
            return os.read(self._fd, most)
        return b""

    def _taken(self) -> str:
        """Take one key off what has arrived: a whole escape sequence, or one character."""
        while is_partial(self._pending) and self._more(PATIENCE):
            pass
        code, self._pending = split_key(self._pending)
        if code == PASTE:
            return self._paste()
        named = _NAMED.get(code)
        if named is None and code[:1] == b"\x1b" and len(code) == 2:  # noqa: PLR2004
            return f"alt-{code[1:].decode('utf-8', 'replace')}"
        return named or code.decode("utf-8", "replace")

    def _letters(self) -> str:
        """Take the letters that arrived at once: each drawn by itself would be slow."""
        found = _LETTERS.match(self._pending)
        letters = found[0] if found else b""
        self._pending = self._pending[len(letters) :]
        return Pasted(letters.decode())

    def _more(self, seconds: float) -> bool:
        """Wait for more bytes; say whether some came."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        more = self._arrived(4096) if ready else b""
        self._pending += more
        return bool(more)

    def _paste(self) -> Pasted:
        """Take what stands between the marks; where the end does not come, what there is."""
        while PASTE_END not in self._pending and len(self._pending) < MOST_PASTED:
            if not self._more(1.0):
                break
        text, _, self._pending = self._pending.partition(PASTE_END)
        return Pasted(text.decode("utf-8", "replace"))

    def _burst(self) -> Pasted:
        while len(self._pending) < MOST_PASTED and self._more(PATIENCE):
            pass
        text, self._pending = self._pending, b""
        return Pasted(text.decode("utf-8", "replace").rstrip("\r\n"))


def is_text(data: bytes) -> bool:
    """Say whether bytes that arrived at once are text: words, or many different signs."""
    many = len(data) >= BURST and len(set(data)) >= DIFFERENT
    return b"\x1b" not in data and (many or _WORD.search(data) is not None)


def is_lines(data: bytes) -> bool:
    """Say whether bytes that arrived at once are several lines."""
    return len(data) >= BURST and b"\x1b" not in data and _LINES.search(data) is not None


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
