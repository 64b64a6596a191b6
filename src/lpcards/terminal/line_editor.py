"""A line of text being typed: what each key makes of it. No terminal here."""

import re

from rich.cells import cell_len

from lpcards.practice.typed_line import LONGEST, TypedLine, fit


def edited(line: TypedLine, key: str, *, rows: bool) -> TypedLine:
    """Return the line after `key`: a character, a name from `keys`, or text that was pasted.

    `rows`: whether there may be several lines; otherwise line ends become spaces. Keys that
    mean nothing here change nothing.
    """
    change = _CHANGES.get(key)
    if change is not None:
        return change(line)
    if key == "space":
        return _put(line, " ")
    return _put(line, fit(key, rows=rows)) if len(key) == 1 or hasattr(key, "is_pasted") else line


def is_known(key: str) -> bool:
    """Say whether `key` means anything to a line; what is no key means no harm."""
    return key in _CHANGES or key == "space" or len(key) <= 1 or hasattr(key, "is_pasted")


def _put(line: TypedLine, text: str) -> TypedLine:
    room = LONGEST - len(line.text)
    return TypedLine(line.before + text[: max(0, room)], line.after)


def _is_joined(text: str, at: int) -> bool:
    """Say whether the character at `at` belongs to the one before it: an accent, a joined emoji."""
    return 0 < at < len(text) and (cell_len(text[at]) == 0 or text[at - 1] == "\u200d")


def _left(line: TypedLine) -> TypedLine:
    at = len(line.before) - 1
    while _is_joined(line.text, at):
        at -= 1
    return _at(line, at)


def _right(line: TypedLine) -> TypedLine:
    at = len(line.before) + 1
    while _is_joined(line.text, at):
        at += 1
    return _at(line, at)


def _at(line: TypedLine, at: int) -> TypedLine:
    at = min(max(0, at), len(line.text))
    return TypedLine(line.text[:at], line.text[at:])


def _home(line: TypedLine) -> TypedLine:
    return _at(line, line.before.rfind("\n") + 1)


def _end(line: TypedLine) -> TypedLine:
    row, end, _ = line.after.partition("\n")
    return _at(line, len(line.before) + len(row)) if end else _at(line, len(line.text))


def _word_back(line: TypedLine) -> TypedLine:
    words = line.before.rstrip()
    return _at(line, len(words) - len((words.split(None)[-1:] or [""])[0]))


def _word_on(line: TypedLine) -> TypedLine:
    found = re.match(r"\s*\S+", line.after)
    return _at(line, len(line.before) + (found.end() if found else len(line.after)))


def _backspace(line: TypedLine) -> TypedLine:
    return TypedLine(_left(line).before, line.after)


def _delete(line: TypedLine) -> TypedLine:
    return TypedLine(line.before, _right(line).after)


def _cut_row(line: TypedLine) -> TypedLine:
    return TypedLine(_home(line).before, line.after)


def _cut_word(line: TypedLine) -> TypedLine:
    return TypedLine(_word_back(line).before, line.after)


def _cut_rest(line: TypedLine) -> TypedLine:
    return TypedLine(line.before, _end(line).after)


def _new_row(line: TypedLine) -> TypedLine:
    return _put(line, "\n")


def _up(line: TypedLine) -> TypedLine:
    """Go to the same place in the row above."""
    above, end, row = line.before.rpartition("\n")
    start = above.rfind("\n") + 1
    return _at(line, min(start + len(row), len(above))) if end else line


def _down(line: TypedLine) -> TypedLine:
    """Go to the same place in the row below."""
    rest, end, below = line.after.partition("\n")
    row = len(line.before) - line.before.rfind("\n") - 1
    start = len(line.before) + len(rest) + 1
    return _at(line, start + min(row, len(below.partition("\n")[0]))) if end else line


_CHANGES = {
    "new-row": _new_row,
    "up": _up,
    "down": _down,
    "left": _left,
    "ctrl-b": _left,
    "right": _right,
    "ctrl-f": _right,
    "home": _home,
    "ctrl-a": _home,
    "end": _end,
    "ctrl-e": _end,
    "alt-b": _word_back,
    "ctrl-left": _word_back,
    "alt-f": _word_on,
    "ctrl-right": _word_on,
    "backspace": _backspace,
    "delete": _delete,
    "ctrl-d": _delete,
    "ctrl-u": _cut_row,
    "ctrl-w": _cut_word,
    "alt-backspace": _cut_word,
    "ctrl-k": _cut_rest,
}
