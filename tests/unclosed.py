"""Connections to SQLite that were left to the garbage collector, and the tests that opened them.

Python warns of them from 3.13 on only, and then blames whichever test runs at that moment.
"""

import os
import sqlite3
import sys


class Watched(sqlite3.Connection):
    """A connection that reports, when it vanishes, that nobody closed it."""

    left: list[str] = []  # noqa: RUF012 - it is one list for all of them

    def __init__(self, *arguments, **options):
        """Remember who opens it."""
        self._opener = f"{os.environ.get('PYTEST_CURRENT_TEST', 'no test')}: {_line()}"
        super().__init__(*arguments, **options)

    def __del__(self):
        """Report it, if it can still be asked anything."""
        try:
            self.total_changes  # noqa: B018 - a closed one raises
        except sqlite3.ProgrammingError:
            return
        self.close()
        self.left.append(self._opener)


def _line():
    """Return where in lpcards or its tests the connection is opened."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def watch():
    """Have every connection of this process watched."""
    real = sqlite3.connect

    def connect(*arguments, **options):
        return real(*arguments, **{"factory": Watched, **options})

    sqlite3.connect = connect


def left():
    """Return, and forget, which connections were left open."""
    found, Watched.left[:] = [*Watched.left], []
    return found
