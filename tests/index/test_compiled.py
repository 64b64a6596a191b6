import os
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from logs import nobody, quick_folder
from lpcards.index.cache_file import _fresh, open_tables
from shelf import Shelf, titles
from sizes import examples


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.write("own/mine.yaml", title="Mine")
    shelf.write("library/theirs.yaml", title="Theirs")
    return shelf


def test_the_cache_says_what_reading_everything_says(shelf):
    assert shelf.told() == shelf.told() == shelf.anew()


def test_nothing_is_read_twice(shelf):
    shelf.told()
    shelf.age()
    assert not shelf.compiles()


def test_changed_added_and_removed_files_are_seen_at_once(shelf):
    shelf.told()
    shelf.write("own/mine.yaml", title="Mine, edited")
    shelf.write("own/deep/down/more.yaml", title="More")
    os.unlink(f"{shelf.folder}/library/theirs.yaml")
    assert titles(shelf.told()) == ["Mine, edited", "More"]
    assert shelf.told() == shelf.anew()


def test_a_touched_file_changes_nothing(shelf):
    before = shelf.told()
    shelf.age()
    os.utime(f"{shelf.folder}/own/mine.yaml", (1, 1))
    assert shelf.told() == before


@pytest.mark.parametrize("at", [None, 1_000_000_000])
def test_a_young_file_rewritten_under_the_same_stat_is_seen(shelf, at):
    """Two writes within one tick of the file system's clock leave one stat: forge the first's."""
    path = shelf.write("own/mine.yaml", title="One")
    if at:
        os.utime(path, (at, at))
    shelf.told()
    seen = os.stat(path)
    Path(path).write_bytes(Path(path).read_bytes().replace(b"One", b"Two"))
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    now = os.stat(path)
    tables = open_tables(shelf.sources, shelf.cache)
    forged = f"{now.st_mtime_ns} {now.st_ctime_ns} {now.st_size} {now.st_ino}"
    tables.execute("UPDATE files SET stat = ? WHERE path = ?", [forged, path])
    tables.close()
    assert titles(shelf.told()) == ["Two", "Theirs"]


def test_a_file_that_has_come_of_age_is_trusted(shelf):
    shelf.told()
    time.sleep(2.1)
    shelf.told()
    assert {young for (young,) in shelf.rows("SELECT young FROM files")} == {0}


@pytest.mark.parametrize("damage", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 4096])
def test_a_damaged_cache_is_made_anew(shelf, damage):
    before = shelf.told()
    [cache] = Path(shelf.cache).glob("*.db")
    cache.write_bytes(damage)
    assert shelf.told() == before
    assert cache.read_bytes() != damage


@pytest.mark.parametrize("table", ["meta", "files"])
def test_a_cache_with_a_hole_is_thrown_away(shelf, table):
    before = shelf.told()
    [cache] = Path(shelf.cache).glob("*.db")
    [(page,)] = shelf.rows(f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    data = bytearray(cache.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    cache.write_bytes(data)
    assert shelf.told() == before
    assert not cache.exists() or cache.read_bytes() != data
    assert shelf.told() == before


def test_a_locked_cache_is_left_alone(shelf):
    before = shelf.told()
    [cache] = Path(shelf.cache).glob("*.db")
    other = sqlite3.connect(cache, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    shelf.write("own/mine.yaml", title="Edited")
    assert titles(shelf.told()) == ["Edited", "Theirs"]
    assert cache.exists()
    other.execute("COMMIT")
    other.close()
    assert titles(shelf.told()) == ["Edited", "Theirs"] != titles(before)
    assert list(Path(shelf.cache).glob("*.db")) == [cache]


def test_the_cache_of_other_code_is_made_anew(shelf):
    before = shelf.told()
    tables = open_tables(shelf.sources, shelf.cache)
    tables.execute("UPDATE meta SET value = 'other' WHERE key = 'code'")
    tables.execute("UPDATE files SET bodies = 'nonsense'")
    tables.close()
    assert shelf.told() == before


def test_only_the_learner_may_read_the_cache(shelf):
    shelf.told()
    [cache] = Path(shelf.cache).glob("*.db")
    assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(shelf.cache).stat().st_mode) == 0o700


def test_no_other_file_is_followed_to_or_overwritten(shelf):
    shelf.told()
    [cache] = Path(shelf.cache).glob("*.db")
    cache.unlink()
    target = Path(shelf.folder, "precious")
    cache.symlink_to(target)
    assert titles(shelf.told()) == ["Mine", "Theirs"]
    assert not target.exists()


def test_where_no_cache_can_be_everything_is_read(shelf):
    Path(shelf.folder, "file").write_text("in the way", encoding="utf-8")
    assert shelf.told(cache="file/cache") == shelf.anew()


def test_a_cache_that_cannot_be_written_is_no_hindrance():
    with quick_folder() as folder:
        os.chmod(folder, 0o755)
        shelf = Shelf(folder)
        shelf.write("own/mine.yaml", title="Mine")
        shelf.told()
        os.chmod(shelf.cache, 0o755)
        for path in Path(shelf.cache).glob("*.db"):
            path.chmod(0o644)
        with nobody():
            assert titles(shelf.told()) == ["Mine"]
        shelf.write("own/mine.yaml", title="Edited")
        with nobody():
            assert titles(shelf.told()) == ["Edited"]


TOLD = """
import sys
from lpcards.index.card_index import open_compiled
from lpcards.index.scan import Folder, Sources
folder, cache = sys.argv[1:]
with open_compiled(Sources((Folder(folder, True),)), cache) as compiled:
    print(len(list(compiled.cards())))
"""


def test_processes_that_compile_at_once_all_succeed(shelf):
    for n in range(40):
        shelf.write(f"own/s{n}.yaml")
    command = [sys.executable, "-c", TOLD, f"{shelf.folder}/own", shelf.cache]
    at_once = examples(3, 6)
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(at_once)]
    assert [run.communicate(timeout=60)[0] for run in runs] == ["41\n"] * at_once


def test_tables_that_another_process_made_meanwhile_are_kept(shelf):
    before = shelf.told()
    [cache] = Path(shelf.cache).glob("*.db")
    late = sqlite3.connect(cache, isolation_level=None)
    _fresh(late)
    late.close()
    assert shelf.rows("SELECT count(*) FROM cards") == [(len(before["cards"]),)]
