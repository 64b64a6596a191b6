"""A draft that outlives its build: the next one need not make anew what did not change.

It is a copy in the cache, for its owner alone. First comes a digest of all the rest, so that one
that was cut short or damaged is none; then what must be the same for the lines to be trusted.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple

BLOCK = 1 << 20


class Kept(NamedTuple):
    """Where a draft is kept, and what identifies the decks that it became, and the code."""

    path: str
    state: str

    def restore(self, into: str) -> dict[str, str]:
        """Copy the draft to `into`; return its stories' digests by id, {} if it is of no use."""
        with contextlib.suppress(OSError, ValueError):
            with open(self.path, "rb") as kept:
                digest, told = kept.readline(), kept.readline()
                state, files = json.loads(told)
                if state == self.state and _copied(told, kept, into) == digest:
                    return dict(files)
            os.unlink(into)
        return {}

    def keep(self, draft: str, files: Mapping[str, str]) -> None:
        """Keep a draft made of `files`; where nothing can be written nothing is kept."""
        told = json.dumps([self.state, files]).encode() + b"\n"
        with contextlib.suppress(OSError), open(draft, "rb") as source:
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
            digest = _digest(told, source)
            source.seek(0)
            beside = f"{self.path}-new"
            flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW
            with os.fdopen(os.open(beside, flags, 0o600), "wb") as kept:
                kept.writelines((digest, told))
                kept.writelines(_blocks(source))
            os.replace(beside, self.path)


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.read(BLOCK), b"")


def _digest(told: bytes, draft: IO[bytes]) -> bytes:
    made = hashlib.blake2b(told, digest_size=16)
    for block in _blocks(draft):
        made.update(block)
    return made.hexdigest().encode() + b"\n"


def _copied(told: bytes, kept: IO[bytes], path: str) -> bytes:
    """Write the rest of a kept draft to `path`; return the digest of `told` and of it."""
    with open(path, "w+b") as into:
        into.writelines(_blocks(kept))
        into.seek(0)
        return _digest(told, into)
