"""A segment is whole or refused, and no file can take more memory or time than a whole one."""

from hashlib import sha256

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from logs import moment
from lpcards.log import LogProblem, Shown
from lpcards.log.other_log import LONGEST_VALUE, lines_of
from lpcards.memory.event import Event
from lpcards.sync import segment
from lpcards.sync.packed_file import BadFile
from lpcards.sync.segment import SEGMENT, pieces_of, unpacked


def event(number):
    """Return an event with an id of that number, at the same moment."""
    at = moment().at
    digits = f"{at:012x}7{number:03x}8{number:015x}"
    name = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return Event(name, *moment(), "one", "suspend", "a")


EVENTS = st.lists(st.integers(0, 4000), unique=True, max_size=20).map(
    lambda numbers: [*map(event, sorted(numbers))]
)
TEXTS = st.lists(st.builds(Shown, st.text("0123456789abcdef"), st.text(), st.text()), max_size=5)


def file_of(rest):
    """Return a file with a digest that is right."""
    return SEGMENT.magic + sha256(rest).digest() + rest


@given(EVENTS, TEXTS)
def test_what_goes_in_comes_out(events, texts):
    other, lines = unpacked(SEGMENT.packed(b"".join(lines_of(events, texts))), "it")
    assert ([*other.events], [*other.texts]) == (events, texts)
    assert lines == len(events) + len(texts)


@given(EVENTS.filter(bool), st.data())
def test_a_segment_changed_or_cut_anywhere_is_refused(events, data):
    whole = bytearray(SEGMENT.packed(b"".join(lines_of(events, []))))
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(BadFile):
        unpacked(bytes(whole[:at]), "it")
    whole[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BadFile):
        unpacked(bytes(whole), "it")


@given(st.binary(max_size=200))
def test_junk_with_a_right_digest_is_refused_in_words(junk):
    for rest in (junk, zstandard.compress(junk)):
        try:
            other, _ = unpacked(file_of(rest), "it")
        except LogProblem:
            continue
        assert [*other.events] == [*other.texts] == []


def test_the_same_events_make_the_same_file():
    lines = b"".join(lines_of([event(1)], []))
    assert SEGMENT.packed(lines) == SEGMENT.packed(lines)


def test_a_newer_format_is_named_as_such():
    with pytest.raises(BadFile, match="a newer lpcards wrote it"):
        unpacked(b"lpcards segment 2\n" + b"x" * 100, "it")


def test_a_gigabyte_of_zeros_is_not_decompressed():
    bomb = zstandard.ZstdCompressor(level=19).compressobj(1 << 30)
    zeros = bytes(1 << 24)
    rest = b"".join(bomb.compress(zeros) for _ in range(64)) + bomb.flush()
    assert len(rest) < 1 << 20
    with pytest.raises(BadFile, match="more than 64 MB"):
        unpacked(file_of(rest), "it")


def test_a_window_that_would_take_all_memory_is_refused():
    how = zstandard.ZstdCompressionParameters(window_log=27, enable_ldm=False)
    making = zstandard.ZstdCompressor(compression_params=how).compressobj()
    rest = making.compress(b"x" * 100) + making.flush()
    with pytest.raises(BadFile):
        unpacked(file_of(rest), "it")


def test_a_million_events_in_one_file_are_too_many():
    [line] = lines_of([event(1)], [])
    with pytest.raises(BadFile, match="more than"):
        unpacked(SEGMENT.packed(line * 1_000_000), "it")


@pytest.mark.parametrize(
    "line", [b"{}", b"[" * 5000, b'{"id": 1}', b"null", b"\xff", b'{"id":NaN}']
)
def test_lines_that_are_none_are_refused_in_words(line):
    with pytest.raises(LogProblem):
        unpacked(SEGMENT.packed(line + b"\n"), "it")


def test_what_is_to_go_out_is_divided_so_that_readers_take_it(monkeypatch):
    monkeypatch.setattr(segment, "MOST_LINES", 3)
    events, texts = [*map(event, range(5))], [Shown("0", "a", "b"), Shown("1", "c", "d")]
    pieces = [*pieces_of(events, texts)]
    assert [len(piece.events) + len(piece.texts) for piece in pieces] == [3, 3, 1]
    assert [name for piece in pieces for name in piece.events] == [one.id for one in events]
    assert [name for piece in pieces for name in piece.texts] == ["0", "1"]
    for piece in pieces:
        unpacked(SEGMENT.packed(piece.lines), "it")
    monkeypatch.setattr(segment, "WRITTEN_BYTES", 1)
    assert len([*pieces_of(events, texts)]) == 7


def test_a_text_that_no_reader_takes_keeps_nothing_else_at_home():
    long = Shown("0", "x" * LONGEST_VALUE, "b")
    [piece] = pieces_of([event(1)], [long])
    assert piece.texts == ("0",)
    other, lines = unpacked(SEGMENT.packed(piece.lines), "it")
    assert (len([*other.events]), lines) == (1, 1)
