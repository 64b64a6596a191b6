"""Reviews made in Anki come into the log: once, as they were, equal on every machine."""

import os
import sys
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lpcards.anki.manifest import read_manifest
from lpcards.anki.notes import ASKED
from lpcards.log import open_log
from lpcards.memory.sm2 import schedule
from real_anki import step

BERLIN = ZoneInfo("Europe/Berlin")
GRADES = {1: 1, 2: 3, 3: 4, 4: 5}


@pytest.fixture
def decks(own, home):
    """Build the decks; return the package's path."""
    own("build", now=None)
    return str(home / "decks/lpcards.apkg")


@pytest.fixture
def guids(decks, home):
    """Return guid -> card id."""
    manifest, _ = read_manifest(
        (home / "decks/manifest").read_text(encoding="utf-8").split("\n"), ""
    )
    return {one.guid: key for key, one in manifest.items() if one.type in ASKED}


def days_of(guids):
    """Return the steps of some days of answers, lapses and learning steps among them."""
    first, second, third, *_ = sorted(guids)
    return [
        step("answer", guid=first, rating=3),
        step("answer", guid=second, rating=1),
        step("answer", guid=second, rating=2),
        step("answer", guid=third, rating=4),
        step("answer", guid=first, rating=3),
        step("days_pass", days=1),
        step("answer", guid=second, rating=3),
        step("answer", guid=first, rating=2),
        step("answer", guid=second, rating=3),
        step("days_pass", days=6),
        step("answer", guid=first, rating=1),
        step("answer", guid=first, rating=3),
        step("answer", guid=third, rating=3),
        step("days_pass", days=2),
        step("answer", guid=first, rating=3),
        step("days_pass", days=1),
    ]


def study_day(at, zone=BERLIN):
    return (datetime.fromtimestamp(at / 1000, zone) - timedelta(hours=4)).date()


def memories_of(revlog, guids):
    """Replay Anki's rows by the rule book: of each card's study day the first answer counts."""
    memories, had = {}, set()
    for at, guid, button, *_ in sorted(revlog):
        card, day = guids[guid], study_day(at)
        if (card, day) not in had:
            had.add((card, day))
            memories[card] = schedule(memories.get(card), GRADES[button], day)
    return memories


def counts_of(said):
    return {name: said[name] for name in ("added", "known", "skipped", "unknown")}


def remembered(path):
    with open_log(str(path), reading=True) as log:
        assert log.verify() == []
        return dict(log.remembered())


@pytest.fixture
def log(home):
    return home / ".local/share/lpcards/reviews.db"


@pytest.mark.parametrize("out", ["old.apkg", "new.apkg", "old.colpkg", "new.colpkg", ""])
def test_what_is_pulled_is_what_a_replay_of_ankis_log_gives(anki, own, decks, guids, log, out):
    path = str(log.parents[3] / out) if out else anki.path
    steps = [step("export", out=path, legacy=out[:3] == "old")] if out else []
    *_, revlog = anki.visit(step("take", package=decks), *days_of(guids), *steps, "revlog")
    said = own("pull", path, "--json", now=None).json
    assert counts_of(said) == {"added": len(revlog), "known": 0, "skipped": {}, "unknown": 0}
    assert remembered(log) == memories_of(revlog, guids)
    again = own("pull", path, "--json", now=None).json
    assert counts_of(again) == {"added": 0, "known": len(revlog), "skipped": {}, "unknown": 0}


def test_learning_steps_are_drills(anki, own, decks, guids, home):
    path = str(home / "x.apkg")
    anki.visit(step("take", package=decks), *days_of(guids), step("export", out=path))
    own("pull", path, now=None)
    first, second, third, *_ = (guids[guid] for guid in sorted(guids))
    events = [(one["card"], one["kind"], one["grade"]) for one in own("log", now=None).lines]
    assert Counter(events) == Counter(
        {
            (first, "review", 4): 2,
            (first, "drill", 4): 2,
            (first, "review", 3): 1,
            (first, "review", 1): 1,
            (second, "review", 1): 1,
            (second, "drill", 3): 1,
            (second, "review", 4): 1,
            (second, "drill", 4): 1,
            (third, "review", 5): 1,
            (third, "review", 4): 1,
        }
    )
    assert [kind for card, kind, _ in events if card == second] == ["review", "drill"] * 2


def test_events_say_where_they_come_from_and_sort_by_time(anki, own, decks, guids, home):
    path = str(home / "x.apkg")
    *_, revlog = anki.visit(
        step("take", package=decks), *days_of(guids), step("export", out=path), "revlog"
    )
    own("pull", path, now=None)
    with open_log(str(home / ".local/share/lpcards/reviews.db")) as log:
        events = list(log.events())
    assert [one.at for one in events] == [row[0] for row in revlog]
    assert [one.id for one in events] == sorted(one.id for one in events)
    assert {one.device for one in events} == {"anki"}
    assert [one.seconds for one in events] == [row[6] / 1000 for row in revlog]
    for one in events:
        offset = datetime.fromtimestamp(one.at / 1000, BERLIN).utcoffset()
        assert one.offset == offset.total_seconds() / 60
        assert one.zone == f"UTC+0{one.offset // 60}:00"
        assert one.day == study_day(one.at)
        assert int(one.id.replace("-", "")[:12], 16) == one.at


def test_what_was_carried_in_is_known_and_only_new_answers_are_added(
    anki, own, decks, guids, home, log
):
    for day, grade in [("2026-03-02", 4), ("2026-03-03", 0), ("2026-03-04", 5)]:
        for card in sorted(guids.values())[:3]:
            own("grade", card, grade, now=f"{day}T18:00")
    path, carried = str(home / "back.apkg"), str(home / "mine.apkg")
    own("build", "--with-progress", carried, now=None)
    steps = [step("take", package=carried), *days_of(guids), step("export", out=path), "revlog"]
    *_, revlog = anki.visit(*steps)
    before = list(own("log", now=None).lines)
    said = own("pull", path, "--json", now=None).json
    new = len([one for one in days_of(guids) if one[0] == "answer"])
    assert len(revlog) == new + len(before)
    assert counts_of(said) == {"added": new, "known": len(before), "skipped": {}, "unknown": 0}
    events = own("log", now=None).lines
    assert events[: len(before)] == before
    assert {one["device"] for one in events[len(before) :]} == {"anki"}


def test_phone_and_terminal_take_turns(anki, own, decks, guids, home, log):
    """On a day with both the earlier answer counts, whichever was recorded first."""
    guid = min(guids)
    card, path = guids[guid], str(home / "x.apkg")
    *_, made, _, revlog = anki.visit(
        step("take", package=decks),
        step("answer", guid=guid, rating=1),
        step("days_pass", days=1),
        step("answer", guid=guid, rating=3),
        step("export", out=path),
        "revlog",
    )
    first = datetime.fromtimestamp(revlog[0][0] / 1000, BERLIN)
    own("grade", card, 5, now=(first + timedelta(minutes=3)).isoformat())
    own("grade", card, 2, now=datetime.fromtimestamp(made / 1000 - 60, BERLIN).isoformat())
    own("pull", path, now=None)
    expected = schedule(None, 1, study_day(revlog[0][0]))
    if study_day(made) == study_day(made - 60_000):
        assert remembered(log)[card] == schedule(expected, 2, study_day(made))._replace(
            fingerprint=remembered(log)[card].fingerprint
        )


def test_what_is_no_answer_is_left_out_and_said(anki, own, decks, guids, home, log):
    first, second, third, *_ = sorted(guids)
    path = str(home / "x.apkg")
    *_, revlog = anki.visit(
        step("take", package=decks),
        step("answer", guid=first, rating=4),
        step("answer", guid=second, rating=4),
        step("days_pass", days=1),
        step("set_due", guid=first, days="3"),
        step("ahead", guid=second, rating=3),
        step("cram", guid=third, rating=1),
        step("days_pass", days=1),
        step("forget", guid=second),
        step("export", out=path),
        "revlog",
    )
    said = own("pull", path, "--json", now=None).json
    assert counts_of(said) == {"added": 4, "known": 0, "skipped": {"rescheduled": 1}, "unknown": 0}
    assert said["forgotten"] == 1
    assert "Left out: 1 (not answers: a due day set by hand" in own("pull", path, now=None).out
    kinds = {(one["card"], one["kind"]) for one in own("log", now=None).lines}
    assert kinds == {
        (guids[first], "review"),
        (guids[second], "review"),
        (guids[second], "forget"),
        (guids[third], "cram"),
    }
    memory = remembered(log)
    assert memory == {guids[first]: schedule(None, 5, study_day(revlog[0][0]))}


@pytest.mark.parametrize("fsrs", [False, True])
def test_a_card_that_was_reset_in_anki_is_new_again(anki, own, decks, guids, home, log, fsrs):
    """Answered again on the same day, too: that answer is its first one."""
    first, second, *_ = sorted(guids)
    *_, revlog = anki.visit(
        *([step("switch_fsrs_on")] if fsrs else []),
        step("take", package=decks),
        step("answer", guid=first, rating=4),
        step("answer", guid=second, rating=4),
        step("days_pass", days=1),
        step("set_due", guid=second, days="0"),
        step("answer", guid=first, rating=1),
        step("forget", guid=first),
        step("answer", guid=first, rating=4),
        "revlog",
    )
    said = own("pull", anki.path, now=None).out.splitlines()
    assert said[:2] == [
        "4 reviews added, 0 already known",
        "1 card reset in Anki: new again here, history kept",
    ]
    today = study_day(revlog[-1][0])
    assert remembered(log)[guids[first]] == schedule(None, 5, today)
    now = f"{today}T20:00"
    assert own("due", "--json", now=now).json["drills"] == 0
    words = own("why", guids[first], now=now).out
    assert "forgotten: new again from here on" in words
    history = own("show", guids[first], now=now).out
    assert "forgotten: new again" in history
    assert history.count("grade 5") == 2
    again = own("pull", anki.path, "--json", now=None).json
    assert (again["added"], again["known"], again["forgotten"]) == (0, 4, 0)
    other = str(home / "other.db")
    own("--db", other, "pull", anki.path, now=None)
    merged = own("--db", other, "merge", str(log), "--json", now=None).json
    assert merged["added"] == 0


def test_only_our_card_of_our_note_counts(anki, own, decks, guids, log, home):
    """The learner adds a template, copies a note, clones our type, and writes another ID."""
    first, second, third, fourth, *_ = sorted(guids)
    *_, moved = anki.visit(
        step("take", package=decks),
        step("answer", guid=first, rating=4),
        step("add_template", guid=first),
        step("answer", guid=first, rating=1, place=1),
        step("answer", guid=second, rating=4),
        step("copy", guid=second, rating=1),
        step("move_to_clone", guid=third),
        step("answer", guid=third, rating=4),
        step("write", guid=fourth, field="ID", text=guids[third]),
        step("answer", guid=fourth, rating=3),
        step("cards"),
    )
    assert len(moved) == len(guids) + len(["the copy", "the story"])
    for name in os.listdir(home / "decks"):
        os.unlink(home / "decks" / name)
    said = own("pull", anki.path, "--json", now=None).json
    assert counts_of(said) == {"added": 4, "known": 0, "skipped": {"own": 2}, "unknown": 0}
    eases = {card: memory.ease for card, memory in remembered(log).items()}
    assert eases == dict(zip(map(guids.get, sorted(guids)), (260, 260, 260, 250), strict=False))


def test_an_export_without_scheduling_is_said_to_have_no_review_log(anki, own, decks, guids, home):
    path = str(home / "x.apkg")
    anki.visit(
        step("take", package=decks),
        step("answer", guid=min(guids), rating=4),
        step("export", out=path, scheduling=False),
    )
    said = own("pull", path, now=None).out.splitlines()[1]
    assert said.startswith(f"{path} has {len(guids)} cards of yours but no review log.")


def test_a_collection_that_anki_has_open_is_read_as_it_stands(anki, own, decks, guids, attic, log):
    options = ["--content", str(attic.parent), "--db", str(log)]
    command = [sys.executable, "-m", "lpcards", *options, "pull", anki.path]
    _, idle, _, busy = anki.visit(
        step("take", package=decks),
        step("hold", command=command),
        step("answer", guid=min(guids), rating=3),
        step("hold", command=command),
    )
    assert [code for code, _ in (idle, busy)] == [0, 0]
    assert set(remembered(log)) == {guids[min(guids)]}
    assert own("pull", anki.path, "--json", now=None).json["added"] == 0


def test_what_a_crashed_anki_left_is_read(anki, own, decks, guids):
    anki.visit(step("take", package=decks), step("answer", guid=min(guids), rating=3))
    with pytest.raises(AssertionError):
        anki.visit(step("answer", guid=max(guids), rating=3), "crash")
    assert os.path.getsize(f"{anki.path}-wal")
    assert own("pull", anki.path, "--json", now=None).json["added"] == 2
    assert anki.visit("check") == [True]
    assert own("pull", anki.path, "--json", now=None).json["known"] == 2


def test_two_machines_in_other_zones_come_to_the_same(
    anki, own, decks, guids, home, monkeypatch, tmp_path
):
    path = str(home / "x.apkg")
    steps = (step("take", package=decks), *days_of(guids), step("export", out=path))
    anki.visit(*steps)
    logs = [str(tmp_path / f"{number}.db") for number in range(3)]
    for log, zone in zip(
        logs, ("Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles"), strict=True
    ):
        monkeypatch.setenv("TZ", zone)
        own("--db", log, "pull", path, now=None)
    for here, there in ((0, 1), (2, 0), (1, 2), (0, 2), (1, 0), (2, 1)):
        own("--db", logs[here], "merge", logs[there], now=None)
    events = [own("--db", log, "log", now=None).out for log in logs]
    assert events[0] == events[1] == events[2]
    assert remembered(logs[0]) == remembered(logs[1]) == remembered(logs[2])
    said = own("--db", logs[0], "pull", path, "--json", now=None).json
    assert said["added"] == 0
    count = len([one for one in steps if one[0] == "answer"])
    with open_log(logs[0]) as log:
        live = [one for card in guids.values() for one in log.live(card) if one.kind != "undo"]
    assert len(live) == count


def test_on_one_zone_two_machines_write_the_same_events(anki, own, decks, guids, home, tmp_path):
    path = str(home / "x.colpkg")
    anki.visit(step("take", package=decks), *days_of(guids), step("export", out=path))
    one, other = str(tmp_path / "one.db"), str(tmp_path / "other.db")
    for log in (one, other):
        own("--db", log, "pull", path, now=None)
    assert own("--db", one, "log").out == own("--db", other, "log").out
    said = own("--db", one, "merge", other, "--json", now=None).json
    assert (said["added"], said["known"]) == (0, len(own("--db", one, "log").lines))


def test_history_carried_in_elsewhere_gives_way_to_its_own_events(anki, own, decks, guids, home):
    """The machine that pulls need not have the log that was carried in: it may come later."""
    for day, grade in [("2026-03-02", 2), ("2026-03-03", 0), ("2026-03-09", 3)]:
        for card in guids.values():
            own("grade", card, grade, now=f"{day}T18:00")
    carried, path, other = (str(home / name) for name in ("m.apkg", "x.apkg", "other.db"))
    own("build", "--with-progress", carried, now=None)
    anki.visit(step("take", package=carried), step("export", out=path))
    mine = home / ".local/share/lpcards/reviews.db"
    before = {card: memory._replace(fingerprint="") for card, memory in remembered(mine).items()}
    assert own("--db", other, "pull", path, "--json", now=None).json["added"] == 3 * len(guids)
    own("--db", other, "merge", mine, now=None)
    assert {
        card: memory._replace(fingerprint="") for card, memory in remembered(other).items()
    } == before
