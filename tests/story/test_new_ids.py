"""Ids are added where they are missing; nothing else in the author's file changes."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lpcards.story.json_schema import FILES, shapes_at
from lpcards.story.new_ids import with_ids
from lpcards.story.reading import read_source
from lpcards.story.tree import tree_of

HERE = Path(__file__).parent.parent
FILES_HERE = sorted([*(HERE / "good").glob("*.yaml"), *(HERE / "bad").glob("*.yaml")])
NAMED = "id: a\ntitle: b\nshort: c\nprinciple: ownership\n"
PHRASES = NAMED + "steps:\n  task:\n    key_phrases:\n"


def added(text: str) -> str:
    """Return what comes of `text` behind the part that all these stories share."""
    return with_ids(text.encode())[0].decode()


def lines_added(item: str) -> str:
    return added(PHRASES + item).removeprefix(PHRASES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    - I noticed\n", "    - {id: i-noticed, text: I noticed}\n"),
        ("    - I noticed # weekly\n", "    - {id: i-noticed, text: I noticed} # weekly\n"),
        ('    - "a: b"\n', '    - {id: a-b, text: "a: b"}\n'),
        ("    - what, me?\n", "    - {id: what-me, text: 'what, me?'}\n"),
        ("    - it's a, b\n", "    - {id: its-a-b, text: 'it''s a, b'}\n"),
        ("    - {text: x}\n", "    - {id: x, text: x}\n"),
        ("    - {id: , text: x}\n", "    - {id: x , text: x}\n"),
        ("    - {id, text: x}\n", "    - {id: x, text: x}\n"),
        ('    - {id: "", text: x}\n', '    - {id: "x", text: x}\n'),
        ("    - text: x\n      fact: y\n", "    - id: x\n      text: x\n      fact: y\n"),
        ("    - # here\n      text: x\n", "    - # here\n      id: x\n      text: x\n"),
        ("    - id:\n      text: x\n", "    - id: x\n      text: x\n"),
        ("    -   text: x\n", "    -   id: x\n        text: x\n"),
        ("    - |\n      x\n       y\n", "    - id: x-y\n      text: |\n        x\n         y\n"),
        ("    - >2\n       x\n", "    - id: x\n      text: >2\n         x\n"),
        ("    - x\n      y\n", "    - {id: x-y, text: x\n      y}\n"),
        (
            "    - One two three four five six.\n",
            "    - {id: one-two-three-four-five, text: One two three four five six.}\n",
        ),
        ("    - Größe zählt\n", "    - {id: grosse-zahlt, text: Größe zählt}\n"),
        ("    - 速い\n", "    - {id: keyphrase, text: 速い}\n"),
        (
            "    - x\n    - x\n    - X!\n",
            "    - {id: x, text: x}\n    - {id: x-2, text: x}\n    - {id: x-3, text: X!}\n",
        ),
    ],
)
def test_an_id_goes_where_its_item_is(before, after):
    assert lines_added(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("asked: Why?\n", "asked:\n  - id: why\n    ask: Why?\n"),
        (
            "asked: >-\n  Why\n  so? \n",
            "asked:\n  - id: so\n    ask: >-\n      Why\n      so? \n",
        ),
        ("asked:\n  Why?  # x\n", "asked:\n  - id: why\n    ask:\n      Why?  # x\n"),
        ("probes: Why?\n", "probes: Why?\n"),
    ],
)
def test_one_text_in_place_of_a_list_becomes_a_list_of_one(before, after):
    assert added(NAMED + before) == NAMED + after
    _, ids = with_ids((NAMED + before).encode())
    assert [line for line, _ in ids] == [6] * len(ids)


def test_items_between_brackets_stay_there():
    before = (
        NAMED + "steps: {task: {key_phrases: [x, 'y, z', {text: u}, text: v, {id: w, text: w}]}}"
    )
    assert added(before).removeprefix(NAMED) == (
        "steps: {task: {key_phrases: [{id: x, text: x}, {id: y-z, text: 'y, z'},"
        " {id: u, text: u}, {id: v, text: v}, {id: w, text: w}]}}"
    )


def test_every_list_that_needs_ids_gets_them():
    before = NAMED + (
        "probes: [{ask: Why?}]\ndisqualifiers:\n  - phrase: Not me\nquizzes: [{ask: What?}]\n"
        "steps: {action: {beats: [{name: Find it, key_phrases: [x]}]}}\n"
    )
    assert read_source("a", before.encode()).file is None
    after, ids = with_ids(before.encode())
    file = read_source("a", after).file
    assert file is not None
    assert [name for _, name in ids] == ["why", "not-me", "what", "find-it", "x"]


def test_former_ids_are_not_given_again():
    before = "    - {id: y, text: y, was: [x]}\n    - x\n"
    assert lines_added(before).endswith("- {id: x-2, text: x}\n")


def test_the_lines_told_are_those_of_the_new_file():
    data = (PHRASES + "    - text: x\n    - |\n      y\n    - z\n").encode()
    after, ids = with_ids(data)
    lines = after.decode().splitlines()
    assert [name for _, name in ids] == ["x", "y", "z"]
    assert all(f"id: {name}" in lines[line - 1] for line, name in ids)


def test_windows_line_ends_and_a_byte_order_mark_stay():
    text = PHRASES + "    - text: x\n    - |\n      y\n\n      z\n    - u\n"
    plain = with_ids(text.encode())[0]
    mark = b"\xef\xbb\xbf"
    windows = with_ids(mark + text.replace("\n", "\r\n").encode())[0]
    assert windows == mark + plain.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("path", FILES_HERE, ids=lambda path: path.stem)
def test_adding_ids_holds_its_laws_on_every_file_here(path):
    holds(path.read_bytes())


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a: [", b"- x", b"x", b"a: &b c\nd: *b\n"])
def test_what_cannot_be_read_stays_as_it_is(data):
    assert with_ids(data) == (data, [])


def holds(data: bytes) -> None:
    """Check the laws: only insertions, the same values plus ids, all different, and only once."""
    after, ids = with_ids(data)
    assert is_inside(data, after)
    names = [name for _, name in ids]
    assert len({*names}) == len(names)
    assert with_ids(after) == (after, [])
    if not ids:
        assert after == data
        return
    before, now = tree_of(data), tree_of(after)
    assert [fault for fault in now.faults if fault.severity == "error"] == []
    assert now.data == told_with_ids(before.data, iter(names))


def is_inside(some: bytes, whole: bytes) -> bool:
    """Say whether `whole` is `some` with bytes put in."""
    rest = iter(whole)
    return all(byte in rest for byte in some)


def told_with_ids(data: Any, names: Any) -> Any:
    """Return the data as it should be, the ids put in by going through it in the file's order."""
    model = FILES.get(data.get("type"), FILES["scenario"])

    def put(value: Any, place: tuple[str | int, ...]) -> Any:
        if isinstance(value, dict):
            return {
                key: put(listed(inner, (*place, key)), (*place, key))
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [put(named(inner, (*place, n)), (*place, n)) for n, inner in enumerate(value)]
        return value

    def listed(value: Any, place: tuple[str | int, ...]) -> Any:
        shapes = shapes_at(model, place)
        of_items = any("id" in of.get("properties", {}) for of in shapes_at(model, (*place, 0)))
        may_be_text = any("string" in of.get("type", ()) for of in shapes)
        return [value] if isinstance(value, str) and of_items and may_be_text else value

    def named(item: Any, place: tuple[str | int, ...]) -> Any:
        shapes = shapes_at(model, place)
        shape = next((shape for shape in shapes if "id" in shape.get("properties", {})), None)
        if shape is None:
            return item
        key = next(key for key in shape["required"] if key != "id")
        if isinstance(item, str) and item:
            return {"id": next(names), key: item}
        if isinstance(item, dict) and isinstance(item.get(key), str) and "id" not in item:
            return {**item, "id": next(names)}
        return item

    return put(copy.deepcopy(data), ())


WORDS = st.text("ab é,:;?!#'\"[]{}-&*|>%@`\\~=<.0", min_size=1, max_size=12)


@st.composite
def items(draw: st.DrawFn) -> str:
    """Return one key phrase below `key_phrases:`, written in one of many ways."""
    words = draw(WORDS)
    quoted = "'" + words.replace("'", "''") + "'"
    return draw(
        st.sampled_from(
            [
                f"    - {words}\n",
                f"    - {words}\n      {words}\n",
                f"    - {words} # {words}\n",
                f"    - {quoted}\n",
                f"    -   {quoted}  # {words}\n",
                f"    - text: {quoted}\n      fact: {words}\n",
                f"    - # {words}\n      text: {quoted}\n",
                f"    - {{text: {quoted}}}\n",
                f"    - {{ id: , text: {quoted} }}\n",
                f"    - id:\n      text: {quoted}\n",
                f"    - text: {quoted}\n      id:\n",
                f"    - id: ''\n      text: {quoted}\n",
                f"    - |\n      {words}\n       {words}\n\n      {words}\n",
                f"    - >-\n     {words}\n\n",
                f"    - |2\n        {words}\n",
                f"    -\n      text: {quoted}\n",
                f'    - "{words}\n       {words}"\n',
                "    # between\n\n",
            ]
        )
    )


@given(st.lists(items(), min_size=1, max_size=6), st.booleans(), st.booleans())
@example(["    - a ?\n"], False, False)
@example(["    - a -b\n", "    - a:b\n", "    - a :b\n"], True, True)
def test_adding_ids_holds_its_laws_however_phrases_are_written(parts, windows, mark):
    text = (PHRASES + "".join(parts) + "probes:\n  - ask: Why?\n").replace(
        "\n", "\r\n" if windows else "\n"
    )
    data = (b"\xef\xbb\xbf" if mark else b"") + text.encode()
    assume(not [fault for fault in tree_of(data).faults if fault.severity == "error"])
    holds(data)


@st.composite
def alone(draw: st.DrawFn) -> str:
    """Return a text behind or below its key, four columns in, written in one of many ways."""
    words = draw(WORDS)
    quoted = "'" + words.replace("'", "''") + "'"
    return draw(
        st.sampled_from(
            [
                f" {words}\n",
                f" {words} # {words}\n",
                f"   {quoted}\n",
                f"\n      {quoted}\n",
                f"\n      {words}\n      {words}\n",
                f" # {words}\n      {words}\n",
                f" |\n      {words}\n       {words}\n\n      {words}\n",
                f" >- # {words}\n     {words}\n\n",
                f" |2\n        {words}\n",
                f' "{words}\n       {words}"\n',
            ]
        )
    )


@given(alone(), alone(), st.booleans(), st.sampled_from(["", "    # behind\n", "    cue: x\n"]))
def test_adding_ids_holds_its_laws_for_one_text_in_place_of_a_list(one, other, windows, rest):
    text = f"{NAMED}steps:\n  task:\n    key_phrases:{one}{rest}  action:\n    beats:\n"
    text += f"    - id: b\n      name: x\n      key_phrases:{other.replace('    ', '      ')}"
    data = text.replace("\n", "\r\n" if windows else "\n").encode()
    assume(not [fault for fault in tree_of(data).faults if fault.severity == "error"])
    holds(data)


@given(WORDS, st.booleans())
def test_adding_ids_holds_its_laws_for_one_text_between_brackets(words, quoted):
    words = "'" + words.replace("'", "''") + "'" if quoted else words
    data = f"{NAMED}steps: {{task: {{key_phrases: {words}, cue: x}}}}\n".encode()
    assume(not [fault for fault in tree_of(data).faults if fault.severity == "error"])
    holds(data)


@given(
    st.lists(
        st.one_of(
            WORDS,
            WORDS.map(lambda words: "'" + words.replace("'", "''") + "'"),
            st.just("{text: a}"),
            st.just("text: b"),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_adding_ids_holds_its_laws_between_brackets(parts):
    data = (NAMED + f"steps: {{task: {{key_phrases: [{', '.join(parts)}]}}}}\n").encode()
    assume(not [fault for fault in tree_of(data).faults if fault.severity == "error"])
    holds(data)
