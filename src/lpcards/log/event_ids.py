"""Event ids: UUIDs of version 7 (RFC 9562) that sort in the order they were given."""

import os

from lpcards.memory.event import Nonsense

TIME, TAIL = 48, 74
HIGH, LOW = 12, 62
SOURCE, READING = 30, 24
"""Of an id made by `source_id`: characters that stand for its source, bits for what was read."""


def next_id(last: str, at: int) -> str:
    """Return an id for an event at `at` (UTC milliseconds) that sorts after `last` ("": none).

    Its time is the later of `at` and the last one's. Within the same time it counts on by a
    random step, so that two copies of a log that go on apart do not give the same ids.
    """
    before = _number(last) if last else -1
    if before >> TAIL < at:
        return _text(at << TAIL | _random(TAIL))
    return _text(before + 1 + _random(32))


def source_id(at: int, source: str, reading: str) -> str:
    """Return the id of a review made elsewhere at `at` (UTC milliseconds): equal everywhere.

    It sorts behind the ids that this program gives at the same millisecond: where the review is
    an answer of ours that travelled, the answer itself comes first. `source` names the review,
    `reading` all that was read into it.
    """
    high = (1 << HIGH) - 1
    tail = _digest(source, LOW - READING) << READING | _digest(reading, READING)
    return _text(at << TAIL | high << LOW | tail)


def time_of(name: str) -> int:
    """Return the UTC milliseconds in an id; Nonsense if it is none."""
    return _number(name) >> TAIL


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom(10), "big") >> (80 - bits)


def _digest(text: str, bits: int) -> int:
    from hashlib import blake2b

    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> (64 - bits)


def _number(name: str) -> int:
    try:
        bits = int(name.replace("-", ""), 16)
    except (TypeError, ValueError) as error:
        raise Nonsense(f"the event id {name!r} is none") from error
    return bits >> 80 << TAIL | (bits >> 64 & (1 << HIGH) - 1) << LOW | bits & (1 << LOW) - 1


def _text(number: int) -> str:
    low, high, time = number & (1 << LOW) - 1, number >> LOW & (1 << HIGH) - 1, number >> TAIL
    digits = f"{time << 80 | 7 << 76 | high << 64 | 2 << LOW | low:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
