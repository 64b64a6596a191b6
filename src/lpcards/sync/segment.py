"""A segment: a piece of a log as a file, in which each byte is accounted for.

A magic line, the SHA-256 of what follows, and that: lines of JSON, compressed. So a file that a
service has copied half, or mixed with another, is told from a whole one by what it holds, and its
name means nothing.
"""

import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from lpcards.log import LogProblem
from lpcards.log.card_texts import Shown
from lpcards.log.other_log import LONGEST_VALUE, Other, lines_of, other_of_lines
from lpcards.memory.event import Event

KIND = b"lpcards segment "
MAGIC = KIND + b"1\n"
DIGEST = 32
MOST_LINES = 10_000
"""Events of a segment, and words of cards."""
MOST_PACKED, MOST_BYTES = 64 << 20, 64 << 20
"""Bytes of a segment's file, and of its lines, that a reader takes."""
WRITTEN_BYTES = 32 << 20
"""Bytes of lines after which the writer begins another segment."""
WIDEST_WINDOW, AT_ONCE = 8 << 20, 1 << 18
LEVEL = 9


class SegmentFault(LogProblem):
    """A file is no whole segment; the text says what it is instead."""


class SegmentPiece(NamedTuple):
    """What goes into one segment: names of events and of words of cards, and their lines."""

    events: tuple[str, ...]
    texts: tuple[str, ...]
    lines: bytes


def pieces_of(events: Iterable[Event], texts: Iterable[Shown]) -> Iterator[SegmentPiece]:
    """Divide what has to go out into pieces that every reader takes.

    A line longer than readers take goes nowhere, and is in a piece as if it had gone.
    """
    piece: list[_Line] = []
    size = 0
    for line in _lines(events, texts):
        if piece and (len(piece) >= MOST_LINES or size + len(line.text) > WRITTEN_BYTES):
            yield _piece(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line.text)
    if piece:
        yield _piece(piece)


class _Line(NamedTuple):
    is_event: bool
    name: str
    text: bytes


def _lines(events: Iterable[Event], texts: Iterable[Shown]) -> Iterator[_Line]:
    for event in events:
        yield _Line(True, event.id, _only(lines_of([event], [])))
    for shown in texts:
        yield _Line(False, shown.fingerprint, _only(lines_of([], [shown])))


def _only(lines: Iterator[bytes]) -> bytes:
    [line] = lines
    return line if len(line) <= LONGEST_VALUE else b""


def _piece(lines: list[_Line]) -> SegmentPiece:
    return SegmentPiece(
        tuple(line.name for line in lines if line.is_event),
        tuple(line.name for line in lines if not line.is_event),
        b"".join(line.text for line in lines),
    )


def packed(lines: bytes) -> bytes:
    """Return the file of these lines."""
    from zstandard import ZstdCompressor  # here: only what syncs needs it

    rest = ZstdCompressor(level=LEVEL).compress(lines)
    return MAGIC + sha256(rest).digest() + rest


class Unpacked(NamedTuple):
    """What a segment holds, and in how many lines."""

    other: Other
    lines: int


def unpacked(data: bytes, name: str) -> Unpacked:
    """Return what a file holds, read with distrust; `name` is the file's in messages.

    Raises SegmentFault where it is not whole, LogProblem where it makes no sense.
    """
    rest = _checked(data)
    lines = _decompressed(rest)
    count = lines.count(b"\n")
    if count > MOST_LINES:
        raise SegmentFault(f"it holds more than {MOST_LINES:,} lines")
    return Unpacked(other_of_lines(io.BytesIO(lines), name), count)


def _checked(data: bytes) -> bytes:
    if not data.startswith(MAGIC):
        if data.startswith(KIND) and b"\n" in data[: len(MAGIC) + 4]:
            raise SegmentFault("a newer lpcards wrote it: update this one")
        raise SegmentFault("it is not whole, or not of lpcards")
    digest, rest = data[len(MAGIC) :][:DIGEST], data[len(MAGIC) + DIGEST :]
    if sha256(rest).digest() != digest:
        raise SegmentFault("it is not whole")
    return rest


def _decompressed(rest: bytes) -> bytes:
    from zstandard import ZstdDecompressor, ZstdError

    reader = ZstdDecompressor(max_window_size=WIDEST_WINDOW).stream_reader(rest)
    lines = bytearray()
    try:
        while more := reader.read(AT_ONCE):
            lines += more
            if len(lines) > MOST_BYTES:
                raise SegmentFault(f"it holds more than {MOST_BYTES >> 20} MiB")
    except ZstdError as fault:
        raise SegmentFault("it cannot be decompressed") from fault
    return bytes(lines)
