"""Several interviews: which of them leads on a day, and what it asks about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.story.appointments import (
    Appointment,
    appointments_from,
    appointments_json,
    coming,
    leading,
)
from lpcards.story.company_words import MappedTheme, asked_by, order_of, unknown_words
from lpcards.story.principles import PRINCIPLES

ON = date(2026, 11, 30)
DAYS = st.integers(-30, 30).map(lambda days: ON + timedelta(days=days))
APPOINTMENTS = st.lists(st.builds(Appointment, DAYS, st.sampled_from(["Acme", "Globex", ""])))
THEMES = [
    MappedTheme(
        "Failure",
        ["earn-trust", "learn-and-be-curious"],
        {"acme": "growth mindset; fail forward", "acme-corp": "candor"},
    ),
    MappedTheme(
        "Conflict", ["have-backbone-disagree-and-commit", "earn-trust"], {"acme": "one Acme"}
    ),
    MappedTheme("Customer", ["customer-obsession"], {"globex": "growth of customers"}),
]


@given(APPOINTMENTS)
def test_the_nearest_to_come_leads_and_when_it_has_passed_the_next_one(appointments):
    coming_days = sorted(one.on for one in appointments if one.on >= ON)
    leads = leading(appointments, ON)
    if coming_days:
        assert leads.on == coming_days[0]
        after = leading(appointments, leads.on + timedelta(days=1))
        later = [day for day in coming_days if day > leads.on]
        assert after.on == (later[0] if later else leads.on)
    elif appointments:
        assert leads.on == max(one.on for one in appointments)
    else:
        assert leads is None


@given(APPOINTMENTS)
def test_of_several_on_one_day_the_one_that_is_written_first_leads(appointments):
    leads = leading(appointments, ON)
    assert leads is None or leads is next(one for one in appointments if one.on == leads.on)
    assert [one.on for one in coming(appointments, ON)] == sorted(
        one.on for one in appointments if one.on >= ON
    )


@given(APPOINTMENTS)
def test_a_cache_gives_back_the_interviews_that_were_kept(appointments):
    assert list(appointments_from(appointments_json(appointments))) == appointments


@pytest.mark.parametrize(
    ("company", "names", "principles", "words"),
    [
        ("Acme", ["dive-deep", "Ownership"], ("dive-deep", "ownership"), {}),
        (
            "Acme",
            ["Growth  Mindset"],
            ("earn-trust", "learn-and-be-curious"),
            dict.fromkeys(("earn-trust", "learn-and-be-curious"), "Growth  Mindset"),
        ),
        ("Acme Corp.", ["candor"], ("earn-trust", "learn-and-be-curious"), ...),
        ("acme", ["failure"], ("earn-trust", "learn-and-be-curious"), ...),
        ("Globex", ["growth"], ("customer-obsession",), {"customer-obsession": "growth"}),
    ],
)
def test_a_company_s_words_lead_to_the_principles_of_their_themes(
    company, names, principles, words
):
    asked = asked_by(company, names, THEMES, PRINCIPLES)
    assert (asked.principles, asked.unknown) == (principles, ())
    assert words is ... or asked.words == words


def test_no_part_of_a_word_and_no_other_company_s_word_is_taken():
    assert asked_by("Acme", ["row", "growth of customers", "!"], THEMES, PRINCIPLES).unknown == (
        *range(3),
    )


def test_the_order_of_a_map_takes_the_first_principle_of_each_theme_and_then_the_others():
    order = order_of("Acme", THEMES)
    assert order.principles == (
        "earn-trust",
        "have-backbone-disagree-and-commit",
        "learn-and-be-curious",
    )
    assert order.words["earn-trust"] == "growth mindset; fail forward"
    assert order_of("Initech", THEMES) == ((), {}, ())


def test_a_name_that_leads_nowhere_is_told_with_what_would():
    known = [*PRINCIPLES]
    assert unknown_words("Acme", "banana", THEMES, known) == (
        "`banana` is neither a principle nor in the words of Acme; "
        "the themes with words of Acme are Failure, Conflict"
    )
    assert unknown_words("Initech", "dive-dep", THEMES, known) == (
        "`dive-dep` is not a principle, and no guide's `themes` have words of Initech; "
        "did you mean `dive-deep`?"
    )
