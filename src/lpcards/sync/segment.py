"""A segment: a piece of a log as a file."""

import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lpcards.log.card_texts import Shown
from lpcards.log.other_log import LONGEST_VALUE, Other, lines_of, other_of_lines
from lpcards.log.time_left import Look, at_leisure
from lpcards.memory.event import Event
from lpcards.sync.packed_file import BadFile, FileForm

SEGMENT = FileForm(b"lpcards segment ", ".lps", most_packed=64_000_000, most_bytes=64_000_000)
MOST_LINES = 10_000
"""Events of a segment, and words of cards."""
WRITTEN_BYTES = 32 << 20
"""Bytes of lines after which the writer begins another segment."""


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


class Unpacked(NamedTuple):
    """What a segment holds, and in how many lines."""

    other: Other
    lines: int


def unpacked(data: bytes, name: str, look: Look = at_leisure) -> Unpacked:
    """Return what a file holds, read with distrust; `name` is the file's in messages.

    Raises BadFile where it is not whole, LogProblem where it makes no sense, OutOfTime as `look`.
    """
    lines = SEGMENT.unpacked(data, look)
    count = lines.count(b"\n")
    if count > MOST_LINES:
        raise BadFile(f"it holds more than {MOST_LINES:,} lines")
    return Unpacked(other_of_lines(io.BytesIO(lines), name, look), count)
