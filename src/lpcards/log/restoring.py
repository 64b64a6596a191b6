"""The copies of a log: what each of them holds, and one put back into the log's place."""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.log import backup, copies
from lpcards.log.database import LogProblem, in_words
from lpcards.log.opening import known, still
from lpcards.memory.event import ANSWERS, Moment, iso_time
from lpcards.system.disk import replacing

ANSWERED = f"""SELECT at, offset FROM events WHERE kind IN ('{"', '".join(sorted(ANSWERS))}')
    ORDER BY id DESC LIMIT 1"""  # noqa: S608  words of ours
LOCK = (510, (1 << 30) + 2)
"""Length and place of the bytes that SQLite locks as long as a program has a log open."""


class Copy(NamedTuple):
    """A copy: its name, its path, when it was made (UTC milliseconds), and what it holds.

    That is how many `events`, the `last` one's id, the last answer's time and offset (None: none);
    or the `fault` for which it cannot be used ("": it can).
    """

    name: str
    path: str
    made: int
    events: int = 0
    last: str | None = None
    answered: tuple[int, int] | None = None
    fault: str = ""


def copy_json(copy: Copy) -> dict[str, object]:
    """Return a copy as scripts read it."""
    return {
        "name": copy.name,
        "path": copy.path,
        "made": iso_time(copy.made),
        "events": None if copy.fault else copy.events,
        "last": iso_time(copy.answered[0]) if copy.answered else None,
        "fault": copy.fault or None,
    }


def copies_of(real: str) -> Iterator[Copy]:
    """Yield the copies of the log at `real`, the newest first."""
    paths = {name: copies.path_of(real, name) for name in copies.names_of(real)}
    made = {name: os.stat(path).st_mtime_ns for name, path in paths.items()}
    for name in sorted(paths, key=lambda name: (made[name], name), reverse=True):
        yield _looked_at(name, paths[name])


def copy_named(real: str, name: str) -> Copy:
    """Return the copy of that name, or the one in the file `name`. Raises LogProblem for neither.

    A copy that is damaged is refused, too.
    """
    path = copies.path_of(real, name)
    if os.path.sep in name or not os.path.exists(path):
        path = name
    if not os.path.isfile(path):
        raise LogProblem(f"There is no copy {name!r}: `lpcards restore` lists them.")
    copy = _looked_at(name, path)
    if copy.fault:
        raise LogProblem(copy.fault)
    return copy


def restore(real: str, copy: Copy, moment: Moment) -> str | None:
    """Put a copy into the log's place; return the name under which the log itself was kept.

    None if there was no log. Raises LogProblem while another program has the log open, as far as
    its locks tell.
    """
    kept = f"before-restore-{backup.stamp(moment)}"
    with in_words(real), _alone(real) as found, replacing(real, 0o600) as beside:
        with in_words(copy.path), contextlib.closing(still(copy.path)) as db:
            backup.copy(db, beside, replace=True)
        if found:
            _keep(real, copies.path_of(real, kept))
        for end in backup.ENDS:
            backup.remove(real + end)
    return kept if found else None


def _looked_at(name: str, path: str) -> Copy:
    copy = Copy(name, path, os.stat(path).st_mtime_ns // 1_000_000)
    try:
        with in_words(path), contextlib.closing(still(path)) as db:
            known(db, path)
            (fault,) = db.execute("PRAGMA quick_check(1)").fetchone()
            if fault != "ok":
                raise sqlite3.DatabaseError(fault)
            last, events = db.execute("SELECT max(id), count(*) FROM events").fetchone()
            answered = db.execute(ANSWERED).fetchone()
            return copy._replace(events=events, last=last, answered=answered)
    except LogProblem as problem:
        return copy._replace(fault=str(problem))


@contextlib.contextmanager
def _alone(real: str) -> Iterator[bool]:
    """Keep other programs out of the file; yield whether there is one."""
    if not os.path.exists(real):
        yield False
        return
    with open(real, "r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, *LOCK)
        except OSError:
            raise LogProblem(
                f"{real} is in use by another program: nothing was restored; close it first."
            ) from None
        yield True


def _keep(real: str, target: str) -> None:
    """Give the log, and what SQLite keeps beside it, second names; or copies, where none may be."""
    os.makedirs(os.path.dirname(target), mode=0o700, exist_ok=True)
    for end in ("", *backup.ENDS):
        if os.path.exists(real + end):
            _keep_file(real + end, target + end)


def _keep_file(path: str, target: str) -> None:
    try:
        os.link(path, target)
    except OSError:
        from shutil import copyfile

        copyfile(path, target)
        os.chmod(target, 0o600)
