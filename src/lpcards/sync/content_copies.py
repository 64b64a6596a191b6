"""The copies of content that lie in a place, one a device; whose they are is in them."""

import contextlib
import os
import stat
from collections.abc import Callable
from typing import NamedTuple

from lpcards.sync.content_copy import (
    KIND,
    MOST_PACKED,
    ContentCopy,
    ContentFault,
    packed_copy,
    unpacked_copy,
)
from lpcards.system.disk import replace_file
from lpcards.system.private_files import PRIVATE, private_folder
from lpcards.system.problem import UserFault

CONTENT = "content"
PLAIN, ENCRYPTED = ".lpc", ".lpc.age"
AGE = b"age-encryption.org/"
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
PASSED_OVER = (".", "~syncthing~")
NO_KEY = "{} holds encrypted files: set `sync_key`, or give the key with --key"
MOST_FILES = 1000
MOST_DATA = 500_000_000
"""Bytes of files that all copies together may hold."""


class Cipher(NamedTuple):
    """How what lies in a place is kept secret; `opened` returns None for what is not whole."""

    sealed: Callable[[bytes], bytes]
    opened: Callable[[bytes], bytes | None]


def refuse_encrypted(home: str) -> None:
    """Raise UserFault where a place, to which there is no key, has an encrypted copy."""
    folder = os.path.join(home, CONTENT)
    for name in _names_in(folder):
        with contextlib.suppress(FileNotFoundError, ContentFault):
            if _bytes(os.path.join(folder, name), len(AGE)).startswith(AGE):
                raise UserFault(NO_KEY.format(folder))


class Read(NamedTuple):
    """The copies that lie in a place, and the files that could not be read, with reasons."""

    copies: tuple[ContentCopy, ...]
    faults: dict[str, str]


class ContentCopies:
    """The folder of the copies in a place."""

    def __init__(self, home: str, device: str, cipher: Cipher | None) -> None:
        """Read and write below `home` as `device`; with a cipher nothing plain is believed."""
        self.folder = os.path.join(home, CONTENT)
        self._device = device
        self._cipher = cipher
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
                data = self._opened(_bytes(path))
                copy = unpacked_copy(data) if data and size < MOST_DATA else None
            except ContentFault as fault:
                faults[path] = str(fault)
            except FileNotFoundError:  # it was replaced just now
                continue
            else:
                size += copy.size if copy else 0
                if copy and size < MOST_DATA:
                    copies.append(copy)
                elif data:
                    faults[path] = "all copies together are too large"
        if self._cipher:
            faults.pop(self._path(PLAIN), None)  # our own, from before there was a key
        return Read(tuple(copies), faults)

    def _opened(self, data: bytes) -> bytes:
        """Return a copy's file without its encryption; b"" for what is not ours."""
        if not data.startswith(AGE):
            if data and self._cipher:
                raise ContentFault("it is not encrypted: it is not taken in")
            return data
        if self._cipher is None:
            raise UserFault(NO_KEY.format(self.folder))
        opened = self._cipher.opened(data)
        if opened is None:
            raise ContentFault("it is not whole")
        return opened

    def write(self, copy: ContentCopy, read: Read) -> bool:
        """Put this device's own copy there; return whether it was another one."""
        ending = ENCRYPTED if self._cipher else PLAIN
        is_there = copy in read.copies and os.path.exists(self._path(ending))
        if not is_there:
            data = packed_copy(copy)
            private_folder(self.folder)
            sealed = self._cipher.sealed(data) if self._cipher else data
            replace_file(self._path(ending), sealed, PRIVATE)
        if self._cipher:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(self._path(PLAIN))
        return not is_there

    def _path(self, ending: str) -> str:
        return os.path.join(self.folder, self._device + ending)


def _names_in(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [name for name in names if not name.startswith(PASSED_OVER)][:MOST_FILES]


def _bytes(path: str, most: int = MOST_PACKED) -> bytes:
    """Return a file's bytes, or its first ones; b"" for one that has nothing to do with us."""
    try:
        handle = os.open(path, FLAGS)
    except OSError:
        if os.path.islink(path):
            return b""
        raise
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        return b""
    with open(handle, "rb") as file:
        start = file.read(len(AGE))
        if not start.startswith((KIND, AGE)) and not KIND.startswith(start):
            if PLAIN in os.path.basename(path):
                raise ContentFault("it is not whole, or not of lpcards")
            return b""
        if found.st_size > MOST_PACKED:
            raise ContentFault(f"it is larger than {MOST_PACKED // 1_000_000} MB")
        return start + file.read(max(0, most - len(start)))
