"""Whether Anki has an account is read from its preferences, of which nothing is ever run."""

import os
import pickle
import sqlite3
from contextlib import closing

import pytest

from lpcards.anki.anki_account import has_account

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


@pytest.fixture
def profile(tmp_path):
    """Return a function that writes a profile's preferences; it returns the media folder."""

    def write(data, name="Anna"):
        with closing(sqlite3.connect(tmp_path / "prefs21.db")) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS profiles (name TEXT PRIMARY KEY, data BLOB)")
            db.execute("INSERT INTO profiles VALUES (?, ?)", [name, data])
        return str(tmp_path / "Anna" / "collection.media")

    return write


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    ("preferences", "expected"),
    [
        ({"syncKey": "0123abcd", "syncMedia": True}, True),
        ({"syncUser": "same", "syncKey": "same"}, True),
        ({"syncKey": None, "syncUser": "anna"}, False),
        ({"syncKey": "", "syncUser": "anna"}, False),
        ({"syncUser": "anna"}, False),
        ({"a": [1, b"2"], "syncKey": "k", "z": {}}, True),
        ({}, False),
    ],
)
def test_an_account_is_a_key_that_is_not_empty(profile, protocol, preferences, expected):
    assert has_account(profile(pickle.dumps(preferences, protocol))) is expected


def test_another_profiles_account_is_none_of_this_one(profile):
    profile(pickle.dumps({"syncKey": "k"}), name="Bert")
    assert has_account(profile(pickle.dumps({"syncKey": None}))) is False


def test_a_profile_in_other_letters_is_the_same(profile):
    assert has_account(profile(pickle.dumps({"syncKey": "k"}), name="ANNA")) is True


@pytest.mark.parametrize("data", [b"", b"\x80", b"nonsense", None, 7, "syncKey"])
def test_what_cannot_be_read_says_nothing(profile, data):
    assert has_account(profile(data)) is None


def test_where_there_are_no_preferences_nobody_knows(tmp_path, profile):
    media = str(tmp_path / "Anna" / "collection.media")
    assert has_account(media) is None
    (tmp_path / "prefs21.db").write_bytes(b"no database")
    assert has_account(media) is None
    (tmp_path / "prefs21.db").unlink()
    profile(pickle.dumps({"syncKey": "k"}), name="Bert")
    assert has_account(media) is None


class Attack:
    """An object whose pickle makes a folder when it is loaded."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


def test_nothing_in_the_preferences_is_run(profile, tmp_path):
    made = str(tmp_path / "made")
    assert has_account(profile(pickle.dumps({"a": Attack(made), "syncKey": "k"}))) is True
    assert not os.path.exists(made)
