"""A made-up learner with real Anki as a phone: each answer is where it should be, and no other."""

import os
import sys

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
    monkeypatch.setenv("TZ", "UTC")
    from two_places import weeks

    monkeypatch.setattr(weeks, "DAYS", 7)

    def run(name, phone, desk, settings="", *, carries=False, fsrs=False):
        way = weeks.Way(name, phone, desk, settings, carries=carries)
        return weeks.weeks_of(way, "power", 1, python, fsrs=fsrs)

    yield run
    for name in [
        one for one in sys.modules if one.partition(".")[0] in {"two_places", "simulator"}
    ]:
        del sys.modules[name]


def test_one_seed_lives_one_life_in_the_terminal(weeks):
    first, second = (weeks("terminal", 0, 3) for _ in range(2))
    assert first == second
    assert (first.phone, first.wanted) == (0, 0)
    assert first.desk >= 36


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
