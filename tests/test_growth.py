"""Time grows with a text, not faster: whoever sends a text does not choose how long it takes."""

import re
import string
from itertools import islice, product

import pytest

from all_patterns import Named, patterns_of_the_project
from regex_attacks import Attack, attacks_on
from sizes import examples, some
from time_growth import outgrows
from work_on_texts import WORK

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Work may be stopped while Python clears up; it says so, and goes on."""

PATTERN, WHOLE = 3_000, 1_000
"""Characters of a short text for one pattern, and for all that is done with a text."""
LIMIT = 5.0
"""Seconds after which work on a short text is stopped, and is at fault."""

REPEATED = """\
we |we did. |I |I helped |I helped. |I learned a lot. |I sat |was fixed |looked into |I then |
the team fixed |of the |not only |“|‘a|„| "a|?" |A. |Mr. |no. |!|a |aa |a-|a: b |(|(a) |1|1 |1,000 |
1st of |from 1 to 2 |$1 to |12 May |one hundred and |point one |½ |%41|{{c1::|{a\\|b}|::|**a |`a` |
![a](a.png) |[a](http://b |![a](|
*a* |&amp;|<b>|Anna Berg |x.y@|http://a |ab\tc |S: a\n|Q: a\n|A: a\n|- a\n|a\n|Situation: a\n|
Probes: a\n|• a\n"""
"""What is repeated, each between two bars: the words, signs and lines that rules look for."""


def _repeated() -> list[Attack]:
    told = re.split(r"(?<!\\)\|\n?", REPEATED)
    return [Attack("", one.replace("\\|", "|")) for one in told]


def _distinct(first: str):
    """Return what makes texts of words no two of which are the same."""

    def text_of(length: int) -> str:
        letters = product(string.ascii_lowercase, repeat=4)
        return " ".join(first + "".join(one) for one in islice(letters, length // 6))

    return text_of


TEXTS = {repr(one.repeated): one.text for one in _repeated()} | {
    "words": _distinct(""),
    "words that begin alike": _distinct("ab"),
    "figures": lambda length: " ".join(str(37 * one) for one in range(length // 5)),
    "sentences": lambda length: " ".join(
        f"I moved {one} of the {one + 7} boxes." for one in range(length // 30)
    ),
}


SLOW_ONCE = {
    "cards": ("A. ", "Mr. ", "1"),
    "advice": ("we ", "“", "I helped ", "1 "),
    "preview": ("{{c1::", "**a ", "![a](a.png) ", "![a]("),
    "tables": ("|",),
    "sheet": ("Mr. ",),
    "typed": ("one hundred and ", "%41", "½", "a "),
    "slips": ("we did. ", "I helped "),
    "hints": ("1",),
    "coaching": ("I learned a lot. ", "we ", "“"),
    "action": ("Mr. ",),
    "notes": ("Q: a\n", "S: a\n", "A. ", "I sat ", "1 "),
    "file": ("Q: a\n", "<b>"),
    "page": ("• a\n", "1"),
    "redaction": ("%41", "I ", "1st of "),
    "difference": ("a ",),
}
"""What took long once, or is near to what did.

The short run tries two of each, the long one all texts with everything."""


def _looked_through(pattern: re.Pattern):
    return lambda text: sum(1 for _ in pattern.finditer(text))


def _ways(one: Named):
    if one.begins:
        return (one.pattern.match, one.pattern.fullmatch)
    return (_looked_through(one.pattern),)


def slow_texts(one: Named, most: int = 40):
    """Yield those attacks, of `most` or so, with which a pattern takes more than its share."""
    for attack in attacks_on(one.pattern, most):
        if any(outgrows(way, attack.text, PATTERN) for way in _ways(one)):
            yield attack


def _slow_patterns(most: int):
    patterns = patterns_of_the_project()
    assert len(patterns) > 200
    tried = some(patterns, 50)
    return {one.where: found for one in tried if (found := next(slow_texts(one, most), None))}


def test_no_pattern_takes_more_than_its_share_of_a_long_text():
    assert _slow_patterns(examples(12, 40)) == {}


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_pattern_does_with_more_attacks_either():
    assert _slow_patterns(150) == {}


@pytest.mark.long
@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\s+(?:finally|\w+ly))*\s+fixed",
        r"“[^”]*”",
        r"\{\{c1::(.*?)(?:::(.*?))?\}\}",
        r"\bfrom\b.+\bto\b",
        r"(?s:<!--.*?-->)",
    ],
)
def test_a_pattern_that_takes_more_is_found(pattern):
    one = Named("here", re.compile(pattern), begins=False)
    assert next(slow_texts(one), None)


@pytest.mark.parametrize("name", WORK)
def test_nothing_that_is_done_with_a_text_takes_more_than_its_share(name):
    texts = {told: Attack("", told).text for told in some(SLOW_ONCE[name], 2)}
    assert [told for told, one in texts.items() if outgrows(WORK[name], one, WHOLE, LIMIT)] == []


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", WORK)
def test_nothing_does_with_all_texts_either(name):
    assert [told for told, one in TEXTS.items() if outgrows(WORK[name], one, WHOLE, LIMIT)] == []
