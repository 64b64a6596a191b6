"""Files of a folder where machines meet, in which each byte is accounted for.

A magic line, the SHA-256 of what follows, and that: lines of JSON, compressed. So a file that a
service has copied half, or mixed with another, is told from a whole one by what it holds, and its
name means nothing. With a key that is inside a file of age. Anybody may have put anything there.
"""

import os
import stat
from hashlib import sha256
from typing import NamedTuple

from lpcards.log import LogProblem
from lpcards.log.time_left import Look, at_leisure
from lpcards.sync.age_key import AGE, AgeKey, WrongKey
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault

FORMAT = b"1\n"
DIGEST = 32
LEVEL = 9
WIDEST_WINDOW, AT_ONCE = 8 << 20, 1 << 18
MEGABYTE = 1_000_000
ENCRYPTED = ".age"
"""What follows the ending of an encrypted file's name."""
PASSED_OVER = (".", "~syncthing~")
"""How names begin of what is still being made, and of what programs keep for themselves."""
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
NO_FILE = "it is no plain file"
NOT_OURS = "it is not whole, or not of lpcards"
NOT_ENCRYPTED = (
    "it is not encrypted: sync with the key on the machine that wrote it, or remove it if none of "
    "yours did"
)


class BadFile(LogProblem):
    """A file cannot be taken in; the text says what it is instead of a whole one."""


class FileForm(NamedTuple):
    """A kind of file: how it begins, how names of such files end, and what of one a reader takes.

    That is so many bytes of the file, and of the lines in it.
    """

    kind: bytes
    ending: str
    most_packed: int
    most_bytes: int

    @property
    def magic(self) -> bytes:
        """The first line."""
        return self.kind + FORMAT

    def packed(self, lines: bytes) -> bytes:
        """Return the file of these lines; the same lines are always the same bytes."""
        from zstandard import ZstdCompressor  # here: only what syncs needs it

        rest = ZstdCompressor(level=LEVEL).compress(lines)
        return self.magic + sha256(rest).digest() + rest

    def unpacked(self, data: bytes, look: Look = at_leisure) -> bytes:
        """Return the lines of a file. BadFile where it is not whole, OutOfTime as `look` does."""
        magic = self.magic
        if not data.startswith(magic):
            if data.startswith(self.kind) and b"\n" in data[: len(magic) + 4]:
                raise BadFile("a newer lpcards wrote it: update this one")
            raise BadFile(NOT_OURS)
        digest, rest = data[len(magic) :][:DIGEST], data[len(magic) + DIGEST :]
        if sha256(rest).digest() != digest:
            raise BadFile("it is not whole")
        return self._decompressed(rest, look)

    def _decompressed(self, rest: bytes, look: Look) -> bytes:
        from zstandard import ZstdDecompressor, ZstdError

        reader = ZstdDecompressor(max_window_size=WIDEST_WINDOW).stream_reader(rest)
        lines = bytearray()
        try:
            while more := reader.read(AT_ONCE):
                look()
                lines += more
                if len(lines) > self.most_bytes:
                    raise BadFile(f"it holds more than {self.most_bytes // MEGABYTE} MB")
        except (ZstdError, MemoryError) as fault:
            raise BadFile("it cannot be decompressed") from fault
        return bytes(lines)

    def read(self, path: str, most: int | None = None) -> bytes:
        """Return a file's bytes, or its first ones; b"" for one that has nothing to do with us.

        Raises BadFile for one that is no file or too large, OSError where it cannot be read.
        """
        is_named_ours = self.ending in os.path.basename(path)
        if os.path.islink(path):
            return self._strange(NO_FILE, is_named_ours=is_named_ours)
        handle = os.open(path, FLAGS)
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            os.close(handle)
            return self._strange(NO_FILE, is_named_ours=is_named_ours)
        with open(handle, "rb") as file:
            start = file.read(len(AGE))
            if not start.startswith((self.kind, AGE)):
                return self._strange(NOT_OURS, is_named_ours=is_named_ours)
            if found.st_size > self.most_packed:
                raise BadFile(f"it is larger than {self.most_packed // MEGABYTE} MB")
            most = self.most_packed if most is None else most
            return start + file.read(max(0, most - len(start)))

    def _strange(self, fault: str, *, is_named_ours: bool) -> bytes:
        if is_named_ours:
            raise BadFile(fault)
        return b""


def opened(data: bytes, key: AgeKey | None, path: str) -> bytes:
    """Return what was read of a file, without its encryption; b"" if it has nothing to do with us.

    Raises BadFile for one that is not whole, or with a key not encrypted; UserFault where no key,
    or another one, opens it.
    """
    if not data.startswith(AGE):
        if data and key:
            raise BadFile(NOT_ENCRYPTED)
        return data
    if key is None:
        raise no_key(os.path.dirname(path))
    try:
        plain = key.decrypted(data)
    except WrongKey:
        raise UserFault(
            f"the key {with_tilde(key.path)} does not open {with_tilde(path)}, which was encrypted "
            "with another one: take the key of your other machines. Nothing was sent"
        ) from None
    if plain is None:
        raise BadFile("it is not whole")
    return plain


def no_key(folder: str) -> UserFault:
    """Return what to say where there is no key to what is encrypted."""
    return UserFault(
        f"what lies in {with_tilde(folder)} is encrypted: name its key with `--key FILE`, or with "
        "`lpcards set sync_key=FILE`. Nothing was sent"
    )
