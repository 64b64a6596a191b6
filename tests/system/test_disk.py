import os
import subprocess

import pytest

from lpcards.system.disk import DAY, replacing, scratch_folder, write_new


@pytest.fixture(scope="module")
def ended():
    """Return the number of a process that is gone."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def left(folder, name, *, age=DAY + 60):
    """Make a file as a killed run leaves it, so many seconds ago."""
    path = folder / name
    path.write_text("half", encoding="utf-8")
    long_ago = path.stat().st_mtime - age
    os.utime(path, (long_ago, long_ago))
    return path


def replaced(path, text="whole"):
    with replacing(str(path), 0o600) as beside, open(beside, "w", encoding="utf-8") as file:
        file.write(text)


def fill_half(path):
    with replacing(str(path), 0o600) as beside:
        open(f"{beside}-journal", "xb").close()
        raise ZeroDivisionError


def test_a_file_is_replaced_in_one_step_and_nothing_is_left_beside_it(tmp_path):
    path = tmp_path / "x"
    replaced(path, "one")
    replaced(path, "two")
    assert path.read_text("utf-8") == "two"
    assert os.listdir(tmp_path) == ["x"]


def test_a_fault_on_the_way_leaves_what_was_there(tmp_path):
    path = tmp_path / "x"
    replaced(path, "one")
    with pytest.raises(ZeroDivisionError):
        fill_half(path)
    assert path.read_text("utf-8") == "one"
    assert os.listdir(tmp_path) == ["x"]


def test_a_new_file_takes_no_place_that_is_taken(tmp_path):
    path = tmp_path / "x"
    write_new(str(path), b"one")
    with pytest.raises(FileExistsError) as raised:
        write_new(str(path), b"two")
    assert raised.value.filename == str(path)
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["x"]


def test_a_fault_names_the_file_that_was_asked_for(tmp_path):
    with pytest.raises(OSError, match="No such file") as raised:
        replaced(tmp_path / "none" / "x")
    assert raised.value.filename == str(tmp_path / "none" / "x")


def test_what_a_killed_run_left_goes_a_day_later(tmp_path, ended):
    left(tmp_path, f".lpcards-{ended}-0123abcd")
    left(tmp_path, f".lpcards-{ended}-0123abcd-journal")
    replaced(tmp_path / "x")
    assert os.listdir(tmp_path) == ["x"]


def test_what_may_be_somebodys_stays(tmp_path, ended):
    kept = [
        left(tmp_path, f".lpcards-{ended}-0123abcd", age=DAY - 60),
        left(tmp_path, f".lpcards-{os.getpid()}-0123abcd"),
        left(tmp_path, f".lpcards-{os.getppid()}-0123abcd"),
        left(tmp_path, ".lpcards-notes.txt"),
        left(tmp_path, ".lpcards-2026"),
        left(tmp_path, f"lpcards-{ended}-0123abcd"),
    ]
    replaced(tmp_path / "x")
    assert {*os.listdir(tmp_path)} == {"x", *(path.name for path in kept)}


def test_scratch_folders_of_killed_runs_go_too_but_not_what_a_link_means(
    tmp_path, ended, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    left(theirs, "file")
    old = tmp_path / f"lpcards-{ended}-abcd0123"
    old.mkdir()
    (old / "inside").symlink_to(theirs)
    left(old, "draft")
    os.utime(old, (0, 0))
    with scratch_folder() as folder:
        assert {*os.listdir(tmp_path)} == {"theirs", os.path.basename(folder)}
    assert os.listdir(tmp_path) == ["theirs"]
    assert os.listdir(theirs) == ["file"]


def test_a_folder_that_scratch_cannot_go_into_is_named(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/proc/nowhere")
    with pytest.raises(OSError, match="No such file") as raised:
        scratch_folder()
    assert "/proc/nowhere" in str(raised.value.filename)
