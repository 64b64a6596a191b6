import os
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from content_folders import AN_HOUR, STORY, ContentFolders, titles
from logs import nobody, quick_folder
from lpcards.index import scan
from lpcards.index.cache_file import _fresh, open_tables
from sizes import examples


@pytest.fixture
def folders(tmp_path):
    folders = ContentFolders(tmp_path)
    folders.write("own/mine.yaml", title="Mine")
    folders.write("library/theirs.yaml", title="Theirs")
    return folders


def test_the_cache_says_what_reading_everything_says(folders):
    assert folders.contents() == folders.contents() == folders.anew()


def test_nothing_is_read_twice(folders):
    folders.contents()
    folders.age()
    assert not folders.compiles()


def test_changed_added_and_removed_files_are_seen_at_once(folders):
    folders.contents()
    folders.write("own/mine.yaml", title="Mine, edited")
    folders.write("own/deep/down/more.yaml", title="More")
    os.unlink(f"{folders.folder}/library/theirs.yaml")
    assert titles(folders.contents()) == ["Mine, edited", "More"]
    assert folders.contents() == folders.anew()


def test_a_touched_file_changes_nothing(folders):
    before = folders.contents()
    folders.age()
    os.utime(f"{folders.folder}/own/mine.yaml", (1, 1))
    assert folders.contents() == before


@pytest.mark.parametrize("at", [None, 1_000_000_000])
def test_a_young_file_rewritten_under_the_same_stat_is_seen(folders, at, monkeypatch):
    """Two writes within one tick of the file system's clock leave one stat: forge the first's."""
    monkeypatch.setattr(scan, "YOUNG_NS", AN_HOUR)
    path = folders.write("own/mine.yaml", title="One")
    if at:
        os.utime(path, (at, at))
    folders.contents()
    seen = os.stat(path)
    Path(path).write_bytes(Path(path).read_bytes().replace(b"One", b"Two"))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    now = os.stat(path)
    tables = open_tables(folders.sources, folders.cache)
    forged = f"{now.st_mtime_ns} {now.st_ctime_ns} {now.st_size} {now.st_ino}"
    tables.execute("UPDATE files SET stat = ? WHERE path = ?", [forged, path])
    tables.close()
    assert titles(folders.contents()) == ["Two", "Theirs"]


def test_a_file_that_has_come_of_age_is_trusted(folders):
    folders.contents()
    time.sleep(2.1)
    folders.contents()
    assert {young for (young,) in folders.rows("SELECT young FROM files")} == {0}


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 4096])
def test_a_damaged_cache_is_made_anew(folders, damage):
    before = folders.contents()
    [cache] = Path(folders.cache).glob("*.db")
    cache.write_bytes(damage)
    assert folders.contents() == before
    assert cache.read_bytes() != damage


@pytest.mark.parametrize("table", ["meta", "files"])
def test_a_cache_with_a_hole_is_thrown_away(folders, table):
    before = folders.contents()
    [cache] = Path(folders.cache).glob("*.db")
    [(page,)] = folders.rows(f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    data = bytearray(cache.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    cache.write_bytes(data)
    assert folders.contents() == before
    assert not cache.exists() or cache.read_bytes() != data
    assert folders.contents() == before


def test_a_locked_cache_is_left_alone(folders):
    before = folders.contents()
    [cache] = Path(folders.cache).glob("*.db")
    other = sqlite3.connect(cache, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    folders.write("own/mine.yaml", title="Edited")
    assert titles(folders.contents()) == ["Edited", "Theirs"]
    assert cache.exists()
    other.execute("COMMIT")
    other.close()
    assert titles(folders.contents()) == ["Edited", "Theirs"] != titles(before)
    assert list(Path(folders.cache).glob("*.db")) == [cache]


def test_the_cache_of_other_code_is_made_anew(folders):
    before = folders.contents()
    tables = open_tables(folders.sources, folders.cache)
    tables.execute("UPDATE meta SET value = 'other' WHERE key = 'code'")
    tables.execute("UPDATE files SET bodies = 'nonsense'")
    tables.close()
    assert folders.contents() == before


def test_only_the_learner_may_read_the_cache(folders):
    folders.contents()
    [cache] = Path(folders.cache).glob("*.db")
    assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(folders.cache).stat().st_mode) == 0o700


def test_no_other_file_is_followed_to_or_overwritten(folders):
    folders.contents()
    [cache] = Path(folders.cache).glob("*.db")
    cache.unlink()
    target = Path(folders.folder, "precious")
    cache.symlink_to(target)
    assert titles(folders.contents()) == ["Mine", "Theirs"]
    assert not target.exists()


def test_where_no_cache_can_be_everything_is_read(folders):
    Path(folders.folder, "file").write_text("in the way", encoding="utf-8")
    assert folders.contents(cache="file/cache") == folders.anew()


def test_a_cache_that_cannot_be_written_is_no_hindrance():
    with quick_folder() as folder:
        os.chmod(folder, 0o755)
        folders = ContentFolders(folder)
        folders.write("own/mine.yaml", title="Mine")
        folders.contents()
        os.chmod(folders.cache, 0o755)
        for path in Path(folders.cache).glob("*.db"):
            path.chmod(0o644)
        with nobody():
            assert titles(folders.contents()) == ["Mine"]
        folders.write("own/mine.yaml", title="Edited")
        with nobody():
            assert titles(folders.contents()) == ["Edited"]


TOLD = """
import sys
from lpcards.index.card_index import open_index
from lpcards.index.scan import Folder, Sources
folder, cache = sys.argv[1:]
with open_index(Sources((Folder(folder, True),)), cache) as index:
    print(len(list(index.cards())))
"""


def test_processes_that_compile_at_once_all_succeed(folders):
    for n in range(40):
        folders.write(f"own/s{n}.yaml")
    command = [sys.executable, "-c", TOLD, f"{folders.folder}/own", folders.cache]
    at_once = examples(3, 6)
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(at_once)]
    assert [run.communicate(timeout=60)[0] for run in runs] == ["41\n"] * at_once


def test_tables_that_another_process_made_meanwhile_are_kept(folders):
    before = folders.contents()
    [cache] = Path(folders.cache).glob("*.db")
    late = sqlite3.connect(cache, isolation_level=None)
    _fresh(late)
    late.close()
    assert folders.rows("SELECT count(*) FROM cards") == [(len(before["cards"]),)]


def called(folders):
    cards = folders.contents()["cards"]
    assert cards == folders.anew()["cards"]
    return {card.scenario: card.top.split(" · ")[1] for card in cards if card.level}


def test_another_role_has_other_words_for_the_levels_of_what_names_no_field(folders):
    levels = STORY + "steps: {{reflection: {{by_level: {{senior: We had no list.}}}}}}\n"
    folders.write("own/mine.yaml", levels)
    folders.write("own/code.yaml", levels + "field: software\n")
    folders.write("library/theirs.yaml", levels + "field: other\n")
    lead, senior = "Lead", "Senior SDE"
    assert called(folders) == {"mine": senior, "code": senior, "theirs": lead}
    folders.age()
    settings = Path(folders.sources.settings)
    settings.write_text("role: product\n", encoding="utf-8")
    assert called(folders) == {"mine": lead, "code": senior, "theirs": lead}
    settings.write_text("role: management\nlevel: senior\n", encoding="utf-8")
    assert called(folders) == {"mine": lead, "code": senior, "theirs": lead}
    settings.unlink()
    assert called(folders) == {"mine": senior, "code": senior, "theirs": lead}


def test_of_several_worked_examples_the_one_of_the_role_is_asked_and_its_field_is_listed_first(
    folders,
):
    for name, field in (("a", "software"), ("b", "product"), ("c", "product"), ("d", "other")):
        more = f"field: {field}\n" + ("" if name == "c" else f"worked_example: {field}\n")
        folders.write(f"library/{name}.yaml", STORY + more)
    os.unlink(f"{folders.folder}/own/mine.yaml")
    settings = Path(folders.sources.settings)
    for role, order, asked in (
        ("software", ["a", "theirs", "b", "c", "d"], ["a"]),
        ("product", ["b", "c", "theirs", "a", "d"], ["b"]),
        ("other", ["d", "theirs", "a", "b", "c"], ["d"]),
        ("management", ["theirs", "a", "b", "c", "d"], ["a"]),
    ):
        settings.write_text(f"role: {role}\n", encoding="utf-8")
        contents = folders.contents()
        assert [story.id for story in contents["stories"]] == order
        assert [card.scenario for card in contents["order"]] == asked
        settings.write_text(f"role: {role}\nexamples: all\n", encoding="utf-8")
        near = [story.id for story in contents["stories"] if story.field == role]
        assert [card.scenario for card in folders.contents()["order"]][: len(near)] == near
