"""What tests of the log have in common: moments, and a user who is not root."""

import os
from contextlib import contextmanager
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory

from lpcards.memory.event import Moment, study_day

NOON = 1_741_086_000_000  # 2025-03-04 11:00 UTC
HOUR = 3_600_000
NOBODY = 65534


def moment(days=0, hours=0.0):
    """Return a moment so long after noon of the first day, in Berlin's winter time."""
    at = NOON + round((24 * days + hours) * HOUR)
    wall = datetime(2025, 3, 4, 12) + timedelta(days=days, hours=hours)
    return Moment(at, 60, "Europe/Berlin", study_day(wall, 4))


LATER = moment(20_000)
"""When all that the tests tell of has happened."""


@contextmanager
def quick_folder():
    """Make a folder for laws that take hundreds of answers: in memory, if there is any."""
    memory = "/dev/shm"
    with TemporaryDirectory(dir=memory if os.path.isdir(memory) else None) as folder:
        yield folder


@contextmanager
def nobody():
    """Act as a user whom permissions bind, also where root runs the tests."""
    if os.getuid():
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
