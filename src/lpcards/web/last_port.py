"""The port that the page of a log had last: what a browser kept for it belongs to its address."""

import contextlib
import os

from lpcards.index.scan import digest
from lpcards.system.disk import replace_file
from lpcards.system.folders import state_folder
from lpcards.system.private_files import PRIVATE

MOST = 65_535


def last_port(database: str) -> int:
    """Return the port that the page of the log at that path had last here; 0 if nobody knows."""
    try:
        with open(_path(database), encoding="ascii") as file:
            words = file.read(16).strip()
    except (OSError, UnicodeDecodeError):
        return 0
    return int(words) if words.isdecimal() and int(words) <= MOST else 0


def remember_port(database: str, port: int) -> None:
    """Keep the port for the next time; where that cannot be, another one is taken then."""
    with contextlib.suppress(OSError):
        os.makedirs(state_folder(), mode=0o700, exist_ok=True)
        replace_file(_path(database), f"{port}\n".encode(), PRIVATE)


def log_name(database: str) -> str:
    """Return a name for the log at that path, which says nothing of it."""
    return digest(os.path.realpath(database).encode("utf-8", "surrogateescape"))[:16]


def _path(database: str) -> str:
    return os.path.join(state_folder(), f"port-{log_name(database)}")
