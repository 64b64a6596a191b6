"""The files of a folder that segments may be in. Anybody may have put anything there."""

import os
import stat
from collections.abc import Container
from math import inf
from typing import NamedTuple

from lpcards.log.exchange import MANY, SeenFile
from lpcards.log.time_left import Look, at_leisure, in_time
from lpcards.sync.packed_file import ENCRYPTED, NO_FILE, PASSED_OVER
from lpcards.sync.segment import SEGMENT
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault

OURS, SEGMENTS = "lpcards", "segments"
EVICTED = ".icloud"
"""iCloud leaves `.name.icloud` where it has taken a file's content away."""
SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
LONGEST_DEVICE = 32


class Found(NamedTuple):
    """A file that lies there: where, and how it looks."""

    path: str
    seen: SeenFile


class SegmentListing(NamedTuple):
    """What lies in a folder: files by their names, and names of files that are not here yet."""

    folder: str
    files: dict[str, Found]
    evicted: frozenset[str]


def home_of(folder: str) -> str:
    """Return the folder that is all lpcards' own in a learner's folder, as a real path.

    One that is called `lpcards` is that folder itself: whether one names it or the one around it,
    machines meet.
    """
    real = os.path.realpath(folder)
    return real if os.path.basename(real) == OURS else os.path.join(real, OURS)


def need_folder(folder: str) -> None:
    """Raise a UserFault where there is no such folder: none is made."""
    real = os.path.realpath(folder)
    if not os.path.isdir(real):
        shown = with_tilde(os.path.abspath(folder))
        if os.path.lexists(real):
            raise UserFault(f"{shown} is no folder")
        raise UserFault(
            f"there is no folder {shown}: plug the drive in, check the name, or "
            "make it with `mkdir`"
        )


def segments_in(home: str) -> str:
    """Return the folder of the segments; UserFault where a link or a file is in its place."""
    folder = os.path.join(home, SEGMENTS)
    for path in (home, folder):
        if os.path.lexists(path) and not stat.S_ISDIR(os.lstat(path).st_mode):
            raise UserFault(f"{with_tilde(path)} is no folder: move it away")
    return folder


def segment_name(device: str, first: str, digest: str, *, encrypted: bool) -> str:
    """Return the name of a new segment, one that every file system takes."""
    ending = SEGMENT.ending + (ENCRYPTED if encrypted else "")
    return f"{_start(device)}{first or 'words'}-{digest[:8]}{ending}"


def is_plain_of(device: str, name: str) -> bool:
    """Say whether a name is one of a segment that the device wrote without a key."""
    return name.startswith(_start(device)) and name.endswith(SEGMENT.ending)


def _start(device: str) -> str:
    safe = "".join(char if char in SAFE else "-" for char in device.lower())
    return f"{safe[:LONGEST_DEVICE]}-"


def listed(
    folder: str, but: Container[str] = (), look: Look = at_leisure, most: float = inf
) -> SegmentListing:
    """List a folder of segments; one that is not there is empty.

    It is listed `but` for some names, and no more than `most` of the others. Raises OutOfTime as
    `look` does.
    """
    files: dict[str, Found] = {}
    evicted: set[str] = set()
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return SegmentListing(folder, {}, frozenset())
    with entries:
        for entry in in_time(entries, look, MANY):
            if entry.name in but or (name := _text(entry.name)) in but:
                continue
            if name.startswith(".") and name.endswith(EVICTED):
                evicted.add(name[1:].removesuffix(EVICTED))
            elif not name.startswith(PASSED_OVER) and (seen := _seen(entry, name)):
                files[name] = Found(entry.path, seen)
                if len(files) >= most:
                    break
    return SegmentListing(folder, files, frozenset(evicted))


def is_named_encrypted(name: str) -> bool:
    """Say whether a name is one of an encrypted segment."""
    return name.endswith(SEGMENT.ending + ENCRYPTED)


def _text(name: str) -> str:
    """Return a file's name as a log can keep it."""
    return name.encode("utf-8", "backslashreplace").decode()


def _seen(entry: os.DirEntry[str], name: str) -> SeenFile | None:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None  # it has just gone
    if stat.S_ISREG(found.st_mode):
        return SeenFile(name, found.st_size, found.st_mtime_ns)
    return SeenFile(name, 0, 0, fault=NO_FILE) if SEGMENT.ending in name else None


def stat_of(path: str, name: str) -> SeenFile:
    """Return how a file of our own looks now."""
    found = os.lstat(path)
    return SeenFile(name, found.st_size, found.st_mtime_ns, own=True)
