"""A bare collection copied as it stands, whether Anki is closed, at work, or crashed.

What was saved last may still be in the file that SQLite keeps beside it. Anki keeps its collection
locked as long as it is open, so no other program can ask it; but the files as they are at one
moment are what a crash at that moment would leave, and SQLite makes the last saved state of them.
"""

import contextlib
import os
from time import monotonic, sleep

from lpcards.system.disk import naming
from lpcards.system.problem import UserFault

ENDS = ("", "-wal", "-journal")
"""The ends of the names of the files that a state is made of."""

BLOCK = 1 << 20
PATIENCE, PAUSE = 5.0, 0.1
"""Seconds for which a moment is waited for in which nobody writes, and between two tries."""


def copy_collection(path: str, copy: str) -> None:
    """Copy a collection, and what SQLite keeps beside it, as they are at one moment.

    Raises UserFault where they never stand still.
    """
    real, until = os.path.realpath(path), monotonic() + PATIENCE
    while not _copied(real, copy):
        if monotonic() > until:
            raise UserFault(
                f"{path} is being written all the time; close Anki first, or export the deck there"
            )
        sleep(PAUSE)


def _copied(real: str, copy: str) -> bool:
    """Copy the files; say whether a second look finds in them what was copied."""
    for end in ENDS:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(copy + end)
        if os.path.isfile(real + end):
            with contextlib.suppress(FileNotFoundError):  # its owner has just closed it
                _copy_file(real + end, copy + end)
    return all(_is_same(real + end, copy + end) for end in ENDS)


def _copy_file(source: str, target: str) -> None:
    """Copy a file; a full disk is that of the copy."""
    with open(source, "rb") as file, open(target, "wb") as into:
        while block := file.read(BLOCK):
            with naming(target):
                into.write(block)
                into.flush()


def _is_same(source: str, copy: str) -> bool:
    if not os.path.isfile(source) or not os.path.isfile(copy):
        return os.path.isfile(source) == os.path.isfile(copy)
    try:
        with open(source, "rb") as one, open(copy, "rb") as other:
            while block := one.read(BLOCK):
                if other.read(BLOCK) != block:
                    return False
            return not other.read(1)
    except FileNotFoundError:
        return False
