"""A terminal for tests: the real program on a real pty, its screen kept by pyte."""

import contextlib
import os
import re
import signal
import sys
import time

import pexpect
import pyte

from forked import AS_STARTED, OnTerminal, at_start

KEYS = {
    "enter": "\r",
    "space": " ",
    "ctrl-c": "\x03",
    "ctrl-z": "\x1a",
    "ctrl-d": "\x04",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "left": "\x1b[D",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "ctrl-a": "\x01",
    "ctrl-u": "\x15",
    "ctrl-w": "\x17",
}
PATIENCE = 60.0
SKIPS = "s skip"
FRAME = re.compile(r"q stop|Question mark|Esc: other keys|space: tomorrow|any key|any other key")
"""What stands below whatever a review shows."""
PROGRAM = (sys.executable, "-m", "lpcards")


def _as_from_a_shell():
    """Heed the keys' signals, though whoever runs the tests in the background may ignore them."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class _Started(pexpect.spawn):
    """A command that is started, not forked."""

    def read_within(self, seconds):
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            return self.read_nonblocking(65536, timeout=seconds)
        return b""


def _started(command, args, **where):
    program, *first = command
    how = {**where, "timeout": PATIENCE, "preexec_fn": _as_from_a_shell}
    child = _Started(program, [*first, *args], **how)
    child.delaybeforesend = None
    return child


class Terminal:
    """Runs a command on a pty of `columns` x `rows` and reads its screen."""

    def __init__(
        self,
        *args,
        columns=80,
        rows=24,
        now="2026-03-02T09:00",
        command=None,
        program=PROGRAM,
        inherited=os.environ,
        cwd=None,
        clock=None,
        **environment,
    ):
        first = ["--now", now] if now else []
        inherited = {k: v for k, v in inherited.items() if k not in {"COLUMNS", "LINES"}}
        env = {**inherited, "TERM": "xterm-256color", **environment}
        where = {"dimensions": (rows, columns), "cwd": cwd, "env": env}
        if command is None and at_start(env) == AS_STARTED:
            self.child = OnTerminal([*first, *args], **where, clock=clock)
        else:
            self.child = _started(command or program, [*first, *map(str, args)], **where)
        self.raw = b""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._lines = {}

    def read(self, seconds=0.02):
        """Take in what the program wrote within `seconds`."""
        data = self.child.read_within(seconds)
        if not data:
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    @property
    def lines(self):
        """What stands on the screen, without blank ends; only what changed is put together."""
        columns = range(self.screen.columns)
        for at in self.screen.dirty:
            row = self.screen.buffer[at]
            self._lines[at] = "".join(row[column].data for column in columns).rstrip()
        self.screen.dirty.clear()
        return [self._lines[at] for at in range(self.screen.lines)]

    @property
    def text(self):
        """The screen as one text, its lines unwrapped."""
        return " ".join(" ".join(self.lines).split())

    def wait_for(self, words, *, gone=False):
        """Wait until `words` stand on the screen (or no longer do)."""
        until = time.monotonic() + PATIENCE
        while (words in self.text) == gone:
            if not self.read() and time.monotonic() > until:
                raise AssertionError(f"{words!r} not seen on:\n" + "\n".join(self.lines))
        while self.read(0.04):  # the rest of the frame
            pass
        return self.text

    def press(self, key, words=None):
        """Press a key, and wait for `words`, or for the next whole frame.

        Words that stand there already are no answer: something has to be written first.
        """
        is_old = words is None or words in self.text
        self.child.send(KEYS.get(key, key))
        if is_old:
            self.settle()
        return self.wait_for(words) if words else self.text

    def skip_reading(self):
        """Go on to the card, if something is to be read before it."""
        until = time.monotonic() + PATIENCE
        while not FRAME.search(self.text) and self.child.isalive() and time.monotonic() < until:
            self.read()
        while self.read(0.08):  # a screen comes in pieces, its keys last
            pass
        if SKIPS in self.text:
            self.press("s")

    def type(self, text, words=None):
        """Type letter by letter, as people do: what comes at once was pasted."""
        for letter in text:
            self.child.send(letter)
            time.sleep(0.002)
        return self.wait_for(words) if words else self.settle()

    def paste(self, text, words=None):
        """Paste text, marked as terminals mark it."""
        self.child.send(f"\x1b[200~{text}\x1b[201~")
        return self.wait_for(words) if words else self.settle()

    def settle(self, quiet=0.08):
        """Wait until something was written and then nothing more for `quiet` seconds."""
        until = time.monotonic() + PATIENCE
        while not self.read() and self.child.isalive() and time.monotonic() < until:
            pass
        while self.read(quiet):
            pass
        return self.text

    def resize(self, columns, rows):
        """Change the terminal's size as a window manager would."""
        self.screen.resize(rows, columns)
        self.screen.reset()
        self.child.setwinsize(rows, columns)

    def ended(self):
        """Wait for the end and return the exit code, or minus the signal."""
        until = time.monotonic() + PATIENCE
        while (self.read() or self.child.isalive()) and time.monotonic() < until:
            pass
        while self.read():
            pass
        self.child.close(force=True)
        if self.child.signalstatus is not None:
            return -self.child.signalstatus
        return self.child.exitstatus

    def kill(self, number=signal.SIGKILL):
        """Send a signal to the program."""
        os.kill(self.child.pid, number)


class Shell(Terminal):
    """A shell with job control. It leaves the terminal's line mode as it is, so that it is seen."""

    def __init__(self, **how):
        plain = ("bash", "--norc", "--noprofile", "--noediting", "-i")
        super().__init__(command=plain, now=None, PS1="$ ", **how)
        self.wait_for("$")

    def run(self, line, words):
        """Type a command line; wait for words on an empty screen."""
        self.screen.reset()
        self.child.send(f"{line}\r")
        return self.wait_for(words)

    def lpcards(self, line, words):
        return self.run(f"{sys.executable} -m lpcards --now 2026-03-02T09:00 {line}", words)

    def stop(self, how):
        """Stop the program, by Ctrl-Z or from outside; return what was written because of it."""
        before = len(self.raw)
        self.screen.reset()
        if how == "ctrl-z":
            self.child.send(KEYS[how])
        else:
            os.killpg(os.tcgetpgrp(self.child.child_fd), how)
        self.wait_for("Stopped")
        return self.raw[before:]
