"""How many cards are due, kept as one line for shell prompts: `lpcards due --short`.

The line belongs to a study day, an environment and the stats of every file that the number depends
on: log, stories, settings, program. If one of them is another, there is no line, and the command
counts anew. Only built-in modules and `os` are used: an import would cost more than all the rest.
"""

import os
from time import localtime

from lpcards.system.folders import cache_folder, here, project_settings

ASKED = ["due", "--short"]
"""The one command line that is answered from here."""

FORMAT, END = b"lpcards due 1", b"."
PREFIX = "due-"
PRIME = (1 << 61) - 1
PLACES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")
NAMED = ("LPCARDS_CONTENT", "LPCARDS_DB")


def remembered() -> bytes | None:
    """Return what is to be printed; None if that has to be worked out."""
    try:
        where = question()
        return _answer(where, _read(path_for(where))) if where else None
    except Exception:  # noqa: BLE001  the long way meets it again, and says what it is
        return None


def question() -> bytes:
    """Return all that decides which files count; "" where `LPCARDS_NOW` bends the clock."""
    values = [os.environ.get(name, "") for name in (*PLACES, *NAMED)]
    if os.environ.get("LPCARDS_NOW"):
        return b""
    inside = here()
    return repr((values, project_settings(inside), inside if any(values[-2:]) else "")).encode()


def path_for(where: bytes) -> str:
    """Return the path of the line for a question. Should two share a file, one is counted anew."""
    return os.path.join(cache_folder(), f"{PREFIX}{int.from_bytes(where, 'big') % PRIME:016x}")


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _answer(where: bytes, line: bytes) -> bytes | None:
    head, asked, rollover, day, answer, *files, end = line.split(b"\0")
    if (head, asked, day, end) != (FORMAT, where, day_of(int(rollover)), END):
        return None
    paths, stats = files[::2], files[1::2]
    return answer if len(paths) == len(stats) and list(map(stat_of, paths)) == stats else None


def line_of(where: bytes, rollover: int, answer: bytes, seen: list[tuple[bytes, bytes]]) -> bytes:
    """Return the line to keep: `seen` has each file's path with its stat."""
    files = (part for state in seen for part in state)
    hour = str(rollover).encode()
    return b"\0".join((FORMAT, where, hour, day_of(rollover), answer, *files, END))


def day_of(rollover: int) -> bytes:
    """Return what changes at midnight and when the study day begins, and at no other time."""
    now = localtime()
    return b"%d %d %d" % (now.tm_year, now.tm_yday, now.tm_hour >= rollover)


def stat_of(path: bytes) -> bytes:
    """Return what identifies a file's state: mtime, ctime, size, inode; "" if it is not there."""
    try:
        stat = os.stat(path)
    except OSError:
        return b""
    return b"%d %d %d %d" % (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)
