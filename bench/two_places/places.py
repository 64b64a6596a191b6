"""The two places where a learner answers: a phone with real Anki, and the terminal."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from lpcards.anki.collection_copy import copy_collection
from lpcards.anki.decks import shipped_before
from lpcards.day.queue import Queue
from lpcards.log import Answered
from lpcards.memory.event import COUNTED
from lpcards.study.today import queue_today
from lpcards.study.with_anki.pulled_reviews import Pulled, pulled
from lpcards.study.workspace import Workspace

INSIDE = os.path.join(os.path.dirname(__file__), "phone.py")
DAY = 86_400
A_WHILE = 20_000
"""Milliseconds between two answers."""
BUTTONS, GOOD = (1, 1, 1, 2, 3, 4), 3
TO_READ = "/read"
"""How the ids of stories end that are read in Anki: no questions."""
Grade = Callable[[str, int], int]
"""Answers a card on a day, both given; returns the grade."""
MIDDAY = 12


def midday_zone(now: datetime | None = None) -> str:
    """Return a zone, as TZ has it, where it is about noon now: no day ends while weeks go by.

    The phone's clock is the real one, and the terminal's is half an hour ahead of it.
    """
    now = now or datetime.now(UTC)  # noqa: TID251  the phone's clock
    return f"MID{now.hour - MIDDAY}"


class Phone:
    """Real Anki in a process of its own."""

    def __init__(self, python: str, folder: str, *, fsrs: bool) -> None:
        """Begin with an empty collection in a folder."""
        os.makedirs(folder)
        self._path, self.day = os.path.join(folder, "collection.anki2"), 0
        command = [python, INSIDE, self._path, "fsrs" if fsrs else "sm2"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._process = subprocess.Popen(command, text=True, **pipes)

    def do(self, name: str, *arguments: object) -> Any:
        """Give an order; return the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps([name, arguments])}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def sit(self, grade: Grade) -> int:
        """Answer all that it asks today; return how many questions that were."""
        asked = 0
        while card := self.do("next"):
            if card.endswith(TO_READ):
                self.do("answer", GOOD)
                continue
            self.do("answer", BUTTONS[grade(card, self.day)])
            asked += 1
        return asked

    def sleep(self) -> None:
        """Let the day be over."""
        self.do("sleep")
        self.day += 1

    def copied(self, path: str) -> str:
        """Copy the collection as it would be if its days had really gone by; return the path."""
        copy_collection(self._path, path)
        gone = self.day * DAY
        with closing(sqlite3.connect(path)) as db, db:
            db.create_collation("unicase", lambda a, b: (a > b) - (a < b))
            db.execute("UPDATE col SET crt = crt + ?", (gone,))
            db.execute("UPDATE revlog SET id = -id - ?", (1000 * gone,))
            db.execute("UPDATE revlog SET id = -id")
            db.execute("UPDATE cards SET mod = mod + ?", (gone,))
            db.execute("UPDATE cards SET due = due + ? WHERE queue = 1", (gone,))
        return path

    def end(self) -> None:
        """Close it."""
        self._process.communicate()


class Desk:
    """lpcards in the terminal, on a clock that is so many days ahead."""

    def __init__(self, content: str, decks: str, log: str, settings: str) -> None:
        """Begin with an empty log; `settings` is what `lpcards.yaml` beside the content says."""
        self._content, self._decks, self._log = content, decks, log
        with open(os.path.join(os.path.dirname(content), "lpcards.yaml"), "w") as file:
            file.write(settings)
        run = [sys.executable, "-m", "lpcards", "--content", content, "build", "--out", decks]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        self._began = datetime.now().astimezone().replace(tzinfo=None)  # noqa: TID251  the phone's
        self.day = 0
        self.carried: list[tuple[Any, ...]] = []

    def _open(self) -> Workspace:
        now = self._began + timedelta(days=self.day, minutes=30)
        return Workspace((self._content,), self._log, now.isoformat("T", "seconds"))

    def sit(self, grade: Grade) -> int:
        """Answer all that it asks today; return how many questions that were."""
        asked = 0
        with self._open() as workspace:
            index, log, moment = workspace.index, workspace.writing(), workspace.moment()
            while card := _first(queue_today(index, log, moment.day)):
                asked += 1
                moment = moment._replace(at=moment.at + A_WHILE)
                answered = log.answer(card, grade(card, self.day), moment)
                if answered.counted != "drill":
                    reps = sum(event.kind in COUNTED for event in log.live(card))
                    self.carried.append(self._row(answered, reps))
        return asked

    def _row(self, answered: Answered, reps: int) -> tuple[Any, ...]:
        """Return what the phone is told of an answer that counts, on the phone's clock."""
        event, memory = answered.event, answered.memory
        assert memory is not None
        days = (memory.due - event.day).days
        at = event.at - 1000 * DAY * self.day
        numbers = (days, memory.interval, 10 * memory.ease, reps, memory.lapses, int(reps > 1))
        return (event.card, at, BUTTONS[event.grade or 0], *numbers)

    def carry(self, phone: Phone) -> None:
        """Tell the phone what was answered here since the last time."""
        phone.do("carry", self.carried)
        self.carried = []

    def pull(self, collection: str) -> Pulled:
        """Read what the phone's collection has."""
        with self._open() as workspace:
            shipped = shipped_before(self._decks, None).manifest
            return pulled(workspace, collection, self._decks, shipped, dry_run=False)

    def waiting(self) -> int:
        """Return how many reviews `due` counts."""
        with self._open() as workspace:
            on = workspace.moment().day
            return len(queue_today(workspace.index, workspace.reading(), on).reviews)

    def sleep(self) -> None:
        """Let the day be over."""
        self.day += 1


def _first(queue: Queue) -> str:
    """Return the card that is asked next; "" once the day is done."""
    cards = (
        *(card.id for card in (*queue.reviews, *queue.new)),
        *(one.card for one in queue.drills),
    )
    return cards[0] if cards else ""
