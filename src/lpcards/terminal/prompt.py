"""One line typed on a terminal in cbreak mode: echoed, mended with backspace, left with Esc."""

from collections.abc import Callable

from lpcards.terminal.keys import ENDED, RESUMED, Keys, Pasted

RUB = "\b \b"
PROMPT = "  > "


def typed(
    keys: Keys, write: Callable[[str], None], room: int, again: Callable[[], None]
) -> str | None:
    """Return the line, of at most `room` ASCII characters; None if the learner wants to leave.

    Nothing but backspaces moves the cursor, so that every terminal can show it. After a stop
    `again` asks once more, and what was typed stands there again. Lines that come at once are
    answers to one question after the other.
    """
    told = ""
    write(PROMPT)
    while (key := keys.read_text()) != "enter":
        if key in {"escape", "ctrl-d", ENDED}:
            return None
        if key == RESUMED:
            again()
            write(f"{PROMPT}{told}")
        mended = _mended(told, key or "")[:room]
        write(_echo(told, mended))
        told = mended
    return told


def _mended(told: str, key: str) -> str:
    if key == "backspace":
        return told[:-1]
    if key == "ctrl-u":
        return ""
    more = " " if key == "space" else key if len(key) == 1 or isinstance(key, Pasted) else ""
    return told + "".join(one for one in more if one.isascii() and one.isprintable())


def _echo(before: str, after: str) -> str:
    """Return what turns the line on the screen from `before` into `after`."""
    return RUB * (len(before) - len(after)) + after[len(before) :]
