"""Files that a command was asked for: written whole, or not at all."""

import os
import stat
import tempfile


def write_whole(path: str, data: bytes, mode: int | None = None) -> str:
    """Put `data` at `path` in one step and return the path.

    `mode` is the file's; None keeps the one it has, or takes what the umask allows. What is no
    ordinary file, such as `/dev/stdout` or a pipe, is written to as it is.
    """
    goal = os.path.realpath(path)
    try:
        before = os.stat(goal).st_mode
    except FileNotFoundError:
        before = None
    if before is not None and not stat.S_ISREG(before):
        with open(path, "wb") as file:
            file.write(data)
        return path
    try:
        _replace(goal, data, mode or (stat.S_IMODE(before) if before else 0o666 & ~_umask()))
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, path) from None
    return path


def write_new(path: str, data: bytes) -> str:
    """Put `data` into a file that is not there yet and return the path; what is there stays."""
    with open(path, "xb") as file:
        try:
            file.write(data)
            file.flush()
        except BaseException:
            os.unlink(path)
            raise
    return path


def _replace(path: str, data: bytes, mode: int) -> None:
    """Put `data` in the file's place in one step: a kill leaves the old text or the new."""
    handle, beside = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".lpcards-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
