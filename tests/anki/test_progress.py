"""What a learner remembers goes into Anki with the cards, and is there what it was here."""

import json
import os
import sqlite3
import stat
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.anki.manifest import read_manifest
from lpcards.anki.notes import STORY
from lpcards.anki.package import CREATED
from lpcards.anki.progress import DAY_ZERO, ExportedCard, progress_of, steps_of
from lpcards.log import open_log
from lpcards.memory.event import Event, Moment
from lpcards.memory.sm2 import DEFAULT, RATINGS, schedule
from real_anki import step
from sizes import some

DAYS = ("2026-02-01", "2026-02-02", "2026-02-08", "2026-02-25", "2026-04-14", "2026-09-01")
GRADES = {"a": (5, 5, 5, 5, 5, 5), "b": (0, 4, 1, 3, 4, 2), "c": (2,), "d": (4, 5, 4)}


def night():
    """Return a zone in which it is past midnight just now, but still yesterday's study day."""
    offset = (2 - datetime.now(UTC).hour) % 24  # noqa: TID251  real Anki has the real clock
    return f"Etc/GMT{offset - 24 if offset > 14 else offset:+d}".translate({43: 45, 45: 43})


ZONES = ("Pacific/Kiritimati", "America/Los_Angeles", "UTC", "Asia/Kolkata", "night")
STATE = ("ivl", "factor", "lapses")


def evening(day, minutes=0):
    at = datetime.fromisoformat(f"{day}T17:30+00:00") + timedelta(minutes=minutes)
    return Moment(int(at.timestamp() * 1000), 60, "Europe/Berlin", date.fromisoformat(day))


@pytest.fixture
def learner(own, home):
    """Answer cards on several days; return their ids by letter, one of them suspended, one new."""
    ids = [card["id"] for card in own("cards", "--json").json]
    cards = dict(zip("abcdn", ids, strict=True))
    with open_log(str(home / ".local/share/lpcards/reviews.db")) as log:
        for number, day in enumerate(DAYS):
            for letter, grades in GRADES.items():
                for grade in grades[number : number + 1]:
                    log.answer(cards[letter], grade, evening(day), seconds=7)
        log.answer(cards["b"], 4, evening(DAYS[-1], 15))
        log.note("suspend", cards["d"], evening(DAYS[-1], 30))
    return cards


@pytest.fixture
def package(own, learner, home):
    path = str(home / "mine.apkg")
    own("build", "--with-progress", path, now=None)
    return path


@pytest.fixture
def guids(package, home):
    """Return each card's guid by its letter."""
    manifest, _ = read_manifest(
        (home / "decks/manifest").read_text(encoding="utf-8").split("\n"), ""
    )
    return {key: one.guid for key, one in manifest.items() if one.type != STORY}


def rows(path, query):
    with zipfile.ZipFile(path) as archive:
        archive.extract("collection.anki2", os.path.dirname(path))
    db = sqlite3.connect(os.path.join(os.path.dirname(path), "collection.anki2"))
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


@pytest.mark.parametrize("zone", some(ZONES, 2))
@pytest.mark.parametrize("age", [0, 4000])
def test_what_is_remembered_is_equal_after_the_import(
    anki, own, package, learner, guids, zone, age
):
    anki.visit(step("born", days=age))
    anki.zone = night() if zone == "night" else zone
    taken, today, cards = anki.visit(step("take", package=package), "today", "cards")
    assert taken["new"] == len(guids) - 2
    for card in learner.values():
        row = cards[guids[card]]
        memory = own("show", card, "--json").json["memory"]
        if memory is None:
            assert (row["type"], row["queue"], row["reps"]) == (0, 0, 0)
            continue
        due = (date.fromisoformat(memory["due"]) - date.fromisoformat(today)).days
        expected = (memory["interval"], memory["ease"] * 1000, memory["lapses"])
        assert tuple(row[name] for name in STATE) == pytest.approx(expected)
        assert (row["type"], row["due"]) == (2, due)


def test_the_review_log_arrives_whole(anki, package, learner, guids):
    _, revlog, cards = anki.visit(step("take", package=package), "revlog", "cards")
    for letter, grades in GRADES.items():
        guid = guids[learner[letter]]
        mine = [row for row in revlog if row[1] == guid]
        assert [row[2] for row in mine] == [RATINGS[grade] for grade in grades]
        assert {row[6] for row in mine} == {7000}
        assert [row[7] for row in mine] == [0] + [1] * (len(grades) - 1)
        assert mine[-1][3:6:2] == [cards[guid]["ivl"], cards[guid]["factor"]]
        assert cards[guid]["reps"] == len(grades)
    assert len(revlog) == sum(map(len, GRADES.values()))


def test_anki_goes_on_from_what_was_remembered(anki, package, learner, guids):
    guid = guids[learner["a"]]
    _, before, _, after, sound = anki.visit(
        step("take", package=package),
        "cards",
        step("answer", guid=guid, rating=3),
        "cards",
        "check",
    )
    assert after[guid]["ivl"] > before[guid]["ivl"] > 300
    assert sound


def test_anki_can_be_started_afresh(anki, package):
    take = step("take", package=package)
    _, before, revlog, *_, after, again = anki.visit(
        take, "cards", "revlog", "delete", take, "cards", "revlog"
    )
    assert after == before
    assert again == revlog


def test_a_suspended_card_is_suspended_and_new_ones_keep_their_order(anki, package, learner, guids):
    *_, cards = anki.visit(step("take", package=package), "cards")
    assert cards[guids[learner["d"]]]["queue"] == -1
    queued = [guid for guid, card in cards.items() if card["type"] == 0]
    order = dict(rows(package, "SELECT n.guid, c.due FROM notes n JOIN cards c ON c.nid = n.id"))
    assert sorted(queued, key=lambda guid: cards[guid]["due"]) == sorted(queued, key=order.get)


def test_later_editions_leave_the_progress_alone(anki, own, package, attic, home, guids):
    _, before = anki.visit(step("take", package=package), "cards")
    text = attic.read_text(encoding="utf-8").replace("We mended", "We fixed")
    attic.write_text(text.replace("no will", "no will at all"), encoding="utf-8")
    own("build", now=None)
    edition = str(home / "decks/lpcards.apkg")
    taken, after, revlog = anki.visit(step("take", package=edition), "cards", "revlog")
    assert taken["updated"] > 0
    assert (taken["new"], taken["conflicting"]) == (0, 0)
    assert after == before
    assert len(revlog) == sum(map(len, GRADES.values()))


def test_only_the_cards_selected_go_in(own, learner, home):
    path = home / "one.apkg"
    own("build", "--out", home / "else", "--with-progress", path, learner["a"], now=None)
    assert rows(path, "SELECT count(*), max(reps) FROM cards") == [(2, 6)]
    assert rows(path, "SELECT count(*) FROM revlog") == [(6,)]


def test_the_same_log_gives_the_same_bytes(own, package, home):
    own("build", "--with-progress", home / "again.apkg", now=None)
    assert (home / "again.apkg").read_bytes() == (home / "mine.apkg").read_bytes()


def test_private_history_stays_private(own, package, home):
    assert stat.S_IMODE(os.stat(package).st_mode) == 0o600
    plain = home / "decks/lpcards.apkg"
    assert rows(plain, "SELECT count(*) FROM revlog") == [(0,)]
    assert rows(plain, "SELECT max(reps), max(ivl) FROM cards") == [(0, 0)]
    manifest = home / "decks/manifest"
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    keys = {"card", "guid", "mod", "since", "type", "deck", "tags", "fields"}
    assert {key for line in lines for key in line} == keys


@pytest.mark.parametrize("name", ["decks/mine.apkg", "decks/../decks/a/mine.apkg", "link/m.apkg"])
def test_a_file_among_the_decks_is_refused(own, learner, home, name):
    (home / "decks").mkdir()
    (home / "link").symlink_to(home / "decks")
    said = own("build", "--with-progress", home / name, now=None, code=1)
    assert "your progress is private: name a file elsewhere" in said.err
    assert os.listdir(home / "decks") == []


def test_what_is_no_package_is_not_overwritten(own, learner, home):
    log = home / ".local/share/lpcards/reviews.db"
    own("due", now=None)  # what is worked out of the log is kept in it
    before = log.read_bytes()
    said = own("build", "--with-progress", log, now=None, code=1)
    assert "exists and is not a package; it was left alone" in said.err
    assert log.read_bytes() == before


def test_a_missing_folder_is_named(own, learner, home):
    said = own("build", "--with-progress", home / "nowhere/m.apkg", now=None, code=1)
    assert "there is no folder" in said.err
    assert not (home / "decks").exists()


@pytest.mark.parametrize("option", ["--check", "--dry-run"])
def test_nothing_is_written_where_nothing_is_built(own, learner, home, option):
    own("build", option, "--with-progress", home / "m.apkg", now=None, code=None)
    assert not (home / "m.apkg").exists()


def test_without_a_log_all_cards_are_new(own, attic, home):
    own("build", "--with-progress", home / "m.apkg", now=None)
    assert rows(home / "m.apkg", "SELECT max(type), max(reps) FROM cards") == [(0, 0)]
    assert not (home / ".local/share/lpcards").exists()


def test_day_zero_is_the_day_the_packages_were_made():
    assert (DAY_ZERO - date(1970, 1, 1)).days * 86_400 + 4 * 3600 == CREATED


def event(number, at, card, grade, day):
    return Event(f"{number:04}", at, 0, "UTC", day, "d", "review", card, grade, 1.5)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abc"), st.integers(0, 5)), max_size=30),
    st.sets(st.sampled_from("abc")),
)
def test_every_row_has_a_time_of_its_own_that_does_not_depend_on_the_selection(answers, chosen):
    histories, at = {}, 0
    for number, (gap, card, grade) in enumerate(answers):
        at += gap
        day = date.fromordinal(738_000 + number)
        histories.setdefault(card, []).append(event(number, at, card, grade, day))
    steps = {card: list(steps_of(events, DEFAULT)) for card, events in histories.items()}
    places = {card: ExportedCard(card, 1, ord(card)) for card in "abc"}
    everything = progress_of(places, steps, (), 4).reviews
    some = progress_of({card: places[card] for card in chosen}, steps, (), 4).reviews
    times = [review.id for review in everything]
    assert len(everything) == len(answers)
    assert len(set(times)) == len(times)
    assert set(some) <= set(everything)
    for card, some in steps.items():
        memory = None
        for one in some:
            memory = schedule(memory, one.event.grade, one.event.day)
            assert one.after == memory
        state = progress_of({card: ExportedCard("g", 1, 2)}, steps, (), 4).states["g"]
        assert state[3:5] == (memory.interval, memory.ease * 10)
