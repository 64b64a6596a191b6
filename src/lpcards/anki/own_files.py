"""The files that Anki itself keeps on this machine: each profile's collection, and its backups."""

import os
from collections.abc import Iterable, Iterator
from glob import escape, glob
from typing import NamedTuple

COLLECTION, BACKUP = "collection", "backup"
FILES = {COLLECTION: "collection.anki2", BACKUP: os.path.join("backups", "*.colpkg")}
SAVED_LAST = ("", "-wal")
"""The ends of the names of the files in which what was saved last may be."""


class AnkiFile(NamedTuple):
    """A collection or a backup: its path, its profile's name, when it was saved (UTC ms)."""

    path: str
    kind: str
    profile: str
    saved: int


def files_of_anki(folders: Iterable[str]) -> list[AnkiFile]:
    """Return what lies in Anki's `folders`: collections, then backups, the newest first.

    A folder that is not there, or may not be read, has nothing.
    """
    real = dict.fromkeys(os.path.realpath(folder) for folder in folders)
    found = [file for folder in real for file in _of_folder(folder)]
    return sorted(found, key=lambda file: (file.kind != COLLECTION, -file.saved, file.path))


def _of_folder(folder: str) -> Iterator[AnkiFile]:
    for kind, name in FILES.items():
        for path in glob(os.path.join(escape(folder), "*", name)):
            profile = os.path.relpath(path, folder).partition(os.path.sep)[0]
            if os.path.isfile(path):
                yield AnkiFile(path, kind, profile, _saved(path))


def _saved(path: str) -> int:
    files = (path + end for end in SAVED_LAST if os.path.exists(path + end))
    return max((os.stat(file).st_mtime_ns // 1_000_000 for file in files), default=0)
