"""What stories are told with: a terminal, a voice, clocks that can stand still."""

import contextlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lpcards.practice.stopwatch import Stopwatch
from lpcards.study.messages import note
from lpcards.study.rehearsing.voice import NONE_FOUND, Voice, program_found, voice_of
from lpcards.terminal.terminal import Terminal, at_terminal


class RunningWatch:
    """A stopwatch that asks what time it is by itself."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Stand at zero."""
        self._now = monotonic
        self._watch = Stopwatch()

    def start(self) -> None:
        """Run, or run on."""
        self._watch = self._watch.started(self._now())

    def stop(self) -> None:
        """Stand still."""
        self._watch = self._watch.stopped(self._now())

    def set_to(self, seconds: float) -> None:
        """Stand still, and have measured so much."""
        self._watch = Stopwatch(None, seconds)

    def reset(self) -> None:
        """Run from zero."""
        self._watch = Stopwatch().started(self._now())

    @property
    def is_running(self) -> bool:
        """Say whether it runs."""
        return self._watch.is_running

    @property
    def elapsed(self) -> float:
        """The seconds measured."""
        return self._watch.elapsed(self._now())


class TellingSession(NamedTuple):
    """The terminal and the voice, for as long as stories are told.

    `interview` is the clock of a whole mock interview, which runs `seconds` (0: there is none).
    """

    terminal: Terminal
    voice: Voice
    interview: RunningWatch
    seconds: int = 0

    def key(self, timeout: float | None) -> str | None:
        """Return the next key as `Keys.read` does; any key silences the voice."""
        key = self.terminal.keys.read(timeout)
        if key is not None:
            self.voice.hush()
        return key

    @property
    def is_over(self) -> bool:
        """Say whether the interview's time is up."""
        return 0 < self.seconds <= self.interview.elapsed


@contextlib.contextmanager
def telling_session(
    monotonic: Callable[[], float], *, plain: bool, speak: bool, minutes: int = 0
) -> Iterator[TellingSession]:
    """Take terminal and voice to tell stories, and give them back.

    With `minutes` for so long an interview.
    """
    program = program_found() if speak else ""
    if speak and not program:
        note(NONE_FOUND)
    with voice_of(program) as voice, at_terminal(monotonic, plain=plain) as terminal:
        yield TellingSession(terminal, voice, RunningWatch(terminal.monotonic), 60 * minutes)
