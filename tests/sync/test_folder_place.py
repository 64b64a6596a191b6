"""Logs that meet in a folder, whatever else lies there and whatever becomes of its files."""

import contextlib
import os
import shutil
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import LATER, moment, nobody, quick_folder
from lpcards.log import Shown, open_log
from lpcards.log.other_log import lines_of
from lpcards.memory.event import event_json
from lpcards.sync.age_key import new_key, read_key
from lpcards.sync.folder_place import FolderPlace
from lpcards.sync.place import CameIn, WentOut
from lpcards.sync.segment import SEGMENT, pieces_of
from lpcards.sync.segment_files import stat_of
from lpcards.system.problem import UserFault
from sizes import examples

WORDS = Shown("00", "front", "back", ("one", "two"))


@contextmanager
def machines(number):
    """Have logs of so many machines, and a folder."""
    with quick_folder() as folder, ExitStack() as stack:
        shared = Path(folder) / "shared"
        shared.mkdir()
        logs = [
            stack.enter_context(open_log(f"{folder}/{name}.db", device=f"machine{name}"))
            for name in range(number)
        ]
        yield shared, logs


def place(folder, log, key=None):
    return FolderPlace(str(folder), log.device, key)


def sync(folder, *logs, key=None, now=LATER.at):
    """Sync the logs one after another; return what the last came to."""
    for log in logs:
        there = place(folder, log, key)
        came = there.take_in(log, now)
        went = there.send(log)
    return came, went


def all_of(log):
    return [event_json(event) for event in log.events()], dict(log.remembered())


def segments(folder):
    return sorted((folder / "lpcards" / "segments").glob("*.lps*"))


def test_what_one_answers_the_other_remembers():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment(), shown=WORDS)
        assert sync(folder, one) == (CameIn(), WentOut(1, 1))
        assert sync(folder, other) == (CameIn(added=1, files=1), WentOut())
        assert all_of(one) == all_of(other)
        assert other.text("00") == WORDS


def test_a_second_sync_reads_and_writes_nothing():
    with machines(2) as (folder, logs):
        for log in logs:
            log.answer("a", 4, moment())
        sync(folder, *logs, *logs)
        before = {path: path.stat() for path in segments(folder)}
        assert len(before) == 2
        assert sync(folder, *logs, *logs) == (CameIn(), WentOut())
        assert {path: path.stat() for path in segments(folder)} == before


def test_a_segment_is_the_learners_alone_and_named_by_device_and_first_event():
    with machines(1) as (folder, [log]):
        event = log.answer("a", 4, moment()).event
        sync(folder, log)
        [path] = segments(folder)
        assert path.name.startswith(f"machine0-{event.id}-")
        assert [one.stat().st_mode & 0o777 for one in (path, path.parent)] == [0o600, 0o700]


def test_a_folder_of_our_name_is_the_one_that_others_find_in_the_folder_around_it():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        (folder / "lpcards").mkdir()
        sync(folder / "lpcards", one)
        assert sync(folder, other)[0].added == 1


@pytest.mark.parametrize("device", ["../../x", "A\nB\x1b[31m", "CON", "ä" * 300, "", "a/b\\c:d"])
def test_any_device_name_makes_a_name_that_every_file_system_takes(device):
    with machines(1) as (folder, [log]):
        log.answer("a", 4, moment())
        FolderPlace(str(folder), device).send(log)
        [path] = segments(folder)
        assert path.name.isascii()
        assert set(path.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        assert len(path.name) < 120


def test_a_log_that_was_lost_gets_its_answers_back():
    with machines(2) as (folder, (one, new)):
        one.answer("a", 4, moment())
        sync(folder, one)
        new.device = one.device
        assert sync(folder, new) == (CameIn(added=1, files=1), WentOut())
        assert all_of(new) == all_of(one)


def test_a_run_killed_before_it_noted_what_it_wrote_sends_nothing_twice():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        there = place(folder, one)
        [piece] = pieces_of(one.exchange(there.name).waiting(), [])
        there._written(piece)
        assert there.would_send(one).events == 1
        assert sync(folder, one) == (CameIn(known=1, files=1), WentOut())
        assert sync(folder, other)[0].added == 1


def test_a_folder_that_was_emptied_is_filled_again():
    with machines(2) as (folder, (one, other)):
        for log in (one, other):
            log.answer("a", 4, moment())
        sync(folder, one, other, one)
        shutil.rmtree(folder / "lpcards")
        assert sync(folder, other)[1].events == 2
        assert sync(folder, one) == (CameIn(known=2, files=1), WentOut())


def test_what_only_came_from_there_is_sent_when_it_has_gone_from_there():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one, other)
        [path] = segments(folder)
        path.unlink()
        assert sync(folder, other)[1] == WentOut(1, 1)


@pytest.mark.parametrize("end", [b"", b"x", b"\0" * 200])
def test_a_segment_that_was_spoilt_is_written_anew(end):
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        [path] = segments(folder)
        path.write_bytes(path.read_bytes()[:50] + end)
        came, went = sync(folder, one)
        assert [fault.file for fault in came.faults] == [str(path)]
        assert went == WentOut(1, 1)
        assert sync(folder, other)[0].added == 1


def test_a_half_copied_file_is_read_when_it_is_whole():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        [path] = segments(folder)
        whole = path.read_bytes()
        for cut in (0, 5, 20, 60, len(whole) - 1):
            path.write_bytes(whole[:cut])
            came, _ = sync(folder, other)
            assert (came.added, len(came.faults)) == (0, 1)
            assert sync(folder, other)[0].faults == came.faults
        path.write_bytes(whole)
        assert sync(folder, other)[0] == CameIn(added=1, files=1)


COPIES = [
    "{0} (conflicted copy 2026-11-30).lps",
    "{0}.sync-conflict-20261130-120000-ABCDEFG.lps",
    "{0} (1).lps",
    "something else",
    "{0}.LPS",
    "bad\udcff.lps",
    "a\nb\x1b[2J.lps",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_under_any_name_is_read_for_what_it_holds(name):
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        [path] = segments(folder)
        path.rename(path.with_name(name.format(path.stem)))
        assert sync(folder, other)[0] == CameIn(added=1, files=1)
        assert sync(folder, other) == (CameIn(), WentOut())


HARMLESS = [
    ".syncthing.x.lps.tmp",
    "~syncthing~x.lps.tmp",
    ".DS_Store",
    "desktop.ini",
    ".lpcards-1-x",
]


@pytest.mark.parametrize("name", HARMLESS)
def test_files_of_others_are_passed_over(name):
    with machines(1) as (folder, [log]):
        log.answer("a", 4, moment())
        sync(folder, log)
        [path] = segments(folder)
        path.with_name(name).write_bytes(b"x" * 100)
        (folder / ".git").mkdir()
        assert sync(folder, log) == (CameIn(), WentOut())


def test_a_file_that_icloud_has_not_downloaded_is_named_and_has_not_gone():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        [path] = segments(folder)
        path.rename(path.with_name(f".{path.name}.icloud"))
        assert sync(folder, one) == (CameIn(), WentOut())
        [fault] = sync(folder, other)[0].faults
        assert fault == (str(path), "iCloud has not downloaded it yet")


def link(path):
    path.symlink_to("/etc/passwd")


def fifo(path):
    os.mkfifo(path)


def good_link(path):
    [segment, *_] = path.parent.glob("*.lps")
    path.symlink_to(segment)


@pytest.mark.parametrize("make", [link, fifo, good_link, Path.mkdir])
def test_what_is_no_plain_file_is_not_opened(make):
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        path = folder / "lpcards" / "segments" / "zz.lps"
        make(path)
        came, _ = sync(folder, other)
        assert came == CameIn(added=1, files=1, faults=((str(path), "it is no plain file"),))


@pytest.mark.parametrize("name", ["lpcards", "lpcards/segments"])
def test_a_link_in_place_of_our_folder_is_refused(name, tmp_path):
    with machines(1) as (folder, [log]):
        log.answer("a", 4, moment())
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).symlink_to(tmp_path)
        with pytest.raises(UserFault, match="is no folder"):
            sync(folder, log)
        assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    with machines(1) as (folder, [log]), pytest.raises(UserFault, match="plug the drive in"):
        sync(folder / "typo", log)
    with machines(1) as (folder, [log]):
        log.answer("a", 4, moment())
        there = place(folder, log)
        folder.rmdir()
        with pytest.raises(UserFault, match="goes out next time"):
            there.send(log)
        assert not folder.exists()


def open_to_all(*paths):
    for path in paths:
        path.chmod(0o755)


def test_a_folder_that_may_not_be_written_loses_nothing():
    with machines(1) as (folder, [log]):
        log.answer("a", 4, moment())
        there = place(folder, log)
        open_to_all(folder.parent, folder)
        with nobody(), pytest.raises(UserFault, match=r"Permission denied\. What waits goes"):
            there.send(log)
        assert there.would_send(log).events == 1
        assert there.send(log).events == 1


def test_what_cannot_be_read_is_named_and_tried_again():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        [path] = segments(folder)
        open_to_all(folder.parent, folder, path.parent.parent, path.parent)
        there = place(folder, other)
        with nobody():
            assert there.take_in(other, LATER.at).faults == ((str(path), "Permission denied"),)
        assert there.take_in(other, LATER.at) == CameIn(added=1, files=1)


def test_what_an_older_lpcards_could_not_read_is_taken_in_by_a_newer_one():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        [path] = segments(folder)
        there, fault = place(folder, other), "a newer lpcards wrote it: update this one"
        seen = stat_of(str(path), path.name)._replace(own=False, fault=fault)
        other.exchange(there.name).sent([], [], [seen])
        assert there.take_in(other, LATER.at, lambda: False) == CameIn(faults=((str(path), fault),))
        assert there.take_in(other, LATER.at) == CameIn(added=1, files=1)
        assert there.faults(other) == []


def test_where_time_is_short_a_segment_that_was_whole_is_not_looked_at():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one, other)
        [path] = segments(folder)
        path.write_bytes(path.read_bytes()[:50])
        one.answer("b", 4, moment(1))
        sync(folder, one)
        came = place(folder, other).take_in(other, LATER.at, lambda: False)
        assert (came.added, came.files, came.faults) == (1, 1, ())
        assert [fault.file for fault in sync(folder, other)[0].faults] == [str(path)]


def test_what_is_dated_ahead_comes_in_when_it_is_time():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment(10))
        sync(folder, one)
        assert sync(folder, other, now=moment().at)[0] == CameIn(future=1, files=1)
        assert sync(folder, other, now=moment().at)[0] == CameIn()
        assert sync(folder, other, now=moment(10).at)[0] == CameIn(added=1, files=1)


def test_a_segment_with_a_bad_event_is_refused_whole_and_the_others_come_in():
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        event = next(one.events())
        bad = SEGMENT.packed(b"".join(lines_of([event._replace(grade=5)], [])))
        (folder / "lpcards/segments/zz.lps").write_bytes(bad)
        other.answer("b", 4, moment(1))
        came, _ = sync(folder, other)
        assert came.added == 1
        assert [fault.fault for fault in came.faults] == [
            f"Event {event.id} differs from the one that is here"
        ]
        assert other.verify() == []


@pytest.fixture
def key(tmp_path):
    """Make a key."""
    return new_key(str(tmp_path / "key"))


def test_with_a_key_nobody_else_can_read_what_lies_there(key, tmp_path):
    with machines(2) as (folder, (one, other)):
        one.answer("secret-card", 4, moment(), shown=WORDS)
        sync(folder, one, key=key)
        [path] = segments(folder)
        assert path.name.endswith(".lps.age")
        assert path.read_bytes().startswith(b"age-encryption.org/v1\n")
        assert sync(folder, other, key=read_key(key.path))[0].added == 1
        assert other.text("00") == WORDS


def test_without_the_key_or_with_another_nothing_is_sent(key, tmp_path):
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        other.answer("b", 4, moment())
        sync(folder, one, key=key)
        with pytest.raises(UserFault, match="is encrypted: name its key"):
            sync(folder, other)
        segments(folder)[0].rename(folder / "lpcards/segments/renamed")
        with pytest.raises(UserFault, match="is encrypted: name its key"):
            sync(folder, other)
        with pytest.raises(UserFault, match="another one: take the key of your"):
            sync(folder, other, key=new_key(str(tmp_path / "other")))
        assert len([*(folder / "lpcards/segments").iterdir()]) == 1


def test_a_key_in_the_folder_itself_is_refused(tmp_path):
    (tmp_path / "lpcards").mkdir()
    key = new_key(str(tmp_path / "lpcards" / "key"))
    for folder in (tmp_path, tmp_path / "lpcards"):
        with pytest.raises(UserFault, match="lies in the folder that it is to protect"):
            FolderPlace(str(folder), "x", key)


def test_with_a_key_plain_segments_of_others_are_named_and_not_taken_in(key):
    with machines(2) as (folder, (one, other)):
        one.answer("a", 4, moment())
        sync(folder, one)
        [plain] = segments(folder)
        other.answer("b", 4, moment())
        came, went = sync(folder, other, key=key)
        assert (came.added, went.events) == (0, 1)
        assert [fault.file for fault in came.faults] == [str(plain)]
        came, went = sync(folder, one, key=key)
        assert (came.added, went.events, came.faults) == (1, 1, ())
        assert not plain.exists()
        assert sync(folder, other, key=key)[0] == CameIn(added=1, files=1)
        assert len(segments(folder)) == 2


def test_with_a_key_ones_own_plain_segments_go_though_the_log_forgot_them(key):
    with machines(2) as (folder, (one, other)):
        other.answer("b", 4, moment())
        one.answer("a", 4, moment(), shown=WORDS)
        sync(folder, other, one)
        one.exchange(place(folder, one).name).forget()
        named = {path.name.partition("-")[0]: path for path in segments(folder)}
        one.answer("c", 4, moment())
        sync(folder, one)
        unread = named["machine0"].with_name("machine0-1.lps")
        unread.write_bytes(SEGMENT.packed(b"".join(lines_of([], [Shown("22", "of nobody", "")]))))
        came, _ = sync(folder, one, key=key)
        assert [path for path in segments(folder) if path.suffix == ".lps"] == sorted(
            [named["machine1"], unread]
        )
        assert {fault.file for fault in came.faults} == {str(named["machine1"]), str(unread)}


@settings(max_examples=examples(30, 500), deadline=None)
@given(st.floats(0, 1, exclude_max=True), st.integers(0, 255))
def test_an_encrypted_segment_cut_or_changed_anywhere_brings_nothing_in(where, change):
    with machines(2) as (folder, (one, other)):
        key = new_key(f"{folder.parent}/key")
        one.answer("a", 4, moment())
        sync(folder, one, key=key)
        [path] = segments(folder)
        whole = bytearray(path.read_bytes())
        at = int(where * len(whole))
        path.write_bytes(
            whole[:at] + bytes([whole[at] ^ change]) + whole[at + 1 :] if change else whole[:at]
        )
        with contextlib.suppress(UserFault):  # it looks as if encrypted for another key
            came, _ = sync(folder, other, key=key)
            assert len(came.faults) == 1
        assert other.count() == 0


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 2), st.sampled_from("abc"), st.integers(0, 5)),
        st.tuples(st.just("undo"), st.integers(0, 2)),
        st.tuples(st.just("sync"), st.integers(0, 2)),
        st.tuples(st.just("loses"), st.integers(0, 9)),
        st.tuples(st.just("halves"), st.integers(0, 9)),
        st.tuples(st.just("copies"), st.integers(0, 9)),
    ),
    max_size=25,
)


def do(folder, logs, step, at):
    what, number, *values = step
    there = segments(folder)
    if what == "sync":
        sync(folder, logs[number])
    elif what == "answer":
        logs[number].answer(*values, moment(at))
    elif what == "undo":
        logs[number].undo(moment(at))
    elif there:
        path = there[number % len(there)]
        if what == "loses":
            path.unlink()
        elif what == "halves":
            path.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])
        else:
            shutil.copy(path, path.with_name(f"{path.stem} (copy {number}).lps"))


@settings(max_examples=examples(15, 150), deadline=None)
@given(STEPS)
def test_whatever_becomes_of_the_files_all_machines_come_to_the_same(steps):
    with machines(3) as (folder, logs):
        for at, step in enumerate(steps):
            do(folder, logs, step, at)
        sync(folder, *logs, *logs)
        first, *others = map(all_of, logs)
        assert others == [first, first]
        assert all(log.verify() == [] for log in logs)
        _, went = sync(folder, *logs)
        assert went == WentOut()
