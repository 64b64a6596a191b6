"""The learner's command that listens: begun, read as it writes, asked to end, and never left."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from shlex import split
from types import FrameType
from typing import IO, Any

from lpcards.english.printable import beginning
from lpcards.system.problem import UserFault
from lpcards.terminal.hangup import leaving_at_hangup

MOST_BYTES = 1_000_000
"""Bytes of output that are kept: ten minutes, with each line written twenty times over."""
AT_ONCE = 65_536
FAULT_BYTES, FAULT_COLUMNS = 4_000, 120
GONE = 1.0
"""Seconds in which it may clean up after itself, and the system take it away."""


def command_words(command: str) -> list[str]:
    """Return the words of a command as a shell parts them; no shell runs it. Raises UserFault.

    `~/` at the start of a word is the home folder.
    """
    try:
        words = [os.path.expanduser(word) for word in split(command)]
    except ValueError:
        words = []
    if not words:
        raise UserFault(
            f"`listen: {command}` is not a command: a quote is left open, or it is empty"
        )
    return words


class SpeechCommand:
    """The command, running in a session of its own: no key of the terminal reaches it.

    `output` is what it wrote so far.
    """

    def __init__(self, command: str) -> None:
        """Begin to listen. Raises UserFault where there is no such program."""
        words = command_words(command)
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(  # noqa: S603  the learner's own command, and no shell
                words, stdin=null, stdout=pipe, stderr=pipe, start_new_session=True
            )
        except OSError as fault:
            raise UserFault(f"{words[0]} cannot be started: {fault.strerror}") from None
        self._name = os.path.basename(words[0])
        self._output = self._errors = b""
        for stream in self._streams:
            os.set_blocking(stream.fileno(), False)

    @property
    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        stdout, stderr = self._process.stdout, self._process.stderr
        if stdout is None or stderr is None:
            raise AssertionError("both were asked for")
        return stdout, stderr

    @property
    def output(self) -> str:
        """What it wrote so far."""
        return self._output.decode("utf-8", "replace")

    @property
    def is_full(self) -> bool:
        """Say whether it wrote more than is kept."""
        return len(self._output) >= MOST_BYTES

    def take_in(self) -> bool:
        """Take in what it wrote since the last time; say whether it ended."""
        has_ended = self._process.poll() is not None
        stdout, stderr = self._streams
        self._output += _read(stdout, MOST_BYTES - len(self._output))
        self._errors = (self._errors + _read(stderr, AT_ONCE))[-FAULT_BYTES:]
        return has_ended

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C does: what it started is asked, too."""
        self.signal(signal.SIGINT)

    def signal(self, number: int) -> None:
        """Send a signal to it and to all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS: they are all dying
            os.killpg(self._process.pid, number)

    def end(self) -> None:
        """End it for good, and all that it started: it may throw its recording away first.

        It has less time for that where lpcards is asked to end once more meanwhile.
        """
        try:
            self._end_by(signal.SIGTERM)
        finally:
            self._end_by(signal.SIGKILL)
            for stream in self._streams:
                stream.close()

    def _end_by(self, number: int) -> None:
        self.signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GONE)

    @property
    def fault(self) -> str:
        """Why it failed, in a sentence with the last line of its errors; "": it did not."""
        code = self._process.returncode
        if code in {0, None, -signal.SIGINT, 128 + signal.SIGINT}:
            return ""
        lines = self._errors.decode("utf-8", "replace").replace("\r", "\n").split("\n")
        last = next((line for line in reversed(lines) if line.strip()), "")
        how = f"ended with {code}" if code > 0 else f"was ended by signal {-code}"
        return f"{self._name} {how}{f': {beginning(last, FAULT_COLUMNS)}' if last else ''}"


def _read(stream: IO[bytes], most: int) -> bytes:
    """Return what has come, at most so much; the rest is thrown away, so that nobody waits."""
    kept = b""
    with contextlib.suppress(BlockingIOError):
        while len(kept) < AT_ONCE and (data := os.read(stream.fileno(), AT_ONCE)):
            kept += data
    return kept[: max(0, most)]


@contextlib.contextmanager
def running(command: str, cancel: Callable[[], None]) -> Iterator[SpeechCommand]:
    """Have the command listen; however this is left, nothing of it runs any more.

    Ctrl-C calls `cancel`. The command stands still while lpcards is stopped (Ctrl-Z), and ends
    with it: by SIGTERM, or when the terminal is closed. Raises UserFault.
    """
    with _handled(signal.SIGINT, lambda *_: cancel()), leaving_at_hangup():
        speech = SpeechCommand(command)
        try:
            with _handled(signal.SIGTSTP, _pausing(speech)):
                yield speech
        finally:
            speech.end()


def _pausing(speech: SpeechCommand) -> Callable[[int, FrameType | None], None]:
    before = signal.getsignal(signal.SIGTSTP)

    def pause(number: int, frame: FrameType | None) -> None:
        speech.signal(signal.SIGSTOP)
        try:
            if callable(before):
                before(number, frame)
        finally:  # what stands still heeds no SIGTERM either
            speech.signal(signal.SIGCONT)

    return pause


@contextlib.contextmanager
def _handled(number: int, handler: Any) -> Iterator[None]:  # noqa: ANN401  as in `signal`
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)
