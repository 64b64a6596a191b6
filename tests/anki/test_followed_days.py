"""With `follow: anki` a card comes here on the day on which Anki has it due."""

import time
from datetime import date, timedelta

import pytest

from anki_desk import desk_of
from lpcards.anki.card_days import CardDay, DaysRead
from lpcards.anki.manifest import read_manifest
from lpcards.anki.notes import ASKED
from lpcards.anki.wall_clock import WallClock
from lpcards.log import open_log
from lpcards.memory.event import Moment, wall_time
from lpcards.memory.sm2 import Rules
from lpcards.study.with_anki.followed_days import days_to_take
from real_anki import step

SECOND = 1_796_000_000_000
FOLLOW = Rules(overlays=False, follow=True)


@pytest.fixture
def decks(own, home):
    (home / "lpcards.yaml").write_text("follow: anki\n", encoding="utf-8")
    own("build", now=None)
    return str(home / "decks/lpcards.apkg")


@pytest.fixture
def guids(decks, home):
    """Return the guids of our cards in order, each with the card's id."""
    manifest, _ = read_manifest(
        (home / "decks/manifest").read_text(encoding="utf-8").split("\n"), ""
    )
    asked = {key: one for key, one in manifest.items() if one.type in ASKED}
    return sorted((one.guid, key) for key, one in asked.items())


@pytest.fixture
def log(home):
    return str(home / ".local/share/lpcards/reviews.db")


def dues(log, rules=FOLLOW):
    with open_log(log, rules, reading=True) as opened:
        assert opened.verify() == []
        return {card: memory.due for card, memory in opened.remembered()}


def learned(guids):
    """Return steps that bring cards into review, learning and a filtered deck."""
    first, second, third, fourth, *_ = (guid for guid, _ in guids)
    return [
        step("answer", guid=first, rating=4),
        step("answer", guid=second, rating=1),
        step("answer", guid=third, rating=4),
        step("answer", guid=fourth, rating=4),
        step("days_pass", days=1),
        step("answer", guid=first, rating=3),
        step("filter", guid=third),
        step("set_due", guid=fourth, days="12"),
    ]


@pytest.mark.parametrize("fsrs", [False, True])
@pytest.mark.parametrize("out", ["old.apkg", "new.apkg", "new.colpkg", ""])
def test_each_card_has_the_day_that_anki_has(anki, own, decks, guids, home, log, out, fsrs):
    path = str(home / out) if out else anki.path
    *_, cards, today = anki.visit(
        step("born", days=40),
        *([step("switch_fsrs_on")] if fsrs else []),
        step("take", package=decks),
        *learned(guids),
        *([step("export", out=path, legacy=out[:3] == "old")] if out else []),
        "days",
        "today",
    )
    said = own("pull", path, "--json", now=None).json
    on = date.fromisoformat(today)
    expected = {card: on + timedelta(days=cards[guid]) for guid, card in guids if guid in cards}
    assert len(expected) == 4
    assert expected[guids[3][1]] == on + timedelta(days=12)
    assert expected[guids[1][1]] <= on
    assert dues(log) == expected
    assert 3 <= said["days"] <= 4
    with open_log(log, reading=True) as opened:
        assert all(
            memory.due == memory.last + timedelta(memory.interval)
            for _, memory in opened.remembered()
        )
    again = own("pull", path, "--json", now=None).json
    assert (again["days"], again["added"]) == (0, 0)


def test_due_plan_show_and_why_say_whose_day_it_is(anki, own, decks, guids, log, home):
    guid, card = guids[0]
    *_, today = anki.visit(
        step("take", package=decks),
        step("answer", guid=guid, rating=4),
        step("set_due", guid=guid, days="9"),
        "today",
    )
    dry = own("pull", anki.path, "--dry-run", "--json", now=None).json
    told = own("pull", anki.path, "--dry-run", now=None).out
    assert told.endswith("dry run: nothing was written\n")
    out = own("pull", anki.path, now=None).out
    assert "dry run" not in out
    assert "1 card now as in Anki: due on its day, or suspended (`follow: anki`)" in out
    assert dry["added"] == 1
    now = f"{today}T23:00"
    on = date.fromisoformat(today)
    day, own_day = on + timedelta(days=9), on + timedelta(days=1)
    assert (
        f"due {day} (Anki's day; its own is {own_day}), interval 1 d"
        in own("show", card, now=now).out
    )
    why = " ".join(own("why", card, now=now).out.split())
    assert f"due in Anki on {day}" in why
    assert (
        f"Due in 9 days, on {day}. That is Anki's day (`follow: anki`); its own would be {own_day}."
        in why
    )
    said = own("why", card, "--json", now=now).json
    assert [answer["rule"] for answer in said["answers"]] == ["first-pass", "followed"]
    assert said["today"]["own_due"] == own_day.isoformat()
    assert f"The days are Anki's, as they were there on {today}" in own("due", now=now).out
    assert own("due", "--json", now=now).json["follow"] == "anki"
    by = (on + timedelta(days=30)).isoformat()
    assert "The days are Anki's" in own("plan", "--by", by, now=now).out
    assert own("plan", "--by", by, "--json", now=now).json["follow"] == "anki"
    (home / "lpcards.yaml").write_text("", encoding="utf-8")
    assert f"due {own_day}, interval" in own("show", card, now=now).out
    assert "Anki" not in own("due", now=now).out
    assert "follow" not in own("due", "--json", now=now).json


def test_an_answer_here_counts_again_until_anki_moves_the_card(anki, own, decks, guids, log):
    guid, card = guids[0]
    *_, today = anki.visit(
        step("take", package=decks), step("answer", guid=guid, rating=4), "today"
    )
    own("pull", anki.path, now=None)
    later = date.fromisoformat(today) + timedelta(days=20)
    own("grade", card, 4, now=f"{later}T12:00")
    mine = dues(log)[card]
    assert mine > later
    assert own("pull", anki.path, "--json", now=None).json["days"] == 0
    assert dues(log)[card] == mine


def test_an_older_backup_takes_no_day_back(anki, own, decks, guids, log, home):
    (guid, card), older = guids[0], str(home / "older.colpkg")
    anki.visit(
        step("take", package=decks),
        step("answer", guid=guid, rating=4),
        step("set_due", guid=guid, days="5"),
        step("suspend", guid=guids[1][0]),
        step("export", out=older),
    )
    time.sleep(1.1)  # Anki knows the second alone
    anki.visit(step("set_due", guid=guid, days="9"), step("resume", guid=guids[1][0]))
    own("pull", anki.path, now=None)
    before = dues(log)[card]
    said = own("pull", older, "--json", now=None).json
    assert (said["added"], said["known"], said["days"]) == (0, 1, 0)
    assert dues(log)[card] == before


def test_a_card_suspended_in_anki_is_not_asked_here_until_it_is_resumed(
    anki, own, decks, guids, log, home
):
    """The learner may resume it here; Anki's state is read again, and is no news."""
    (guid, card), (other, fresh), *_ = guids

    def suspended():
        with open_log(log, FOLLOW, reading=True) as opened:
            return opened.suspended()

    steps = [step("answer", guid=guid, rating=4), step("suspend", guid=guid)]
    anki.visit(step("take", package=decks), *steps, step("suspend", guid=other))
    own("pull", anki.path, now=None)
    assert suspended() == {card, fresh}
    assert "suspended in Anki" in own("show", card, now=None).out
    own("resume", card, now=None)
    own("pull", anki.path, now=None)
    assert suspended() == {fresh}
    time.sleep(1.1)  # Anki dates what happens to a card by the second
    anki.visit(step("resume", guid=other), step("resume", guid=guid))
    assert own("pull", anki.path, "--json", now=None).json["days"] >= 1
    assert suspended() == set()
    (home / "lpcards.yaml").write_text("follow: none\n", encoding="utf-8")
    anki.visit(step("suspend", guid=guid))
    assert own("pull", anki.path, "--json", now=None).json["days"] == 0


def test_two_machines_that_read_the_same_days_write_the_same_events(
    anki, own, decks, guids, home, tmp_path
):
    anki.visit(step("take", package=decks), *learned(guids))
    one, other = str(tmp_path / "one.db"), str(tmp_path / "other.db")
    for log in (one, other):
        own("--db", log, "pull", anki.path, now=None)
    assert own("--db", one, "log").out == own("--db", other, "log").out
    assert own("--db", one, "merge", other, "--json", now=None).json["added"] == 0


def test_off_it_reads_no_days(anki, own, decks, guids, home, log):
    (home / "lpcards.yaml").write_text("", encoding="utf-8")
    anki.visit(step("take", package=decks), *learned(guids))
    assert own("pull", anki.path, "--json", now=None).json["days"] == 0
    assert {one["kind"] for one in own("log", now=None).lines} == {"review"}


def test_the_day_that_a_tombstone_has_is_nobodys(anki, own, attic, guids, decks, log):
    """A card that changed its note type has two notes; the old one is often suspended."""
    guid, card = next(pair for pair in guids if "/disqualifier/" in pair[1])
    anki.visit(step("take", package=decks), step("answer", guid=guid, rating=4))
    own("pull", anki.path, now=None)
    before = dues(log)
    lines = attic.read_text(encoding="utf-8").splitlines(keepends=True)
    name = card.rpartition("/")[2].partition(".")[0]
    attic.write_text(
        "".join(line for line in lines if f"id: {name}," not in line), encoding="utf-8"
    )
    own("build", "--yes", now=None)
    anki.visit(step("suspend", guid=guid))
    said = own("pull", anki.path, "--json", now=None).json
    assert said["days"] == 0
    assert dues(log) == before


def test_sync_reads_the_days_too_and_sends_its_own_answers(own, home, tmp_path):
    """Under `follow: anki` a card goes to and fro with the day of whoever asked it last."""
    (home / "lpcards.yaml").write_text("follow: anki\n", encoding="utf-8")
    desk = desk_of("stand-in", tmp_path / "desk")
    card = "attic/probe/why"

    def sync():
        return own("sync", "anki", "--url", desk.url, "--json", now=None).json

    def due():
        return own("show", card, "--json", now=None).json["memory"]["due"]

    try:
        sync()
        own("grade", card, "4", now=None)
        mine = due()
        assert (sync()["out"], sync()["days"], due()) == (1, 0, mine)
        time.sleep(1.1)  # Anki knows the second alone
        desk.set_due(card=card, days="9")
        desk.suspend(card="attic/disqualifier/we.mend")
        assert sync()["days"] == 2
        assert date.fromisoformat(due()) == date.fromisoformat(mine) + timedelta(days=8)
        assert own("show", "attic/disqualifier/we.mend", "--json", now=None).json["suspended"]
        assert sync()["days"] == 0
        assert desk.cards()[card]["due"] == 9
    finally:
        desk.end()


def _wall(at):
    return WallClock(0, wall_time(at, 0).date())


def test_a_card_is_suspended_whichever_deck_was_answered_in_the_same_second(tmp_path):
    """Decks are exported one by one; of a card that changed Anki knows the second alone."""
    moment = Moment(SECOND + 5_000, 0, "UTC", date(2026, 11, 30))
    answered, suspended = (
        DaysRead([CardDay("a", "s/probe/a", SECOND + 999, None, 0, True)], SECOND + 999),
        DaysRead([CardDay("b", "s/probe/b", SECOND - 9_001, None, 0, True)], SECOND + 200),
    )
    with open_log(str(tmp_path / "reviews.db"), FOLLOW) as log:
        for read in (answered, suspended):
            log.take_in(days_to_take(log, read, _wall, moment.at), moment)
        assert log.suspended() == {"s/probe/a", "s/probe/b"}
