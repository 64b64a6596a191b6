"""An account of an answer says in words what SM-2 did in numbers."""

import itertools
import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lpcards.memory.event import Event
from lpcards.memory.explained import account, accounts
from lpcards.memory.history import answered
from lpcards.memory.sm2 import CHANGES, FIRST_EASE, GRADES, LEAST_EASE, Rules, early, schedule

DAY = date(2026, 3, 2)
RULES = st.builds(
    Rules, st.sampled_from(["formula", "keep"]), st.sampled_from([1, 3, 6, 20, 36_500])
)


FREE = Rules(max_interval=10**9)


def event(number, day, kind="review", grade=4, **details):
    told = (f"{number:04}", number, 0, "UTC", day, "d", kind, "s/probe/x", grade, None, "", details)
    return Event(*told)


@st.composite
def answers(draw):
    """Draw a card's answers: in time, early and late, some with a day that an overlay chose."""
    day, found = DAY, []
    for number in range(draw(st.integers(1, 14))):
        day += timedelta(days=draw(st.sampled_from([0, 1, 1, 2, 5, 6, 15, 40, 400])))
        kind = draw(st.sampled_from(["review"] * 6 + ["drill", "cram"]))
        told = {}
        if draw(st.integers(0, 4)) == 0:
            told = {"due": (day + timedelta(days=draw(st.integers(0, 9)))).isoformat()}
            told |= draw(st.sampled_from([{}, {"why": "balance"}, {"overlay": "interview"}]))
        found.append(event(number, day, kind, draw(st.integers(0, 5)), **told))
    return found


def accounts_of(events, rules, gone=()):
    return list(accounts(events, {one.id for one in events} - set(gone), rules))


def numbers(words):
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", words)]


@given(answers(), RULES)
def test_the_days_in_the_words_are_those_of_the_schedule(events, rules):
    for told in accounts_of(events, rules):
        if told.ease:
            assert told.after == answered(told.before, told.event, rules)
            assert numbers(told.interval)[-1] == told.after.interval
            assert re.search(r"\d days?$", told.interval)


@given(answers(), RULES)
def test_the_rule_in_the_words_is_the_one_that_sm2_follows(events, rules):
    for told in accounts_of(events, rules):
        if told.ease:
            grade, day = told.event.grade, told.event.day
            assert uncapped(told) == schedule(told.before, grade, day, FREE).interval
            capped = "; capped by max_interval: " in told.interval
            assert capped == (uncapped(told) > rules.max_interval)


def uncapped(told):
    """Work the interval out from the words alone, and check each number in them."""
    words, before, failed = told.interval.split("; capped")[0], told.before, told.event.grade < 3
    assert (told.rule == "failed") == failed
    assert (told.rule == "early") == (
        not failed and before is not None and early(before, told.event.day)
    )
    if told.rule == "early":
        elapsed, interval, *product = numbers(words)
        assert (elapsed, interval) == ((told.event.day - before.last).days, before.interval)
        days, ease, result, end = product
        assert (days, ease) == (elapsed, before.ease / 100)
        assert end == max(interval, product_of(days, ease, result))
        return end
    if told.rule == "multiplied":
        days, ease, result, end = numbers(words)
        assert (days, ease) == (before.interval, before.ease / 100)
        assert end == product_of(days, ease, result)
        assert ("rounded up" in words) == (result != int(result))
        return end
    assert before is None or failed or told.rule.startswith(("first", "second"))
    return numbers(words)[-1]


def product_of(days, ease, result):
    """Return what days times ease, `result`, comes to when rounded up."""
    hundredths = round(days) * round(ease * 100)
    assert hundredths == round(result * 100)
    return -(-hundredths // 100)


@given(answers(), RULES)
def test_the_ease_in_the_words_is_that_of_the_schedule(events, rules):
    for told in accounts_of(events, rules):
        if not told.ease:
            continue
        was = told.before.ease if told.before else FIRST_EASE
        name, grade = GRADES[told.event.grade], told.event.grade
        if told.ease.startswith("stays at"):
            assert round(numbers(told.ease)[0] * 100) == told.after.ease == was
            reason = told.ease.partition(" (")[2][:-1]
            assert REASONS[reason](told, grade, rules)
        else:
            start, change, end = (round(100 * one) for one in numbers(told.ease))
            sign = 1 if "+" in told.ease else -1
            assert told.ease.startswith(f"{name}: ")
            assert start == was and end == told.after.ease == start + sign * change  # noqa: PT018
            assert told.ease.endswith("the floor") == (end == LEAST_EASE)


REASONS = {
    "good changes nothing": lambda told, grade, rules: CHANGES[grade] == 0,
    "lapse_ease: keep": lambda told, grade, rules: rules.lapse_ease == "keep" and grade < 3,
    "early: it does not rise": lambda told, grade, rules: told.rule == "early" and grade == 5,
    "the floor": lambda told, grade, rules: told.after.ease == LEAST_EASE and CHANGES[grade] < 0,
}


@given(answers(), RULES)
def test_a_day_is_explained_exactly_where_an_overlay_chose_another(events, rules):
    for told in accounts_of(events, rules):
        if told.ease:
            own = schedule(told.before, told.event.grade, told.event.day, rules).due
            assert bool(told.due) == (told.after.due != own)
            if told.due:
                assert re.findall(r"\d{4}-\d\d-\d\d", told.due) == [str(told.after.due), str(own)]
                reason = told.event.details.get("why") or told.event.details.get("overlay")
                assert reason is None or f"({reason})" in told.due


@given(answers(), RULES, st.sets(st.integers(0, 13)))
def test_undone_answers_drills_and_crams_are_told_and_change_nothing(events, rules, chosen):
    gone = {f"{number:04}" for number in chosen}
    told = accounts_of(events, rules, gone)
    assert [one.event for one in told] == events
    for one in told:
        if one.event.id in gone:
            assert one.rule == "undone"
        elif one.event.kind in {"drill", "cram"}:
            assert one.rule == one.event.kind
        if not one.ease:
            assert one.before == one.after
    left = accounts_of([one for one in events if one.id not in gone], rules)
    assert [one for one in told if one.event.id not in gone] == left


@given(answers(), RULES)
def test_an_account_begins_where_the_one_before_it_ended(events, rules):
    told = accounts_of(events, rules)
    assert told[0].before is None
    assert all(one.after == other.before for one, other in itertools.pairwise(told))


def test_the_words_of_a_plain_history():
    days = [0, 1, 7, 22]
    events = [event(at, DAY + timedelta(days=day), grade=5) for at, day in enumerate(days[:3])]
    events.append(event(3, DAY + timedelta(days=days[3]), grade=1))
    told = accounts_of(events, Rules(max_interval=16))
    assert [one.interval for one in told] == [
        "first pass: 1 day",
        "second pass: 6 days",
        "6 x 2.70 = 16.20, rounded up: 17 days; capped by max_interval: 16 days",
        "failed: starts again with 1 day",
    ]
    assert told[0].ease == "perfect: 2.50 + 0.10 = 2.60"
    assert told[3].ease == "wrong: 2.80 - 0.54 = 2.26"
    assert account(events[0], None, told[0].after, Rules()).due == ""
