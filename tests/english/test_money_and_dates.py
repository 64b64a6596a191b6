"""Money and dates are found by how they are written; lengths of time, shares and versions stay."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.english.money_and_dates import dates_in, money_in
from lpcards.english.vocabulary import MONTHS
from lpcards.sharing.suspects import suspects_in
from sharing.listing import redactor

MONEY = """\
$3.2M|$3.2 million dollars|3.2 million dollars|EUR 1,200|1.200,50 €|1 200 €|$3-5 million|€ 10 - 20
US$ 1,200.50|CHF 1'200.-|£1bn|50¢|99 cents|5 k€|500 EUR|500 eur|kEUR 5|5 kEUR|120 TEUR|EUR1200
three point two million dollars|twelve euros fifty|12 euros 50|1 200 000,00 $|12€50|500 kr|1000円
3,2 Millionen Euro|2 Mrd. Euro|one and a half million dollars|1½ million dollars
three to five dollars|five-hundred-dollar|a quarter of a million pounds|Fr. 1’200|RM 500
Rp 500.000|500 Kč|£12.50p|NT$500
a million dollars|three million dollars|half a million euros|a few hundred dollars|PHP 50,000
thousands of dollars|one hundred and twenty thousand pounds|$.50|₹5 lakh|Rs. 500|5 grand|5$|$1
$3 million|£5m–£6m|1200EUR|50k USD|5 million US dollars|500 Hong Kong dollars|$ 1 234 567|R$ 50
$5 USD|3-5k EUR|1,200.00 USD|¥10,000|20 bucks|CHF 40k|$250,000|2 million yen|50 pence|0.5 BTC
"""
NO_MONEY = """\
3.2 million users|40 %|PHP 8.3|$HOME|3.11|TRY 3 times|5-figure|1,1,1|5 people|2 days|10k rows
EUROPE 5|version 5.1|$|USD|p99 of 300 ms|dollars|the pound|half the team|one of three|a hundred
"""
DATES = """\
2024-03-01|2024-03-01T12:00:00Z|3 March 2024|March 2024|03/04/2024|Q3 2024|FY24|Monday, 4 March
3/4/24|15th of March|March 3, 2024|March 3rd|3-5 March 2024|March–April 2024|Mar '24|Fri 03/04
Friday the 13th|2024-W12|20240305|2024-03|Q3'24|Q3/Q4 2024|2024Q3|1Q24|FY2024/25|3-Mar-2024
fiscal year 2024|2019-2021|1990s|May 5|3. March 2024|q3 2024|10.3.2024|2024/03/05|Mon 4 Mar
Sept. 3|May 1968|H1 2025|1999-12-31 23:59|monday 3 march 2024|FY'24|12/2023|1 May|2024 Q3
1st of May|4 MARCH 2024|december 2023|29-02-2024|2010–2012|CY2024|5th April 2022|Q4 of 2023
"""
NO_DATES = """\
in 2 days|3.11|v3.4.24|40 %|2023-24 seats|2024 customers|may 5 people|24/7|9/11|march 3 miles
after 2000 ms|1/2|port 2024|3.10.2|10:30|by 2000 users|we may march|10.3.4.5|3 sprints|sat 3/4 of it
for 3 weeks|every Monday|on Friday|the second quarter|12-14 hours|2 of 3|5.3.1|the 13th floor|99.9
"""
WITHIN = [
    ("in 2023 we", "in [date] we"),
    ("since 2019.", "since [date]."),
    ("from 2019 to 2021", "from [date] to [date]"),
    ("summer 2023", "summer [date]"),
    ("mid-2023", "mid-[date]"),
    ("(2023)", "([date])"),
    ("in March we", "in [date] we"),
    ("to March 2024", "to [date]"),
    ("from 2019-03-01 on", "from [date] on"),
    ("in 2024, we", "in [date], we"),
    ("in 2024 Q3", "in [date]"),
    ("between $3M and $5M", "between [amount] and [amount]"),
    ("$3M to $5M", "[amount] to [amount]"),
    ("-$5 a day", "-[amount] a day"),
    ("~$5M+", "~[amount]+"),
    ("$40/hour", "[amount]/hour"),
    ("saved $2M in 3 weeks, 40 %", "saved [amount] in 3 weeks, 40 %"),
    ("log/2024/03/05/a", "log/date/a"),
    ("report_2024-03-05.pdf", "report_date.pdf"),
]


def table(text):
    return [one for line in text.splitlines() for one in line.split("|")]


@pytest.mark.parametrize("amount", table(MONEY))
def test_money_is_found_whole(amount):
    for text in (amount, f"we saved {amount}, and more", f"({amount})"):
        start = text.index(amount)
        assert [*money_in(text)] == [(start, start + len(amount))]


@pytest.mark.parametrize("text", table(NO_MONEY))
def test_what_is_no_money_is_left(text):
    assert [*money_in(text)] == []


@pytest.mark.parametrize("date", table(DATES))
def test_dates_are_found_whole(date):
    for text in (date, f"we shipped it: {date}, late", f"[{date}]"):
        assert [text[one:end] for one, end in dates_in(text)] == [date]


@pytest.mark.parametrize("text", table(NO_DATES))
def test_what_is_no_date_is_left(text):
    assert [*dates_in(text)] == []


@pytest.mark.parametrize(("before", "after"), WITHIN)
def test_a_sentence_stays_one(before, after):
    assert redactor().redacted(before)[0] == after


@given(st.integers(1950, 2049), st.integers(1, 12), st.integers(1, 28))
@example(2024, 2, 9)
def test_every_day_is_found_however_it_is_written(year, month, day):
    months = "January February March April May June July August September October November December"
    name = months.split()[month - 1]
    for date in (
        f"{year}-{month:02}-{day:02}",
        f"{day}/{month}/{year}",
        f"{month}/{day}/{year}",
        f"{day}.{month}.{year}",
        f"{day} {name} {year}",
        f"{name} {day}, {year}",
        f"{name[:3]} {day}",
        f"{name.upper()} {year}",
        f"{year}{month:02}{day:02}",
    ):
        assert [date[one:end] for one, end in dates_in(date)] == [date]


FORMS = """\
{d}-{mon}-{yy}|{mon}-{d}-{y}|{d}/{mon}/{y}|{d}.{mon}.{y}|{d} {mon} {yy}|{d}{mon}{y}|{mon}{yy}
{y} {mon} {d}|{y}/{mm}|{y}-{mm}-{dd}|{y}_{mm}_{dd}|{d} / {m} / {y}|{d}. {m}. {y}|{y}. {m}. {d}
{m}/{y}|{mm}-{y}|{month} {d}, {y}|{month} {d}|{d} {month}|the {d}th of {month} {y}
{month} the {d}th|{month} {y}|'{yy}|since '{yy}|summer of ’{yy}|class of {y}|born {y}
week {d} {y}|CW{dd}/{y}|{y}-W{dd}|Q{q} {y}|Q{q}'{yy}|{y}年{m}月{d}日|{d}. Oktober {y}
{d} de marzo de {y}|10:00 on {m}/{d}|on {m}/{d}|{m}/{d} at 9:00|{d}.{m}.{yy}|{y}, {y} and {y}
{y}-{yy}|FY{yy}|the {y} plan|{y} was hard|in {y} already|({y})|H{h} {y}|{h}H{yy}|Christmas {y}
Black Friday {y}|mid-{y}|end of {y}|{y}'s|{m}/{d}|{d}/{month}/{yy}|{month}–{month} {y}
"""


PLACES = ("{}, and", "({})", "on {}.", "in {} we", "{}: so", "until {};", "the {} sprint", "{}/ab")


@given(
    st.sampled_from(table(FORMS)),
    st.sampled_from(PLACES),
    st.integers(1951, 2049),
    st.integers(1, 12),
    st.integers(1, 28),
)
@example("{d}-{mon}-{yy}", "{}, and", 2020, 10, 12)
@example("{y}. {m}. {d}", "until {};", 2020, 10, 12)
@example("{y}-W{dd}", "({})", 1951, 1, 1)
def test_no_date_is_replaced_in_part_and_none_is_left_untold(form, place, year, month, day):
    values = {"y": year, "m": month, "d": day, "mm": f"{month:02}", "dd": f"{day:02}"}
    values |= {"yy": f"{year % 100:02}", "q": month % 4 + 1, "h": month % 2 + 1}
    values |= {"month": MONTHS[month - 1], "mon": MONTHS[month - 1][:3]}
    text = form.format(**values)
    after, replaced = redactor().redacted(f"We moved {place.format(text)} then")
    told = " ".join(found.text for found in suspects_in(after, (), ()))
    left = [run for run in re.findall(r"\d+", after) if run not in {"9", "10", "00"}]
    assert all(run in told for run in left)
    assert not (replaced and left)


AMOUNTS = """\
${f}{s}|{f}{s} €|€{f}{s}|{f}{s} euros|EUR {f}{s}|{f}{s} USD|CHF {f}{s}|{f}{s}$|US$ {f}{s}
Rs. {f}{s}|£{f}{s}|{f}{s} kr|{f}{s}-dollar|${f}{s}-$9{s}|${f}{s} to $9{s}
{f}{s} to 9{s} dollars|{f}{s}–9{s} €|{f}{s} Swiss francs
"""
AROUND = ("{}, and", "({})", "of {}.", "{} a month", "~{}", "-{}", "{}/user", "{} of it", "{}; so")


@given(
    st.sampled_from(table(AMOUNTS)),
    st.sampled_from(AROUND),
    st.sampled_from(["5", "950", "1,200", "1.200,50", "1 200", "1'200", "3.2", "1 200 000,00"]),
    st.sampled_from(["", " million", "M", "k", "bn", " thousand", " mn"]),
)
def test_no_amount_is_replaced_in_part(form, place, figure, scale):
    text = place.format(form.format(f=figure, s=scale))
    after, _ = redactor().redacted(f"We lost {text} there")
    assert not re.search(r"\d|[$€£]|euro|USD|EUR|CHF|franc|dollar|Rs|kr\b", after)


@given(
    st.sampled_from(["$", "€", "£", "US$", "EUR ", "CHF ", "₹"]),
    st.integers(0, 10**9),
    st.sampled_from(["", "k", "M", " million", "bn", " thousand"]),
)
def test_every_amount_is_found_however_it_is_written(sign, amount, scale):
    for figure in (str(amount), f"{amount:,}", f"{amount}.5"):
        for text in (f"{sign}{figure}{scale}", f"{figure}{scale} {sign.strip()}"):
            assert [text[one:end] for one, end in money_in(text)] == [text]


@given(st.text("0123456789.,-/' $€EURkM%Q:MarchFY\n", max_size=30))
def test_nothing_is_left_to_be_found(text):
    after, _ = redactor().redacted(text)
    assert [*money_in(after), *dates_in(after)] == []
