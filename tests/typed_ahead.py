"""Pages on a real screen of some size, with all keys typed ahead."""

import io
import os
import re
from itertools import count

from rich.cells import cell_len
from rich.console import Console

from lpcards.terminal.keys import Keys
from lpcards.terminal.screen import HOME, Screen
from lpcards.terminal.terminal import Terminal

CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class TypedAhead:
    """A real screen of some size, and keys typed ahead into a pipe that then ends."""

    def __init__(self, size, typed):
        self.columns, self.rows = size
        self._file = io.StringIO()
        console = Console(
            file=self._file, width=self.columns, height=self.rows, force_terminal=True
        )
        self._ends = (*os.pipe(), *os.pipe())
        os.write(self._ends[1], typed)
        os.close(self._ends[1])
        keys = Keys(self._ends[0], self._ends[2])
        self.terminal = Terminal(Screen(console, None), keys, count().__next__)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for end in (self._ends[0], *self._ends[2:]):
            os.close(end)

    def wake(self, number):
        """Have a signal come before the next key."""
        os.write(self._ends[3], bytes([number]))

    def frames(self):
        """Return the lines of each frame, which have to fit."""
        frames = [
            CODES.sub("", frame).splitlines() for frame in self._file.getvalue().split(HOME)[1:]
        ]
        for frame in frames:
            assert len(frame) < self.rows
            assert max(map(cell_len, frame)) <= self.columns
        return [[line.strip() for line in frame] for frame in frames]

    def seen(self):
        return {line for frame in self.frames() for line in frame}
