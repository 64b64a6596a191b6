"""Which files there are, and which of them changed since they were compiled."""

import contextlib
import errno
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.system.folders import SETTINGS
from lpcards.system.trace import is_heard, trace

YOUNG_NS = 2_000_000_000
"""A file changed so shortly before it was read may change again under the same stat."""

LARGEST = 10_000_000
"""How many bytes of a file are looked at. A file of more is no story, and reading it says so."""

STAT = 4
"""How many numbers identify a file's state."""
ENDINGS = (".yaml", ".yml")
NOT_OURS = ("node_modules", "__MACOSX")
"""Folders that other programs fill."""


class Folder(NamedTuple):
    """A folder of content. `own`: its stories are the learner's unless they say otherwise."""

    path: str
    own: bool


class Sources(NamedTuple):
    """Where content and settings come from; of stories with one id the first folder's counts.

    `library` is used unless the settings say `library: no` (None: never). `settings` is the path
    of `lpcards.yaml`, "" if there is none.
    """

    folders: tuple[Folder, ...]
    library: Folder | None = None
    settings: str = ""

    def using(self, *, library: bool) -> tuple[Folder, ...]:
        """Return the folders in use."""
        return (*self.folders, self.library) if library and self.library else self.folders


class FoundFile(NamedTuple):
    """A content file as it lies there. `root` is its folder's place among the sources."""

    path: str
    root: int
    stat: str


class Changes(NamedTuple):
    """What has to be read again, and what is gone, compared with tables of that `version`."""

    settings: bool
    read: tuple[FoundFile, ...]
    gone: tuple[str, ...]
    version: int = 0

    def __bool__(self) -> bool:
        """Say whether there is anything to do."""
        return bool(self.settings or self.read or self.gone)


def stat_of(path: str) -> str:
    """Return what identifies a file's state: mtime, ctime, size, inode; "" if it is not there."""
    try:
        return _written(os.stat(path))
    except OSError:
        return ""


def _written(stat: os.stat_result) -> str:
    return f"{stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_size} {stat.st_ino}"


def state_of(path: str) -> str:
    """Return what identifies a file's state: its stat and, while it is young, its bytes."""
    stat = stat_of(path)
    return f"{stat} {digest_of(path)}" if stat and is_young(stat) else stat


def files_in(folders: tuple[Folder, ...]) -> Iterator[FoundFile]:
    """Yield the content files below `folders`, in the order of the folders."""
    for root, folder in enumerate(folders):
        for path, stat in _walk(folder.path):
            yield FoundFile(path, root, stat)


def _walk(folder: str) -> Iterator[tuple[str, str]]:
    """Yield path and stat of the content files; of a folder that cannot be read its own path."""
    try:
        inside = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError:
        yield named(folder), ""
        return
    for entry in inside:
        if is_passed_over(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif entry.name.endswith(ENDINGS) and entry.name != SETTINGS:
            name = named(entry.path)
            yield name, _stat_of(entry) if name == entry.path else ""


def folders_in(folder: str) -> Iterator[str]:
    """Yield `folder` and the folders below it that are looked into."""
    yield folder
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if not is_passed_over(entry.name) and entry.is_dir(follow_symlinks=False):
                yield from folders_in(entry.path)


def is_passed_over(name: str) -> bool:
    """Say whether nobody looks at a file or folder of that name.

    It is hidden, another program's, or the mark (`~$x.yaml`) that an office leaves beside a file.
    """
    return name.startswith((".", "~$")) or name in NOT_OURS


def named(path: str) -> str:
    """Return `path` as it can be kept; bytes that are not UTF-8 are spelled out: no such file."""
    return path.encode("utf-8", "backslashreplace").decode()


def _stat_of(entry: "os.DirEntry[str]") -> str:
    try:
        return _written(entry.stat())
    except OSError:
        return ""


def digest_of(path: str) -> str:
    """Return the digest of a file's bytes; "" if it cannot be read."""
    try:
        return digest(bytes_of(path))
    except OSError:
        return ""


def digest(data: bytes) -> str:
    """Return what tells `data` from other bytes."""
    import hashlib  # here: its import costs a prompt's time

    return hashlib.blake2b(data, digest_size=16).hexdigest()


def bytes_of(path: str) -> bytes:
    """Return a file's bytes, as far as they are looked at. Raises OSError, for a pipe too."""
    if os.path.isdir(path):
        os.listdir(path)  # says so if it is the permission that is lacking
    if os.path.exists(path) and not os.path.isfile(path):
        raise OSError(errno.EINVAL, "it is a folder, a pipe or a device", path)
    with open(path, "rb") as file:
        return file.read(LARGEST)


def changes_in(tables: sqlite3.Connection, sources: Sources) -> Changes:
    """Compare what lies there with what was compiled."""
    version = version_of(tables)
    meta = dict(tables.execute("SELECT key, value FROM meta"))
    settings = meta.get("settings_state") != state_of(sources.settings)
    known = {
        row[0]: _Known(*row[1:])
        for row in tables.execute("SELECT path, root, stat, young, sha, media FROM files")
    }
    found = list(files_in(sources.using(library=meta.get("library") != "no")))
    old = {file.path for file in found if _is_old(file, known.get(file.path))}
    read = tuple(file for file in found if _differs(file, known.get(file.path)))
    same = {file.path for file in found}.difference(file.path for file in read)
    _settle(tables, old & same)
    _settle_media(tables, {path: media for path in same if (media := known[path].media)})
    gone = tuple(known.keys() - {file.path for file in found})
    for file in read if is_heard() else ():
        trace("to read: %s, %s", file.path, _difference(file, known.get(file.path)))
    trace("stories: %d files, %d to read, %d gone", len(found), len(read), len(gone))
    trace("settings: %s", "to read" if settings else "as in the cache")
    return Changes(settings, read, gone, version)


def _settle_media(tables: sqlite3.Connection, media: dict[str, str]) -> None:
    """Trust the stats of pictures and sounds, too, as far as they are young no more."""
    with contextlib.suppress(sqlite3.OperationalError):
        for path, before in media.items():
            if (after := _settled(before)) != before:
                tables.execute("UPDATE files SET media = ? WHERE path = ?", [after, path])


def version_of(tables: sqlite3.Connection) -> int:
    """Return a number that changes whenever another process has written."""
    return int(tables.execute("PRAGMA data_version").fetchone()[0])


def is_young(stat: str) -> bool:
    """Say whether a file with this `stat` may still change without its stat telling.

    The later of mtime and ctime counts: copies keep the mtime of what they are copies of.
    """
    if stat == "":
        return True
    mtime, ctime, *_ = map(int, stat.split())
    return max(mtime, ctime) > time.time_ns() - YOUNG_NS


class _Known(NamedTuple):
    """A file as it was compiled; `media` are its pictures and sounds, in JSON ("": none)."""

    root: int
    stat: str
    young: int
    sha: str
    media: str


def _is_old(found: FoundFile, known: _Known | None) -> bool:
    """Say whether a file that was young when it was compiled no longer is."""
    return known is not None and bool(known.young) and not is_young(found.stat)


def _differs(found: FoundFile, known: _Known | None) -> bool:
    if known is None or known[:2] != (found.root, found.stat):
        return True
    if known.young and digest_of(found.path) != known.sha:
        return True
    return bool(known.media) and _do_media_differ(known.media)


def _do_media_differ(media: str) -> bool:
    """Say whether a picture or sound is not what it was, though its story may be."""
    return not all(_is_in_state(path, state) for _, path, state, _ in json.loads(media))


def _is_in_state(path: str, state: str) -> bool:
    stat, digest = _stat_and_digest(state)
    return stat_of(path) == stat and (not digest or digest_of(path) == digest)


def _stat_and_digest(state: str) -> tuple[str, str]:
    """Return what `state_of` returned in its two parts; the second is for young files only."""
    parts = state.split()
    return " ".join(parts[:STAT]), "".join(parts[STAT:])


def _settled(media: str) -> str:
    """Return pictures and sounds, in JSON, without the digests of those that are young no more."""
    files = json.loads(media)
    for file in files:
        stat, digest = _stat_and_digest(file[2])
        if digest and not is_young(stat):
            file[2] = stat
    return json.dumps(files, ensure_ascii=False, separators=(",", ":"))


def _difference(found: FoundFile, known: _Known | None) -> str:
    """Say why a file has to be read."""
    if known is None:
        return "not in the cache"
    if known[:2] == (found.root, found.stat):
        bytes_differ = known.young and digest_of(found.path) != known.sha
        return "its bytes changed" if bytes_differ else "a picture of it changed"
    return "its stat changed" if known[0] == found.root else "in another folder of the list"


def _settle(tables: sqlite3.Connection, paths: set[str]) -> None:
    """Trust the stats from now on; a cache that cannot be written asks again next time."""
    if paths:
        with contextlib.suppress(sqlite3.OperationalError):
            tables.execute(
                "UPDATE files SET young = 0 WHERE path IN (SELECT value FROM json_each(?))",
                [json.dumps([*paths])],
            )
