"""Files that a command was asked for, written whole or not at all; private folders."""

import contextlib
import os
import stat
from collections.abc import Callable

from lpcards.system.disk import replace_file
from lpcards.system.folders import data_folder

PRIVATE = 0o600
"""The mode of a file that nobody else may read."""


def write_whole(path: str, data: bytes, mode: int | None = None) -> str:
    """Put `data` at `path` in one step and return the path.

    `mode` is the file's; None keeps the one it has, and makes a new one for the learner alone.
    What is no ordinary file, such as `/dev/stdout` or a pipe, is written to as it is.
    """
    goal = os.path.realpath(path)
    try:
        before = os.stat(goal).st_mode
    except FileNotFoundError:
        before = None
    if before is not None and not stat.S_ISREG(before):
        with open(path, "wb") as file:
            file.write(data)
        return path
    mode = mode or (stat.S_IMODE(before) if before else PRIVATE)
    try:
        replace_file(goal, data, mode)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, path) from None
    return path


def rewrite(path: str, change: Callable[[bytes], bytes], new: bytes | None = None) -> bytes:
    """Put what `change` makes of a file's bytes in their place, and return it.

    A file that somebody saves meanwhile is read again: what they wrote is never lost. `new` stands
    for the bytes of a file that is not there, which is made for the learner alone. Raises OSError,
    for a file that may only be read, too.
    """
    before = _bytes(path, new)
    after = change(before)
    while (now := _bytes(path, new)) != before:
        before, after = now, change(now)
    if os.path.exists(path):
        with open(path, "r+b"):  # a rename would replace what may only be read
            pass
    write_whole(path, after)
    return after


def _bytes(path: str, new: bytes | None) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        if new is None:
            raise
        return new


def private_folder(folder: str) -> None:
    """Make a folder, and those above it that are not there, for the learner alone (mode 0700).

    What is there stays as it is, but for the program's own folder around it: an older version may
    have made that for everybody.
    """
    _make_private(folder)
    ours = os.path.realpath(data_folder())
    if f"{os.path.realpath(folder)}/".startswith(f"{ours}/") and os.stat(ours).st_mode & 0o077:
        with contextlib.suppress(OSError):
            os.chmod(ours, 0o700)


def _make_private(folder: str) -> None:
    if not os.path.isdir(folder):
        _make_private(os.path.dirname(folder))
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)
