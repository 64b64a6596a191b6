"""A command of the program in a child process, with a fault on its way.

All modules are imported before the child is forked: a run takes milliseconds, and no import counts.
"""

import ctypes
import mmap
import os
import pty
import signal
import struct
import sys
from errno import EACCES, EDQUOT, EIO, EMFILE, ENOSPC, EPERM, EROFS
from typing import NamedTuple

KINDS = (
    *("write", "pwrite", "fsync", "fdatasync", "rename", "link", "unlink", "ftruncate"),
    *("open", "mkdir", "chmod"),
)
ONCE, ALL, KILL, TORN = range(4)
ERRORS = {
    "write": (ENOSPC, EIO, EDQUOT),
    "pwrite": (ENOSPC, EIO, EDQUOT),
    "fsync": (EIO, ENOSPC),
    "fdatasync": (EIO, ENOSPC),
    "rename": (EIO, EACCES),
    "link": (EIO, EPERM),
    "unlink": (EIO, EACCES),
    "ftruncate": (EIO, ENOSPC),
    "open": (EMFILE, EACCES, EROFS, ENOSPC, EIO),
    "mkdir": (ENOSPC, EACCES),
    "chmod": (EPERM,),
}
OUTPUT = "-"
PLACES = ("HOME", "TMPDIR", "PATH", "TZ", "LANG")


class Fault(NamedTuple):
    """The `nth` call of a kind fails: how, and with which error. `root`: only calls below it."""

    kind: str = ""
    nth: int = 0
    error: int = 0
    mode: int = ONCE
    root: str = ""

    @property
    def sort(self):
        """Name how the fault comes: an error, a full disk, a kill, or the output."""
        if self.root == OUTPUT:
            return "output"
        return {ALL: "full disk", KILL: "kill -9", TORN: "kill -9"}.get(self.mode, "error")

    def __str__(self):
        way = {KILL: "kill", TORN: "kill after half", ALL: "from there on"}.get(self.mode, "")
        error = os.strerror(self.error) if self.error else ""
        return f"{self.kind} {self.nth}: {' '.join(filter(None, (error, way)))}"


class Outcome(NamedTuple):
    """How a run ended (minus the signal, if by one), its words, its calls, and the fault's luck."""

    code: int
    out: str
    err: str
    counts: dict[str, int]
    was_met: bool


def run(args, home, fault=None):
    """Run a command with `home` as its home, and a fault on its way."""
    shared = mmap.mmap(-1, mmap.PAGESIZE)
    for name in ("in", "out", "err"):
        (_streams(home) / name).write_bytes(b"")
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            _become(args, home, fault or Fault(), shared)
        finally:
            os._exit(99)
    _, status = os.waitpid(child, 0)
    *counts, was_met = struct.unpack(f"{len(KINDS) + 1}i", shared[: 4 * (len(KINDS) + 1)])
    shared.close()
    said = ((_streams(home) / name).read_text("utf-8", "replace") for name in ("out", "err"))
    return Outcome(
        os.waitstatus_to_exitcode(status),
        *said,
        dict(zip(KINDS, counts, strict=True)),
        bool(was_met),
    )


def _streams(home):
    """Return the folder of what goes in and out: beside all that faults are about."""
    folder = home.parent.parent / f"{home.parent.name} streams"
    folder.mkdir(exist_ok=True)
    return folder


def start_in_terminal(args, home):
    """Start a command in a terminal of its own; return its process and the terminal's other end."""
    child, terminal = pty.fork()
    if not child:
        try:
            _be_at(home)
            _open_streams()
            _leave_with(args)
        finally:
            os._exit(99)
    return child, terminal


def _become(args, home, fault, shared):
    signal.alarm(60)
    _take_streams(_streams(home))
    _be_at(home)
    counts = ctypes.addressof(ctypes.c_char.from_buffer(shared))
    ctypes.CDLL(None).faults_arm(
        (fault.root or f"{home.parent}/").encode(),
        KINDS.index(fault.kind) if fault.kind else -1,
        *(fault.nth, fault.error, fault.mode),
        ctypes.c_void_p(counts),
    )
    _leave_with(args)


def _be_at(home):
    environment = {name: value for name, value in os.environ.items() if name in PLACES}
    os.environ.clear()
    os.environ.update(environment)
    os.environ.update(HOME=str(home), TMPDIR=str(home.parent / "tmp"), TERM="dumb")
    os.environ["LPCARDS_CONTENT"] = str(home / "stories")
    os.chdir(home)


def _leave_with(args):
    from lpcards.__main__ import run as leave

    sys.argv = ["lpcards", *args]
    leave()


def _take_streams(folder):
    ways = (("in", os.O_RDONLY), ("out", os.O_WRONLY), ("err", os.O_WRONLY))
    for number, (name, flags) in enumerate(ways):
        os.dup2(os.open(folder / name, flags), number)
    _open_streams()


def _open_streams():
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def import_everything():
    """Import all modules of the program, and what they import late."""
    import importlib
    import pkgutil

    import lpcards

    for module in pkgutil.walk_packages(lpcards.__path__, "lpcards."):
        if module.name != "lpcards.__main__":
            importlib.import_module(module.name)
    for name in (
        "genanki",
        "zstandard",
        "tempfile",
        "shutil",
        "filecmp",
        "encodings.idna",
        "pyrage",
    ):
        importlib.import_module(name)


def is_armed():
    """Say whether this process was started with the shim."""
    return hasattr(ctypes.CDLL(None), "faults_arm")
