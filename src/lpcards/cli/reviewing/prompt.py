"""One line typed on a terminal in cbreak mode: echoed, mended with backspace, left with Esc."""

from collections.abc import Callable

from lpcards.cli.reviewing.keys import ENDED, Keys

BACK, ALL = ("\x7f", "\x08"), "\x15"
RUB = "\b \b"


def typed(keys: Keys, write: Callable[[str], None], room: int) -> str | None:
    """Return the line, of at most `room` ASCII characters; None if the learner wants to leave.

    Nothing but backspaces moves the cursor, so that every terminal can show it.
    """
    told = ""
    while (key := keys.read()) != "enter":
        if key in {"escape", ENDED}:
            return None
        mended = _mended(told, str(key))[:room]
        write(_echo(told, mended))
        told = mended
    return told


def _mended(told: str, key: str) -> str:
    if key in BACK:
        return told[:-1]
    if key == ALL:
        return ""
    letter = " " if key == "space" else key
    return told + letter if len(letter) == 1 and letter.isascii() and letter.isprintable() else told


def _echo(before: str, after: str) -> str:
    """Return what turns the line on the screen from `before` into `after`."""
    return RUB * (len(before) - len(after)) + after[len(before) :]
