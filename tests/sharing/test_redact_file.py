"""The list is read like a story: faults by their place, and nothing is shared by a faulty one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.sharing.redact_file import read_listed
from lpcards.sharing.redactor import Redactor
from lpcards.story.decoding import MOST_BYTES
from lpcards.story.redact_list import Listed, documentation, entries_of, united


def read(text):
    return read_listed("redact.yaml", text.encode())


def problems(text):
    listed, problems = read(text)
    assert listed is None
    return [str(problem) for problem in problems]


def test_words_and_stand_ins_of_one_s_own():
    listed, problems = read(
        "names:\n  - Anna Berg\n  - Ben: my boss\n  - {Carla: a friend, Dana: a friend}\n"
        "employers: Acme\nkeep: [will, 2024]\n"
    )
    assert problems == ()
    assert [(one.word, one.to, one.number) for one in entries_of(listed)] == [
        ("Anna Berg", "", 0),
        ("Ben", "my boss", 1),
        ("Carla", "a friend", 2),
        ("Dana", "a friend", 2),
        ("Acme", "", 0),
    ]
    assert listed.keep == ("will", "2024")


@pytest.mark.parametrize("text", ["", "# nothing\n", "names:\n", "\ufeff", "names: []\nkeep:\n"])
def test_an_empty_list_lists_nothing(text):
    listed, problems = read(text)
    assert (list(entries_of(listed)), problems) == ([], ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: x", "1:1: `name` is not a key here; did you mean `names`?"),
        ("- a", "1:1: the list is keys with words: write `names:` and below it lines such as `- A"),
        ("names:\n  - Anna:\n", "2:5: `Anna` has no stand-in: write one behind the colon"),
        ("names: {Anna: Ben}", '1:1: `names` is a list: write each item on its own line with "- "'),
        ("names: [[a]]", "1:9: item 1 of `names` is one text, or a mapping"),
        ("names: ['']", "1:9: item 1 of `names` is empty"),
        ("names: ['...']", "1:9: `...` has no letter and no digit: there is nothing to look for"),
        ("keep: ['$']", "1:8: `$` has no letter and no digit"),
        ("names:\n - Anna\n - ANNA: x\n", "3:4: `ANNA` is here twice: line 2 has it too"),
        ("names: [Anna]\nothers: [anna]", "2:10: `anna` is here twice: line 1 has it too"),
        ("names: [Anna, {Ben: to Anna}]", "1:21: `to Anna` has a word of this list in it"),
        ("names: [Anna]\nkeep: Anna", "2:1: `Anna` is to be replaced and to be kept"),
        (f"names: [{'x' * 201}]", "1:9: item 1 of `names` is too long: 201 characters"),
        ("names: [&a x]", "1:9: `&a` names this value, which does not work here"),
        ("names: [a, a", "1:8: this `[` is never closed"),
        ("names: [a]\nnames: [b]", "2:1: `names` is here twice"),
        ("names: ['\x1b[31m']", "1:10: "),
        ("x" * (MOST_BYTES + 1), "1:1: "),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_remedy(text, words):
    [problem] = problems(text)
    assert problem.startswith(f"redact.yaml:{words}")


def test_all_faults_are_told_at_once():
    assert len(problems("names:\n - '!'\n - Anna\n - anna\n - Ben: Anna\nkeep: [Anna]\n")) == 4


@given(st.text())
def test_whatever_is_written_is_read_or_has_a_fault(text):
    listed, problems = read_listed("redact.yaml", text.encode("utf-8", "surrogatepass"))
    assert (listed is None) == any(one.severity == "error" for one in problems)


def test_of_two_lists_the_first_one_s_stand_in_holds():
    one, other = read("names: [{Anna: a friend}]")[0], read("names: [Anna, Ben]\nkeep: x")[0]
    both = united([one, other])
    assert Redactor(both).redacted("Anna, Ben")[0] == "a friend, Person C"
    assert both.keep == ("x",)
    assert list(entries_of(united([]))) == []


def test_every_key_is_documented():
    lines = documentation().splitlines()
    assert [line.split("`")[1] for line in lines] == [*Listed.model_fields]
    assert all(len(line) > 40 for line in lines)
