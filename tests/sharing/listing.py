"""Lists and texts for tests of the redaction, and a second opinion on what is left in a text."""

import re
import unicodedata

from hypothesis import strategies as st

from lpcards.sharing.redactor import Redactor
from lpcards.story.redact_list import Listed

WORDS = (
    *("Anna", "Anna Berg", "Ann", "Müller", "José", "O'Brien", "Łukasz", "Jean-Luc Picard"),
    *("Acme", "Acme Corp", "AT&T", "McDonald", "3M", "C++", "A+B(C)*", "[x", "a|b", "\\d", "^$ x"),
    *("Ünïcødé", "田中", "Иван", "x", "B", "as", "Person", "Company A", "amount", "[date]"),
    *("Q3 House", "March", "Eur Five", "2nd Street", "i", "ß", "ﬁeld", "A.C.M.E", "Straße 5"),
    *("Kennedy", "Anna de Berg", "x y", "y", "berg"),
)
FILLERS = (
    *("we", "shipped", "annual", "banner", "acmeist", "in 2 days", "3.11", "40 %", "berg", "of"),
    *("the", "(so)", "a-b", "**bold**", "`code`", "=1+1", "<b>", "\u2028", "é", "e\u0301", "\n"),
    *("24/7", "p99", "p", "mcd", "corp", "=HYPERLINK(1)", "\\", '"', "'", "\t", "10:30", "v2.3"),
    *(",", "- x", "v2.3.4"),
)


def redactor(*names, employers=(), others=(), keep=()):
    listed = {"names": [*names], "employers": [*employers], "others": [*others], "keep": [*keep]}
    return Redactor(Listed.model_validate(listed))


def has_letters(word):
    return any(map(str.isalnum, word))


def plain(text):
    """Return a text in small letters, without accents and what cannot be seen."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(
        one for one in text if unicodedata.category(one)[0] != "M" and one not in "\xad\u2044"
    )


def left_in(text, words):
    """Return the words that a text still has, in whatever form, found in another way."""
    text = plain(text)
    return [word for word in words if _pattern(word).search(text)]


def _pattern(word):
    parts = map(re.escape, re.findall(r"[^\W_]+", plain(word)))
    inside = r"(?:\s{1,3}|[-_.'\u2019])?".join(parts)
    return re.compile(rf"(?<![^\W_]){inside}(?:['\u2019]s)?(?![^\W_])")


lists = st.lists(
    st.sampled_from(WORDS) | st.text(min_size=1, max_size=6).filter(has_letters), max_size=6
).map(lambda words: list({"".join(plain(word).split()): word for word in words}.values()))


def forms_of(word):
    """Return ways to write a word that are the word all the same."""
    ways = (str.upper, str.lower, lambda one: unicodedata.normalize("NFD", one))
    marks = (lambda one: f"{one}'s", lambda one: f"{one}\u2019s", lambda one: f"**{one}**")
    gaps = [
        lambda one, gap=gap: re.sub(r"(?<=\w) (?=\w)", gap, one) for gap in ("\n", "-", "_", "  \n")
    ]
    return st.sampled_from([str, *ways, *marks, *gaps]).map(lambda way: way(word))


@st.composite
def lists_and_texts(draw):
    """Return a list, and a text in which its words stand in many forms between others."""
    words = draw(lists)
    piece = st.sampled_from(FILLERS) | st.text(max_size=4)
    pieces = piece | st.sampled_from(words).flatmap(forms_of) if words else piece
    joints = st.sampled_from([" ", " ", "\n", ", ", ". ", "; ", "/", "@", "-"])
    pairs = draw(st.lists(st.tuples(pieces, joints), max_size=8))
    return words, "".join(text for pair in pairs for text in pair)
