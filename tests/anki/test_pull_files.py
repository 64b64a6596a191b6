"""Any file may be named to `pull`: what it holds of us is read, the rest is said in a sentence."""

import contextlib
import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import nobody
from lpcards.anki import collection, collection_copy
from lpcards.anki.guids import guid_of
from lpcards.anki.notes import QUESTION
from lpcards.anki.our_notes import KnownCards
from lpcards.anki.reviews import read_reviews
from lpcards.log import open_log
from lpcards.memory.sm2 import schedule
from lpcards.system.problem import UserFault
from sizes import examples

DAY = date(2025, 3, 4)
NONE = KnownCards({}, {})


@pytest.fixture
def log(home):
    return str(home / ".local/share/lpcards/reviews.db")


def remembered(log):
    with open_log(log, reading=True) as opened:
        return dict(opened.remembered())


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21", "collection.anki21b"])
def test_packages_of_all_ages_are_read(own, exported, card, log, name):
    exported.answer(card, 3)
    said = own("pull", exported.packed(name), now=None)
    assert said.out == "1 review added, 0 already known\n"
    assert remembered(log) == {card: schedule(None, 4, DAY)}


def test_a_dry_run_says_the_same_and_writes_nothing(own, exported, card, log):
    exported.answer(card, 3)
    exported.answer(card, 4, 48)
    path = exported.packed()
    dry = own("pull", "--dry-run", "--json", path, now=None).json
    assert not os.path.exists(log)
    assert own("pull", "--json", path, now=None).json == dry
    assert own("pull", "--dry-run", "--json", path, now=None).json == {
        **dry,
        "added": 0,
        "known": 2,
    }


def test_reviews_later_than_the_clock_wait(own, exported, card, log):
    exported.answer(card, 3)
    exported.answer(card, 3, 48)
    path = exported.packed()
    said = own("pull", path, now="2025-03-05T09:00")
    assert said.out.splitlines() == [
        "1 review added, 0 already known",
        "Left out: 1 (dated more than a day ahead of this machine's clock)",
    ]
    assert own("pull", path, "--json", now=None).json["added"] == 1


def test_the_study_day_is_that_of_the_wall_clock_here(own, exported, card, log, monkeypatch):
    exported.answer(card, 3, 20)
    path = exported.packed()
    for zone, day in [("Europe/Berlin", 5), ("America/New_York", 4), ("Asia/Tokyo", 5)]:
        monkeypatch.setenv("TZ", zone)
        own("--db", f"{log}.{day}{zone[:2]}", "pull", path, now=None)
        last = remembered(f"{log}.{day}{zone[:2]}")[card].last
        assert last == date(2025, 3, day)


def test_the_rollover_of_the_settings_counts(own, exported, card, home, log):
    exported.answer(card, 3, 17.5)
    (home / "lpcards.yaml").write_text("rollover: 6\n", encoding="utf-8")
    own("pull", exported.packed(), now=None)
    assert remembered(log)[card].last == DAY


def test_rows_that_make_no_sense_are_counted(own, exported, card):
    exported.answer(card, 9)
    exported.answer(card, 3, 1, sort=17)
    exported.answer(card, "good", 2)
    exported.answer(card, 3, 3, factor="x")
    exported.answer(card, 3, 4)
    said = own("pull", "--json", exported.packed(), now=None).json
    assert (said["added"], said["skipped"]) == (1, {"unreadable": 4})


@pytest.mark.parametrize("conf", ["{}", '{"schedVer": 1}'])
def test_a_collection_of_the_first_scheduler_has_three_learning_buttons(
    own, exported, card, log, conf
):
    exported.change("UPDATE col SET conf = ?", conf)
    exported.answer(card, 2, sort=0)
    own("pull", exported.packed(), now=None)
    assert remembered(log) == {card: schedule(None, 4, DAY)}


@pytest.mark.parametrize("conf", ["", "[]", "{", '{"schedVer": "x"}'])
def test_a_broken_configuration_is_that_of_todays_scheduler(own, exported, card, log, conf):
    exported.change("UPDATE col SET conf = ?", conf)
    exported.answer(card, 2, sort=0)
    own("pull", exported.packed(), now=None)
    assert remembered(log) == {card: schedule(None, 3, DAY)}


def lose_decks(home):
    for name in os.listdir(home / "decks"):
        os.unlink(home / "decks" / name)


def test_without_a_manifest_the_id_field_leads_to_the_card(own, exported, card, log, home):
    exported.answer(card, 3)
    lose_decks(home)
    own("pull", exported.packed(), now=None)
    assert set(remembered(log)) == {card}


def test_the_guid_goes_before_what_the_learner_wrote_into_the_id_field(own, exported, card, log):
    other = own("cards", "--json").json[1]["id"]
    exported.answer(card, 3)
    exported.change("UPDATE notes SET flds = replace(flds, ?, ?)", card, other)
    own("pull", exported.packed(), now=None)
    assert set(remembered(log)) == {card}


def test_reviews_of_cards_that_nobody_knows_are_counted(own, exported, card, home, log):
    exported.answer(card, 3)
    exported.change(
        "UPDATE notes SET flds = replace(flds, ?, 'some/other/card'), guid = 'x' WHERE id = ?",
        card,
        exported.names[card],
    )
    lose_decks(home)
    said = own("pull", exported.packed(), now=None)
    assert said.out.splitlines() == [
        "0 reviews added, 0 already known",
        "Left out: 1 (their cards are in neither your stories nor the decks)",
    ]


def test_other_peoples_notes_are_passed_over(own, exported, card):
    exported.answer(card, 3)
    exported.change("UPDATE notes SET mid = 1, guid = guid || 'x'")
    path = exported.packed()
    said = own("pull", "--json", path, now=None).json
    assert said == {
        "added": 0,
        "known": 0,
        "skipped": {},
        "unknown": 0,
        "forgotten": 0,
        "notes": 0,
        "review_log": True,
        "days": 0,
    }
    assert own("pull", path, now=None).out.splitlines()[1] == f"None of your cards is in {path}."


def test_a_guid_says_more_than_the_id_field_without_a_manifest_too(own, exported, card, log, home):
    """The learner wrote another card's id into the field."""
    other = own("cards", "--json").json[1]["id"]
    exported.answer(card, 3)
    exported.answer(other, 4, 1)
    exported.change("UPDATE notes SET flds = replace(flds, ?, ?)", card, other)
    lose_decks(home)
    own("pull", exported.packed(), now=None)
    assert {name: memory.ease for name, memory in remembered(log).items()} == {
        card: 250,
        other: 260,
    }


def copied(exported, card, number, guid):
    """Put a copy of a card's note into the collection, with a card of the same number."""
    exported.change(
        "INSERT INTO notes SELECT ?, ?, mid, mod, usn, tags, flds, sfld, csum, flags, data"
        " FROM notes WHERE id = ?",
        number,
        guid,
        exported.names[card],
    )
    exported.change(
        "INSERT INTO cards SELECT ?1, ?1, did, ord, mod, usn, type, queue, due, ivl, factor, reps,"
        " lapses, left, odue, odid, flags, data FROM cards WHERE nid = ?2",
        number,
        exported.names[card],
    )


def test_a_copy_beside_the_original_is_the_learners_own(own, exported, card, log):
    exported.answer(card, 4)
    original = exported.names[card]
    copied(exported, card, 5, "elder")
    exported.names[card] = 5
    exported.answer(card, 1, 24)
    exported.names[card] = original
    said = own("pull", exported.packed(), now=None)
    assert said.out.splitlines() == [
        "1 review added, 0 already known",
        "Left out: 1 (of cards and copies that you made in Anki)",
    ]
    assert remembered(log) == {card: schedule(None, 5, DAY)}


def test_a_stranger_that_names_a_card_of_a_story_with_a_key_is_another_authors(
    own, exported, card, log
):
    exported.change("UPDATE notes SET guid = 'stranger' WHERE id = ?", exported.names[card])
    exported.answer(card, 4)
    said = own("pull", "--json", exported.packed(), now=None).json
    assert (said["added"], said["skipped"], said["unknown"]) == (0, {}, 1)
    assert remembered(log) == {}


@pytest.mark.parametrize("key", ["", "0000000000000000"], ids=["no key", "another machine's"])
def test_a_note_as_another_machine_of_the_same_author_made_it_is_ours(
    own, attic, exported, card, log, key
):
    """It had no key yet, or one of its own before the two met."""
    guid = guid_of(card, QUESTION, key)
    exported.change("UPDATE notes SET guid = ? WHERE id = ?", guid, exported.names[card])
    with open(attic.parent / "lpcards-author.txt", "a", encoding="utf-8") as file:
        file.write(f"key {key}\n" if key else "")
    exported.answer(card, 4)
    said = own("pull", "--json", exported.packed(), now=None).json
    assert (said["added"], said["unknown"]) == (1, 0)
    assert remembered(log) == {card: schedule(None, 5, DAY)}


def test_of_several_strangers_that_name_a_card_the_oldest_is_it(own, attic, exported, card, log):
    (attic.parent / "lpcards-author.txt").write_text("story attic none\n", encoding="utf-8")
    exported.change("UPDATE notes SET guid = 'stranger' WHERE id = ?", exported.names[card])
    exported.answer(card, 4)
    later = exported.names[card] + 10**10
    copied(exported, card, later, "copy")
    exported.names[card] = later
    exported.answer(card, 1, 24)
    said = own("pull", "--json", exported.packed(), now=None).json
    assert (said["added"], said["skipped"]) == (1, {"own": 1})
    assert remembered(log) == {card: schedule(None, 5, DAY)}


def test_a_second_card_of_our_note_is_the_learners_own(own, exported, card, log):
    exported.answer(card, 4)
    exported.change("UPDATE cards SET ord = 1 WHERE nid = ?", exported.names[card])
    said = own("pull", "--json", exported.packed(), now=None).json
    assert (said["added"], said["skipped"], said["notes"]) == (0, {"own": 1}, len(exported.names))
    assert remembered(log) == {}


@pytest.mark.parametrize("end", ["apkg", "colpkg", "anki2"])
def test_where_nothing_was_answered_it_says_why(own, exported, card, home, end):
    path = exported.path
    if end != "anki2":
        os.rename(exported.packed(), path := str(home / f"x.{end}"))
    count = len(exported.names)
    first, second = own("pull", path, now=None).out.splitlines()
    assert first == "0 reviews added, 0 already known"
    if end == "apkg":
        assert second == (
            f"{path} has {count} cards of yours but no review log. If you did answer some, export"
            ' again with "Include scheduling information" ticked.'
        )
    else:
        assert second == f"{path} has {count} cards of yours; none was answered in Anki yet."
    said = own("pull", path, "--json", now=None).json
    assert (said["notes"], said["review_log"]) == (count, False)


def test_a_note_moved_to_another_type_is_still_ours(own, exported, card, log, home):
    exported.answer(card, 3)
    exported.change("UPDATE notes SET mid = 1")
    lose_decks(home)
    own("pull", exported.packed(), now=None)
    assert set(remembered(log)) == {card}


def test_a_card_renamed_since_goes_on_under_its_new_name(own, exported, attic, card, log):
    exported.answer(card, 3)
    text = attic.read_text(encoding="utf-8").replace(
        "id: told-to,", "id: asked-to, was: [told-to],"
    )
    attic.write_text(text, encoding="utf-8")
    old = "attic/disqualifier/told-to.mend"
    assert card == old
    own("build", now=None)
    own("pull", exported.packed(), now=None)
    shown = own("show", old.replace("told", "asked"), "--json").json
    assert shown["memory"]["repetitions"] == 1


def test_a_retired_cards_reviews_are_kept_under_its_id(own, exported, attic, card, log):
    exported.answer(card, 3)
    lines = attic.read_text(encoding="utf-8").splitlines(keepends=True)
    attic.write_text("".join(line for line in lines if "told-to" not in line), encoding="utf-8")
    own("build", "--yes", now=None)
    own("pull", exported.packed(), now=None)
    assert set(remembered(log)) == {card}


def test_a_folder_of_decks_can_be_named(own, exported, card, home, log):
    exported.answer(card, 3)
    exported.change("UPDATE notes SET flds = replace(flds, ?, 'gone')", card)
    os.rename(home / "decks", home / "elsewhere")
    own("pull", "--decks", home / "elsewhere", exported.packed(), now=None)
    assert set(remembered(log)) == {card}


def sqlite_file(path, *statements):
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


TABLES = [f"CREATE TABLE {name} (id)" for name in ("notes", "cards", "col")]
ENDLESS = (
    "CREATE VIEW revlog AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id FROM n)"
    " SELECT id FROM n"
)
FILES = {
    "nothing there": (lambda path: None, "there is no file"),
    "a folder": (os.mkdir, "there is no file"),
    "empty": (sqlite_file, "is not an Anki collection"),
    "text": (lambda path: write(path, b"front,back\n" * 99), "has no intact Anki collection"),
    "another zip": (lambda path: zipped(path, "word/document.xml", b"x"), "not an Anki package"),
    "no database": (
        lambda path: zipped(path, "collection.anki2", b"x"),
        "no intact Anki collection",
    ),
    "an empty one": (
        lambda path: zipped(path, "collection.anki21", b""),
        "is not an Anki collection",
    ),
    "no zstd": (lambda path: zipped(path, "collection.anki21b", b"x" * 99), "is damaged"),
    "a bomb": (
        lambda path: zipped(path, "collection.anki21b", zstandard.compress(bytes(1 << 28))),
        "has no intact Anki collection",
    ),
    "other tables": (
        lambda path: sqlite_file(path, "CREATE TABLE cookies (id)"),
        "not an Anki collection",
    ),
    "other columns": (
        lambda path: sqlite_file(path, *TABLES, "CREATE TABLE revlog (id)"),
        "no such column",
    ),
    "an endless view": (
        lambda path: sqlite_file(path, *TABLES, ENDLESS),
        "is not an Anki collection",
    ),
}


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def zipped(path, name, data):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)


@pytest.mark.parametrize("sort", FILES)
def test_what_is_no_collection_is_said_in_a_sentence(own, home, log, sort):
    make, words = FILES[sort]
    path = home / "some.apkg"
    make(str(path))
    said = own("pull", path, now=None, code=1)
    assert words in said.err
    assert said.err.startswith("lpcards: ")
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert not os.path.exists(log)


@pytest.mark.parametrize("end", ["-wal", "-journal", "-shm"])
def test_what_lies_beside_a_collection_and_is_none_of_it_does_no_harm(own, exported, card, end):
    exported.answer(card, 3)
    write(exported.path + end, b"x" * 600)
    assert own("pull", exported.path, "--json", now=None).json["added"] == 1


def crashed(path, mode, *, saved):
    """Answer in a process that is killed with the collection open, the last answer `saved` or not.

    Leaves what SQLite keeps beside it in this journal `mode`.
    """
    script = """if True:
        import os, sqlite3, sys
        path, mode, saved = sys.argv[1:]
        db = sqlite3.connect(path, isolation_level=None)
        db.execute("PRAGMA locking_mode = exclusive")
        db.execute(f"PRAGMA journal_mode = {mode}")
        db.execute("PRAGMA cache_size = 1")
        db.execute("PRAGMA cache_spill = 1")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("BEGIN")
        db.execute("UPDATE revlog SET ease = 4")
        db.execute("CREATE TABLE large (x)")
        for number in range(400):
            db.execute("INSERT INTO large VALUES (?)", ("x" * 4000,))
        if saved == "saved":
            db.execute("COMMIT")
        os.kill(os.getpid(), 9)
    """
    subprocess.run(
        [sys.executable, "-c", script, path, mode, "saved" if saved else ""], check=False
    )


@pytest.mark.parametrize("saved", [True, False])
@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_what_a_crash_left_is_read_as_it_was_saved_last(own, exported, card, log, mode, saved):
    exported.answer(card, 3)
    crashed(exported.path, mode, saved=saved)
    if mode == "wal" or not saved:
        assert os.path.getsize(f"{exported.path}-{'wal' if mode == 'wal' else 'journal'}")
    assert own("pull", exported.path, "--json", now=None).json["added"] == 1
    assert remembered(log) == {card: schedule(None, 5 if saved else 4, DAY)}


def test_a_collection_that_another_program_keeps_locked_is_read(own, exported, card):
    exported.answer(card, 3)
    holding = sqlite3.connect(exported.path, isolation_level=None)
    holding.execute("BEGIN EXCLUSIVE")
    assert own("pull", exported.path, "--json", now=None).json["added"] == 1
    holding.close()


def test_a_copy_is_of_one_moment(exported, tmp_path, monkeypatch):
    """Whoever writes while it is copied is waited for, and the copy begun anew."""
    saved = collection_copy._copy_file
    left = [b"first", b"second"]

    def copy_then_write(source, target):
        saved(source, target)
        if left and source.endswith("-wal"):
            write(exported.path, left.pop())

    write(exported.path + "-wal", b"w")
    monkeypatch.setattr(collection_copy, "_copy_file", copy_then_write)
    collection_copy.copy_collection(exported.path, str(tmp_path / "copy"))
    assert (tmp_path / "copy").read_bytes() == b"first"
    assert (tmp_path / "copy-wal").read_bytes() == b"w"


def test_a_collection_that_never_stands_still_is_refused(own, exported, monkeypatch):
    monkeypatch.setattr(collection_copy, "PATIENCE", 0.2)
    monkeypatch.setattr(collection_copy, "_is_same", lambda source, copy: False)
    with pytest.raises(UserFault, match="is being written all the time; close Anki first"):
        read_reviews(exported.path, NONE)


def test_a_file_that_may_not_be_read_is_named(exported):
    os.chmod(exported.path, 0)
    with nobody(), pytest.raises((UserFault, PermissionError)):
        read_reviews(exported.path, NONE)


def test_pulling_changes_nothing_in_the_file(own, exported, card):
    exported.answer(card, 3)
    with open(exported.path, "rb") as file:
        before = file.read()
    folder = sorted(os.listdir(os.path.dirname(exported.path)))
    own("pull", exported.path, now=None)
    with open(exported.path, "rb") as file:
        assert file.read() == before
    assert set(os.listdir(os.path.dirname(exported.path))) - set(folder) <= {".local", ".cache"}


def test_what_unpacks_beyond_all_measure_is_refused(exported, monkeypatch):
    monkeypatch.setattr(collection, "MOST_BYTES", os.path.getsize(exported.path) - 1)
    for name in ("collection.anki21", "collection.anki21b"):
        with pytest.raises(UserFault, match="holds more than"):
            read_reviews(exported.packed(name), NONE)


@pytest.mark.parametrize("name", ["collection.anki21", "collection.anki21b"])
@settings(max_examples=examples(25, 60), deadline=None)
@given(st.data())
def test_damage_is_a_sentence_or_is_not_seen(tmp_path_factory, name, data):
    path = tmp_path_factory.getbasetemp() / f"damaged-{name}.apkg"
    sound = sound_package(name)
    places = data.draw(st.lists(st.integers(0, len(sound) - 1), min_size=1, max_size=4))
    broken = bytearray(sound)
    for place in places:
        broken[place] ^= data.draw(st.integers(1, 255))
    write(path, bytes(broken)[: data.draw(st.sampled_from((None, *places)))])
    with contextlib.suppress(UserFault):
        read_reviews(str(path), NONE)


def sound_package(name):
    """Return a small collection with rows, as Anki packs it."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE col (conf)")
    db.execute("INSERT INTO col VALUES ('{}')")
    db.execute("CREATE TABLE notes (id, guid, mid, flds)")
    db.execute("CREATE TABLE cards (id, nid, ord)")
    db.execute("CREATE TABLE revlog (id, cid, ease, factor, time, type)")
    for number in range(50):
        db.execute(
            "INSERT INTO notes VALUES (?, ?, 1763900000001, 'a' || char(31))", (number, str(number))
        )
        db.execute("INSERT INTO cards VALUES (?, ?, 0)", (number, number))
        db.execute("INSERT INTO revlog VALUES (?, ?, 3, 2500, 9, 1)", (number, number))
    db.commit()
    data = db.serialize()
    db.close()
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, zstandard.compress(data) if name.endswith("b") else data)
    return into.getvalue()
