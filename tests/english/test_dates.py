"""Days as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.english.dates import date_of, dates_meant, in_figures, not_in_figures
from lpcards.english.printable import date_name
from lpcards.english.vocabulary import MONTHS

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    "words",
    [
        *("2026-12-12", "12 Dec", "12 dec.", "12. Dec", "12th of December", "12th December 2026"),
        *("Dec 12", "December 12, 2026", "DECEMBER 12TH", "12.12.", "12.12", "12.12.2026"),
        *("12. 12. 2026", "12.12.26", " 12  December ", "12dec", "12 DECEMBER,2026", "19 days"),
        *("in 19 days", "12/12/2026", "12/12", "12/12/26", "Sat 12 Dec", "Saturday, December 12"),
    ],
)
def test_the_twelfth_of_december_can_be_written_in_many_ways(words):
    assert date_of(words, TODAY) == date(2026, 12, 12)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        *(("today", 0), ("tomorrow", 1), ("in a week", 7), ("in 3 weeks", 21), ("three weeks", 21)),
        *(("in 1 day", 1), ("In Ten Days", 10), ("in a month", 30), ("in 2 months", 61)),
        *(("twelve weeks", 84), ("Friday", 4), ("fri", 4), ("this Friday", 4), ("on Monday", 7)),
        *(("sunday", 6), ("the day after tomorrow", 2), ("Tue.", 1)),
    ],
)
def test_a_day_may_be_given_by_how_far_it_is(words, days):
    assert date_of(words, TODAY) == TODAY + timedelta(days)


def test_a_month_later_is_the_last_day_of_a_shorter_month():
    assert date_of("in a month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert date_of("in 13 months", date(2027, 1, 31)) == date(2028, 2, 29)


def test_without_a_year_it_is_the_next_such_day():
    assert date_of("23 Nov", TODAY) == TODAY
    assert date_of("22 Nov", TODAY) == date(2027, 11, 22)
    assert date_of("29 Feb", TODAY) == date(2028, 2, 29)
    assert date_of("29.2.", date(2097, 1, 1)) == date(2104, 2, 29)
    assert date_of("1 sept", TODAY) == date(2027, 9, 1)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "soon",
            "12",
            "31/31",
            "0/3",
            "31 Nov",
            "30.2.",
            "0.5.",
            "12 ma foo",
            "2026-13-01",
            "12 De",
        ),
        *("in 9998 years", "in eleventy weeks", "in -1 days", "2026", "12.12.12.", "in 3 years"),
        *("\uff11\uff12 Dec", "12 Décembre", "0000-01-01", "29.2.2027", "Dec", "12 decembers"),
        *("Fri 12 Dec", "next Saturday 12 Dec", "fr", "next", "fridays", "next week", "3/4"),
    ],
)
def test_what_is_no_day_is_not_understood(words):
    assert date_of(words, TODAY) is None


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("3/4", [date(2027, 3, 4), date(2027, 4, 3)]),
        ("3/4/2028", [date(2028, 3, 4), date(2028, 4, 3)]),
        ("12/19/2026", [date(2026, 12, 19)]),
        ("19/12/2026", [date(2026, 12, 19)]),
        ("12/19", [date(2026, 12, 19)]),
        ("2/30", []),
        ("next Friday", [date(2026, 11, 27), date(2026, 12, 4)]),
        ("3.4.", [date(2027, 4, 3)]),
    ],
)
def test_what_may_be_read_in_two_ways_is_read_in_both(words, readings):
    assert dates_meant(words, TODAY) == tuple(readings)


@given(DAYS, DAYS)
def test_a_day_that_is_said_is_understood(day, today):
    words = date_name(day, today)
    assert date_of(words if day.year != today.year else f"{words} {day.year}", today) == day
    assert date_of(day.isoformat(), today) == day
    assert date_of(f"{MONTHS[day.month - 1][:3]} {day.day} {day.year}", today) == day


@given(DAYS, DAYS)
@example(date(2028, 2, 29), date(2096, 3, 1))
def test_without_a_year_the_day_is_never_over(day, today):
    found = date_of(f"{day.day}.{day.month}.", today)
    assert found is not None
    assert found >= today
    assert (found.day, found.month) == (day.day, day.month)


@given(st.text(max_size=30), DAYS)
def test_any_words_are_a_day_or_none(words, today):
    found = date_of(words, today)
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        *(("in 3 weeks", "2026-12-14"), ("19 Dec", "2026-12-19"), ("tomorrow", "2026-11-24")),
        *(("3/4", "2027-03-04 or 2027-04-03"), ("24 Dec..2 Jan", "2026-12-24..2027-01-02")),
    ],
)
def test_words_that_have_to_be_figures_are_told_with_what_they_mean_today(words, meant):
    message = not_in_figures(words, "a date", "2027-03-01")
    assert in_figures(message, TODAY) == (
        f"`{words}` is not a date; write {meant}, which is what it means today"
    )


@pytest.mark.parametrize("words", ["soon", "soon..later", "", "` is not ", "2 Jan..soon"])
def test_words_that_mean_no_date_are_told_as_they_were(words):
    message = not_in_figures(words, "a date", "2027-03-01")
    assert in_figures(message, TODAY) == message
    assert in_figures(words, TODAY) == words
