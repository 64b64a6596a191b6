"""Contact data is found whole, in whatever form, and what only looks like it is left."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.english.contacts import contacts_in
from lpcards.sharing.suspects import ADDRESSES, NUMBERS, suspects_in
from sharing.listing import redactor

ADDRESSES_WHOLE = """\
anna@x.org|a.b+c@mail.example.co.uk|o'brien@x.org|anna@localhost|aberg@|root@10.0.0.5|a@b@x.org
"anna berg"@x.org|anna＠x.org|an\u200bna@x.org|anna [at] x [dot] org|anna(at)x.org|müller@bücher.de
anna at example dot com|git@github.com:aberg/repo.git|aberg@chat.x.org/phone|mailto:anna@x.org
https://x.org/u/aberg?x=1#y|HTTP://X.ORG|ssh://git@x.org:22/a|postgres://u:pw@db/x|ftp://x/y
www.example.com/aberg|www.x.y|github.com/aberg|linkedin.com/in/anna-berg-12/|t.me/aberg|x.de:80/a
example.com|booking.com|docs.example.co.uk|x.org/a_(b)c|x.org?u=anna|bit.ly/3xYz|youtu.be/abc
@aberg|@aberg_9|@anna.berg|@anna@social.example|skype:aberg|tel:+1-555-0199|slack://user/aberg
192.168.4.11|10.1.2.3:8080|10.1.0.0/16|10.0.x.x|10.1.2.*|2001:db8::1|fe80::1%eth0|::1|a1::/64
2001:0db8:0000:0000:0000:ff00:0042:8329|00:1A:2B:3C:4D:5E|00-1a-2b-3c-4d-5e|~aberg/notes
/home/aberg|/Users/anna/x.txt|/var/home/aberg/.ssh|C:\\Users\\aberg\\x|c:/users/aberg/x|\\\\srv\\aberg
C:\\Users\\Anna Berg\\x|/Users/Anna Berg/x|/home/anna\\ berg/x|C:\\\\Users\\\\aberg
/mnt/c/Users/aberg
"""
NUMBERS_WHOLE = """\
+49 170 1234567|+49 (0)170 1234567|+1 (555) 123-4567|+1.555.123.4567|+442079460958|+49-30-123456
(555) 123-4567|555-123-4567|555.123.4567|555 123 4567|1-800-555-0199|(030) 1234567|+33 6 12 34 56 78
0170/1234567|0170 1234567|01701234567|0049 170 1234567|020 7946 0958|06 12 34 56 78|(0)20 7946 0958
(022) 12345|(0-312) 34567|8 (912) 345-67-89|8 (71234) 5 67 89
+1 (555) 123-4567 ext. 12|555-123-4567 x89|+49\xa0170\u202f1234567
+49‑170‑1234567|\u202a+4917012345678
DE89 3704 0044 0532 0130 00|DE89370400440532013000|GB29 NWBK 6016 1331 9268 19
de89 3704 0044 0532 0130 00
ES91-2100-0418-4502-0005-1332|NL91ABNA0417164300|FR14 2004 1010 0505 0001 3M02 606
MT84MALT011000012345MTLCAST001S|MT84 MALT 0110 0001 2345 MTLC AST0 01S
4111 1111 1111 1111|4111-1111-1111-1111|4111111111111111|3782 822463 10005|378282246310005
1234 5678 9012 3456|6304000000000000|4111.1111.1111.1111|30569309025904|078-05-1120|078 05 1120
AB 12 34 56 C|AB123456C|12 120345 M 003|five five five one two three four
oh one seven oh one two three four
"""
NO_CONTACTS = """\
p99@300ms|precision@k|@Override|@here|10:30:15|std::vector|a::b|version 1.2.3.4|v1.2.3.4|ASP.NET
Node.js|README.md|and/or|e.g.|i.e./e.g.|24/7|CI/CD|2024-03-01 10:30|01.02.2024 10:30|0.123456789
1,000,000|10 000 000 rows|200-300|1-2-3|12-14-16|1.2.3|3.11.4|99.99|5 million|in 2019 120000 users
~5 days|~/notes|take-home/users|src/home.py|http|C++|#tag|a - b|x=1&y=2|one two three|10.000.000
1 000 000 000 000|0 5 10 15 20|card|account of 5|phone 3 of them|the ext is 12|3 @ 5|5@5|us: it
100 200 300|mobile 100 000|AB 12 of them|fe80|20:15|1:2:3:4|it.We|/home|C:\\Windows|/users/
"""
FILLED = [
    ("Tel. 5550199, please", "Tel. [number], please"),
    ("phone: 12345", "phone: [number]"),
    ("mobile 555 0199 12", "mobile [number]"),
    ("my account number is 12345678.", "my account number is [number]."),
    ("sort code 12-34-56", "sort code [number]"),
    ("passport no. C01X00T47", "passport no. [number]"),
    ("the card ending in 1111", "the card ending in [number]"),
    ("extension 4567", "extension [number]"),
    ("see (https://x.org/a), then", "see ([address]), then"),
    ("'anna@x.org' wrote", "'[address]' wrote"),
    ("**anna@x.org** wrote", "**[address]** wrote"),
    ("[docs](https://x.org/a) say", "[docs]([address]) say"),
    ("ask anna@x.org.", "ask [address]."),
    ("cc:@aberg", "cc:[address]"),
    ("the site example.com's owner", "the site [address]'s owner"),
    ("https://x.org/Anna%20Berg%20Lund", "[address]"),
    ("https://x.org/?a=b&amp;u=anna", "[address]"),
    ("anna&#64;x.org", "[address]"),
    ("ES91 2100 0418 4502 0005 1332 from us", "[number] from us"),
    ("+49 170 1234567 and 0170/1234567", "[number] and [number]"),
]


PLACES = (
    "{}",
    "we asked {} and more",
    "({})",
    "is {}.",
    '"{}"',
    "**{}**",
    "<{}>",
    "{}: so",
    "a\t{}\tb",
)


def table(text):
    return [one for line in text.splitlines() for one in line.split("|")]


def found_in(text):
    """Return the contact data in a text, what lies in another left out."""
    spans = [(one.start, one.end) for one in contacts_in(text)]
    return [
        text[start:end]
        for start, end in dict.fromkeys(spans)
        if not any(
            (one, other) != (start, end) and one <= start and end <= other for one, other in spans
        )
    ]


@pytest.mark.parametrize("address", table(ADDRESSES_WHOLE))
def test_addresses_are_found_whole(address):
    for place in PLACES:
        assert found_in(place.format(address)) == [address]


@pytest.mark.parametrize("number", table(NUMBERS_WHOLE))
def test_numbers_are_found_whole(number):
    number = number.strip("\u202a")
    for place in PLACES:
        assert found_in(place.format(number)) == [number]


@pytest.mark.parametrize("number", table(NUMBERS_WHOLE))
def test_no_piece_is_left_of_numbers_side_by_side(number):
    after, _ = redactor().redacted(f"x {number} 5 or {number},{number}")
    assert not re.search(r"\d\d|five|oh", after)


@pytest.mark.parametrize("text", table(NO_CONTACTS))
def test_what_is_no_contact_is_left(text):
    assert found_in(f"we saw {text} and went on") == []


@pytest.mark.parametrize(("before", "after"), FILLED)
def test_a_sentence_stays_one(before, after):
    assert redactor().redacted(before)[0] == after


def test_what_is_listed_counts_before_what_it_is():
    one = redactor(employers=["Booking.com"], keep=["example.org", "@angular"])
    text = "Booking.com, anna@booking.com, example.org, @angular"
    assert one.redacted(text)[0] == "Company A, [address], example.org, @angular"


WORD = st.text("qxz", min_size=2, max_size=8)
DIGITS = st.text("123456789", min_size=1, max_size=9)
HOSTS = st.builds("{}.{}".format, WORD, st.sampled_from(["com", "org", "de", "co.uk", "io", "dev"]))
PATHS = st.lists(WORD | DIGITS, min_size=1, max_size=4).map("/".join)
FIRST = st.sampled_from("123456789")


def digits(count):
    return st.text("0123456789", min_size=count, max_size=count)


def checked(number):
    """Return a card's number with the last digit that fits."""
    ways = (f"{number}{digit}" for digit in range(10))
    even = (way for way in ways if _sum(way) % 10 == 0)
    return next(even)


def _sum(number):
    doubled = [int(one) * (2 if at % 2 else 1) for at, one in enumerate(number[::-1])]
    return sum(one - 9 if one > 9 else one for one in doubled)


def parted(number, gaps, gap):
    """Return a number with a gap behind each of these places."""
    cuts = [0, *gaps, len(number)]
    return gap.join(number[one:other] for one, other in pairwise(cuts))


ADDRESS_FORMS = st.one_of(
    st.builds("{}@{}".format, WORD, HOSTS),
    st.builds("{}.{}+{}@{}".format, WORD, WORD, WORD, HOSTS),
    st.builds(
        "{}://{}/{}?{}={}".format, st.sampled_from(["https", "ftp"]), HOSTS, PATHS, WORD, WORD
    ),
    st.builds("www.{}/{}".format, HOSTS, PATHS),
    st.builds("{}/{}".format, HOSTS, PATHS),
    st.builds("@{}".format, WORD),
    st.builds("/home/{}/{}".format, WORD, PATHS),
    st.builds("/Users/{} {}/{}".format, WORD, WORD, PATHS),
    st.builds("C:\\Users\\{}\\{}".format, WORD, WORD),
)
UNSURE = st.builds("{}.{}".format, WORD, st.sampled_from(["de", "io", "dev", "fr", "app"]))
NUMBER_FORMS = st.one_of(
    st.builds(
        lambda number, gap: parted(f"+{number}", (3, 6), gap),
        st.builds("{}{}".format, FIRST, digits(10)),
        st.sampled_from([" ", "-", ".", "/", "\xa0", ""]),
    ),
    st.builds("({}{}) {}-{}".format, FIRST, digits(2), digits(3), digits(4)),
    st.builds("0{}{}/{}".format, FIRST, digits(2), digits(7)),
    st.builds(
        lambda number, gap: parted(checked(f"4{number}"), (4, 8, 12), gap),
        digits(14),
        st.sampled_from([" ", "-", ""]),
    ),
    st.builds("{}-{}-{}".format, digits(3), digits(2), digits(4)),
    st.builds(
        lambda number, gap: parted(f"DE{number}", (4, 8, 12, 16, 20), gap),
        digits(20),
        st.sampled_from([" ", "", "-"]),
    ),
    st.ip_addresses(v=4).map(str),
)
FILLERS = st.sampled_from(
    [
        "we",
        "shipped",
        "(so)",
        "to them,",
        "**bold**",
        "`code`",
        "and",
        "ring",
        "mail:",
        "\n",
        "- at",
    ]
)


def between(data):
    """Return texts in which data of a kind stand between words."""
    return st.lists(st.tuples(FILLERS, data | FILLERS), min_size=1, max_size=5).map(
        lambda rows: " ".join(word for row in rows for word in row)
    )


@given(between(ADDRESS_FORMS))
@example("we @qx@xz.io")
def test_no_piece_of_an_address_is_left(text):
    after, _ = redactor().redacted(text)
    assert not re.search("[qxz]", after)
    assert redactor().redacted(after) == (after, [])


@given(between(NUMBER_FORMS))
def test_no_piece_of_a_number_is_left(text):
    after, _ = redactor().redacted(text)
    assert not re.search(r"\d", after)
    assert redactor().redacted(after) == (after, [])


@given(between(UNSURE), st.lists(digits(7).map(lambda one: parted(one, (3,), "-"))))
def test_what_may_be_contact_data_is_told_where_it_is_left(text, numbers):
    after, _ = redactor().redacted(" ".join([text, *(f"so {number}" for number in numbers)]))
    told = [
        found.text for found in suspects_in(after, (), ()) if found.kind in {ADDRESSES, NUMBERS}
    ]
    for left in re.findall(r"[qxz]+\.\w+|\d{3}-\d{4}", after):
        assert left in told
