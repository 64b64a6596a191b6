"""Whatever lies in the folder of caches: the cards are right, or a sentence says what to do."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from sizes import some

TABLES = {
    "a setting of another type": "UPDATE meta SET value = '[]' WHERE key = 'settings'",
    "no settings": "DELETE FROM meta WHERE key = 'settings'",
    "names of another type": "UPDATE meta SET value = '5' WHERE key = 'aliases'",
    "cards that are none": "UPDATE files SET bodies = '[[1], [2]]'",
    "cards of another type": "UPDATE files SET bodies = '{}'",
    "no JSON": "UPDATE files SET bodies = x'ff00', story = 'x', text = 'x'",
    "stories without a title": "UPDATE files SET story = '{}'",
    "cards in the wrong place": "UPDATE cards SET seq = seq + 100",
    "parts that are none": "UPDATE cards SET parts = '5', was = '5'",
    "unknown principles": "UPDATE cards SET principle = 5, level = 5, kind = x'00'",
    "no order": "UPDATE study SET ids = x'ff'",
    "problems that are none": "UPDATE files SET problems = '[5]'",
    "a table less": "DROP TABLE study",
    "a table of another shape": "DROP TABLE study; CREATE TABLE study (file)",
    "a view": "DROP TABLE cards; CREATE VIEW cards AS SELECT 1 AS file, 2 AS seq",
    "memos that are none": "INSERT OR REPLACE INTO memos SELECT key, '5' FROM memos",
}
COMMANDS = [["cards", "--json"], ["list", "--json"], ["next", "--json"], ["check"]]
"""What reads all that a cache holds."""


def answers(lp, folder):
    return [lp("--content", folder, *command, code=None) for command in COMMANDS]


@pytest.fixture
def cache(lp, cellar, home):
    """Return the cache of a story, filled, and what the commands say with it."""
    shutil.rmtree(home / ".cache")
    right = answers(lp, cellar.parent)
    [path] = (home / ".cache/lpcards").glob("cards-*.db")
    return path, right


def refilled(lp, cellar, right):
    """Hold the answers against what is right: a sentence at most once, then all is as it was."""
    for now, then in zip(answers(lp, cellar.parent), right, strict=True):
        assert now == then or (now.code == 1 and "was damaged, so it was thrown away" in now.err), (
            now
        )
    assert answers(lp, cellar.parent) == right


@pytest.mark.parametrize("damage", some(TABLES, 7))
def test_tables_of_another_content_are_found_out(lp, cellar, cache, damage):
    path, right = cache
    tables = sqlite3.connect(path)
    tables.executescript(TABLES[damage])
    tables.close()
    refilled(lp, cellar, right)


def in_the_place(path, what):
    """Put something else in the place of a cache."""
    data = path.read_bytes()
    path.unlink()
    if what == "a folder":
        path.mkdir()
    elif what == "another program's file":
        other = sqlite3.connect(path)
        other.executescript("CREATE TABLE meta (x); CREATE VIEW files AS SELECT 1")
        other.close()
    elif what == "a pipe":
        os.mkfifo(path)
    else:
        path.write_bytes({"half": data[: len(data) // 2], "text": b"x" * 5000}.get(what, b""))


@pytest.mark.parametrize(
    "what", some(["half", "text", "empty", "a folder", "another program's file", "a pipe"], 3)
)
def test_what_lies_in_the_place_of_a_cache_changes_no_card(lp, cellar, cache, what):
    path, right = cache
    in_the_place(path, what)
    refilled(lp, cellar, right)


def test_a_link_in_the_place_of_a_cache_leads_to_no_writing(lp, cellar, cache, home):
    path, right = cache
    precious = home / "precious.db"
    other = sqlite3.connect(precious)
    other.executescript("CREATE TABLE cards (x); INSERT INTO cards VALUES (1)")
    other.close()
    before = precious.read_bytes()
    path.unlink()
    path.symlink_to(precious)
    assert answers(lp, cellar.parent) == right
    assert precious.read_bytes() == before


@pytest.mark.parametrize("text", [b"", b"lpcards due 1", b"\xff" * 999, b"[" * 9999])
def test_a_line_or_draft_that_is_none_is_made_anew(lp, cellar, home, text):
    folder = home / ".cache/lpcards"
    right = lp("--content", cellar.parent, "build", "--out", "decks", "--json").json
    lp("due", "--short")
    for path in (*folder.glob("due-*"), folder / "draft"):
        path.write_bytes(text)
    shutil.rmtree(home / "decks")
    assert lp("--content", cellar.parent, "build", "--out", "decks", "--json").json == right
    command = [sys.executable, "-m", "lpcards", "due", "--short"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip().isdigit()
