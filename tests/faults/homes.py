"""The homes that commands are tried in: stories, a log, decks, and what a command needs besides."""

import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from faults.child import run
from lpcards.log import schema
from pasted_pages import pasted

LOG = Path(".local/share/lpcards/reviews.db")
FEW = Path(__file__).parent.parent / "few"
NOW = "2026-03-03T09:00"
CELLAR = """\
id: cellar
title: A pump too late
short: Cellar
principle: dive-deep
overview: The cellar was under water.
disqualifiers:
  - {id: told-to, phrase: I was told to pump., signals: no will, instead: I chose to pump.}
  - {id: we, phrase: We pumped., signals: whose hands?, instead: I held the hose.}
probes:
  - id: why
    ask: Why a pump?
    tests: depth
    strong: {answer: Because it rose., points: [it was wet, it rose], takeaway: Measure first.}
"""
NOTES = """\
S: The cellar of our house was under water in the night.
T: I had to keep the heating dry.
A: I carried the pump down and I held the hose for two hours.
R: The water fell by 40 cm and the heating ran on.
"""
KEY = "AGE-SECRET-KEY-10MNNKJC4FYHJUPGTPLT4AM3WA2VR7F9R8VJAHPE4EL6XMDAFWVASQVE0HM\n"
WHY, WE, TOLD = (
    "cellar/probe/why",
    "cellar/disqualifier/we.mend",
    "cellar/disqualifier/told-to.mend",
)


def nothing(_):
    """Leave a home as it is."""


class Trial(NamedTuple):
    """A command to be tried, what is prepared in the home, and its next run: no repetition.

    `steps`: it records several events, each kept by itself, and may fail between them.
    """

    args: tuple[str, ...]
    prepare: Callable[[Path], None] = nothing
    later: tuple[str, ...] = ()
    change: Callable[[Path], None] = nothing
    steps: bool = False

    @property
    def name(self):
        """The command's name."""
        return self.args[0]


def clean(home, *args, now=NOW):
    """Run a command that has to succeed."""
    outcome = run(("--now", now, *args), home)
    assert outcome.code == 0, (args, outcome)
    return outcome


def make_home(folder):
    """Make a home with two stories, three answers and a suspended card.

    The author has a key, for a new one would be another in each run.
    """
    home = folder / "home"
    (home / "stories" / "general").mkdir(parents=True)
    (folder / "tmp").mkdir()
    (home / "stories" / "cellar.yaml").write_text(CELLAR, "utf-8")
    (home / "stories" / "lpcards-author.txt").write_text("key 0123456789abcdef\n", "utf-8")
    shutil.copy(FEW / "general" / "guide.yaml", home / "stories" / "general")
    clean(home, "grade", WE, "3", now="2026-03-02T09:00")
    clean(home, "grade", TOLD, "1", now="2026-03-02T09:01")
    clean(home, "suspend", TOLD, now="2026-03-02T09:02")
    clean(home, "due", "--short")
    return home


def _decks(home):
    clean(home, "build", "--out", "decks")


def _ask(question):
    def change(home):
        path = home / "stories" / "cellar.yaml"
        path.write_text(CELLAR.replace("Why a pump?", question), "utf-8")

    return change


def _changed_decks(home):
    _decks(home)
    _ask("Why one pump?")(home)


def _other_log(home):
    clean(home, "--db", "other.db", "grade", WHY, "4")
    clean(home, "--db", "other.db", "flag", WE)


def _anki(home):
    """Put a package beside the decks in which a card was answered in Anki."""
    _decks(home)
    with zipfile.ZipFile(home / "decks" / "lpcards.apkg") as package:
        package.extract("collection.anki2", home)
    db = sqlite3.connect(home / "collection.anki2")
    asked = f"{WHY}\x1f%"
    (card,) = db.execute(
        "SELECT c.id FROM cards c JOIN notes n ON n.id = c.nid WHERE n.flds LIKE ?", [asked]
    ).fetchone()
    db.execute("INSERT INTO revlog VALUES (1772440000000, ?, -1, 3, 1, 1, 2500, 900, 1)", [card])
    db.commit()
    db.close()


def _retired(home):
    clean(home, "grade", WHY, "4")
    path = home / "stories" / "cellar.yaml"
    path.write_text(CELLAR.replace("id: why", "id: pump"), "utf-8")


def _old_log(home):
    """Put the log of the first format in the log's place."""
    path = home / LOG
    db = sqlite3.connect(path)
    rows = db.execute("SELECT * FROM events").fetchall()
    db.close()
    path.unlink()
    db = sqlite3.connect(path, isolation_level=None)
    for statement in schema.FIRST:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.close()


def _copied(home):
    """Copy the log, and answer one more card."""
    clean(home, "backup", "copy.db")
    clean(home, "grade", WHY, "4")


def _without_ids(home):
    text = CELLAR.replace("id: cellar", "id: attic").replace("  - id: why\n    ask", "  - ask")
    (home / "attic.yaml").write_text(text, "utf-8")


def _notes(home):
    (home / "notes.txt").write_text(NOTES, "utf-8")


def _page(home):
    (home / "page.txt").write_text(pasted(), "utf-8")


def _meeting(home):
    """Make a folder where another machine's answer lies."""
    _folder(home)
    clean(home, "--db", "other.db", "grade", WHY, "4")
    clean(home, "--db", "other.db", "sync", "shared")


def _folder(home):
    """Make an empty folder for logs to meet in, and a key."""
    (home / "shared").mkdir()
    (home / "key.txt").write_text(KEY, "ascii")
    (home / "key.txt").chmod(0o600)


def _meeting_in_secret(home):
    _folder(home)
    clean(home, "--db", "other.db", "grade", WHY, "4")
    clean(home, "--db", "other.db", "sync", "shared", "--key", "key.txt")


def _met_in_the_open(home):
    _folder(home)
    clean(home, "sync", "shared")


def _emptied(home):
    """Have a folder that was emptied after a sync."""
    _folder(home)
    clean(home, "sync", "shared")
    shutil.rmtree(home / "shared" / "lpcards")


def _flagged(home):
    """Have something new to send."""
    clean(home, "flag", WE)


def sync_by_itself(home):
    """Have reviews sync with a folder where another machine's mark lies."""
    _folder(home)
    clean(home, "--db", "other.db", "flag", WHY, "--note", "there")
    clean(home, "--db", "other.db", "sync", "shared")
    clean(home, "set", "sync=shared")


def _two_machines(home):
    """Let another machine have sent an edit, a new story and a deletion; edit the same here."""
    stories, data = home / "stories", home / ".local" / "share" / "lpcards" / "sync"
    shared, state = home / "Dropbox", home / ".local" / "state" / "lpcards" / "device"
    sync = ("sync", "Dropbox", "--with-content")
    shared.mkdir()
    for name in ("attic", "yard", "hall"):
        (stories / f"{name}.yaml").write_text(CELLAR.replace("cellar", name), "utf-8")
    clean(home, *sync)
    before = {path: path.read_bytes() for path in stories.rglob("*.yaml")}
    data.rename(home / "sync")
    state.rename(home / "device")
    (stories / "attic.yaml").write_text(CELLAR.replace("cellar", "attic") + "# there\n", "utf-8")
    (stories / "yard.yaml").write_text(CELLAR.replace("cellar", "yard") + "# there\n", "utf-8")
    (stories / "new.yaml").write_text(CELLAR.replace("cellar", "new"), "utf-8")
    clean(home, *sync)
    (stories / "hall.yaml").unlink()
    clean(home, *sync)
    (stories / "new.yaml").unlink()
    for path, data_before in before.items():
        path.write_bytes(data_before)
    shutil.rmtree(data)
    shutil.rmtree(home / ".local" / "share" / "lpcards" / "backups" / "stories", ignore_errors=True)
    (home / "sync").rename(data)
    (home / "device").rename(state)
    (stories / "yard.yaml").write_text(CELLAR.replace("cellar", "yard") + "# here\n", "utf-8")


TRIALS = [
    Trial(("grade", WHY, "4")),
    Trial(("grade", WHY, "4", "--once", "k1", "--json")),
    Trial(("undo",)),
    Trial(("undo",), _old_log),
    Trial(("suspend", WHY)),
    Trial(("resume", TOLD)),
    Trial(("bury", WHY)),
    Trial(("flag", WHY, "--note", "look")),
    Trial(("pause", "--until", "2026-03-09")),
    Trial(("adopt", WHY, "cellar/probe/pump"), _retired),
    Trial(("merge", "other.db"), _other_log),
    Trial(("pull", "collection.anki2", "--decks", "decks"), _anki),
    Trial(("asked", "What", "was", "hard?"), later=("asked", "What was not?")),
    Trial(
        ("debrief", "Acme", "--question", "What was hard?", "--story", "cellar", "--missed", WHY),
        later=("debrief", "Acme", "--question", "What was not?", "--story", "cellar"),
    ),
    Trial(
        ("debrief", "Acme", "--question", "What was hard?"),
        later=("debrief", "Acme", "--question", "What was not?"),
        steps=True,
    ),
    Trial(("debrief", "Acme", "--went", "2")),
    Trial(("new", "attic"), later=("new", "loft")),
    Trial(
        ("new", "attic", "--from", "notes.txt", "--json"),
        _notes,
        later=("new", "loft", "--from", "notes.txt", "--json"),
    ),
    Trial(
        ("import", "page.txt", "--principle", "dive-deep"),
        _page,
        later=("import", "page.txt", "--principle", "dive-deep", "--id", "other"),
    ),
    Trial(("ids", "attic.yaml"), _without_ids),
    Trial(("followups", "cellar", "--take", "hardest-hour")),
    Trial(("build", "--out", "decks"), change=_ask("Why no pump?")),
    Trial(("build", "--out", "decks"), _changed_decks, change=_ask("Why no pump?")),
    Trial(("build", "--out", "decks", "--with-progress", "mine.apkg"), change=_ask("Why?")),
    Trial(("backup", "copy.db"), later=("backup", "other-copy.db")),
    Trial(("restore", "copy.db"), _copied),
    Trial(("export", "--format", "csv", "--out", "cards.csv")),
    Trial(("preview", "--no-open", "--out", "page.html")),
    Trial(("sheet", "--html", "sheet.html")),
    Trial(("sync", "shared"), _meeting, change=_flagged),
    Trial(("sync", "shared"), _emptied, change=_flagged),
    Trial(("sync", "shared", "--key", "key.txt"), _meeting_in_secret, change=_flagged),
    Trial(("sync", "shared", "--key", "key.txt"), _met_in_the_open, change=_flagged),
    Trial(("sync", "--new-key", "new.txt"), later=("sync", "--new-key", "newer.txt")),
    Trial(("sync", "Dropbox", "--with-content"), _two_machines),
    Trial(("report", "--html", "-o", "report.html", "--csv", ".")),
]
"""Every command that writes what is asked for."""

SEEN = ("review", "rehearse", "mock", "edit", "watch", "welcome", "sync", "hub", "serve")
"""Commands that need a terminal: `review` is killed in one. `sync anki` needs one that runs, and is
killed in `tests/anki/test_sync_broken.py`; `hub` needs a server: `tests/sync/test_hub_admin.py`.
`serve` goes on until somebody ends it, and is killed in `tests/cli/test_serve.py`."""

CACHED = [
    Trial(("due", "--short")),
    Trial(("check",)),
    Trial(("diff", "--out", "decks"), _changed_decks),
    Trial(("cards", "--json")),
    Trial(("search", "pump")),
]
