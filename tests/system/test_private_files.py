"""Files are written whole, and what somebody else saves meanwhile stays."""

import pytest

from logs import nobody
from lpcards.system.private_files import rewrite


def test_what_is_saved_meanwhile_is_in_the_outcome(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"one")
    saved = iter([b"two", b"three"])

    def change(before):
        if (more := next(saved, None)) is not None:
            path.write_bytes(more)
        return before + b"!"

    assert rewrite(str(path), change) == b"three!"
    assert path.read_bytes() == b"three!"


def test_what_cannot_be_changed_stays(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"one")
    with pytest.raises(ZeroDivisionError):
        rewrite(str(path), lambda _: bytes(1 // 0))
    assert path.read_bytes() == b"one"
    assert [*tmp_path.iterdir()] == [path]


def test_a_file_that_may_only_be_read_stays_as_it_is(tmp_path):
    path = tmp_path / "folder" / "a"
    path.parent.mkdir()
    path.write_bytes(b"one")
    for one in (tmp_path, *tmp_path.parents):
        if one.stat().st_uid == path.stat().st_uid and one.name.startswith(("pytest", "test")):
            one.chmod(0o755)
    path.parent.chmod(0o777)
    path.chmod(0o444)
    with nobody(), pytest.raises(PermissionError):
        rewrite(str(path), lambda _: b"two")
    assert path.read_bytes() == b"one"


def test_a_new_file_is_for_nobody_else(tmp_path):
    path = tmp_path / "a"
    rewrite(str(path), lambda before: before + b"!", b"new")
    assert path.read_bytes() == b"new!"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileNotFoundError):
        rewrite(str(tmp_path / "b"), lambda before: before)


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    rewrite(str(tmp_path / "b"), lambda _: b"two")
    assert (tmp_path / "b").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"two"
