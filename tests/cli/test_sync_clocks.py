"""Machines whose clocks are wrong, or that have one name, come to the same log and the same day."""

import itertools
import shutil

import pytest

from sizes import some

WHY, WE, TOLD = (
    "cellar/probe/why",
    "cellar/disqualifier/we.mend",
    "cellar/disqualifier/told-to.mend",
)
DAY = "2026-03-{:02}T09:00".format
TODAY = DAY(9)
NEXT_YEAR = "2027-03-09T09:00"


@pytest.fixture
def on(own, home):
    """Return a function that runs the program with the log of a machine, all in one folder."""
    (home / "shared").mkdir()
    return lambda name, *args, **options: own("--db", f"{name}.db", *args, **options)


def sync(on, *names, now=TODAY):
    """Sync one machine after another; return what the last came to, and the words of all."""
    for name in names:
        done = on(name, "sync", "shared", "--json", now=now)
    return done.json


def all_of(on, name, now=TODAY):
    """Return all that has to be equal on machines that met."""
    asked = (("due",), ("next",), ("stats",), ("show", WHY), ("show", WE), ("show", TOLD))
    return [
        on(name, "log", now=now).out,
        *(on(name, *args, "--json", now=now, code=None).out for args in asked),
    ]


def events(on, name):
    return on(name, "log").lines


def live_on_three_machines(on):
    on("a", "grade", WHY, "4", "--seconds", "3.5", now=DAY(2))
    on("a", "flag", WE, "--note", "wörds \u2028", now=DAY(2))
    on("b", "grade", WHY, "1", now=DAY(2))
    on("b", "suspend", TOLD, now=DAY(3))
    on("b", "undo", now=DAY(3))
    on("b", "pause", "--until", "2026-03-20", now=DAY(3))
    on("c", "grade", WE, "5", "--once", "k1", now=DAY(4))
    on("c", "suspend", "cellar", now=DAY(4))
    on("c", "resume", WHY, now=DAY(4))
    on("c", "bury", TOLD, now=DAY(9))


def test_in_whatever_order_machines_sync_they_have_one_log_and_one_day(on, home):
    live_on_three_machines(on)
    for name in "abc":
        shutil.copy(home / f"{name}.db", home / f"{name}.kept")
    logs = set()
    for order in some(itertools.permutations("abc"), 2):
        for name in "abc":
            shutil.copy(home / f"{name}.kept", home / f"{name}.db")
        shutil.rmtree(home / "shared" / "lpcards", ignore_errors=True)
        sync(on, *order, *order)
        first, *others = (all_of(on, name) for name in "abc")
        assert others == [first, first]
        logs.add(first[0])
        assert sync(on, *order)["out"] == 0
    assert len(logs) == 1


def test_what_a_clock_ahead_by_a_year_dated_is_left_out_and_counted_until_then(on):
    on("ahead", "grade", WHY, "4", now=NEXT_YEAR)
    on("ahead", "grade", WE, "4", now=NEXT_YEAR)
    on("here", "grade", TOLD, "4", now=DAY(2))
    sync(on, "ahead", now=NEXT_YEAR)
    words = on("here", "sync", "shared", now=DAY(9)).out
    assert "Comes in later: 2 events, dated more than a day ahead of this machine's clock" in words
    assert len(events(on, "here")) == 1
    assert sync(on, "here")["in"] == 0
    on("here", "grade", WHY, "3", now=DAY(9))
    assert sync(on, "here", now=NEXT_YEAR)["in"] == 2
    sync(on, "ahead", now=NEXT_YEAR)
    assert all_of(on, "here", NEXT_YEAR) == all_of(on, "ahead", NEXT_YEAR)


def test_what_a_clock_behind_by_a_week_dated_comes_in_at_its_place(on):
    on("here", "grade", WHY, "4", now=DAY(9))
    on("behind", "grade", WHY, "1", now=DAY(2))
    sync(on, "here", "behind", "here")
    assert all_of(on, "here") == all_of(on, "behind")
    assert [one["grade"] for one in events(on, "here")] == [1, 4]


def test_a_clock_behind_by_a_week_still_syncs_and_records_nothing_once_it_knows(on):
    on("here", "grade", WHY, "4", now=DAY(9))
    on("behind", "grade", WE, "1", now=DAY(2))
    sync(on, "here")
    done = sync(on, "behind", now=DAY(2))
    assert (done["in"], done["future"], done["out"]) == (0, 1, 1)
    on("behind", "grade", TOLD, "4", now=DAY(2))
    sync(on, "behind", now=DAY(9))
    refused = on("behind", "grade", WHY, "4", now=DAY(2), code=1)
    assert "hours behind" in refused.err
    sync(on, "here", "behind")
    assert all_of(on, "here") == all_of(on, "behind")


def test_two_machines_with_one_name_lose_nothing(on, home):
    on("a", "grade", WHY, "4", now=DAY(2))
    shutil.copy(home / "a.db", home / "b.db")  # a disk that was cloned
    for name, card in (("a", WE), ("b", TOLD)):
        on(name, "grade", card, "4", now=DAY(3))
    sync(on, "a", "b", "a")
    assert len({one["device"] for one in events(on, "a")}) == 1
    assert len(events(on, "a")) == 3
    on("a", "undo", now=DAY(4))
    on("b", "grade", WHY, "4", now=DAY(9))
    sync(on, "a", "b", "a")
    assert all_of(on, "a") == all_of(on, "b")
