"""The real program with a clock that stands still until a test moves it on.

Run as `python stepped_clock.py FILE ARGUMENT...`; FILE holds the seconds that the clock shows.
"""

import sys
from pathlib import Path

from pty_terminal import Terminal


class Clock:
    """The clock as a test holds it."""

    def __init__(self, path):
        self.path = path
        self.seconds = 0.0
        self.forward(0)

    def forward(self, seconds):
        self.seconds += seconds
        beside = self.path.with_suffix(".new")
        beside.write_text(str(self.seconds), encoding="utf-8")
        beside.replace(self.path)


class SteppedTerminal(Terminal):
    """A terminal whose program has such a clock."""

    def __init__(self, clock, *args, **how):
        path = str(clock.path)
        super().__init__(*args, clock=path, program=(sys.executable, __file__, path), **how)
        self.clock = clock

    def after(self, seconds, key, words=None):
        """Let so many seconds go by, then press a key."""
        self.clock.forward(seconds)
        return self.press(key, words)


def step(path):
    """Have the program's clock show what stands in the file at `path`."""
    from lpcards.study import clock

    clock.monotonic = lambda: float(Path(path).read_text(encoding="utf-8"))


if __name__ == "__main__":
    from lpcards.cli.program import main

    step(sys.argv.pop(1))
    main()
