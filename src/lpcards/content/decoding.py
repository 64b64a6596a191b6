"""Bytes to text: UTF-8 only, at most a megabyte, nothing invisible in it."""

import codecs
import re
from typing import NamedTuple

from lpcards.content.fault import FORBIDDEN, Fault, quoted

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
    if _WIDE.match(data):
        return _unreadable(1, 1, "encoding", f"this is UTF-16, not UTF-8: {_UTF_8}")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf_8(error)
    return _seen(text)


_SMALLER = "a file may have 1,000,000; put some stories into files of their own"
_OLD_MAC = "a carriage return without a newline: save the file with Unix line ends"
_UTF_8 = "save the file with the encoding UTF-8"


def _unreadable(line: int, column: int, rule: str, message: str) -> Decoded:
    return Decoded(None, (Fault(line, column, rule, message),))


def _not_utf_8(error: UnicodeDecodeError) -> Decoded:
    before = error.object[: error.start].decode("utf-8")
    line, column = place_of(before, len(before))
    byte = error.object[error.start]
    return _unreadable(line, column, "encoding", f"the byte 0x{byte:02X} is not UTF-8: {_UTF_8}")


def _seen(text: str) -> Decoded:
    if lone := re.search(r"\r(?!\n)", text):
        return _unreadable(*place_of(text, lone.start()), "control-character", _OLD_MAC)
    if not _UNSEEN.search(text):
        return Decoded(text)
    found = ((n, _UNSEEN.search(line)) for n, line in enumerate(text.split("\n"), 1))
    faults = [_unseen(n, one.start() + 1, one.group()) for n, one in found if one]
    return Decoded(_UNSEEN.sub(REPLACEMENT, text), tuple(faults))


def _unseen(line: int, column: int, character: str) -> Fault:
    message = f"{quoted(character)} is a character that nobody can see: delete it"
    return Fault(line, column, "control-character", message)


def place_of(text: str, index: int) -> tuple[int, int]:
    """Return line and column (from 1) of the character at `index`."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
