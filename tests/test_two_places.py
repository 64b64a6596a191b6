"""A made-up learner with real Anki as a phone: each answer is where it should be, and no other."""

import os
import sys
import time
from datetime import UTC, datetime

import pytest

from conftest import ROOT
from real_anki import python_with_anki


@pytest.fixture(scope="session")
def python():
    return python_with_anki("current")


@pytest.fixture
def weeks(python, monkeypatch, home):
    """Return a function that lives through some days."""
    monkeypatch.syspath_prepend(os.path.join(ROOT, "bench"))
    from two_places import weeks
    from two_places.places import midday_zone

    monkeypatch.setenv("TZ", midday_zone())
    time.tzset()
    monkeypatch.setattr(weeks, "DAYS", 7)

    def run(name, phone, desk, settings="", *, carries=False, fsrs=False):
        way = weeks.Way(name, phone, desk, settings, carries=carries)
        return weeks.weeks_of(way, "power", 1, python, fsrs=fsrs)

    yield run
    monkeypatch.undo()
    time.tzset()
    for name in [
        one for one in sys.modules if one.partition(".")[0] in {"two_places", "simulator"}
    ]:
        del sys.modules[name]


def test_one_seed_lives_one_life_in_the_terminal(weeks):
    first, second = (weeks("terminal", 0, 3) for _ in range(2))
    assert first == second
    assert (first.phone, first.wanted) == (0, 0)
    assert first.desk >= 36


@pytest.mark.usefixtures("weeks")
@pytest.mark.parametrize("hour", range(24))
def test_the_weeks_begin_at_noon_whatever_the_hour(hour, monkeypatch):
    """Half an hour before the day's end the terminal, which is ahead, was on the next one."""
    from two_places.places import midday_zone

    now = datetime(2026, 12, 1, hour, 45, tzinfo=UTC)
    monkeypatch.setenv("TZ", midday_zone(now))
    time.tzset()
    assert time.localtime(now.timestamp())[:5] == (2026, 12, 1, 12, 45)


@pytest.mark.parametrize("fsrs", [False, True])
def test_who_follows_anki_waits_for_what_anki_waits_for(weeks, fsrs):
    alone = weeks("phone", 3, 0, fsrs=fsrs)
    following = weeks("phone", 3, 0, "follow: anki\n", fsrs=fsrs)
    assert following.desk == 0
    assert following.phone >= 36
    assert following.waiting == following.wanted == 0
    assert alone.waiting > 0


def test_answers_that_are_carried_over_are_not_asked_again(weeks):
    apart, carried = (weeks("in turn", 1, 2, carries=carries) for carries in (False, True))
    assert carried.phone < apart.phone
    assert min(carried.desk, apart.desk) > 0
