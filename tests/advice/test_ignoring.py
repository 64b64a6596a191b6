"""A file may ignore a rule, with a reason; an ignore that nobody needs is advice itself."""

from hypothesis import given
from hypothesis import strategies as st

from lpcards.advice.finding import PlacedWords
from lpcards.advice.ignoring import without_ignored
from lpcards.story.reading import read_source
from lpcards.system.problem import Problem

KNOWN = ["we", "vague", "seconds"]
RULES = st.sampled_from([*KNOWN, "gone", "ignore"])
PATHS = st.sampled_from(["a", "b"])
PROBLEMS = st.builds(
    Problem, PATHS, st.integers(1, 9), st.just(1), RULES, st.just("advice"), st.just("x")
)
IGNORED = st.dictionaries(
    PATHS, st.lists(st.builds(PlacedWords, st.integers(1, 9), st.just(1), RULES))
)


def we(path="a"):
    return Problem(path, 3, 1, "we", "advice", "say I")


def test_an_ignored_rule_is_silent_in_that_file_only():
    assert without_ignored([we("a"), we("b")], {"a": [PlacedWords(1, 1, "we")]}, KNOWN) == [we("b")]


def test_an_ignore_that_is_not_needed_is_told_at_its_place():
    [found] = without_ignored([], {"a": [PlacedWords(7, 3, "we")]}, KNOWN)
    assert found[:5] == ("a", 7, 3, "ignore", "advice")
    assert found.message == "`we` finds nothing here any more: take this out"


def test_an_ignore_of_no_rule_is_told_what_may_be_meant():
    found = without_ignored([], {"a": [PlacedWords(1, 1, "vage"), PlacedWords(2, 1, "xyz")]}, KNOWN)
    assert [one.message for one in found] == [
        "`vage` is not a rule; did you mean `vague`?",
        "`xyz` is not a rule; `lpcards check --list-rules` has all",
    ]


def test_an_ignore_is_wanted_once():
    [found] = without_ignored(
        [we()], {"a": [PlacedWords(1, 1, "we"), PlacedWords(2, 1, "we")]}, KNOWN
    )
    assert found.message == "`we` is ignored twice: take one of them out"


@given(st.lists(PROBLEMS), IGNORED)
def test_nothing_is_lost_and_nothing_ignored_is_left(problems, ignored):
    found = without_ignored(problems, ignored, KNOWN)
    allowed = {(path, one.words) for path, several in ignored.items() for one in several}
    kept = [one for one in problems if (one.path, one.rule) not in allowed]
    assert found[: len(kept)] == kept
    assert {one.rule for one in found[len(kept) :]} <= {"ignore"}


def test_the_reason_is_required():
    head = "id: a\ntitle: b\nshort: c\nprinciple: ownership\n"
    found = read_source("a", f"{head}ignore: [{{rule: we}}]\n".encode()).problems
    assert [str(one) for one in found] == [
        "a:5:10: `because` is missing: why this file may break it"
    ]
