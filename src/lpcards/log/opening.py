"""Opening the file: made if need be, brought up to date, or read as it is."""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Callable
from typing import NamedTuple

from lpcards.log.database import LogProblem, transaction
from lpcards.log.schema import VERSION, Stamp, migrate, stamp_of, version_of
from lpcards.system.trace import trace

PATIENCE = 5.0
IN_MEMORY = "file::memory:"
ENDS = ("", "-wal")
SETTINGS = (
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS: a plain fsync leaves the data in the drive's own memory
)


class Opened(NamedTuple):
    """An open file, and what people should know of the way it was opened ("": nothing).

    `version` is the format that the file has.
    """

    db: sqlite3.Connection
    notice: str = ""
    version: int = VERSION


def open_to_write(path: str, patience: float = PATIENCE) -> Opened:
    """Open the log at `path` for reading and writing; make it, or bring it up to date, if need be.

    A file is made with mode 0600, folders with 0700. Waits `patience` seconds for other programs.
    """
    real = os.path.realpath(path)
    _make(real)
    if not _is_file(real, path) or not _writable(real):
        raise LogProblem(f"{path} cannot be written: the file or its folder is read-only.")
    db = _connect(real, "rw", patience)
    try:
        _brought_up_to_date(db, real, path, patience)
    except BaseException:
        db.close()
        raise
    trace("log %s: opened to write, format %d", real, VERSION)
    return Opened(db)


def open_to_read(path: str, patience: float = PATIENCE) -> Opened:
    """Open the log at `path` and change nothing; a missing file reads as an empty log.

    Where nothing may be written the file is read as it is, and a notice says so.
    """
    opened = open_as_it_is(path, patience)
    if opened.version < VERSION:
        with contextlib.closing(opened.db) as old:
            return opened._replace(db=_in_memory(old.backup, migrate))
    return opened


def open_as_it_is(path: str, patience: float = PATIENCE) -> Opened:
    """Open the log at `path` to read it in the format it has; as `open_to_read` otherwise."""
    real = os.path.realpath(path)
    if not _is_file(real, path) or not os.path.getsize(real):
        trace("log %s: not there, read as empty", path)
        return Opened(_in_memory(migrate))
    opened = (
        Opened(_connect(real, "rw", patience)) if _writable(real) else _open_unwritable(real, path)
    )
    try:
        version = checked_stamp(opened.db, path).version
        how = "as it is" if opened.notice else "to read"
        trace("log %s: opened %s, format %d", real, how, version)
    except BaseException:
        opened.db.close()
        raise
    return opened._replace(version=version)


def _make(real: str) -> None:
    _make_folder(os.path.dirname(real))
    try:
        os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return


def _make_folder(folder: str) -> None:
    if not os.path.isdir(folder):
        _make_folder(os.path.dirname(folder))
        try:
            os.mkdir(folder, 0o700)
        except FileExistsError:
            if not os.path.isdir(folder):
                raise LogProblem(
                    f"{folder} is in the way: the log needs a folder of that name."
                ) from None


def _is_file(real: str, path: str) -> bool:
    try:
        mode = os.stat(real).st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISREG(mode):
        return True
    kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe"
    raise LogProblem(f"{path} is {kind}, not a log.")


def _writable(real: str) -> bool:
    return os.access(real, os.R_OK | os.W_OK) and os.access(os.path.dirname(real), os.W_OK)


def _connect(real: str, mode: str, patience: float) -> sqlite3.Connection:
    # Written out, because urllib costs more to import than all the rest of this room.
    name = real.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    way = "immutable=1" if mode == "unchanged" else f"mode={mode}"
    db = sqlite3.connect(f"file://{name}?{way}", uri=True, timeout=patience, isolation_level=None)
    try:
        for setting in SETTINGS:
            db.execute(f"PRAGMA {setting}")
    except BaseException:
        db.close()
        raise
    return db


def checked_stamp(db: sqlite3.Connection, path: str) -> Stamp:
    """Return the file's stamp; raise LogProblem if it is no log, or one of a newer lpcards."""
    stamp = stamp_of(db)
    if not stamp.ours:
        raise LogProblem(f"{path} is not an lpcards log: it is some other program's SQLite file.")
    if stamp.version > VERSION:
        raise LogProblem(
            f"{path} was written by a newer lpcards (format {stamp.version}, this one knows "
            f"{VERSION}): it was left alone; update lpcards."
        )
    return stamp


def _brought_up_to_date(db: sqlite3.Connection, real: str, path: str, patience: float) -> None:
    if checked_stamp(db, path).version < VERSION:
        _copy_old(db, real)
        _migrate(db)
    _write_ahead(db, patience)


def _copy_old(db: sqlite3.Connection, real: str) -> None:
    """Copy a log of an older format, unless another program has brought it up to date by now."""
    with transaction(db, "DEFERRED"):
        version = version_of(db)
        if 0 < version < VERSION:
            from lpcards.log.copy_files import steps_copy

            steps_copy(db, real, version)


def _migrate(db: sqlite3.Connection) -> None:
    with transaction(db, "EXCLUSIVE"):
        trace("log: brought from format %d to %d", version_of(db), VERSION)
        migrate(db)  # does nothing where another process was quicker


def _write_ahead(db: sqlite3.Connection, patience: float) -> None:
    """Switch the file to WAL. While another process does so SQLite fails without waiting."""
    from time import monotonic, sleep

    until = monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.01)
        else:
            return


def _in_memory(*steps: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    """Return a database in memory that went through `steps`; if one fails, none is left open."""
    memory = sqlite3.connect(IN_MEMORY, uri=True, isolation_level=None)
    try:
        for step in steps:
            step(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _open_unwritable(real: str, path: str) -> Opened:
    """Open a file that may not be written."""
    if not os.access(real, os.R_OK):
        raise LogProblem(f"{path} cannot be read: permission denied.")
    return Opened(open_unchanged(real), f"{path} cannot be written here: it is read as it is.")


def open_unchanged(real: str) -> sqlite3.Connection:
    """Open a file so that neither it nor its folder changes. A WAL is read from a copy."""
    if os.path.exists(real + "-wal") and os.path.getsize(real + "-wal"):
        return _read_with_wal(real)
    return _connect(os.path.abspath(real), "unchanged", PATIENCE)


def _read_with_wal(real: str) -> sqlite3.Connection:
    from lpcards.system.disk import scratch_folder

    with scratch_folder() as folder:
        _copy_both(real, f"{folder}/log")
        with contextlib.closing(_connect(f"{folder}/log", "rw", PATIENCE)) as db:
            return _in_memory(db.backup)


def _copy_both(real: str, target: str) -> None:
    """Copy the file and its WAL as they were at one moment: whoever owns them may be at work."""
    from shutil import copyfile

    before: list[tuple[int, int]] = []
    while before != (now := [_state(real + end) for end in ENDS]):
        before = now
        for end in ENDS:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(target + end)
            with contextlib.suppress(FileNotFoundError):  # its owner closed it: no WAL is left
                copyfile(real + end, target + end)


def _state(path: str) -> tuple[int, int]:
    try:
        stat = os.stat(path)
    except FileNotFoundError:
        return (0, 0)
    return (stat.st_mtime_ns, stat.st_size)
