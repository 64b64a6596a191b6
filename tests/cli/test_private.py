"""Own content lies outside the repository, for no other eyes, and never in the library's decks."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from author import Author
from conftest import LIBRARY, ROOT
from pasted_pages import pasted

LATER = "2027-06-01T09:00"
SECRET = """\
id: acme-migration
title: Moved Acme
short: Acme
principle: ownership
probes:
  - {id: why, ask: Why?, strong: {answer: So., points: [one, two], takeaway: Because.}}
"""
LEARNER = ".local/share/lpcards"


def mode(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def files_in(folder):
    """Return the bytes of all files below a folder, by name."""
    return {str(one): one.read_bytes() for one in sorted(Path(folder).rglob("*")) if one.is_file()}


@pytest.fixture
def everybody_reads():
    """Have a umask that lets others read whatever is made."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def secret(home):
    """Put a story of one's own where `new` puts them."""
    path = home / LEARNER / "content" / "ownership" / "acme-migration.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.fixture
def clone(tmp_path):
    """Return something like a fresh clone of the project: sources, the library, its decks."""
    folder = tmp_path / "clone"
    shutil.copytree(LIBRARY, folder / "content")
    shutil.copytree(ROOT / "decks", folder / "decks")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize("settings", [None, "", "new: 5\n"])
def test_in_a_clone_new_stories_do_not_go_into_it(lp, home, clone, monkeypatch, settings):
    if settings is not None:
        (clone / "lpcards.yaml").write_text(settings, encoding="utf-8")
    before = files_in(clone)
    monkeypatch.chdir(clone / "content")
    (home / "page.txt").write_text(pasted(), encoding="utf-8")
    for words in (["new", "mine"], ["import", home / "page.txt", "--principle", "ownership"]):
        path = Path(lp(*words, "--json").json["path"])
        assert path.is_relative_to(home / LEARNER)
    assert files_in(clone) == before


def test_nor_do_those_of_an_installed_program(tmp_path, clone, monkeypatch):
    """The library beside it is another than the clone's, which is no project of the learner's."""
    learner = Author(tmp_path / "learner")
    maker = Author(tmp_path / "maker")
    maker.publish()
    learner.install(maker)
    (clone / "lpcards.yaml").write_text("new: 5\n", encoding="utf-8")
    learner.folder = clone
    shutil.copytree(tmp_path / "learner" / "program", clone / "program")
    path = Path(learner.run("new", "mine", "--json", content=[]).json["path"])
    assert not path.is_relative_to(clone / "content")
    answer = learner.run("list", "--json", content=["--content", clone / "content"]).json
    assert {story["own"] for story in answer} == {False}


def test_what_lies_in_the_clone_is_not_committed(clone):
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"/lpcards.yaml", "/redact.yaml"} <= {*lines}


def test_the_library_s_decks_are_the_same_whatever_is_one_s_own(lp, secret, clone, monkeypatch):
    monkeypatch.chdir(clone)
    guide = clone / "content" / "ownership" / "guide.yaml"
    guide.write_text(guide.read_text("utf-8") + "# touched\n", encoding="utf-8")
    guide.write_text(guide.read_text("utf-8").replace("I ", "I, ", 1), encoding="utf-8")
    shutil.copytree(clone / "decks", clone / "with")
    lp("--content", "content", "build", "--out", "with", now=LATER)
    shutil.rmtree(secret.parent)
    shutil.copytree(clone / "decks", clone / "without")
    lp("--content", "content", "build", "--out", "without", now=LATER)
    rows = [{path.name: path.read_bytes() for path in (clone / name).iterdir()}
            for name in ("with", "without")]  # fmt: skip
    assert rows[0] == rows[1]
    assert not any(b"acme" in data for data in rows[0].values())


def test_with_nothing_edited_the_library_s_decks_stay_byte_for_byte(lp, secret, clone, monkeypatch):
    monkeypatch.chdir(clone)
    before = files_in(clone / "decks")
    assert lp("--content", "content", "build", "--json").json["changed"] == []
    assert files_in(clone / "decks") == before


def test_own_stories_are_not_built_into_the_library_s_decks(lp, secret, clone, monkeypatch):
    monkeypatch.chdir(clone)
    before = files_in(clone / "decks")
    for words in (["--out", "decks"], ["--out", "../clone/decks/", "--scenario", "webhook-drops"]):
        assert "'acme-migration'" in lp("build", *words, code=1).err
    (clone / "content" / "acme.yaml").write_text(f"{SECRET}own: yes\n", encoding="utf-8")
    assert "--out" in lp("--content", "content", "build", code=1).err
    assert files_in(clone / "decks") == before
    assert lp("build", "--out", "decks", "--dry-run", now=LATER).code == 0


def test_what_is_one_s_own_is_for_no_other_eyes(lp, home, everybody_reads):
    lp("asked", "What did you find out too late?")
    lp("new", "mine")
    (home / "notes.txt").write_text("S: The lift stood still.\nA: I read the log.\n")
    lp("new", "the-lift", "--from", "notes.txt")
    (home / "page.txt").write_text(pasted(), encoding="utf-8")
    lp("import", "page.txt", "--principle", "ownership")
    lp("grade", "webhook-drops/probe/why-you", "5", code=None)
    lp("suspend", "general/*")
    lp("backup")
    lp("build", now=LATER)
    assert mode(home / LEARNER) == 0o700
    for path in (home / LEARNER).rglob("*"):
        private = 0o700 if path.is_dir() else 0o600
        inside = path.relative_to(home / LEARNER).parts[0] == "decks" and path.is_file()
        if not inside and path.name != "lpcards.schema.json":  # they lie in private folders
            assert mode(path) == private, path
    for path in (home / ".cache").rglob("*.db"):
        assert mode(path) == 0o600


def test_a_folder_of_an_older_version_is_made_private(lp, home, everybody_reads):
    (home / LEARNER / "content" / "ownership").mkdir(parents=True)
    assert mode(home / LEARNER) == 0o755
    lp("new", "mine")
    assert mode(home / LEARNER) == 0o700
    assert mode(home / ".local" / "share") == 0o755


def test_stories_and_decks_of_a_project_are_private_too(lp, home, everybody_reads):
    (home / "project" / "content").mkdir(parents=True)
    path = Path(lp("--content", "project/content", "new", "mine", "--json").json["path"])
    lp("--content", "project/content", "build")
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert mode(home / "project" / "decks") == 0o700
    assert mode(home / "project" / "content") == 0o755


def test_a_clone_has_no_file_of_one_s_own_in_git():
    """Whatever the library has is an example."""
    found = subprocess.run(["grep", "-rlE", "^own: *(yes|true|on)", LIBRARY], check=False)
    assert found.returncode == 1
