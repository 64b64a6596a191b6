import json
from hashlib import sha256

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from lpcards.sync.content_copy import (
    COPY,
    ContentCopy,
    Item,
    fault_of_item,
    packed_copy,
    unpacked_copy,
    version_of,
)
from lpcards.sync.packed_file import BadFile

IDS = ("0" * 32,)
words = st.text(st.characters(codec="utf-8"), max_size=12)
names = (
    words
    | words.map("{}.yaml".format)
    | st.sampled_from(["a.yaml", "b/c.yml", "b/d.yaml", "setting:new", "setting:minutes"])
)
data = st.none() | st.binary(max_size=40) | st.text(max_size=40).map(str.encode)
items = st.dictionaries(
    names.filter(lambda name: not fault_of_item(name, None)),
    data.map(lambda one: Item(version_of(one, IDS, ("f" * 32,)), one)),
    max_size=5,
)


def filed(*lines, device="desk"):
    """Return the file of these lines."""
    values = [{"device": device}, *lines]
    return enveloped(b"".join(json.dumps(line).encode() + b"\n" for line in values))


def enveloped(lines):
    rest = zstandard.ZstdCompressor().compress(lines)
    return COPY.magic + sha256(rest).digest() + rest


def line(name, **more):
    return {"name": name, "ids": IDS, "past": [], **more}


@given(items, st.dictionaries(st.sampled_from(["author", "manifest"]), st.text(max_size=20)))
def test_what_is_packed_is_unpacked_the_same(items, united):
    try:
        united = {name: text.encode().decode() for name, text in united.items()}
    except UnicodeEncodeError:
        united = {}
    items = {name: one for name, one in items.items() if not fault_of_item(name, one.data)}
    copy = ContentCopy("desk-1", items, united)
    assert unpacked_copy(packed_copy(copy)) == copy
    assert packed_copy(copy) == packed_copy(copy)


def test_a_file_that_was_cut_off_or_mixed_up_anywhere_is_told_from_a_whole_one():
    whole = filed(line("a.yaml", text="id: a\n" * 40))
    for at in range(len(whole)):
        with pytest.raises(BadFile):
            unpacked_copy(whole[:at])
        changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
        with pytest.raises(BadFile):
            unpacked_copy(changed)


@pytest.mark.parametrize(
    "lines",
    [
        [[]],
        [{}],
        ["text"],
        [{"name": "a.yaml"}],
        [line(3, text="")],
        [line("a.yaml", text=3)],
        [line("a.yaml", text="\ud800")],
        [line("a.yaml", bytes="?")],
        [line("a.yaml", bytes=3)],
        [line("a.yaml") | {"ids": []}],
        [line("a.yaml") | {"ids": ["x"]}],
        [line("a.yaml") | {"ids": [3]}],
        [line("a.yaml") | {"ids": "0" * 32}],
        [line("a.yaml") | {"past": {}}],
        [line("a.yaml") | {"past": ["0" * 32] * 3000}],
        [line("a.yaml"), line("a.yaml")],
        [{"united": 3, "text": 3}],
        [{"united": [], "text": ""}],
    ],
)
def test_lines_that_make_no_sense_are_refused_all_together(lines):
    with pytest.raises(BadFile, match="no sense"):
        unpacked_copy(filed(*lines))


@pytest.mark.parametrize("device", ["", "../x", "a/b", "x" * 33, "\x1b[2J", 3, None, "a\n"])
def test_a_device_is_called_by_letters_and_digits(device):
    with pytest.raises(BadFile):
        unpacked_copy(filed(device=device))


@pytest.mark.parametrize("lines", [b"", b"{}", b"\xff", b"[" * 100_000, b"1" * 10_000, b"null\n"])
def test_what_is_no_json_is_refused(lines):
    with pytest.raises(BadFile):
        unpacked_copy(enveloped(lines))


def test_a_bomb_is_refused_before_it_goes_off():
    with pytest.raises(BadFile, match="more than 200 MB"):
        unpacked_copy(enveloped(bytes(200_000_001)))
    with pytest.raises(BadFile, match="more than 20,000 files"):
        unpacked_copy(enveloped(b"{}\n" * 20_010))


def test_a_newer_programs_file_is_named_so():
    with pytest.raises(BadFile, match="newer lpcards"):
        unpacked_copy(b"lpcards content 2\n" + bytes(99))


def test_a_single_file_of_a_bad_name_or_kind_is_left_out():
    copy = unpacked_copy(
        filed(
            line("a.yaml", text="id: a"),
            line("../b.yaml", text="id: b"),
            line("c.png", text="no picture"),
            line("setting:UP", text="1"),
        )
    )
    assert [*copy.items] == ["a.yaml"]
    assert [*copy.left_out] == ["../b.yaml", "c.png", "setting:UP"]
