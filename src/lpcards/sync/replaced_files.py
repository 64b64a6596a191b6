"""What a sync replaced or took away: kept in folders named after the moment, for a while."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from lpcards.log.copies import stamp
from lpcards.memory.event import Moment, wall_time
from lpcards.system.disk import write_new
from lpcards.system.private_files import private_folder

KEPT_DAYS, ALWAYS_KEPT = 90, 50
"""Days after which a folder goes, and the number of the newest ones that stay in any case."""
NAME = re.compile(r"(\d{4}-\d\d-\d\d-\d{6})(?:-\d+)?")
FORMAT = "%Y-%m-%d-%H%M%S"


class ReplacedFiles:
    """Where one sync keeps what it replaces."""

    def __init__(self, home: str, moment: Moment) -> None:
        """Keep files in a folder below `home`, made when it is needed."""
        self.home = home
        self._stamp = stamp(moment)
        self._now = wall_time(moment.at, moment.offset)
        self.folder = ""

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file under its name (a path in parts joined by slashes); return where it is."""
        for folder in self._folders():
            path = os.path.join(folder, *name.split("/"))
            if _holds(path, data):
                self.folder = self.folder or folder
                return path
            with contextlib.suppress(FileExistsError, NotADirectoryError):
                private_folder(os.path.dirname(path))
                write_new(path, data)
                if not self.folder:
                    self.folder = folder
                    self._drop_old()
                return path
        raise AssertionError  # there is always another folder

    def _folders(self) -> Iterator[str]:
        start = os.path.join(self.home, self._stamp)
        yield start
        yield from (f"{start}-{number}" for number in count(2))

    def _drop_old(self) -> None:
        names = sorted(name for name in os.listdir(self.home) if NAME.fullmatch(name))
        for name in names[:-ALWAYS_KEPT]:
            found = NAME.fullmatch(name)
            with contextlib.suppress(ValueError):
                made = datetime.strptime(str(found and found[1]), FORMAT)  # noqa: DTZ007  local
                if self._now.replace(tzinfo=None) - made > timedelta(days=KEPT_DAYS):
                    shutil.rmtree(os.path.join(self.home, name), ignore_errors=True)


def _holds(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(data) + 1) == data
    except OSError:
        return False
