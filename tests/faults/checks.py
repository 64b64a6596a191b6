"""What has to hold after a fault: of the words, the log, the files, and what is left behind."""

import os
import re
import sqlite3
from pathlib import Path
from typing import NamedTuple

from faults.homes import KEY, LOG
from lpcards.log import open_log

CACHE = Path(".cache")
BESIDE_THE_LOG = ("-wal", "-shm")
OF_THE_CACHE = ("search-", "cards-", "due-", "draft")
BACKUPS = "/backups/"
NEW_KEY = re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{58}")
PYTHONS = b"blat"
"""What Python writes to find out whether a folder will do for temporary files; cut by a kill."""


class State(NamedTuple):
    """What a home holds: its files by path, and the log's events without what is chance."""

    files: dict[str, bytes]
    events: list[tuple[object, ...]]


def state_of(home):
    """Read what a home holds; raise what makes its log unreadable."""
    files = {}
    for path in sorted(one for one in home.rglob("*") if one.is_file() and not one.is_symlink()):
        inside = path.relative_to(home)
        if not inside.is_relative_to(CACHE) and not _is_of_a_log(path):
            name, data = _without_chance(str(inside), path.read_bytes())
            files[name] = data
    return State(files, _events(home / LOG))


def _without_chance(name, data):
    """Return a file without what each run draws anew: how it is encrypted, or a whole new key."""
    if name.endswith(".lps.age") and not is_left(name):
        return name.rpartition("-")[0], _decrypted(data)
    if os.path.basename(name).startswith("new"):
        return name, NEW_KEY.sub(b"KEY", data)
    return name, data


def _decrypted(data):
    import pyrage

    identity = pyrage.x25519.Identity.from_str(KEY.strip())
    try:
        return pyrage.decrypt(data, [identity])
    except pyrage.DecryptError:
        return data


def _is_of_a_log(path):
    name = path.name.removesuffix("-wal").removesuffix("-shm").removesuffix("-journal")
    return name == LOG.name


def _events(path):
    with open_log(str(path), reading=True) as log:
        faults = log.verify()
        assert faults == [], faults
        return [
            (one.at, one.kind, one.card, one.grade, str(sorted(one.details)))
            for one in log.events()
        ]


def faults_of_log(home):
    """Return what SQLite finds wrong in the log."""
    db = sqlite3.connect(home / LOG)
    try:
        faults = [row[0] for row in db.execute("PRAGMA integrity_check")]
    finally:
        db.close()
    return [] if faults == ["ok"] else faults


def faults_of_words(outcome, allowed):
    """Yield what is wrong with how a run ended: a traceback, a code, more than a sentence."""
    if outcome.code not in allowed:
        yield f"ended with {outcome.code}"
    if "Traceback" in outcome.err or "a bug in lpcards" in outcome.err:
        yield "a traceback"
    if outcome.code == 1 and not outcome.out and outcome.err.count("lpcards: ") != 1:
        yield "no sentence, or more than one"


def faults_of_files(now, before, after):
    """Return what is neither as it was nor as it is to be; a copy of the log only has to be one."""
    for path, data in now.files.items():
        whole = (before.files.get(path), after.files.get(path))
        if path.endswith(BESIDE_THE_LOG):
            continue
        if is_left(path):
            continue
        if data not in whole and not (_is_copy(path) and data[:6] == b"SQLite"):
            yield f"{path} is neither old nor new"
    for path in before.files.keys() & after.files.keys():
        if path not in now.files:
            yield f"{path} is gone"


def holds(now, after):
    """Say whether all that is to be there is; what is copied besides, once a day, need not be."""
    return now.events == after.events and all(
        now.files.get(path) == data or (_is_copy(path) and path in now.files)
        for path, data in after.files.items()
        if BACKUPS not in path
    )


def _is_copy(path):
    return path.endswith("copy.db") or BACKUPS in path


def is_left(path):
    """Say whether a name is one that a killed run leaves."""
    name = os.path.basename(path)
    return name.startswith(".lpcards-") or "crash-" in name


def left_in(home):
    """Return what is there that no run is to leave behind."""
    for path in (home.parent / "tmp").iterdir():
        if path.is_dir() or not PYTHONS.startswith(path.read_bytes()):
            yield str(path.relative_to(home.parent))
    for path in home.rglob("*"):
        inside = str(path.relative_to(home))
        is_cached = inside.startswith(".cache/lpcards/") and path.name.startswith(OF_THE_CACHE)
        is_in_cache = inside.startswith(".cache/lpcards/")
        if not is_cached and (is_in_cache or is_left(inside) or path.name.endswith("-journal")):
            yield inside


def let_days_pass(home):
    """Let all that was left behind be two days old."""
    for path in (*home.rglob(".lpcards-*"), *(home.parent / "tmp").iterdir()):
        old = path.lstat().st_mtime - 2 * 86_400
        os.utime(path, (old, old), follow_symlinks=False)
