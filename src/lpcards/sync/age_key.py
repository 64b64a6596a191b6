"""The key that keeps what lies in a folder secret from whoever carries it: an age identity."""

import os
import re
import stat
from hashlib import sha256
from typing import Any

from lpcards.system.disk import write_new
from lpcards.system.folders import with_tilde
from lpcards.system.private_files import private_folder
from lpcards.system.problem import UserFault

AGE = b"age-encryption.org/"
"""How files begin that age encrypted."""
INSTALL = "encryption needs the package pyrage: `pip install 'lpcards[age]'`"
SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")
LARGEST = 10_000
LONGEST_HEAD, HEAD_ENDS = 2000, b"\n---"
"""Bytes of the head of an encrypted file: ours take 300, and a long one takes age hours to read."""
WRONG = "No matching keys found"


class WrongKey(Exception):  # noqa: N818  what it is
    """A whole file was encrypted for another key."""


class AgeKey:
    """A secret key, by which files are encrypted and opened."""

    def __init__(self, identity: Any, path: str) -> None:  # noqa: ANN401  pyrage has no types
        """Keep the identity, and the file that it came from."""
        self._identity = identity
        self._recipient = identity.to_public()
        self.path = path
        self.fingerprint = sha256(str(self._recipient).encode()).hexdigest()[:16]

    def encrypted(self, data: bytes) -> bytes:
        """Return `data` so that this key alone opens it."""
        import pyrage

        return bytes(pyrage.encrypt(data, [self._recipient]))

    def decrypted(self, data: bytes) -> bytes | None:
        """Return what was encrypted; None where it is not whole, or not ours. Raises WrongKey."""
        import pyrage

        if HEAD_ENDS not in data[:LONGEST_HEAD]:
            return None
        try:
            return bytes(pyrage.decrypt(data, [self._identity]))
        except pyrage.DecryptError as fault:
            if str(fault) == WRONG:
                raise WrongKey from fault
            return None


def read_key(path: str) -> AgeKey:
    """Read a key from its file: one secret line, and comments. UserFault says what is wrong."""
    text, shown = _text(path), with_tilde(path)
    lines = [line.strip() for line in text.splitlines()]
    secret = [line for line in lines if line and not line.startswith("#")]
    if len(secret) != 1 or not SECRET.fullmatch(secret[0]):
        raise UserFault(
            f"{shown} is not a key: it has to hold one line that begins with AGE-SECRET-KEY-1; "
            "`lpcards sync --new-key FILE` makes one"
        )
    identity = _x25519()
    try:
        return AgeKey(identity.from_str(secret[0]), path)
    except Exception:  # noqa: BLE001  pyrage's own; its text might hold the secret
        raise UserFault(f"{shown} is not a key: its line has a typing error") from None


def _text(path: str) -> str:
    shown = with_tilde(path)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise UserFault(
            f"there is no key at {shown}. Without it nothing is sent and nothing is read: copy it "
            "from another machine, or from where you keep a copy"
        ) from None
    except OSError as fault:
        raise UserFault(f"the key {shown} cannot be read: {fault.strerror}") from None
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise UserFault(f"the key {shown} is not a file")
    with open(handle, "rb") as file:
        if found.st_mode & 0o077:
            raise UserFault(
                f"others may read the key {shown}: `chmod 600` it, and make a new one if somebody "
                "has read it"
            )
        return file.read(LARGEST).decode("utf-8", "replace")


def new_key(path: str) -> AgeKey:
    """Make a key in a file that is not there yet (mode 0600); its folder need not be there."""
    identity = _x25519().generate()
    text = f"# The key of an lpcards sync. Keep it secret, and keep a copy.\n{identity}\n"
    private_folder(os.path.dirname(os.path.abspath(path)))
    try:
        write_new(path, text.encode())
    except FileExistsError:
        raise UserFault(
            f"{with_tilde(path)} is there already: a key is never overwritten"
        ) from None
    return AgeKey(identity, path)


def _x25519() -> Any:  # noqa: ANN401
    try:
        from pyrage.x25519 import Identity
    except ImportError:
        raise UserFault(INSTALL) from None
    return Identity
