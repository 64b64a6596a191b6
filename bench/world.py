"""A learner's home in a temporary folder, and the installed program in it."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from random import Random
from tempfile import TemporaryDirectory
from typing import IO, Any

from measuring import run

from lpcards.index.card_index import open_index
from lpcards.index.scan import YOUNG_NS, Folder, Sources
from lpcards.log import open_log
from lpcards.memory.event import Moment
from lpcards.study.places import library_folder
from lpcards.study.today import queue_today

PROGRAM = os.path.join(os.path.dirname(sys.executable), "lpcards")
START = date(2026, 3, 2)
DAYS = 21
TODAY = START + timedelta(days=DAYS)
GRADES = (1, 2, 3, 3, 4, 4, 4, 5, 5, 5)


class World:
    """A home folder; the real one is not seen from inside."""

    def __init__(self, home: str) -> None:
        self.environment = {
            "HOME": home,
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            **{
                f"XDG_{name}_HOME": f"{home}/{name}"
                for name in ("DATA", "CACHE", "STATE", "CONFIG")
            },
            **{name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ},
        }
        self.content = f"{home}/DATA/lpcards/content"
        self.log = f"{home}/DATA/lpcards/reviews.db"
        self.cache = f"{home}/CACHE/lpcards"
        self.sources = Sources(
            (Folder(self.content, own=True),), Folder(library_folder(), own=False)
        )
        os.makedirs(self.content)

    def call(self, *arguments: str, on: date = TODAY) -> list[str]:
        """Return how the program is called on a day."""
        return [PROGRAM, "--now", f"{on}T09:00", *arguments]

    def time(self, *arguments: str, on: date = TODAY) -> float:
        """Return how long a command takes, from its start to its end."""
        return run(self.call(*arguments, on=on), self.environment).seconds

    def json_of(self, *arguments: str, on: date = TODAY) -> Any:
        """Return what a command says in JSON."""
        call = self.call(*arguments, on=on)
        done = subprocess.run(call, env=self.environment, capture_output=True, check=True)
        return json.loads(done.stdout)

    def write(self, file: IO[bytes], *arguments: str) -> None:
        """Write what a command says into a file."""
        subprocess.run(self.call(*arguments), env=self.environment, stdout=file, check=True)

    def python_pass(self) -> float:
        """Return how long the interpreter takes to do nothing."""
        return run([sys.executable, "-c", "pass"], self.environment).seconds

    def cached(self) -> list[str]:
        """Return the names of the files in the cache."""
        return os.listdir(self.cache)

    def forget_cards(self) -> None:
        """Empty the cache."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def settle(self, *arguments: str) -> None:
        """Let the cache come to trust all files, as it does once they are no longer young."""
        self.time(*arguments, "due")
        time.sleep(YOUNG_NS / 1e9)
        self.time(*arguments, "due")

    def learn(self, days: int = DAYS) -> None:
        """Follow the program for three weeks, or so many days, a session a day, with the library."""
        chance = Random(1)
        with open_index(self.sources, None) as index, open_log(self.log) as log:
            for on in (START + timedelta(days=number) for number in range(days)):
                queue = queue_today(index, log, on)
                for entry in (*queue.reviews, *queue.new):
                    log.answer(entry.id, chance.choice(GRADES), nine_o_clock(on), seconds=9.5)


def nine_o_clock(on: date) -> Moment:
    """Return nine o'clock of a study day."""
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    return Moment(int(at.timestamp() * 1000), 0, "UTC", on)


@contextmanager
def folder() -> Iterator[str]:
    """Make a folder on a disk: /tmp may be memory, which has nothing to wait for."""
    disk = "/var/tmp"
    with TemporaryDirectory(prefix="lpcards-", dir=disk if os.path.isdir(disk) else None) as made:
        yield made


@contextmanager
def world() -> Iterator[World]:
    """Make a home of its own."""
    with folder() as home:
        yield World(home)
