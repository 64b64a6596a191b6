"""Letters that equal another one only where case does not count are letters, and no fault of ours.

A long s is an s, and a dotless i an i, to a pattern that ignores case, and not to `lower`.
"""

import pytest

from test_growth import SLOW_ONCE, TEXTS
from work_on_texts import WORK

ODD = {
    "s": "\u017f",
    "S": "\u017f",
    "k": "\u212a",
    "K": "\u212a",
    "i": "\u0131",
    "I": "\u0130",
}
WRITTEN = """S: sit
[s] Situation: sick
Task - skip it
Result:
Q: is it 12 Dec, six sept or $5k since six million dollars
Skills: kiss

It was fixed, since I kept skis. This is it. I've said six.
Situation
Action
"""


def texts(name):
    """Yield what such letters are put into."""
    yield WRITTEN
    yield from (text * 3 for text in SLOW_ONCE[name])
    yield from (one(200) for one in TEXTS.values())


@pytest.mark.parametrize("name", WORK)
def test_a_letter_that_is_another_but_for_its_case_is_no_fault(name):
    for text in texts(name):
        WORK[name](text.translate(str.maketrans(ODD)))
    for plain, odd in ODD.items():
        WORK[name](WRITTEN.replace(plain, odd))
