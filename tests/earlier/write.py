"""Write what a version of lpcards stores, for later versions to read: `write.py FOLDER`.

Run it with that version's `src` on PYTHONPATH, from a folder of any name; FOLDER is made beside
this file, and named for the day of the version. What it holds is never written anew.
"""

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
CONTENT = HERE / "content"
BEGAN = datetime(2026, 11, 2, 9)
ZONE, OFFSET = "Europe/Berlin", 60
CELLAR = "cellar/{}".format
BEFORE = (
    ("id: pump\n    was: [why]", "id: why"),
    (", and why so late?", "?"),
    ("  - id: who", "  - {id: gone, ask: Who has the hose now?, strong: A cousin.}\n  - id: who"),
)
"""What the story said in the first edition: a probe of another name and text, and one more."""


def main(folder):
    """Write the log, the manifest, the kept draft, and what the version reads in them."""
    folder.mkdir()
    with TemporaryDirectory() as home:
        os.environ.update(HOME=home, TZ=ZONE)
        _write_log(Path(home) / "log.db", folder)
        _write_decks(Path(home), folder)


def _module(*names):
    """Return the first of these modules that this version has."""
    for name in names:
        try:
            return import_module(f"lpcards.{name}")
        except ModuleNotFoundError:
            continue
    raise LookupError(names)


def _write_log(path, folder):
    log_room, events = _module("log", "store"), _module("memory.event", "event")
    as_json = getattr(events, "event_json", None) or events.as_json
    with log_room.open_log(str(path), aliases=ALIASES, device="workspace") as log:
        _answer(log, log_room, events)
        told = {
            "events": [as_json(event) for event in log.events()],
            "memory": dict(sorted(log.remembered())),
            "suspended": sorted(log.suspended()),
            "flags": log.flags(),
            "text": log.text("f2"),
        }
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _pack(path, folder / "log.db.gz")
    _dump(folder / "log.json", told)


ALIASES = {CELLAR("probe/why"): CELLAR("probe/pump")}


def _answer(log, log_room, events):
    """Record at least one event of each kind that this version knows."""

    def moment(days, minutes=0):
        wall = BEGAN + timedelta(days=days, minutes=minutes)
        at = round((wall - datetime(1970, 1, 1)).total_seconds() * 1000) - OFFSET * 60_000
        return events.Moment(at, OFFSET, ZONE, wall.date())

    def note(kind, card, *when, **details):
        if kind in events.NOTES:
            log.note(kind, card, moment(*when), details)

    why, who, we = map(CELLAR, ("probe/why", "probe/who", "disqualifier/we.mend"))
    told_to, gone = CELLAR("disqualifier/told-to.mend"), CELLAR("probe/gone")
    shown = log_room.Shown("f1", "Why a pump?", "Measure first.", ("it was wet", "it rose"))
    again = shown._replace(fingerprint="f2", front="Why a pump, and why so late?")
    note("learn", why, 0)
    log.answer(why, 4, moment(0, 1), seconds=12.5, shown=shown, details={"missed": [1]})
    log.answer(who, 2, moment(0, 2), seconds=31.0)
    log.answer(who, 4, moment(0, 3), seconds=9.25)
    log.answer(we, 5, moment(0, 4))
    log.answer(gone, 3, moment(0, 5))
    log.answer(told_to, 0, moment(0, 6))
    log.undo(moment(0, 7))
    log.answer(who, 5, moment(1), seconds=8.0)
    log.answer(why, 4, moment(1, 1), shown=again)
    log.answer(we, 4, moment(1, 2), cram=True)
    log.answer(we, 3, moment(3))
    note("bury", told_to, 3, 1)
    note("flag", who, 3, 2, note="whose money?")
    note("suspend", told_to, 3, 3)
    note("suspend", we, 3, 4)
    note("resume", we, 3, 5)
    note("adopt", who, 4, **{"from": gone})
    note("pause", "", 5, **{"from": "2026-11-08", "until": "2026-11-10"})
    log.answer(we, 4, moment(5, 1), details={"due": "2026-11-14"})
    note("rehearse", "cellar", 11, seconds=95)
    note("mock", "", 12, questions=3)
    asked = {"question": "When were you wrong?", "story": "cellar", "missed": [who]}
    note("debrief", "", 12, 2, company="Acme", interview="2026-11-14", **asked)
    note("forget", gone, 12, 1)
    log.answer(CELLAR("probe/pump"), 1, moment(13), seconds=20.0, shown=again)
    at, *_, day = moment(14)
    read = events.Event("", at, OFFSET, "UTC+01:00", day, "", "review", who, 4, 7.0)
    _take_in(log, [("1 guid", read)], moment(15))
    if "due" in events.KINDS:
        due = read._replace(kind="due", grade=None, seconds=None, details=DUE)
        _take_in(log, [("due 1 guid", due)], moment(15))


DUE = {"due": "2026-11-30", "interval": 9}


def _take_in(log, reviews, moment):
    """Take in a review from Anki; the first versions did not ask for the time."""
    try:
        log.take_in(reviews, moment)
    except TypeError:
        log.take_in(reviews)


def _write_decks(home, folder):
    content, decks = home / "content", home / "decks"
    shutil.copytree(CONTENT, content)
    story = content / "cellar.yaml"
    text = now = story.read_text(encoding="utf-8")
    for after, before in BEFORE:
        text = text.replace(after, before)
    for edition, day in ((text, 0), (now, 14)):
        story.write_text(edition, encoding="utf-8")
        at = (BEGAN + timedelta(days=day)).isoformat()
        run = ["--content", str(content), "--now", at, "build", "--out", str(decks), "--yes"]
        subprocess.run([sys.executable, "-m", "lpcards", *run], check=True)
    shutil.copyfile(decks / "manifest", folder / "manifest")
    _dump(folder / "numbers.json", numbers_in(decks, home))
    for draft in home.glob("**/lpcards/draft"):
        _pack(draft, folder / "draft.gz")


def numbers_in(decks, home):
    """Return the note id and the card id of each guid in the packages; `home` is for scratch."""
    numbers = {}
    for package in sorted(decks.glob("*.apkg")):
        with zipfile.ZipFile(package) as archive:
            archive.extract("collection.anki2", home)
        with closing(sqlite3.connect(home / "collection.anki2")) as db:
            rows = db.execute("SELECT guid, n.id, c.id FROM notes n JOIN cards c ON c.nid = n.id")
            numbers.update({guid: [note, card] for guid, note, card in rows})
    return numbers


def _pack(path, into):
    into.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def _dump(path, told):
    path.write_text(f"{json.dumps(told, indent=1, default=str)}\n", encoding="utf-8")


if __name__ == "__main__":
    main(HERE / sys.argv[1])
