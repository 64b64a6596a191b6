"""Keys: made once, read with care, never shown."""

import stat
import sys

import pytest

from lpcards.sync.age_key import WrongKey, new_key, read_key
from lpcards.system.problem import UserFault


def test_a_new_key_is_the_learners_alone_and_opens_what_it_encrypted(tmp_path):
    path = tmp_path / "key"
    made = new_key(str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read = read_key(str(path))
    assert read.fingerprint == made.fingerprint
    assert read.decrypted(made.encrypted(b"it")) == b"it"


def test_a_new_key_makes_the_folder_that_it_is_to_lie_in(tmp_path):
    path = tmp_path / ".config" / "lpcards" / "key"
    new_key(str(path))
    assert read_key(str(path)).path == str(path)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_key_with_a_typing_error_is_in_no_part_of_the_fault(tmp_path):
    path = tmp_path / "key"
    path.write_text(f"AGE-SECRET-KEY-1{'A' * 58}")
    path.chmod(0o600)
    with pytest.raises(UserFault) as found:
        read_key(str(path))
    assert found.value.__cause__ is None
    assert found.value.__suppress_context__


def test_a_key_is_never_overwritten(tmp_path):
    path = tmp_path / "key"
    new_key(str(path))
    before = path.read_bytes()
    with pytest.raises(UserFault, match="never overwritten"):
        new_key(str(path))
    assert path.read_bytes() == before


def test_another_key_is_told_from_a_file_that_is_not_whole(tmp_path):
    one, other = (new_key(str(tmp_path / name)) for name in "ab")
    data = one.encrypted(b"x" * 100_000)
    with pytest.raises(WrongKey):
        other.decrypted(data)
    for cut in (30, 80, 250, 70_000, len(data) - 1):
        assert one.decrypted(data[:cut]) is None


def test_a_file_for_a_hundred_keys_is_not_looked_through(tmp_path):
    key = new_key(str(tmp_path / "key"))
    start, rest = key.encrypted(b"it").split(b"\n", 1)
    others = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    assert key.decrypted(start + b"\n" + others * 100 + rest) is None


def test_the_head_of_an_encrypted_file_is_never_too_long(tmp_path):
    key = new_key(str(tmp_path / "key"))
    for _ in range(200):
        assert key.decrypted(key.encrypted(b"it")) == b"it"


BAD_KEYS = [
    "",
    "AGE-SECRET-KEY-1",
    "AGE-SECRET-KEY-1" + "Q" * 58,
    "AGE-SECRET-KEY-1" + "1" * 58,
    "AGE-SECRET-KEY-1" + "Q" * 100_000,
    "age-secret-key-1" + "q" * 58,
    "age1" + "q" * 58,
    "AGE-PLUGIN-X-1" + "Q" * 58,
    "\0" * 100,
    "\x1b[2J",
    "-----BEGIN OPENSSH PRIVATE KEY-----",
]


@pytest.mark.parametrize("text", BAD_KEYS)
def test_what_is_no_key_is_said_to_be_none_and_not_shown(tmp_path, text):
    path = tmp_path / "key"
    path.touch(0o600)
    path.write_text(f"{text}\n")
    with pytest.raises(UserFault, match="is not a key") as fault:
        read_key(str(path))
    assert "QQQ" not in str(fault.value)
    assert str(fault.value).isprintable()


def test_a_key_file_with_two_keys_is_none(tmp_path):
    path = tmp_path / "key"
    new_key(str(path))
    path.write_text(path.read_text() * 2)
    with pytest.raises(UserFault, match="one line that begins with"):
        read_key(str(path))


def test_a_key_of_the_program_age_with_its_comments_is_one(tmp_path):
    path = tmp_path / "key"
    made = new_key(str(path))
    secret = path.read_text().splitlines()[-1]
    path.write_text(f"# created: 2026-11-30\r\n# public key: age1...\r\n\r\n{secret}\r\n")
    assert read_key(str(path)).fingerprint == made.fingerprint


def test_without_the_package_the_way_to_it_is_named(tmp_path, monkeypatch):
    for name in ("pyrage", "pyrage.x25519"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UserFault, match=r"pip install 'lpcards\[age\]'"):
        new_key(str(tmp_path / "key"))
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("make", ["directory", "fifo", "device"])
def test_what_is_no_file_is_no_key(tmp_path, make):
    import os

    path = tmp_path / "key"
    if make == "directory":
        path.mkdir()
    elif make == "fifo":
        os.mkfifo(path, 0o600)
    else:
        path = "/dev/zero"
    with pytest.raises(UserFault, match="key"):
        read_key(str(path))
