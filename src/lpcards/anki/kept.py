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

from lpcards.system.disk import replacing

BLOCK = 1 << 20
LENGTH, DIGEST = 8, 32
"""How many hex digits tell the length of what stands behind the draft, and the digest."""

NO_DRAFT = (ValueError, TypeError, RecursionError)
"""What reading the end of some other file raises."""


def restore_draft(path: str, state: str, into: str) -> dict[str, str]:
    """Copy the draft at `path` to `into` if it was kept in this `state`.

    Returns the digests of the stories that it was made of, by their ids; {} if there is no draft
    of use.
    """
    with contextlib.suppress(OSError, *NO_DRAFT), open(path, "rb") as kept:
        size, end, digest = _ends(kept)
        before, files = json.loads(end[:-LENGTH])
        with open(into, "wb") as copy:
            if before == state and _digest(_copied(kept, size, copy), end) == digest:
                return dict(files)
    with contextlib.suppress(OSError):
        os.unlink(into)
    return {}


def keep_draft(path: str, draft: str, state: str, files: Mapping[str, str]) -> None:
    """Keep the file `draft` at `path`, in this `state`, made of stories of these digests.

    Where nothing can be written nothing is kept.
    """
    end = json.dumps([state, files]).encode()
    end += b"%0*x" % (LENGTH, len(end))
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with replacing(path, 0o600, durable=False) as beside, open(beside, "wb") as copy:
            with open(draft, "rb") as source:
                digest = _copied(source, os.path.getsize(draft), copy)
            copy.write(end + _digest(digest, end))


def _copied(source: IO[bytes], size: int, into: IO[bytes]) -> blake2b:
    """Copy so many bytes, or as many as there are; return their digest."""
    digest = blake2b(digest_size=DIGEST // 2)
    while block := source.read(min(BLOCK, size)):
        size -= len(block)
        digest.update(block)
        into.write(block)
    return digest


def _digest(of_draft: blake2b, end: bytes) -> bytes:
    """Return the digest of a draft and of what stands behind it."""
    of_draft.update(end)
    return of_draft.hexdigest().encode()


def _ends(kept: IO[bytes]) -> tuple[int, bytes, bytes]:
    """Return the draft's size, what stands behind it, and the digest; leave the file at its start.

    Raises ValueError or OSError if there is no such thing.
    """
    place = kept.seek(-LENGTH - DIGEST, os.SEEK_END)
    length = int(kept.read(LENGTH), 16)
    size = kept.seek(place - length)
    end, digest = kept.read(length + LENGTH), kept.read(DIGEST)
    kept.seek(0)
    return size, end, digest
