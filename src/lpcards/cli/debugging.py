"""`--verbose` and `LPCARDS_DEBUG`: the trace goes to standard error, by standard logging."""

import logging
import platform
import sqlite3

from lpcards import __version__
from lpcards.english.printable import printable
from lpcards.system.trace import listen, trace


def start(command: str) -> None:
    """Write what is traced to standard error, from now on; begin with what runs here."""
    logging.raiseExceptions = False  # a reader of the trace who goes away is no fault
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(relativeCreated)6d ms  %(message)s"))
    logger = logging.getLogger("lpcards")
    logger.handlers[:], logger.propagate = [handler], False
    logger.setLevel(logging.DEBUG)
    listen(lambda line: logger.debug("%s", printable(line)))
    system = f"{platform.system()} {platform.release()}"
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    trace("lpcards %s, %s, %s; command: %s", __version__, python, system, command)
