"""`pull` without a file: what Anki keeps on this machine is found and offered."""

import os
import shlex

import pytest

from pty_terminal import Terminal

LINUX, FLATPAK = ".local/share/Anki2", ".var/app/net.ankiweb.Anki/data/Anki2"
LATER = "2026-03-02T09:00"


@pytest.fixture
def profiles(exported, card, home, monkeypatch):
    """Return a function that puts a profile with three backups into each of some folders.

    It returns the paths in the order in which they are offered.
    """
    monkeypatch.delenv("ANKI_BASE", raising=False)
    exported.answer(card, 3)
    data = (home / "collection.anki2").read_bytes()
    with open(exported.packed("collection.anki21b"), "rb") as file:
        package = file.read()

    def place(*bases):
        collections, backups = [], []
        for at, base in enumerate(bases):
            folder = home / base / f"User {at}"
            (folder / "backups").mkdir(parents=True)
            (folder / "collection.anki2").write_bytes(data)
            os.utime(folder / "collection.anki2", (500 - at, 500 - at))
            collections.append(str(folder / "collection.anki2"))
            for day in range(3):
                backup = folder / "backups" / f"backup-2026-03-0{day + 1}-09.00.00.colpkg"
                backup.write_bytes(package)
                os.utime(backup, (100 * at + day, 100 * at + day))
                backups.insert(0, str(backup))
        return [*collections, *backups]

    return place


@pytest.fixture
def log(home):
    return home / ".local/share/lpcards/reviews.db"


@pytest.mark.parametrize("base", [LINUX, FLATPAK, "data/Anki2", "told"])
def test_without_a_terminal_the_files_are_named_with_the_command(
    own, profiles, home, log, monkeypatch, base
):
    if base == "data/Anki2":
        monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    paths = profiles(base)
    if base == "told":
        monkeypatch.setenv("ANKI_BASE", str(home / base))
    said = own("pull", now=LATER, code=2)
    commands = [shlex.split(line, comments=True) for line in said.err.splitlines()[-4:]]
    assert commands == [["lpcards", "pull", path] for path in paths]
    assert said.err.splitlines()[-1].endswith("days ago")
    assert not log.exists()


def test_of_many_backups_the_newest_are_named(own, profiles):
    paths = profiles(LINUX, FLATPAK)
    said = own("pull", now=LATER, code=2)
    assert said.err.count("  lpcards pull '/") == len(paths)
    for number in range(20):
        copy = f"{paths[0].removesuffix('collection.anki2')}backups/{number}.colpkg"
        os.link(paths[-1], copy)
    said = own("pull", now=LATER, code=2)
    assert "(the newest 9 of 28)" in said.err
    assert said.err.count("  lpcards pull '/") == 9


def test_what_was_saved_last_counts_as_the_time_of_a_collection(own, profiles):
    first, second, *_ = profiles(LINUX, FLATPAK)
    with open(f"{second}-wal", "wb"):
        os.utime(f"{second}-wal", (600, 600))
    said = own("pull", now=LATER, code=2)
    assert said.err.index(second) < said.err.index(first)


def test_without_anki_the_folders_are_named(own):
    said = own("pull", now=LATER, code=2)
    assert f"Anki keeps nothing in ~/{LINUX} or ~/{FLATPAK}" in said.err


def test_at_a_terminal_one_is_chosen(own, profiles, attic, log):
    paths = profiles(LINUX, FLATPAK)
    terminal = Terminal("--content", attic.parent, "pull", now=None)
    terminal.wait_for("Enter takes 1.")
    assert "1 User 0: collection, saved" in terminal.text
    assert "3 User 1: backup, made" in terminal.text
    terminal.press("9")
    terminal.press("enter", "The numbers go from 1 to 8.")
    terminal.press("3")
    terminal.press("enter", "1 review added")
    assert terminal.ended() == 0
    assert own("pull", paths[2], "--json", now=None).json["known"] == 1


def test_who_leaves_the_question_pulls_nothing(profiles, attic, log):
    profiles(LINUX)
    terminal = Terminal("--content", attic.parent, "pull", now=None)
    terminal.wait_for("Enter takes 1.")
    terminal.press("escape")
    assert terminal.ended() == 130
    assert not log.exists()
