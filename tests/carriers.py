"""Machines with a log and a copy of a folder each, and carriers that do what carriers do.

A carrier brings files late, in any order, half, twice under another name; it loses some, and may
empty a folder. The machines' clocks may be wrong.
"""

import shutil
from contextlib import ExitStack
from pathlib import Path

from logs import LATER, moment
from lpcards.log import LogProblem, open_log
from lpcards.log.copies import copy_named, restore
from lpcards.sync.folder_place import FolderPlace

WRONG_CLOCK = "The clock is more than 26 hours behind"


class Machine:
    """A machine: its log, its copy of the folder, and how many hours its clock is ahead."""

    def __init__(self, folder, device):
        self.home = Path(folder)
        self.shared = self.home / "shared"
        self.shared.mkdir(parents=True)
        self.path = str(self.home / "log.db")
        self.device, self.ahead, self.balance = device, 0.0, False
        self.copies = 0
        self._open()

    def _open(self):
        self.log = open_log(self.path, device=self.device, balance=self.balance)

    def close(self):
        self.log.close()

    def sync(self, folder, now):
        """Sync with a folder; return how many events came in and went out."""
        there = FolderPlace(str(folder), self.device)
        came = there.take_in(self.log, now)
        return came.added, there.send(self.log).events

    def switch_balance(self):
        self.close()
        self.balance = not self.balance
        self._open()

    def copy(self):
        """Keep a copy of the log as it is."""
        self.copies += 1
        self.log.backup(str(self.home / f"copy{self.copies}.db"))

    def go_back(self, number, when):
        """Put back one of the copies, or begin with no log where there is none."""
        self.close()
        if self.copies:
            path = str(self.home / f"copy{number % self.copies + 1}.db")
            restore(self.path, copy_named(self.path, path), when)
        self._open()

    def lose(self):
        """Lose the log, and begin a new one."""
        self.close()
        for path in self.home.glob("log.db*"):
            path.unlink()
        self._open()


class World:
    """Some machines, two of which have one name, a stick that goes round, and the true hour."""

    def __init__(self, folder, number=4):
        self.hour = 24.0 * 100
        self.stick = Path(folder) / "stick"
        self.stick.mkdir()
        names = ["laptop", "desk", "laptop", "phone"]
        self._stack = ExitStack()
        self.machines = [Machine(f"{folder}/{n}", names[n]) for n in range(number)]

    def close(self):
        for machine in self.machines:
            machine.close()

    def moment(self, machine):
        """Return what a machine's clock shows."""
        return moment(hours=self.hour + machine.ahead)

    def carry(self, here, there, chosen, how):
        """Carry some files between two copies of the folder: whole, half, or as a conflict."""
        goal = segments(there)
        for number, path in enumerate(sorted(files(here))):
            if number % 3 not in chosen:
                continue
            goal.mkdir(parents=True, exist_ok=True)
            if how == "conflict":
                shutil.copy2(path, goal / f"{path.stem} (conflicted copy {number}).lps")
            elif how == "whole":
                shutil.copy2(path, goal / path.name)
            elif not (goal / path.name).exists():
                data = path.read_bytes()
                (goal / path.name).write_bytes(data[: len(data) // 2])

    def carry_all(self):
        """Bring all that lies anywhere to everywhere; of two files of one name the longer one."""
        longest = {}
        for machine in self.machines:
            for path in files(machine):
                data = path.read_bytes()
                longest[path.name] = max(longest.get(path.name, b""), data, key=len)
        for machine in self.machines:
            for name, data in longest.items():
                path = segments(machine) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if not path.exists() or path.read_bytes() != data:
                    path.write_bytes(data)

    def settle(self, ways):
        """Carry everything and let all sync until nothing moves; return after how many rounds.

        `ways` says which machines meet in the folder, and which on the stick. The first round goes
        by the clocks as they are; then the time of all has come.
        """
        self._round(ways, lambda machine: self.moment(machine).at)
        for done in range(10):
            if not self._round(ways, lambda _: LATER.at):
                return done
        raise AssertionError("they do not come to rest")

    def _round(self, ways, now_of):
        """Let each machine sync once, by that clock; return how many events moved."""
        moved = 0
        for number, machine in enumerate(self.machines):
            self.carry_all()
            places = {"folder": machine.shared, "stick": self.stick}
            for way in ways:
                if number in ways[way]:
                    moved += sum(machine.sync(places[way], now_of(machine)))
        return moved


def segments(machine):
    return machine.shared / "lpcards" / "segments"


def files(machine):
    """Return the files in a machine's copy of the folder."""
    folder = segments(machine)
    return [*folder.iterdir()] if folder.is_dir() else []


def recorded(work):
    """Do what a wrong clock may forbid; say whether it was done."""
    try:
        work()
    except LogProblem as problem:
        if WRONG_CLOCK not in str(problem):
            raise
        return False
    return True
