"""Fences in notes: what they hide, and that no word of the author's is taken for one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.drafts.notes import draft_of, prose
from lpcards.story.headings import marked, stories_in

STEPS = {
    "situation": "The night bus was full twice a week.",
    "task": "Nobody had asked me to look at the list.",
    "action": "I rang the depot and wrote down each time.",
    "result": "It went from 4 to 1 in a week.",
}
LINES = [f"{name.title()}: {line}" for name, line in STEPS.items()]
SIGNS = st.sampled_from(["```", "~~~", "````", "~~~~~", "> ```", "- ```", "   ~~~"])
LANGUAGES = st.sampled_from(
    ["", "bash", " python", "c++", "c#", "rust,ignore", "{.haskell}", "{r, echo=FALSE}", "js {1,3}",
     'python title="app.py" linenums=1', "objective-c", "ASP.NET"]
)  # fmt: skip
SAID = st.sampled_from(
    ["We lost a day", " I told the board", "We lost a day```", "stop```", "~~~", "stop~~~",
     "我们停了三天", "Wir standen still", "3", 'it was "late"', "Überstunden", "no, title=late"]
)  # fmt: skip


def told(text):
    """Return what is told of each step that is marked."""
    found = {}
    for piece in marked(text).steps:
        found[piece.kind] = " ".join(filter(None, piece.lines_in(text)))
    return found


def behind(at, *lines):
    """Return the story with these lines behind the step `at`."""
    return "\n".join([*LINES[: at + 1], *lines, *LINES[at + 1 :]])


PLACES = st.integers(0, 3)


@given(SIGNS, SAID, PLACES)
@example("```", "We lost a day```", 0)
@example("~~~", " struck ~~~", 2)
def test_words_behind_the_signs_of_a_fence_are_the_authors(sign, said, at):
    words = told(behind(at, sign + said))
    assert [*words] == [*STEPS]
    left = [words.pop([*STEPS][at]), *words.values()]
    assert left[0].endswith(said.strip("~ ")) or said.strip("`~ ") in left[0]
    assert left[1:] == [line for name, line in STEPS.items() if name != [*STEPS][at]]


@given(SIGNS, LANGUAGES, PLACES)
def test_a_fence_that_nothing_closes_hides_no_heading(sign, language, at):
    words = told(behind(at, "", sign + language))
    assert [*words] == [*STEPS]
    assert language.strip() in words[[*STEPS][at]]


@given(SIGNS, LANGUAGES, PLACES, st.sampled_from(["", "`", "~~"]))
def test_between_two_fences_nothing_is_a_heading(sign, language, at, more):
    close = sign.replace("-", " ") + (sign[-1] if more else "")
    other = "~~~" if sign[-1] == "`" else "```"
    code = ["# Result: none", other, "---", "Situation: red. Action: retry. Result: green.", "1"]
    words = told(behind(at, "", sign + language, *code, close))
    shown = " ".join(line for line in code if line != other)
    assert words == STEPS | {[*STEPS][at]: f"{[*STEPS.values()][at]} {shown}"}


def test_a_language_says_that_the_fence_above_it_was_never_closed():
    text = behind(1, "```bash", "make", LINES[2], "```python", "# Result: none", "```")
    assert [*told(text)] == [*STEPS]


@pytest.mark.parametrize("language", ["", "text"])
def test_a_fence_around_all_of_the_notes_hides_nothing(language):
    assert told("\n".join(["", f"```{language}", *LINES, "```", ""])) == STEPS


@pytest.mark.parametrize("language", ["markdown", "Markdown", "md"])
def test_a_story_that_was_copied_as_markdown_is_read(language):
    words = told("\n".join(["Here it is:", f"```{language}", *LINES, "```", "", "Good luck!"]))
    assert words == STEPS | {"result": f"{STEPS['result']} Good luck!"}


def test_tildes_as_long_as_the_heading_above_them_underline_it():
    lines = [line for name, told in STEPS.items() for line in (name.title(), "~" * 9, told, "")]
    assert told("\n".join(lines)) == STEPS


def test_no_story_begins_inside_of_code():
    words = "We moved the jobs of one night to the next until no two of them met again. " * 2
    code = "```bash\n# {0}\n" + "run --all --again --and-wait-for-it\n" * 7 + "```\n"
    text = f"# The night jobs\n\n{words}\n\n{code.format('first')}\n{words}\n{code.format('then')}"
    assert [story.text for story in stories_in(text)] == [text]
    assert len(stories_in(text.replace("```bash", "").replace("```", ""))) > 1


def test_a_section_is_never_a_comment_in_code():
    story = "## The {0} froze\n\nS: The {0} froze.\nA: I rang the {0}.\nR: {0} was free.\n\n"
    text = (
        "# Ownership\n\n" + story.format("dock") + "```\n# Frugality\n```\n" + story.format("pier")
    )
    assert [one.sections for one in stories_in(text)][-1] == ("Ownership",)


def test_the_draft_has_the_words_that_stood_between_backticks():
    draft = draft_of("\n".join(["The night bus", "", "```We lost a day```", "", *LINES]))
    assert "We lost a day" in draft.loose
    assert {name: prose(lines) for name, lines in draft.steps.items()} == STEPS
