"""Bad databases: each is refused with one clear sentence, and none is changed by it."""

import errno
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import date

import pytest

from logs import moment, nobody
from lpcards.log import LogProblem, Shown, open_log, schema
from sizes import some


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "log.db")


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return the path of a sound log of 300 answers."""
    path = str(tmp_path_factory.mktemp("sound") / "log.db")
    with open_log(path) as log:
        for number in range(300):
            shown = Shown(f"{number:016x}", f"front {number} " * 9, "back " * 20, ("item",))
            log.answer(f"s/probe/{number}", 4, moment(), shown=shown, details={"missed": [0]})
        log.undo(moment())
        log.note("flag", "s/probe/1", moment(), {"note": "reword"})
    return path


@pytest.fixture
def made(sound, path):
    """Return the path of a copy of the sound log, to be spoilt."""
    return shutil.copy(sound, path)


@pytest.fixture
def folder():
    """Return a folder that everybody may enter, unlike pytest's own."""
    folder = tempfile.mkdtemp(prefix="lpcards-")
    os.chmod(folder, 0o777)
    yield folder
    os.chmod(folder, 0o777)
    shutil.rmtree(folder)


def words_of(path, *, reading=False, patience=5.0):
    with pytest.raises(LogProblem) as problem:
        use(path, reading=reading, patience=patience)
    words = str(problem.value)
    assert "\n" not in words
    assert words.endswith(".")
    return words


def use(path, *, reading=False, patience=5.0):
    """Do everything a log can do."""
    with open_log(path, reading=reading, patience=patience) as log:
        list(log.events())
        list(log.remembered())
        log.due_by(date.max)
        log.day_events(moment().day)
        log.flags()
        log.suspended()
        log.text("0" * 16)
        log.live("s/probe/1")
        log.verify()
        if not reading:
            log.answer("s/probe/1", 4, moment(1), shown=Shown("f", "f", "b"))
            log.undo(moment(1))
            log.rebuild()


def both(path):
    """Return the words for writing, after making sure that reading says the same."""
    words = words_of(path)
    assert words_of(path, reading=True) == words
    return words


def content(path):
    with open(path, "rb") as file:
        return file.read()


def patch(path, place, data):
    with open(path, "r+b") as file:
        file.seek(place)
        file.write(data)


def test_a_text_file(path):
    with open(path, "w") as file:
        file.write("Dear diary, " * 200)
    before = content(path)
    assert both(path) == f"{path} is not an lpcards log: it is not an SQLite file."
    assert content(path) == before


def test_a_short_text_file(path):
    with open(path, "w") as file:
        file.write("xy")
    assert both(path) == f"{path} is not an lpcards log: it is not an SQLite file."


def test_an_empty_file_is_a_log_with_nothing_in_it(path):
    open(path, "w").close()
    use(path, reading=True)
    assert content(path) == b""
    use(path)


def test_a_folder(path):
    os.mkdir(path)
    assert both(path) == f"{path} is a folder, not a log."


def test_a_pipe_does_not_hang(path):
    os.mkfifo(path)
    assert both(path) == f"{path} is a device or a pipe, not a log."


def test_a_device():
    assert both("/dev/null") == "/dev/null is a device or a pipe, not a log."


def test_a_file_where_a_folder_should_be(tmp_path):
    (tmp_path / "file").write_text("x")
    path = str(tmp_path / "file" / "log.db")
    assert words_of(path) == f"{tmp_path}/file is in the way: the log needs a folder of that name."
    assert words_of(path, reading=True) == f"{path} cannot be used: Not a directory."


def test_a_link_to_itself(path):
    os.symlink(path, path)
    assert both(path) == f"{path} cannot be used: {os.strerror(errno.ELOOP)}."


def test_a_link_to_a_file_that_is_not_there_yet_becomes_a_log(path, tmp_path):
    os.symlink(tmp_path / "elsewhere.db", path)
    use(path, reading=True)
    assert not (tmp_path / "elsewhere.db").exists()
    use(path)
    assert (tmp_path / "elsewhere.db").exists()


def test_a_file_cut_off_in_the_middle(made):
    os.truncate(made, os.path.getsize(made) // 2)
    words = both(made)
    assert words == (
        f"{made} is damaged (database disk image is malformed): there is no copy of it."
    )


def test_a_file_cut_off_in_its_first_page(made):
    os.truncate(made, 700)
    assert "is damaged" in both(made) or "is no SQLite file" in both(made)


def test_a_header_with_flipped_bytes(made):
    patch(made, 0, b"SQLite formaT 3")
    assert both(made) == f"{made} is not an lpcards log: it is not an SQLite file."


def root_page(path, name):
    db = sqlite3.connect(path)
    (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    return (page - 1) * size


def test_flipped_bytes_in_the_middle(made):
    patch(made, root_page(made, "events"), b"\xff" * 64)
    assert both(made) == (
        f"{made} is damaged (database disk image is malformed): there is no copy of it."
    )


def _fault_of(path, *, reading):
    try:
        use(path, reading=reading, patience=0.1)
    except LogProblem as problem:
        return str(problem)
    return None


@pytest.mark.parametrize("seed", some(range(150), 40))
def test_whatever_bytes_are_flipped_the_words_are_for_people(made, seed):
    chance = random.Random(seed)
    for _ in range(chance.choice([1, 3, 30])):
        place = chance.randrange(os.path.getsize(made) if seed % 3 else 600)
        patch(made, place, bytes([chance.randrange(256)]))
    for reading in (True, False):
        assert made in (_fault_of(made, reading=reading) or made)


def test_another_programs_database(path):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE cookies (name)")
    db.close()
    before = content(path)
    assert both(path) == f"{path} is not an lpcards log: it is some other program's SQLite file."
    assert content(path) == before


def test_a_database_with_another_application_id(path):
    db = sqlite3.connect(path)
    db.execute("PRAGMA application_id = 7")
    db.execute("VACUUM")
    db.close()
    assert both(path) == f"{path} is not an lpcards log: it is some other program's SQLite file."


def test_a_newer_file_is_left_alone(made):
    db = sqlite3.connect(made)
    db.execute("PRAGMA user_version = 7")
    db.close()
    before = content(made)
    assert both(made) == (
        f"{made} was written by a newer lpcards (format 7, this one knows {schema.VERSION}): "
        "it was left alone; update lpcards."
    )
    assert content(made) == before


def test_other_tables_than_ours(path):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE events (name)")
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.close()
    assert both(path) == (
        f"{path} does not hold the tables of an lpcards log (no such table: derived)."
    )


def test_an_event_table_without_a_column(made):
    db = sqlite3.connect(made)
    db.execute("ALTER TABLE events DROP COLUMN zone")
    db.close()
    assert both(made) == (
        f"{made} does not hold the tables of an lpcards log (no such column: zone)."
    )


LOCKING = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked_by_another_process(path):
    process = subprocess.Popen(
        [sys.executable, "-c", LOCKING, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.stdout.readline()
    try:
        yield
    finally:
        process.communicate()


def test_a_file_locked_for_longer_than_we_wait_can_be_read_and_not_answered(made):
    with locked_by_another_process(made):
        use(made, reading=True)
        assert words_of(made, patience=0.2) == (
            f"{made} is in use by another program: nothing was recorded; try again."
        )
    use(made)


def test_a_file_unlocked_while_we_wait_is_answered(made):
    with locked_by_another_process(made):
        process = subprocess.Popen(
            [sys.executable, "-c", "import sys, test_damage as t; t.use(sys.argv[1])", made],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([os.path.dirname(__file__), *filter(None, sys.path)]),
            },
        )
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.5)
    assert process.wait(60) == 0


def test_a_read_only_file_is_read_as_it_is_and_says_so(folder):
    path = f"{folder}/log.db"
    with nobody():
        with open_log(path) as log:
            log.answer("a", 4, moment())
        os.chmod(path, 0o400)
        assert words_of(path) == f"{path} cannot be written: the file or its folder is read-only."
        with open_log(path, reading=True) as log:
            assert log.notice == f"{path} cannot be written here: it is read as it is."
            assert log.memory(["a"])
        os.chmod(path, 0o600)


def test_a_read_only_folder_is_read_as_it_is_with_other_settings_too(folder):
    path = f"{folder}/log.db"
    with nobody(), open_log(path) as log:
        log.answer("a", 4, moment())
    os.chmod(folder, 0o555)
    with nobody():
        assert words_of(path) == f"{path} cannot be written: the file or its folder is read-only."
        with open_log(path, aliases={"a": "b"}, reading=True) as log:
            assert log.notice == f"{path} cannot be written here: it is read as it is."
            assert log.memory(["b"])
        assert os.listdir(folder) == ["log.db"]


def test_in_a_read_only_folder_the_answers_of_a_killed_process_are_read_too(made, folder):
    with open_log(made) as log:
        log.answer("in the wal", 4, moment(1))
        for end in ("", "-wal"):
            shutil.copy(made + end, f"{folder}/log.db{end}")
            os.chmod(f"{folder}/log.db{end}", 0o444)
    os.chmod(folder, 0o555)
    with nobody(), open_log(f"{folder}/log.db", reading=True) as log:
        assert log.memory(["in the wal"])
        assert log.notice


def test_a_wal_left_by_a_killed_process_is_taken_up(made, tmp_path):
    with open_log(made) as log:
        event = log.answer("in the wal", 4, moment(1)).event
        for end in ("", "-wal", "-shm"):
            shutil.copy(made + end, f"{tmp_path}/copy.db{end}")
    use(f"{tmp_path}/copy.db")
    with open_log(f"{tmp_path}/copy.db", reading=True) as log:
        assert event in list(log.events())


def test_a_file_nobody_may_read(folder):
    path = f"{folder}/log.db"
    with nobody():
        open_log(path).close()
        os.chmod(path, 0)
        assert words_of(path, reading=True) == f"{path} cannot be read: permission denied."
        assert words_of(path) == f"{path} cannot be written: the file or its folder is read-only."
        os.chmod(path, 0o600)


def test_a_folder_that_cannot_be_made(folder):
    os.chmod(folder, 0o555)
    with nobody():
        words = words_of(f"{folder}/new/log.db")
    assert words == f"{folder}/new cannot be used: Permission denied."


def test_a_folder_in_which_no_file_can_be_made(folder):
    os.chmod(folder, 0o555)
    with nobody():
        assert words_of(f"{folder}/log.db") == f"{folder}/log.db cannot be used: Permission denied."


def fill(path):
    """Answer until nothing more fits; return the words and what was acknowledged."""
    ids = []
    with open_log(path) as log:
        while True:
            shown = Shown(f"{len(ids)}", "front " * 100, "back " * 100)
            try:
                ids.append(log.answer(f"card {len(ids)}", 4, moment(), shown=shown).event.id)
            except LogProblem as problem:
                return str(problem), ids


def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)]
    if os.getuid() or subprocess.run(mounted, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        path = f"{disk}/log.db"
        words, ids = fill(path)
        assert words == f"There is no room left for {path}: nothing was recorded."
        with open_log(path, reading=True) as log:
            assert [event.id for event in log.events()] == ids
            assert len(ids) > 5
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_takes_no_more_loses_nothing_that_was_acknowledged(path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    open_log(path).close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        words, ids = fill(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert words == f"The disk refused to read or write {path}: nothing was recorded."
    with open_log(path) as log:
        assert [event.id for event in log.events()] == ids
        assert log.verify() == []
        assert len(ids) > 5


def test_foreign_json_in_an_events_details_names_the_event(made):
    with open_log(made) as log:
        event = log.answer("s/probe/1", 4, moment(1)).event
    db = sqlite3.connect(made)
    db.execute("DROP TRIGGER events_stay")
    db.execute("UPDATE events SET details = '[1, 2' WHERE id = ?", (event.id,))
    db.commit()
    db.close()
    before = content(made)
    with open_log(made, reading=True) as log, pytest.raises(LogProblem) as problem:
        list(log.events())
    words = f"{made} is damaged (event '{event.id}' makes no sense: Expecting ',' delimiter"
    assert str(problem.value).startswith(words)
    assert content(made) == before


def test_an_event_id_that_is_none_is_named(made):
    db = sqlite3.connect(made)
    db.execute("PRAGMA ignore_check_constraints = ON")
    db.execute("DROP TRIGGER events_stay")
    db.execute("UPDATE events SET id = 'zzz' WHERE id = (SELECT max(id) FROM events)")
    db.commit()
    db.close()
    words = f"{made} is damaged (the event id 'zzz' is none)"
    assert both(made).startswith(words)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE memory SET due = 'soon'",
        "UPDATE memory SET ease = x'00'",
        "UPDATE memory SET last = '2025-02-30'",
    ],
)
def test_foreign_values_in_what_is_remembered_name_the_card(made, statement):
    db = sqlite3.connect(made)
    db.execute(statement)
    db.commit()
    db.close()
    with open_log(made) as log:
        with pytest.raises(LogProblem, match="what is remembered of 's/probe/0' makes no sense"):
            list(log.remembered())
        log.rebuild()
        assert log.verify() == []


def test_foreign_values_in_a_text_name_it(made):
    db = sqlite3.connect(made)
    db.execute("UPDATE texts SET items = '{}'")
    db.commit()
    db.close()
    with open_log(made) as log, pytest.raises(LogProblem, match=r"the text '0{16}' makes no sense"):
        log.text("0" * 16)


def test_an_id_that_is_no_text_is_refused(path):
    with open_log(path) as log, pytest.raises(LogProblem, match="is not text that a log can hold"):
        log.live("\udcff")
