"""Bytes to text: UTF-8 only, at most a megabyte, nothing invisible and no merge conflict in it."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.story.fault import FORBIDDEN, Fault, quoted

MOST_BYTES = 1_000_000
REPLACEMENT = "\ufffd"

# Two bytes a character: a byte order mark, or the zero half of one of the first two letters.
_WIDE = re.compile(rb"\xff\xfe|\xfe\xff|\x00[^\x00]|[^\x00]\x00")
_UNSEEN = re.compile(FORBIDDEN.pattern.replace("\\x0b-", "\\x0b\\x0c\\x0e-"))  # \r ends lines


class Decoded(NamedTuple):
    """A file's text (None if there is none to be had) and what is wrong with its characters."""

    text: str | None
    faults: tuple[Fault, ...] = ()


def decoded(data: bytes) -> Decoded:
    """Return the text of `data` without its byte order mark; unseen characters are replaced.

    Carriage returns before newlines stay. A line with unseen characters is one fault.
    """
    if len(data) > MOST_BYTES:
        return _unreadable(1, 1, "too-large", f"{len(data):,} bytes are too many: {_SMALLER}")
    try:
        return _seen(_text_in(data))
    except _NoText as none:
        return Decoded(None, (none.fault,))


def text_of_paste(data: bytes) -> Decoded:
    """Return the text of a paste as it is; one cut inside its last character ends before it."""
    try:
        return Decoded(_text_in(data))
    except _NoText as none:
        if none.cut is None:
            return Decoded(None, (none.fault,))
        return Decoded(_text_in(data[: none.cut]))


class _NoText(Exception):  # noqa: N818  its callers tell it as a fault
    """Bytes that are no UTF-8; `cut` is where their last character begins, if only that is not."""

    def __init__(self, fault: Fault, cut: int | None = None) -> None:
        super().__init__(fault.message)
        self.fault, self.cut = fault, cut


def _text_in(data: bytes) -> str:
    """Return the text of `data` without its byte order mark; raise _NoText."""
    if _WIDE.match(data):
        raise _NoText(Fault(1, 1, "encoding", f"this is UTF-16, not UTF-8: {_UTF_8}"))
    bare = data.removeprefix(codecs.BOM_UTF8)
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError as error:
        begun = len(data) - len(bare) + error.start
        is_cut = error.reason == "unexpected end of data"
        raise _NoText(_not_utf_8(error), begun if is_cut else None) from None


_SMALLER = "a file may have 1,000,000; put some stories into files of their own"
_OLD_MAC = "a carriage return without a newline: save the file with Unix line ends"
_UTF_8 = "save the file with the encoding UTF-8"


def _unreadable(line: int, column: int, rule: str, message: str) -> Decoded:
    return Decoded(None, (Fault(line, column, rule, message),))


def _not_utf_8(error: UnicodeDecodeError) -> Fault:
    before = error.object[: error.start].decode("utf-8")
    line, column = place_of(before, len(before))
    byte = error.object[error.start]
    return Fault(line, column, "encoding", f"the byte 0x{byte:02X} is not UTF-8: {_UTF_8}")


def _seen(text: str) -> Decoded:
    if lone := re.search(r"\r(?!\n)", text):
        return _unreadable(*place_of(text, lone.start()), "control-character", _OLD_MAC)
    if not _UNSEEN.search(text):
        return Decoded(text)
    found = ((n, _UNSEEN.search(line)) for n, line in enumerate(text.split("\n"), 1))
    faults = [_unseen(n, mark.start() + 1, mark.group()) for n, mark in found if mark]
    return Decoded(_UNSEEN.sub(REPLACEMENT, text), tuple(faults))


def _unseen(line: int, column: int, character: str) -> Fault:
    message = f"{quoted(character)} is a character that nobody can see: delete it"
    return Fault(line, column, "control-character", message)


def place_of(text: str, index: int) -> tuple[int, int]:
    """Return line and column (from 1) of the character at `index`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


_BEGINS, _ENDS = "<" * 7, ">" * 7
_MARK = re.compile(rf"^[ \t]*(?P<mark>{_BEGINS}|{_ENDS})(?=[ \r\n]|\Z)", re.MULTILINE)
_CONFLICT = (
    "a merge conflict begins here: keep one of its versions, and delete the lines that start with "
    f"`{_BEGINS}`, `=======` and `{_ENDS}`"
)
LEFT_OVER = "this line is left over from a merge conflict: delete it"
"""Also said where the parser stumbles over a row of seven `=` or `|`, which may stay in a text."""


def conflicts_in(text: str) -> tuple[Fault, ...]:
    """Return a fault for each merge conflict, also inside a text, and for each end without one."""
    if _BEGINS not in text and _ENDS not in text:
        return ()
    return tuple(_faults(text))


def _faults(text: str) -> Iterator[Fault]:
    is_open = False
    for found in _MARK.finditer(text):
        begins = found["mark"] == _BEGINS
        if begins or not is_open:
            message = _CONFLICT if begins else LEFT_OVER
            yield Fault(*place_of(text, found.start("mark")), "conflict", message)
        is_open = begins
