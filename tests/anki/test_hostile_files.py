"""Manifests and packages that were cut, mixed up or made to harm: a sentence, or passed over."""

import contextlib
import json
import os
import sqlite3
import zipfile

import pytest

from lpcards.anki.decks import MOST_BYTES, shipped_before
from lpcards.anki.note_types import TYPE_IDS
from lpcards.anki.notes import FIELDS
from lpcards.anki.our_notes import KnownCards
from lpcards.anki.package_reading import is_ahead, readable_in
from lpcards.anki.reviews import read_reviews
from lpcards.anki.wall_clock import WallClock
from lpcards.memory.event import wall_time
from lpcards.system.problem import UserFault

NONE = KnownCards({}, {})
SORT = next(iter(FIELDS))
LINE = {
    "card": "a/probe/b",
    "guid": "g",
    "mod": 1_763_900_000,
    "type": SORT,
    "deck": "lpcards",
    "tags": ["x"],
    "fields": [""] * len(FIELDS[SORT]),
}


def line(**options):
    return json.dumps({**LINE, **options}).encode() + b"\n"


WRONG = {
    "cut short": line()[:40],
    "binary": b"SQLite format 3\0" + bytes(range(256)),
    "another JSON": b'{"hello": [1, 2]}\n',
    "a list": b"[]\n",
    "a number": b"5\n",
    "deep": b"[" * 100_000,
    "deep inside": b'{"card": ' + b"[" * 100_000,
    "a long number": line()[:-2] + b', "x": ' + b"9" * 5000 + b"}\n",
    "a time beyond SQLite": line(mod=10**30),
    "a time before all": line(mod=-1),
    "a time that is none": line(mod=1.5),
    "a truth for a time": line(mod=True),
    "no name": line(card=None),
    "half a character": line(guid="\ud800"),
    "fields of another type": line(fields=[5] * len(FIELDS[SORT])),
    "a field less": line(fields=[]),
    "an unknown type": line(type="essay"),
}


@pytest.mark.parametrize("sort", WRONG)
def test_a_manifest_that_is_none_is_refused_in_a_sentence(tmp_path, sort):
    (tmp_path / "manifest").write_bytes(line(card="a/probe/a", guid="f") + WRONG[sort])
    with pytest.raises(UserFault, match="cannot be read"):
        shipped_before(str(tmp_path), None)


def huge(path):
    path.touch()
    os.truncate(path, MOST_BYTES + 1)


@pytest.mark.parametrize(
    "put", [huge, os.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")]
)
def test_a_manifest_without_end_or_that_is_no_file_is_refused(tmp_path, put):
    put(tmp_path / "manifest")
    with pytest.raises(UserFault, match="cannot be read"):
        shipped_before(str(tmp_path), None)


def test_a_manifest_that_is_one_is_read(tmp_path):
    (tmp_path / "manifest").write_bytes(line())
    assert [*shipped_before(str(tmp_path), None).manifest] == ["a/probe/b"]


MODELS = json.dumps({str(TYPE_IDS[SORT]): {"mod": 5, "flds": [], "tmpls": [], "css": ""}})
COLLECTION = """
CREATE TABLE col (id, models, decks, conf);
CREATE TABLE notes (id, guid, mod, mid, flds, tags);
CREATE TABLE cards (id, nid, did, ord, due);
CREATE TABLE revlog (id, cid, ease, factor, time, type);
INSERT INTO col VALUES (1, '{}', '{"1": {"name": "lpcards"}}', '{}');
"""
NOTE = f"INSERT INTO notes VALUES (1, {{}}, {{}}, {TYPE_IDS[SORT]}, {{}}, ' x '); INSERT INTO cards VALUES (1, 1, 1, 0, 1);"  # noqa: E501
HOSTILE = {
    "deep types": COLLECTION + f"UPDATE col SET models = '{'[' * 100_000}';",
    "types in a list": COLLECTION + "UPDATE col SET models = '[1]';",
    "types of a number": COLLECTION + f"UPDATE col SET models = '{{\"{TYPE_IDS[SORT]}\": 5}}';",
    "no collection in it": COLLECTION + "DELETE FROM col;",
    "a note without fields": COLLECTION + NOTE.format("'g'", 1, "NULL"),
    "fields in a number": COLLECTION + NOTE.format("'g'", 1, 5),
    "a time in words": COLLECTION + NOTE.format("'g'", "'soon'", "'x'"),
    "no time": COLLECTION + NOTE.format("'g'", "NULL", "'x'"),
    "a guid in a number": COLLECTION + NOTE.format(5, 1, "'x'"),
    "a deck that is not there": COLLECTION
    + NOTE.format("'g'", 1, "'x'")
    + "UPDATE cards SET did = 9;",
    "a column that makes its own": COLLECTION.replace(
        "flds, tags", "flds AS (hex(zeroblob(100000000))), tags"
    ),
    "a virtual table": COLLECTION.replace(
        "TABLE revlog (id, cid, ease, factor, time, type)", "VIRTUAL TABLE revlog USING fts4(x)"
    ),
    "an endless configuration": COLLECTION
    + "CREATE VIEW config AS WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k FROM n)"
    " SELECT 'schedVer' AS KEY, k AS val FROM n WHERE k > 1;",
    "a text beyond measure": COLLECTION + NOTE.format("'g'", 1, "zeroblob(120000000)"),
}


ONE = KnownCards({"g": "a/probe/b"}, {})
COUNTED = """
CREATE TABLE col (id, crt, mod, conf);
CREATE TABLE notes (id, guid, mid, flds);
CREATE TABLE cards (id, nid, ord, type, queue, ivl, mod, due, odid, odue);
CREATE TABLE revlog (id, cid, ease, factor, time, type);
INSERT INTO col VALUES (1, {}, 5, '{{}}');
INSERT INTO notes VALUES (1, 'g', 1, '');
INSERT INTO cards VALUES (1, 1, 0, 2, 2, 10, 1700000000, 10, 0, 0);
"""


def _wall(at):
    return WallClock(0, wall_time(at, 0).date())


@pytest.fixture(scope="module", params=HOSTILE)
def package(request, tmp_path_factory):
    """Return a package of such a collection, named like one of ours."""
    tmp_path = tmp_path_factory.mktemp("hostile")
    path = tmp_path / "collection.anki2"
    db = sqlite3.connect(path)
    db.executescript(HOSTILE[request.param])
    db.close()
    package = tmp_path / "lpcards.apkg"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "collection.anki2")
    return str(package)


def test_a_hostile_package_has_nothing_of_ours(package):
    assert readable_in(package) == []
    assert is_ahead(package, {}) in {True, False}


def test_a_hostile_package_is_no_manifest_of_a_build(package):
    with pytest.raises(UserFault):
        shipped_before(os.path.dirname(package), None)


def test_a_hostile_package_is_pulled_in_a_sentence_or_holds_no_review(package):
    with contextlib.suppress(UserFault):
        assert read_reviews(package, KnownCards({"g": "a/probe/b"}, {})).rows == []


@pytest.mark.parametrize("made", ["'soon'", "NULL", "x'78'", 10**17, -(10**17), None])
def test_where_nobody_knows_when_anki_began_to_count_no_card_has_a_day(tmp_path, made):
    path = tmp_path / "collection.anki2"
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(COUNTED.format(1_400_000_000 if made is None else made))
        if made is None:
            db.execute("DELETE FROM col")
            db.commit()
    assert read_reviews(str(path), ONE, _wall).days.days == []


def test_a_card_that_was_changed_before_all_time_has_no_day(tmp_path):
    path = tmp_path / "collection.anki2"
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(COUNTED.format(1_400_000_000))
        assert len(read_reviews(str(path), ONE, _wall).days.days) == 1
        db.execute("UPDATE cards SET mod = ?", (-(10**17),))
        db.commit()
    assert read_reviews(str(path), ONE, _wall).days.days == []


def test_a_deep_configuration_is_that_of_todays_scheduler(tmp_path):
    path = tmp_path / "collection.anki2"
    db = sqlite3.connect(path)
    db.executescript(COLLECTION + f"UPDATE col SET conf = '{'[' * 100_000}';")
    db.close()
    assert read_reviews(str(path), NONE).old is False
