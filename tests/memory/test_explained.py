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
    Rules,
    st.sampled_from(["formula", "keep"]),
    st.sampled_from([1, 3, 6, 20, 36_500]),
    scheduler=st.just("sm2"),
)


FREE = Rules(max_interval=10**9)


def event(number, day, kind="review", grade=4, **details):
    values = (
        f"{number:04}",
        number,
        0,
        "UTC",
        day,
        "d",
        kind,
        "s/probe/x",
        grade,
        None,
        "",
        details,
    )
    return Event(*values)


@st.composite
def answers(draw):
    """Draw a card's answers: in time, early and late, some with a day that an overlay chose."""
    day, found = DAY, []
    for number in range(draw(st.integers(1, 14))):
        day += timedelta(days=draw(st.sampled_from([0, 1, 1, 2, 5, 6, 15, 40, 400])))
        kind = draw(st.sampled_from(["review"] * 6 + ["drill", "cram"]))
        details = {}
        if draw(st.integers(0, 4)) == 0:
            details = {"due": (day + timedelta(days=draw(st.integers(0, 9)))).isoformat()}
            details |= draw(st.sampled_from([{}, {"why": "balance"}, {"overlay": "interview"}]))
        found.append(event(number, day, kind, draw(st.integers(0, 5)), **details))
    return found


def accounts_of(events, rules, gone=()):
    return list(accounts(events, {one.id for one in events} - set(gone), rules))


def numbers(words):
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", words)]


@given(answers(), RULES)
def test_the_days_in_the_words_are_those_of_the_schedule(events, rules):
    for each in accounts_of(events, rules):
        if each.ease:
            assert each.after == answered(each.before, each.event, rules)
            assert numbers(each.interval)[-1] == each.after.interval
            assert re.search(r"\d days?$", each.interval)


@given(answers(), RULES)
def test_the_rule_in_the_words_is_the_one_that_sm2_follows(events, rules):
    for each in accounts_of(events, rules):
        if each.ease:
            grade, day = each.event.grade, each.event.day
            assert uncapped(each) == schedule(each.before, grade, day, FREE).interval
            capped = "; capped by max_interval: " in each.interval
            assert capped == (uncapped(each) > rules.max_interval)


def uncapped(each):
    """Work the interval out from the words alone, and check each number in them."""
    words, before, failed = each.interval.split("; capped")[0], each.before, each.event.grade < 3
    assert (each.rule == "failed") == failed
    assert (each.rule == "early") == (
        not failed and before is not None and early(before, each.event.day)
    )
    if each.rule == "early":
        elapsed, interval, *product = numbers(words)
        assert (elapsed, interval) == ((each.event.day - before.last).days, before.interval)
        days, ease, result, end = product
        assert (days, ease) == (elapsed, before.ease / 100)
        assert end == max(interval, product_of(days, ease, result))
        return end
    if each.rule == "multiplied":
        days, ease, result, end = numbers(words)
        assert (days, ease) == (before.interval, before.ease / 100)
        assert end == product_of(days, ease, result)
        assert ("rounded up" in words) == (result != int(result))
        return end
    assert before is None or failed or each.rule.startswith(("first", "second"))
    return numbers(words)[-1]


def product_of(days, ease, result):
    """Return what days times ease, `result`, comes to when rounded up."""
    hundredths = round(days) * round(ease * 100)
    assert hundredths == round(result * 100)
    return -(-hundredths // 100)


@given(answers(), RULES)
def test_the_ease_in_the_words_is_that_of_the_schedule(events, rules):
    for each in accounts_of(events, rules):
        if not each.ease:
            continue
        was = each.before.ease if each.before else FIRST_EASE
        name, grade = GRADES[each.event.grade], each.event.grade
        if each.ease.startswith("stays at"):
            assert round(numbers(each.ease)[0] * 100) == each.after.ease == was
            reason = each.ease.partition(" (")[2][:-1]
            assert REASONS[reason](each, grade, rules)
        else:
            start, change, end = (round(100 * one) for one in numbers(each.ease))
            sign = 1 if "+" in each.ease else -1
            assert each.ease.startswith(f"{name}: ")
            assert start == was and end == each.after.ease == start + sign * change  # noqa: PT018
            assert each.ease.endswith("the floor") == (end == LEAST_EASE)


REASONS = {
    "good changes nothing": lambda each, grade, rules: CHANGES[grade] == 0,
    "lapse_ease: keep": lambda each, grade, rules: rules.lapse_ease == "keep" and grade < 3,
    "early: it does not rise": lambda each, grade, rules: each.rule == "early" and grade == 5,
    "the floor": lambda each, grade, rules: each.after.ease == LEAST_EASE and CHANGES[grade] < 0,
}


@given(answers(), RULES)
def test_a_day_is_explained_exactly_where_an_overlay_chose_another(events, rules):
    for each in accounts_of(events, rules):
        if each.ease:
            own = schedule(each.before, each.event.grade, each.event.day, rules).due
            assert bool(each.due) == (each.after.due != own)
            if each.due:
                assert re.findall(r"\d{4}-\d\d-\d\d", each.due) == [str(each.after.due), str(own)]
                reason = each.event.details.get("why") or each.event.details.get("overlay")
                assert reason is None or f"({reason})" in each.due


@given(answers(), RULES, st.sets(st.integers(0, 13)))
def test_undone_answers_drills_and_crams_are_told_and_change_nothing(events, rules, chosen):
    gone = {f"{number:04}" for number in chosen}
    found = accounts_of(events, rules, gone)
    assert [one.event for one in found] == events
    for one in found:
        if one.event.id in gone:
            assert one.rule == "undone"
        elif one.event.kind in {"drill", "cram"}:
            assert one.rule == one.event.kind
        if not one.ease:
            assert one.before == one.after
    left = accounts_of([one for one in events if one.id not in gone], rules)
    assert [one for one in found if one.event.id not in gone] == left


@given(answers(), RULES)
def test_an_told_begins_where_the_one_before_it_ended(events, rules):
    found = accounts_of(events, rules)
    assert found[0].before is None
    assert all(one.after == other.before for one, other in itertools.pairwise(found))


def test_the_words_of_a_plain_history():
    days = [0, 1, 7, 22]
    events = [event(at, DAY + timedelta(days=day), grade=5) for at, day in enumerate(days[:3])]
    events.append(event(3, DAY + timedelta(days=days[3]), grade=1))
    found = accounts_of(events, Rules(max_interval=16))
    assert [one.interval for one in found] == [
        "first pass: 1 day",
        "second pass: 6 days",
        "6 x 2.70 = 16.20, rounded up: 17 days; capped by max_interval: 16 days",
        "failed: starts again with 1 day",
    ]
    assert found[0].ease == "perfect: 2.50 + 0.10 = 2.60"
    assert found[3].ease == "wrong: 2.80 - 0.54 = 2.26"
    assert account(events[0], None, found[0].after, Rules()).due == ""


def test_a_forgotten_card_begins_anew_and_says_so():
    events = [
        event(1, DAY, grade=5),
        event(2, DAY + timedelta(days=1), grade=5),
        event(3, DAY + timedelta(days=2), "forget", grade=None),
        event(4, DAY + timedelta(days=2), grade=5),
    ]
    found = accounts_of(events, Rules())
    assert [one.rule for one in found] == ["first-pass", "second-pass", "forgotten", "first-pass"]
    assert (found[2].before, found[2].after) == (found[1].after, None)
    assert found[2].interval == "forgotten: new again from here on"
    assert found[3].before is None
    undone = accounts_of(events, Rules(), gone={"0003"})
    assert [one.rule for one in undone] == ["first-pass", "second-pass", "undone", "early"]
