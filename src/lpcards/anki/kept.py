"""A draft that outlives its build: the next one need not make anew what did not change.

It is a copy in the cache, for its owner alone. Behind it stands what must be the same for its lines
to be trusted, and a digest of all: one that was cut short, mixed or damaged is none.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from hashlib import blake2b
from typing import IO

from lpcards.system.disk import discard, start_beside, take_place

BLOCK = 1 << 20
LENGTH, DIGEST = 8, 32
"""How many hex digits tell the length of what stands behind the draft, and the digest."""

NO_DRAFT = (ValueError, TypeError, RecursionError)
"""What reading the end of some other file raises."""


class Kept:
    """The place of a draft that is kept."""

    def __init__(self, path: str) -> None:
        """Name the place; there need be nothing yet."""
        self._path, self._beside = path, ""
        self._digest: blake2b | None = None

    def restore(self, state: str, into: str) -> dict[str, str]:
        """Copy the draft to `into` if it was kept in this `state`; return its stories' digests.

        They are by the stories' ids; {} if there is no draft of use.
        """
        with contextlib.suppress(OSError, *NO_DRAFT), open(self._path, "rb") as kept:
            size, told, digest = _told(kept)
            before, files = json.loads(told[:-LENGTH])
            if before == state and _digest(_copied(kept, size, into), told) == digest:
                return dict(files)
        with contextlib.suppress(OSError):
            os.unlink(into)
        return {}

    def put_away(self, draft: str) -> None:
        """Copy a draft; it is kept when it is sealed. Where nothing can be written, nothing is."""
        try:
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            self._beside = start_beside(self._path)
            with open(draft, "rb") as source:
                self._digest = _copied(source, os.path.getsize(draft), self._beside)
        except OSError:
            self.drop()

    def seal(self, state: str, files: Mapping[str, str]) -> None:
        """Keep the draft that was put away, in this `state`, made of `files`."""
        if self._digest is None:
            return
        told = json.dumps([state, files]).encode()
        told += b"%0*x" % (LENGTH, len(told))
        with contextlib.suppress(OSError):
            with open(self._beside, "ab") as into:
                into.write(told + _digest(self._digest, told))
            take_place(self._beside, self._path, 0o600, durable=False)
            self._beside = ""

    def drop(self) -> None:
        """Remove what was put away and not kept."""
        if self._beside:
            discard(self._beside)
        self._beside, self._digest = "", None


def _copied(source: IO[bytes], size: int, path: str) -> blake2b:
    """Copy so many bytes, or as many as there are, into a file; return the digest so far."""
    digest = blake2b(digest_size=DIGEST // 2)
    with open(path, "wb") as into:
        while block := source.read(min(BLOCK, size)):
            size -= len(block)
            digest.update(block)
            into.write(block)
    return digest


def _digest(begun: blake2b, told: bytes) -> bytes:
    """Return the digest of a draft and of what stands behind it."""
    begun.update(told)
    return begun.hexdigest().encode()


def _told(kept: IO[bytes]) -> tuple[int, bytes, bytes]:
    """Return the draft's size, what stands behind it, and the digest; leave the file at its start.

    Raises ValueError or OSError if there is no such thing.
    """
    end = kept.seek(-LENGTH - DIGEST, os.SEEK_END)
    length = int(kept.read(LENGTH), 16)
    size = kept.seek(end - length)
    told, digest = kept.read(length + LENGTH), kept.read(DIGEST)
    kept.seek(0)
    return size, told, digest
