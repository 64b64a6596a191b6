"""Faults that no command expects: of the disk under SQLite, and ours.

Of ours the traceback goes to a file, the person gets its name.
"""

import os
import sqlite3
import time
import traceback

from lpcards import __version__
from lpcards.index.cache_file import discard
from lpcards.log.database import problem_of
from lpcards.system.disk import is_of_the_disk
from lpcards.system.folders import cache_folder, state_folder
from lpcards.system.problem import UserFault

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def fault_of_disk(fault: BaseException) -> str:
    """Return a sentence if the disk, under what is temporary or kept for speed, is at fault, or "".

    The log says so itself: this is about all other files of SQLite's.
    """
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if is_of_the_disk(fault) and isinstance(fault, sqlite3.Error):
        return str(problem_of(f"a temporary file in {_temporary_folder()}", fault))
    if code in DAMAGED:
        return str(damaged_cache())
    return ""


def damaged_cache() -> UserFault:
    """Throw the cache away and return what to say of that."""
    discard(cache_folder())
    return UserFault(f"the cache in {cache_folder()} was damaged, so it was thrown away: try again")


def _temporary_folder() -> str:
    from tempfile import gettempdir

    try:
        return gettempdir()
    except OSError:
        return "/tmp"  # noqa: S108  only named


def words_of(fault: BaseException) -> str:
    """Return a sentence on a fault that nobody expects: of a file, of the disk, or ours."""
    if isinstance(fault, OSError):
        return f"{fault.filename or 'a file'}: {fault.strerror or fault}"
    return fault_of_disk(fault) or report(fault)


def report(fault: BaseException) -> str:
    """Write the traceback to a file and return a sentence that names it.

    The cache is thrown away: should it be what is wrong, the next command finds it mended.
    """
    discard(cache_folder())
    trace = f"lpcards {__version__}\n" + "".join(traceback.format_exception(fault))
    path = os.path.join(state_folder(), time.strftime("crash-%Y%m%d-%H%M%S.txt"))
    try:
        os.makedirs(state_folder(), mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "a") as file:
            file.write(trace)
    except OSError:
        return f"this is a bug in lpcards, and could not be written to a file:\n{trace}"
    return f"this is a bug in lpcards ({type(fault).__name__}). The traceback is in {path}"
