"""What somebody sits at who tells a story: a screen, keys, a voice, clocks that can stand still."""

from collections.abc import Callable
from typing import NamedTuple

from lpcards.practice.stopwatch import Stopwatch
from lpcards.study.rehearsing.voice import Voice
from lpcards.terminal.footer import Rows
from lpcards.terminal.keys import Keys
from lpcards.terminal.screen import Surface


class Watch:
    """A stopwatch on the wall: it asks what time it is by itself."""

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


class Table(NamedTuple):
    """The terminal and the voice; `monotonic` gives seconds that only grow.

    `loop` is the clock of a whole mock interview, which runs `seconds` (0: there is none).
    """

    surface: Surface
    keys: Keys
    voice: Voice
    monotonic: Callable[[], float]
    loop: Watch
    seconds: int = 0

    def key(self, timeout: float | None) -> str | None:
        """Return the next key as `Keys.read` does; any key silences the voice."""
        key = self.keys.read(timeout)
        if key is not None:
            self.voice.hush()
        return key

    def help(self, rows: Rows) -> None:
        """Show what the keys do, until a key says enough."""
        from lpcards.study.reviewing.pages import Help  # here: hardly anybody asks

        Help(rows, self.surface, self.keys).finished()
        self.surface.fresh()

    @property
    def is_over(self) -> bool:
        """Say whether the loop's time is up."""
        return 0 < self.seconds <= self.loop.elapsed
