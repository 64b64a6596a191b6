"""What is written by hand's rules is read back as it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.story.fault import FORBIDDEN
from lpcards.story.tree import tree_of
from lpcards.story.yaml_emitter import WIDTH, Aside, Blank, file_text


def read(data):
    text = file_text(data, ("a remark", "another"))
    tree = tree_of(text.encode())
    assert tree.faults == (), text
    return tree.data


def cleaned(text):
    return " ".join(FORBIDDEN.sub("", text).split())


SIGNS = "-?:,[]{}#&*!|>'\"%@`~= \\.ab"
TEXTS = st.one_of(
    st.text(max_size=40), st.text(SIGNS, max_size=12), st.text("ab: #'\"", max_size=300)
)
CLEAN = TEXTS.map(cleaned).filter(bool)
KEYS = st.sampled_from(["a", "b", "steps", "probes", "minutes", "long_name"])
DATA = st.recursive(
    CLEAN,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4),
        st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    ),
    max_leaves=12,
).filter(
    lambda value: not isinstance(value, list) or not any(isinstance(one, list) for one in value)
)


def without_nested_lists(value):
    """Say whether no list stands in a list: no file has such."""
    if isinstance(value, dict):
        return all(map(without_nested_lists, value.values()))
    if isinstance(value, list):
        return all(not isinstance(one, list) and without_nested_lists(one) for one in value)
    return True


@given(st.dictionaries(KEYS, DATA, min_size=1).filter(without_nested_lists))
def test_what_is_written_is_read_back_as_it_was(data):
    assert read(data) == data


@given(CLEAN)
def test_any_text_is_written_so_that_it_is_read_as_itself(text):
    assert read({"a": text, "b": [text], "c": [{"d": text}]}) == {
        "a": text,
        "b": [text],
        "c": [{"d": text}],
    }


@pytest.mark.parametrize("lead", ["ask:", "b:"])
def test_a_space_that_is_none_to_yaml_makes_no_fault(lead):
    text = f"{lead}\u200bcome back"
    assert read({"a": text, "b": [text]}) == {"a": text, "b": [text]}


def test_numbers_and_yes_and_no_are_plain():
    assert file_text({"own": False, "seconds": 30}, ()) == "own: false\nseconds: 30\n"


@pytest.mark.parametrize("text", ["no", "12", "2.5", "null", "True"])
def test_a_text_that_other_readers_take_for_something_else_is_quoted(text):
    assert file_text({"a": text}, ()) == f'a: "{text}"\n'


@pytest.mark.parametrize(
    "text", ["It's plain.", "$8K a week", "(so) it was - 0.3 % of it", "ça va"]
)
def test_an_ordinary_text_needs_no_quotation_marks(text):
    assert file_text({"a": text}, ()) == f"a: {text}\n"


def test_a_blank_is_a_key_with_a_reminder():
    data = {"a": Blank("write it"), "b": "c", "d": {"e": Blank("this too")}}
    assert file_text(data, ()) == "a:  # write it\nb: c\nd:\n  e:  # this too\n"
    assert read(data) == {"b": "c", "d": {}}


def test_an_aside_is_a_comment():
    data = {"a": [Aside({"b": "c", "d": "e" * 200}, "why"), {"b": "f"}]}
    assert read(data) == {"a": [{"b": "f"}]}


def test_lines_are_short_enough_to_read():
    long = " ".join(["word"] * 200)
    data = {"a": long, "b": [{"c": long, "d": [long, long]}], "e": ["short", "and short"]}
    assert max(map(len, file_text(data, ()).split("\n"))) <= WIDTH
    assert read(data) == data
