"""The terminal's modes: ours for a sitting; the shell's before it, after it and while stopped."""

import contextlib
import errno
import os
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

LINE_MODE = termios.ICANON | termios.ECHO
"""The local flags under which the terminal itself echoes, mends and hands over whole lines."""
_LOCAL = 3
"""Where they stand among a terminal's attributes."""


class RunningClock:
    """Seconds that pass while the program runs: those for which it is stopped do not count."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Begin now; `monotonic` gives seconds that only grow."""
        self._now = monotonic
        self._latest = monotonic()
        self._stopped = 0.0

    def __call__(self) -> float:
        """Return the seconds, from some beginning on."""
        self._latest = self._now()
        return self._latest - self._stopped

    def resume(self) -> None:
        """Leave out what passed since it was last read: nobody can say when SIGSTOP came."""
        before, self._latest = self._latest, self._now()
        self._stopped += self._latest - before


class Modes:
    """The terminal at `fd`, in cbreak mode and with the screen of our own, or given back.

    The one place that sets what a terminal keeps for itself. Whoever has it meanwhile may change
    it for good: what the shell has when the program goes on is what it gets back.
    """

    def __init__(self, fd: int, woken: int, clock: RunningClock | None = None) -> None:
        """Note how the terminal is; `clock` stands still while the program is stopped.

        A byte on the descriptor `woken` is the number of a signal that came.
        """
        self.fd = fd
        self.woken = woken
        self._clock = clock
        self._shells = self._given = termios.tcgetattr(fd)
        self._enter = self._leave = ""
        self._is_ours = self._is_taken = False

    def take(self) -> None:
        """Put the terminal into cbreak mode (Ctrl-C and Ctrl-Z stay signals), and our screen on."""
        self._note_changes()
        self._is_ours = self._is_taken = True
        _set(lambda: tty.setcbreak(self.fd, termios.TCSADRAIN))
        _write(self._enter)

    def give_back(self) -> None:
        """Leave our screen, and the modes as the shell had them."""
        self._is_ours = False
        self._restore(self._shells)

    @contextlib.contextmanager
    def given(self) -> Iterator[None]:
        """Give the terminal to another program, or to its own line mode, for a while."""
        self._is_ours = False
        lines = [*self._shells]
        lines[_LOCAL] |= LINE_MODE
        self._restore(lines)
        try:
            yield
        finally:
            self.take()

    @contextlib.contextmanager
    def screen(self, enter: str, leave: str) -> Iterator[None]:
        """Have a screen that codes `enter` and `leave`, as long as the terminal is ours."""
        self._enter, self._leave = enter, leave
        _write(enter)
        try:
            yield
        finally:
            _write(leave)
            self._enter = self._leave = ""

    def stop(self, number: int, _: FrameType | None) -> None:
        """Give the terminal back, and stop for real (a handler for SIGTSTP)."""
        if self._is_ours:
            self._restore(self._shells)
        if self._clock:
            self._clock()
        ours = signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, ours)
        if not self._is_taken:  # nobody is there who could wake it, so that nothing stopped it
            self._go_on()

    def resume(self, _: int, __: FrameType | None) -> None:
        """Take the terminal again (a handler for SIGCONT); in the background stop again."""
        if self._is_ours and _is_background(self.fd):
            os.kill(os.getpid(), signal.SIGTTIN)
            return
        self._go_on()

    def _go_on(self) -> None:
        if self._clock:
            self._clock.resume()
        if self._is_ours:
            self.take()

    def _restore(self, attributes: list[Any]) -> None:
        self._given, self._is_taken = attributes, False
        _write(self._leave)
        _set(lambda: termios.tcsetattr(self.fd, termios.TCSADRAIN, attributes))

    def _note_changes(self) -> None:
        """Let the shell's modes be those of now, if somebody changed them to other line modes.

        What a program that crashed leaves is none.
        """
        with contextlib.suppress(termios.error):
            now = termios.tcgetattr(self.fd)
            if now != self._given and now[_LOCAL] & termios.ICANON:
                self._shells = now


@contextlib.contextmanager
def modes_of(fd: int, clock: RunningClock | None = None) -> Iterator[Modes]:
    """Hold the terminal for the time of a sitting, whoever has it in between."""
    reading, writing = os.pipe()
    modes = Modes(fd, reading, clock)
    os.set_blocking(writing, False)
    woken = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    ours = {
        signal.SIGWINCH: _wake,
        signal.SIGTERM: _leave,
        signal.SIGTSTP: modes.stop,
        signal.SIGCONT: modes.resume,
    }
    before = {number: signal.signal(number, handler) for number, handler in ours.items()}
    try:
        modes.take()
        yield modes
    finally:
        modes.give_back()
        for number, handler in before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(woken)
        os.close(reading)
        os.close(writing)


def _set(change: Callable[[], object]) -> None:
    """Change the terminal's attributes; one that is gone keeps them.

    To wait until its output is drained is interrupted by signals, and then begun anew.
    """
    while True:
        try:
            change()
        except termios.error as fault:
            if fault.args[0] == errno.EINTR:
                continue
        return


def _is_background(fd: int) -> bool:
    """Say whether somebody else has the terminal: to change it would stop us."""
    with contextlib.suppress(OSError):  # it may be gone, or not be the one that controls us
        return os.tcgetpgrp(fd) != os.getpgrp()
    return False


def _write(codes: str) -> None:
    """Write past Python's buffer: a signal may come while that is written to."""
    with contextlib.suppress(OSError, ValueError):
        os.write(sys.stdout.fileno(), codes.encode())


def _wake(_: int, __: FrameType | None) -> None:
    """Do nothing: the wake-up descriptor has the signal already."""


def _leave(number: int, _: FrameType | None) -> None:
    """End the process by way of the `finally`s that give the terminal back."""
    sys.exit(128 + number)
