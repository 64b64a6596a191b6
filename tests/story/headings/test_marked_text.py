"""Marks of a story: found however they are dressed, only where they stand as marks."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.drafts.notes import draft_of, prose
from lpcards.story.headings import bare_span, marked, stories_in
from lpcards.story.headings.heading_line import heading_of
from lpcards.story.headings.heading_words import KINDS, SLIPS, folded

CORPUS = Path(__file__).parents[2] / "drafts" / "corpus"
NOTES = {
    path.name: path.read_bytes().decode() for path in CORPUS.iterdir() if path.suffix != ".json"
}
DRESSES = """\
X: y|X - y|X – y|X — y|X -- y|X -> y|X → y|X = y|X\ty|X：y|**X:** y|**X**: y|**X** y|__X__: y
***X:*** y|*X*: y|- X: y|• X: y|◦ X: y|▪ X: y|1. X: y|1) X: y|a) X: y|> X: y|> **X:** y|[X] y
[X]: y|(X): y|【X】y|"X": y|“X”: y|| X | y ||| **X** | y ||X (30 s): y|X (20%): y|X, 30 sec: y
📍 X: y|**📍 X:** y|<b>X:</b> y|<b>X</b>: y|<dt>X</dt><dd>y</dd>|<strong>X:</strong> y|X\u00a0: y
- **X**: y|* **X:** y|- [ ] X: y|\uf0b7\tX: y|(1) X: y|Step 1: X: y|`X`: y|S: X: y
**X (20%)** y|**X (20%):** y"""
ALONE = """\
X|X:|# X|## X|###X|### **X**|### X (30 s)|## 1. X|1. X|**X**|**X:**|__X__|== X ==|** X|*** X
<h2>X</h2>|<h3>X:</h3>|📍 X|### 📍 X|[X]|(X)|> ## X|- **X**|\\section{X}|\\subsection{X}|X (45 s)
**X (45 s)**|> [!info] X|> [!success]- **X**|I. X|IV. X|A. X|X - 30 sec|## X:|# X #"""


def split(rows: str) -> list[str]:
    """Return what stands between bars; a bar of a table has a blank beside it."""
    return [one for row in rows.splitlines() for one in re.split(r"(?<=\S)\|(?=\S)", row)]


@pytest.mark.parametrize("dress", split(DRESSES))
@pytest.mark.parametrize("word", ["Situation", "Challenge", "Ergebnis", "Ação", "परिणाम", "行动"])
def test_a_heading_is_known_in_any_dress(dress, word):
    if "S: X" in dress:
        word = "Situation"
    line = dress.replace("X", word)
    found = heading_of(line)
    assert found, line
    assert found.kinds[:1] == (KINDS[folded(word)][0],), line
    assert line[found.rest : found.end].strip("| ") == "y", line


@pytest.mark.parametrize("dress", split(ALONE))
@pytest.mark.parametrize("word", ["Situation", "Actions Taken", "Résultat", "Result / Impact"])
def test_a_heading_alone_on_its_line_is_known_in_any_dress(dress, word):
    found = heading_of(dress.replace("X", word))
    assert found
    assert found.kinds
    assert found.stands_alone


@pytest.mark.parametrize(
    ("slip", "kind"),
    [("Sitution", "situation"), ("Taks", "task"), ("Actoin", "action"), ("Reslut", "result"),
     ("Refection", "reflection"), ("Backgroud", "situation"), ("Lessons leanred", None),
     ("Talk", None), ("Fact", None), ("Tax", None), ("Auction", None)],
)  # fmt: skip
def test_a_slip_of_the_pen_is_the_word_that_was_meant(slip, kind):
    found = heading_of(f"{slip}: 12 of us")
    assert found
    assert found.kinds == ((kind,) if kind else ())


def test_no_slip_is_a_word_that_means_something_else():
    assert not SLIPS.keys() & KINDS.keys()


@pytest.mark.parametrize(
    "head",
    ["From: Kim <kim@example.com>\nTo: me\nSubject: The frozen dock\n",
     "Von: mir\nAn: mich\nBetreff: The frozen dock\n",
     "#+TITLE: The frozen dock\n#+FILETAGS: :jobs:\n",
     "---\ntitle: The frozen dock\n---\n"],
)  # fmt: skip
def test_the_head_of_a_text_gives_its_title_and_no_words_to_the_story(head):
    draft = draft_of(head + "\nThe dock froze.\nI rang the yard.\nResult: 3 boats left.\n")
    assert draft.title == "The frozen dock"
    assert "dock" not in draft.loose
    assert prose([one for step in draft.steps.values() for one in step]) == (
        "The dock froze. I rang the yard. 3 boats left."
    )


def test_a_line_from_somebody_inside_of_notes_is_no_head():
    draft = draft_of("From: 12 days\n\nSituation: The dock froze.\nResult: From 12 to 2 days.\n")
    assert "12 days" in draft.loose + draft.title


def test_a_table_of_contents_belongs_to_no_story():
    story = "S: The {0} froze.\nA: I rang the {0}.\nR: {0} was free.\n\n"
    names = ["dock", "yard", "pier"]
    contents = "".join(f"- [The {name}](#the-{name})\n" for name in names)
    told = "".join(f"## The {name}\n{story.format(name)}" for name in names)
    found = stories_in(f"# Stories\n\n## Contents\n{contents}\n{told}")
    assert [draft_of(one.readable).title for one in found] == [f"The {name}" for name in names]
    assert not draft_of(found[0].readable).loose


@pytest.mark.parametrize(
    "title", ["Dive Deep - {}", "{} | Dive Deep", "Dive Deep: {}", "{} (Dive Deep)"]
)
def test_a_principle_beside_a_title_is_read(title):
    draft = draft_of(title.format("The late pallet") + "\n\nS: 4 late.\nA: I rang.\nR: 0 late.\n")
    assert (draft.title, draft.principles) == ("The late pallet", ("dive-deep",))


def test_what_a_form_asks_beside_its_heading_is_named_and_not_told():
    draft = draft_of(
        "Situation (where, when?): The dock froze.\nAction (what did YOU do?): I rang.\n"
        "Result (after a year): 3 boats left.\n"
    )
    assert {name: prose(told) for name, told in draft.steps.items()} == {
        "situation": "The dock froze.",
        "action": "I rang.",
        "result": "after a year; 3 boats left.",
    }
    assert [one.text for one in draft.left] == ["where, when?", "what did YOU do?"]


def test_letters_set_off_by_blanks_are_marks_if_they_spell_a_framework():
    text = "S    We had 4.\nT    I was new.\nA    I rang all.\nR    All came.\n"
    assert [*draft_of(text).steps.values()] == [
        ("We had 4.",),
        ("I was new.",),
        ("I rang all.",),
        ("All came.",),
    ]
    assert not draft_of("A  dog barked.\nI  fed it.\n").steps.get("result")


def test_a_note_of_one_line_is_told_and_no_title():
    draft = draft_of("moved the blood fridge to the ups after the 2nd outage, saved 40 units")
    assert [*draft.steps.values()] == [
        ("moved the blood fridge to the ups after the 2nd outage, saved 40 units",)
    ]


@pytest.mark.parametrize("sign", ["X: y", "(X) y", "[X] y", "**X:** y", "- X: y", "X) y", "X. y"])
@pytest.mark.parametrize("word", ["STAR", "STARR", "STARL", "CAR", "CARL", "SOAR", "SAR", "PAR"])
def test_letters_are_known_that_spell_a_framework(sign, word):
    text = "\n".join(sign.replace("X", letter) for letter in word)
    kinds = [piece.kind for piece in marked(text).pieces]
    known = {"STAR": "star", "SAR": "sar", "PAR": "sar", "CAR": "sar", "SOAR": "star"}
    short = {"s": "situation", "t": "task", "a": "action", "r": "result", "l": "reflection"}
    expected = known.get(word, {"CARL": "sarl"}.get(word, "starl"))
    assert kinds == [short[letter] for letter in expected]


INSIDE = [
    "plan A: buy",
    "option S: sell",
    "vitamin R: none",
    "the result: nobody knew",
    "our task - as they said",
    "a goal = none",
    "team T: said no",
    "(a) first (s) second",
    "what was the situation: unclear",
    "my role, the action: none",
    "Q: and",
    "the **Result:** was",
]
FOUR = {
    "S": "It was late twice a week and the bus was full.",
    "T": "Nobody had asked me to look at the list.",
    "A": "I rang the depot and I wrote down each time.",
    "R": "It went from 4 to 1 in a week.",
}


@given(st.sampled_from(INSIDE), st.sampled_from("STAR"), st.integers(1, 6), st.booleans())
def test_a_mark_inside_of_a_sentence_changes_nothing(words, letter, at, full):
    names = {"S": "Situation", "T": "Task", "A": "Action", "R": "Result"}
    told = dict(FOUR)
    parts = told[letter].split()
    told[letter] = " ".join([*parts[:at], words, *parts[at:]])
    text = "\n".join(f"{names[key] if full else key}: {line}" for key, line in told.items())
    assert [piece.lines_in(text) for piece in marked(text).pieces] == [
        (line,) for line in told.values()
    ]


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text.casefold()))


LISTED = re.compile(r"\A\s*[A-Za-z][.)]\s+")
"""A letter before a line, which may number a list."""


def unmarked(text: str) -> str:
    """Return the words of a text that are no mark: the spans of its pieces, bullets left out."""
    lines = [line for piece in marked(text).pieces for line in piece.lines_in(text)]
    return "\n".join(LISTED.sub("", line[slice(*bare_span(line))]) for line in lines)


def told(text: str) -> str:
    """Return all that a draft says, and what it names as left out."""
    draft = draft_of(text)
    rows = [draft.title, draft.loose, *draft.asked, *map(prose, draft.steps.values())]
    rows += [part for asked in draft.questions for part in asked]
    rows += [f"{one.name} {one.text}" for one in draft.left]
    return "\n".join([*rows, *draft.principles * 9])


def lost(text: str) -> set[str]:
    """Return the words of a text that its draft has not; those that mean a principle it has."""
    missing = words_of(unmarked(text)) - words_of(told(text))
    named = " ".join(draft_of(text).principles).replace("-", " ").split()
    return {word for word in missing if not any(one.startswith(word) for one in named)}


LINES = sorted({line for text in NOTES.values() for line in text.splitlines() if "<" not in line})


@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join))
def test_no_word_that_is_not_a_mark_is_lost(text):
    assert lost(text) == set()


@pytest.mark.parametrize("name", sorted(NOTES))
def test_no_word_of_the_corpus_is_lost(name):
    for story in stories_in(NOTES[name]):
        text = story.readable
        assert lost(text) == set()


FENCE_LINE = re.compile(r"^\s*(?:```|~~~)[a-z]*$", re.MULTILINE)


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=30)), max_size=14))
@example(["```bash"])
@example(["```bash", "# Result: none", "```"])
@example(["```We lost a day```", "~~~ twice"])
def test_what_is_outside_of_all_pieces_is_headings(lines):
    text = "\n".join(lines)
    read = marked(text)
    gaps, at = "", 0
    for start, end in sorted(span for piece in read.pieces for span in piece.spans):
        assert at <= start <= end <= len(text)
        gaps += f"{text[at:start]} "
        at = end
    names = words_of(" ".join(piece.name for piece in read.pieces))
    known = Counter({word: 99 for kind in KINDS for word in words_of(kind)})
    small = Counter(dict.fromkeys(re.findall(r"\w+", _SMALL), 99))
    dress = re.sub(r"\[!\w{1,12}\]", " ", gaps + text[at:])  # what sort of box it stands in
    dress = FENCE_LINE.sub(" ", dress)
    left = words_of(re.sub(r"\*|\((?=\w\)\w)|(?<=\(\w)\)(?=\w)", "", folded(dress))) - words_of(
        folded(" ".join(names.elements()))
    )
    rest = {
        word for word in left - known - small if not re.fullmatch(r"\d+|[qa]\d+|[ivx]+|.", word)
    }
    assert rest == set()


_SMALL = "s sec min step part story section subsection star subsubsection br b h2 h3 the my our key"


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=30)), max_size=30))
def test_a_text_that_is_split_and_joined_is_the_same(lines):
    text = "\n".join(lines)
    assert "".join(story.text for story in stories_in(text)) == text


SINGLE = sorted(
    name
    for name, text in NOTES.items()
    if len(stories_in(text)) == 1
    and marked(text).steps[:1]
    and marked(text).steps[0].kind == "situation"
    and {"action", "result"} <= {piece.kind for piece in marked(text).steps}
    and not text.startswith("---")
    and not marked(text).heads
    and name not in {"letters-parens-upper.txt", "parade.txt"}
)


@given(st.lists(st.sampled_from(SINGLE), min_size=2, max_size=4, unique=True))
@example(["enumeration-in-result.txt", "after-result-headings.md", "carl.txt"])  # (s), C, A, R
def test_stories_in_one_text_are_what_each_is_alone(names):
    texts = [f"# Story {at}: {name}\n\n{NOTES[name]}\n" for at, name in enumerate(names, 1)]
    found = stories_in("".join(texts))
    assert [story.text for story in found] == texts
    for story, name in zip(found, names, strict=True):
        assert draft_of(story.text).steps == draft_of(NOTES[name]).steps
