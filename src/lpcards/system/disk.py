"""Files made whole or not at all on a disk that may fail, and what killed runs left of them.

A file is made beside its place, under a name that says whose it is (`.lpcards-`, the process, some
digits), and takes its place in one step. A run that is killed leaves such a name behind. The next
one that makes a file there removes it, if it is a day old and its process is gone: until then it
may belong to a process that cannot be seen from here, in a container or on another machine.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

BESIDE, SCRATCH = ".lpcards-", "lpcards-"
"""How the names of files that are being made begin, and of folders for what is temporary."""

DAY = 86_400

OF_THE_DISK = frozenset({3, 8, 10, 13, 14})
"""SQLite's codes for what a disk is to blame for: PERM, READONLY, IOERR, FULL, CANTOPEN."""

SQLITE_MAGIC = b"SQLite format 3\0"
"""How SQLite's files begin."""

SQLITE_ENDS = ("-wal", "-shm", "-journal")
"""The ends of the names of what SQLite keeps beside a file."""

SQLITE_LOCK = (510, (1 << 30) + 2)
"""Length and place of the bytes that SQLite locks as long as a program has a file open."""

made: list[str] = []
"""The files that this run has made for good. Who cannot say so any more looks here."""


@contextlib.contextmanager
def replacing(path: str, mode: int, *, durable: bool = True) -> Iterator[str]:
    """Give the path of an empty file to be filled; it replaces `path` when all went well.

    That is one step, and the file has this `mode` then. A `durable` one is on the disk on return,
    and so is its name.
    """
    beside = _start_beside(path)
    try:
        with naming(path):
            yield beside
        _take_place(beside, path, mode, durable=durable)
    finally:
        _discard(beside)


def replace_file(path: str, data: bytes, mode: int, *, durable: bool = True) -> None:
    """Put `data` at `path` in one step, as `replacing` does."""
    with replacing(path, mode, durable=durable) as beside, open(beside, "wb") as file:
        file.write(data)


def write_new(path: str, data: bytes) -> str:
    """Put `data` into a file that is not there yet (mode 0600) and return its path.

    What is there stays: FileExistsError. A kill leaves the whole file or none.
    """
    beside = _start_beside(path)
    try:
        with naming(path), open(beside, "wb") as file:
            file.write(data)
        _take_empty_place(beside, path)
    except BaseException:
        _discard(beside)
        raise
    return path


def _start_beside(path: str) -> str:
    """Make an empty file in the folder of `path` (mode 0600), to be filled; return its path."""
    folder = os.path.dirname(path) or os.curdir
    beside = os.path.join(folder, f"{BESIDE}{os.getpid()}-{os.urandom(4).hex()}")
    with naming(path):
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    _sweep(folder, BESIDE, os.stat(beside).st_mtime)
    return beside


def _take_place(beside: str, path: str, mode: int, *, durable: bool) -> None:
    with naming(path):
        if durable:
            _flush(beside)
        os.chmod(beside, mode)
        os.replace(beside, path)
    if durable:
        _made(path)


def _take_empty_place(beside: str, path: str) -> None:
    """Let a filled file be at `path`, where nothing may be yet. Raises FileExistsError."""
    with naming(path):
        _flush(beside)
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # there are file systems without hard links
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            os.replace(beside, path)
        else:
            _discard(beside)
    _made(path)


def _discard(beside: str) -> None:
    """Remove a file that is not to take its place, and what SQLite keeps beside such a file."""
    for end in ("", *SQLITE_ENDS):
        with contextlib.suppress(OSError):
            os.unlink(beside + end)


@contextlib.contextmanager
def naming(path: str) -> Iterator[None]:
    """Let an OSError that names no file, or one beside it, name `path`."""
    try:
        yield
    except OSError as fault:
        named = os.path.basename(str(fault.filename or ""))
        if named and not named.startswith(BESIDE):
            raise
        raise OSError(fault.errno, fault.strerror or str(fault), path) from None


def is_of_the_disk(fault: BaseException) -> bool:
    """Say whether SQLite failed because of the disk, and not of what a file holds."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF in OF_THE_DISK


def scratch_folder() -> "TemporaryDirectory[str]":
    """Make a folder for what is temporary (mode 0700); it goes when it is left or cleaned up."""
    from tempfile import TemporaryDirectory, gettempdir  # here: no prompt needs them

    with naming("the folder for temporary files"):
        folder = TemporaryDirectory(prefix=f"{SCRATCH}{os.getpid()}-", ignore_cleanup_errors=True)
    _sweep(gettempdir(), SCRATCH, os.stat(folder.name).st_mtime)
    return folder


def _flush(path: str) -> None:
    """Wait until all that was written to a file is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _made(path: str) -> None:
    """Wait until a name is on the disk. Where folders cannot be waited for SQLite goes on too."""
    made.append(path)
    with contextlib.suppress(OSError):
        _flush(os.path.dirname(path) or os.curdir)


def sweep(folders: Iterable[str], now: float) -> None:
    """Remove what killed runs left of files in `folders`, where no new one is made just now.

    `now` is what the disk takes for the time (seconds since 1970).
    """
    for folder in folders:
        _sweep(folder, BESIDE, now)


def _sweep(folder: str, start: str, now: float) -> None:
    """Remove what killed runs left in a folder; `now` is what its disk takes for the time."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(start) and _is_left(entry, entry.name[len(start) :], now):
                _remove(entry)


def _is_left(entry: os.DirEntry[str], rest: str, now: float) -> bool:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    process, hyphen, _ = rest.partition("-")
    ours = hyphen and process.isdecimal() and found.st_uid == os.getuid()
    return bool(ours) and now - found.st_mtime > DAY and not _runs(int(process))


def _runs(process: int) -> bool:
    """Say whether there is such a process. A later one of that number lets the file wait."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        from shutil import rmtree

        rmtree(entry.path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            os.unlink(entry.path)
