"""The copies of content that lie in a place, one a device; whose they are is in them."""

import contextlib
import os
import stat
from typing import NamedTuple

from lpcards.sync.age_key import AGE, AgeKey
from lpcards.sync.content_copy import ContentCopy, packed_copy, unpacked_copy
from lpcards.sync.content_place import CONTENT, COPY
from lpcards.sync.packed_file import ENCRYPTED, PASSED_OVER, BadFile, no_key, opened
from lpcards.system.disk import replace_file
from lpcards.system.private_files import PRIVATE, private_folder
from lpcards.system.problem import UserFault

MOST_FILES = 1000
MOST_DATA = 500_000_000
"""Bytes of files that all copies together may hold."""


def refuse_encrypted(home: str) -> None:
    """Raise UserFault where a place, to which there is no key, has an encrypted copy."""
    folder = os.path.join(home, CONTENT)
    for name in _names_in(folder):
        with contextlib.suppress(FileNotFoundError, BadFile):
            if COPY.read(os.path.join(folder, name), len(AGE)).startswith(AGE):
                raise no_key(folder)


class Read(NamedTuple):
    """The copies that lie in a place, and the files that could not be read, with reasons."""

    copies: tuple[ContentCopy, ...]
    faults: dict[str, str]


class ContentCopies:
    """The folder of the copies in a place."""

    def __init__(self, home: str, device: str, key: AgeKey | None) -> None:
        """Read and write below `home` as `device`; with a key nothing plain is believed."""
        self.folder = os.path.join(home, CONTENT)
        self._device = device
        self._key = key
        if os.path.lexists(self.folder) and not stat.S_ISDIR(os.lstat(self.folder).st_mode):
            raise UserFault(f"{self.folder} is no folder: move it away")

    def read(self) -> Read:
        """Return what lies there. Raises UserFault where it is encrypted and there is no key.

        OSError where a file cannot be read: nothing is written before all was taken in.
        """
        copies: list[ContentCopy] = []
        faults: dict[str, str] = {}
        size = 0
        for name in _names_in(self.folder):
            path = os.path.join(self.folder, name)
            try:
                data = opened(COPY.read(path), self._key, path)
                copy = unpacked_copy(data) if data and size < MOST_DATA else None
            except BadFile as fault:
                faults[path] = str(fault)
            except FileNotFoundError:  # it was replaced just now
                continue
            else:
                size += copy.size if copy else 0
                if copy and size < MOST_DATA:
                    copies.append(copy)
                elif data:
                    faults[path] = "all copies together are too large"
        if self._key:
            faults.pop(self._path(COPY.ending), None)  # our own, from before there was a key
        return Read(tuple(copies), faults)

    def write(self, copy: ContentCopy, read: Read) -> bool:
        """Put this device's own copy there; return whether it was another one."""
        ending = COPY.ending + (ENCRYPTED if self._key else "")
        is_there = copy in read.copies and os.path.exists(self._path(ending))
        if not is_there:
            data = packed_copy(copy)
            private_folder(self.folder)
            sealed = self._key.encrypted(data) if self._key else data
            replace_file(self._path(ending), sealed, PRIVATE)
        if self._key:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._path(COPY.ending))
        return not is_there

    def _path(self, ending: str) -> str:
        return os.path.join(self.folder, self._device + ending)


def _names_in(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [name for name in names if not name.startswith(PASSED_OVER)][:MOST_FILES]
