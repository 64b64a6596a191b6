"""Work counted in steps of Python and of SQLite: alike on every machine, however busy it is."""

import sys
from contextlib import contextmanager


class Work:
    """How many steps were done since the count began."""

    steps = 0

    def of_sqlite(self):
        self.steps += 1

    def of_python(self, frame, event, _):
        self.steps += event == "call" and frame.f_code is not Work.of_sqlite.__code__


@contextmanager
def counted(log):
    """Count the steps of what is done inside, those of SQLite on the log's file among them."""
    work = Work()
    log._db.set_progress_handler(work.of_sqlite, 1)
    sys.setprofile(work.of_python)
    try:
        yield work
    finally:
        sys.setprofile(None)
        log._db.set_progress_handler(None, 0)
