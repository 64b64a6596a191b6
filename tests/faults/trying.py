"""A command tried with one fault after another: what is injected, and what became of it."""

import os
import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path
from signal import SIGKILL
from typing import NamedTuple

from faults import checks
from faults.child import ALL, ERRORS, KILL, KINDS, OUTPUT, TORN, Fault, run
from faults.homes import CACHED, NOW, make_home, nothing

MEMORY = "/dev/shm"
FULL = ("write", "pwrite")
PARTLY = ("could not be loaded", "Left as it is: ", "Not read: ")
"""What a run says that has done the rest: of one file that could not be."""


class Result(NamedTuple):
    """What became of one fault: it was met or not, what was wrong afterwards."""

    trial: str
    fault: Fault
    was_met: bool
    wrong: list[str]


@contextmanager
def folder():
    """Make a folder for homes, in memory if there is any."""
    with tempfile.TemporaryDirectory(
        prefix="faults-", dir=MEMORY if os.path.isdir(MEMORY) else None
    ) as name:
        yield Path(name)


class Snapshot:
    """All files of a folder, to be restored; those that are unchanged are left alone."""

    def __init__(self, folder):
        """Read them."""
        self._folder = folder
        self._files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        self._folders = {path for path in folder.rglob("*") if path.is_dir()}

    def restore(self):
        """Make everything as it was."""
        for path in sorted(self._folder.rglob("*"), reverse=True):
            if path.is_dir() and path not in self._folders:
                path.rmdir()
            elif not path.is_dir() and path not in self._files:
                path.unlink()
        for path in self._folders:
            path.mkdir(parents=True, exist_ok=True)
        for path, data in self._files.items():
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)


class Place:
    """A folder with a home in which one command after another is tried."""

    def __init__(self, folder):
        """Make the home."""
        self.folder = folder
        folder.mkdir()
        self.home = make_home(folder)
        self._fresh = Snapshot(folder)

    def refresh(self):
        """Make the home as it was."""
        self._fresh.restore()

    def tried(self, trial):
        """Return a command, tried in the fresh home."""
        self.refresh()
        return Tried(trial, self.folder, self.home)


class Tried:
    """A command as it runs without a fault, and then with one after another."""

    def __init__(self, trial, folder, home):
        """Run it once: the state before and after, and its calls."""
        self.trial, self._home = trial, home
        self._args = ("--now", NOW, *trial.args)
        self._later = ("--now", NOW, *(trial.later or trial.args))
        trial.prepare(home)
        if trial in CACHED:
            shutil.rmtree(home / checks.CACHE)
        self._snapshot = Snapshot(folder)
        self.before = checks.state_of(home)
        outcome = run(self._args, home)
        assert outcome.code == 0, (trial.args, outcome)
        self.after, self.counts = checks.state_of(home), outcome.counts
        left = list(checks.left_in(home))
        assert not left, left

    def faults(self):
        """Yield every fault that this command can meet."""
        yield from (Fault("write", 1, error, ALL, OUTPUT) for error in ERRORS["write"])
        for kind in KINDS:
            for nth in range(1, self.counts[kind] + 1):
                yield from (Fault(kind, nth, error) for error in ERRORS[kind])
                yield Fault(kind, nth, mode=KILL)
                if kind in FULL:
                    yield Fault(kind, nth, mode=TORN)
                    yield Fault(kind, nth, ENOSPC, ALL)

    def meet(self, fault):
        """Run the command with a fault, then its next run without; return what was wrong."""
        self._snapshot.restore()
        outcome = run(self._args, self._home, fault)
        wrong = [*self._wrong(fault, outcome)]
        if wrong:
            wrong.append(outcome.err)
        else:
            wrong = self._wrong_later()
        return Result(" ".join(self.trial.args), fault, outcome.was_met, wrong)

    def _wrong(self, fault, outcome):
        killed = fault.mode in {KILL, TORN} and outcome.was_met
        yield from checks.faults_of_words(outcome, {-SIGKILL} if killed else {0, 1})
        try:
            now = checks.state_of(self._home)
        except Exception as error:  # noqa: BLE001  whatever it is, the log is not to be read
            yield f"the log: {error!r}"
            return
        yield from checks.faults_of_log(self._home)
        if any(words in outcome.err + outcome.out for words in PARTLY):
            return
        yield from checks.faults_of_files(now, self.before, self.after)
        if not self._is_possible(now.events):
            yield "the log holds neither what it held nor what it is to hold"
        is_done = checks.holds(now, self.after)
        if outcome.code == 0 and not is_done:
            yield "said to be done, and is not"
        if outcome.code == 1 and is_done and self._is_done_once():
            yield "done, and said to have failed"

    def _is_possible(self, events):
        """Say whether the log may hold these events after a fault: of several steps any."""
        if events in (self.before.events, self.after.events):
            return True
        before, now, after = map(Counter, (self.before.events, events, self.after.events))
        return self.trial.steps and before <= now <= after

    def _is_done_once(self):
        """Say whether a second run does something else: to build or sync again does the same."""
        return self.before != self.after and self.trial.name not in {"build", "sync"}

    def _wrong_later(self):
        checks.let_days_pass(self._home)
        self.trial.change(self._home)
        outcome = run(self._later, self._home)
        now = checks.state_of(self._home)
        wrong = [
            *checks.faults_of_words(outcome, {0, 1}),
            *checks.faults_of_log(self._home),
            *(f"lost: {one}" for one in self._kept() - Counter(now.events)),
            *(f"left behind: {one}" for one in checks.left_in(self._home)),
        ]
        if self._is_repeated(outcome) and now.files != self.after.files:
            wrong.append("it made something else")
        return ["in the next run", *wrong, outcome.err] if wrong else []

    def _kept(self):
        """Return the events that the command leaves: all, but for those that a copy has not."""
        return Counter(self.before.events) & Counter(self.after.events)

    def _is_repeated(self, outcome):
        """Say whether the next run was to make the same files once more."""
        is_same = self._later == self._args and self.trial.change is nothing
        return is_same and outcome.code == 0 and self.before.events == self.after.events
