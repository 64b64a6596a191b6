"""Whatever a stranger writes into a whole segment: it is refused in words, or it does no harm."""

import itertools
import json
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import LATER, moment, quick_folder
from lpcards.log import LogProblem, Shown, open_log
from lpcards.log.other_log import Other
from lpcards.memory.event import event_json
from lpcards.sync.folder_place import FolderPlace
from lpcards.sync.segment import SEGMENT, unpacked
from sizes import examples, some

KINDS = (
    *("review", "cram", "undo", "adopt", "due", "pause", "flag", "suspend", "forget", "rehearse"),
    *("a kind of the future", "", "\ud800"),
)
DETAILS = {
    "undoes": ([], [1], "x", ["x"], ["\ud800"], ["a\0"], None, [["x"]]),
    "due": (1, None, "x", "9999-12-31", "0001-01-01", "2025-W10-2", "20250304", []),
    "from": (1, None, "a", "\ud800", [], "2025-01-01", "x" * 5000),
    "until": (5, "x", "2025-W10-2", "0001-01-01", "9999-12-31"),
    "missed": ([-1], ["x"], [2**70], 1, None, [[0]], [1.5], [True], [0] * 10_000),
    "note": (1, None, "\ud800", [], {}, "x\0", "\x1b[2J"),
    "bulk": (1, "x", ["x"], "\ud800"),
    "key": (1, "x", None, "\ud800"),
    "interval": ("x", 2**70, -1),
    "off": (1, "x"),
    "end": (1, 0),
    "\ud800": (1,),
    "a": (10**300, 1e308, -0.0),
}
VALUES = (
    *(
        "",
        "x",
        "\0",
        "a\0b",
        "\ud800",
        "x" * 2000,
        "\x1b[2J",
        "é",
        "٢٠٢٥-٠٣-٠٤",
        "anki",
        [],
        {},
        [1],
    ),
    *(0, -1, 6, 2**31, 2**63, 2**64, 10**400, 1.5, -0.0, 1e308, True, None),
    *("2025-03-04", "9999-12-31", "0001-01-01", "2025-3-4", "2025-W10-2", "20250304"),
    *("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999-23:59", "0001-01-01T00:00:00+23:59"),
    *("2025-03-04T11:00:00", "1970-01-01T00:00:00Z", "2025-03-04T11:00:00.0000001Z"),
)


def variants(event):
    """Yield an event's values with one of them changed, or left out, or one too many."""
    for name, value in itertools.product(event, VALUES):
        yield {**event, name: value}
    for kind, (name, values), card in itertools.product(KINDS, DETAILS.items(), ("a", "")):
        for value, grade in itertools.product(values, (None, 4)):
            yield {**event, "kind": kind, "card": card, "details": {name: value}, "grade": grade}
    for name in event:
        yield {other: value for other, value in event.items() if other != name}
    yield {**event, "more": 1}


def renamed(event, number):
    """Give an event an id of its own, unless its id is what is wrong with it."""
    name = event.get("id")
    if isinstance(name, str) and len(name) == 36:
        return {**event, "id": f"{name[:-6]}{number:06x}"}
    return event


def put(folder, name, data):
    path = Path(folder) / "lpcards" / "segments" / f"{name}.lps"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def all_of(log):
    events = [json.dumps(event_json(event)) for event in log.events()]
    return events, dict(log.remembered()), log.suspended(), log.flags()


def test_of_all_that_an_event_may_be_nothing_keeps_the_others_away_or_harms_the_log():
    with quick_folder() as folder, open_log(f"{folder}/stranger.db", device="m") as stranger:
        shown = Shown("00", "f", "b", ("x",))
        event = stranger.answer("a", 4, moment(), seconds=2.0, shown=shown).event
        hostile, good = Path(folder, "hostile"), stranger.answer("good", 4, moment(1)).event
        put(hostile, "zz good", SEGMENT.packed(json.dumps(event_json(good)).encode()))
        for number, one in enumerate(some(variants(event_json(event)), 400)):
            line = json.dumps(renamed(one, number)).encode()
            put(hostile, f"{number}", SEGMENT.packed(line))
        check_harmless(folder, hostile)


def check_harmless(folder, hostile):
    """Take in what lies in a folder, with one good answer, go on, and let it travel on."""
    clean = Path(folder, "clean")
    clean.mkdir()
    with (
        open_log(f"{folder}/one.db", device="n") as log,
        open_log(f"{folder}/other.db", device="o") as other,
    ):
        came = FolderPlace(str(hostile), "n").take_in(log, LATER.at)
        assert "good" in dict(log.remembered())
        assert all(fault.fault.isprintable() for fault in came.faults), came.faults
        assert log.verify() == []
        log.answer("b", 3, moment(2))
        log.undo(moment(2))
        assert FolderPlace(str(clean), "n").send(log).events == log.count()
        assert FolderPlace(str(clean), "o").take_in(other, LATER.at).faults == ()
        assert all_of(other) == all_of(log)
        assert other.verify() == []


SHOWN = {"fingerprint": "00", "front": "f", "back": "b", "items": ["x"]}


@pytest.mark.parametrize("value", [1, None, "\ud800", [], {}, ["\ud800"], [1], [["x"]]])
@pytest.mark.parametrize("name", [*SHOWN])
def test_of_all_that_the_words_of_a_card_may_be_nothing_harms_the_log(name, value):
    with quick_folder() as folder, open_log(f"{folder}/stranger.db", device="m") as stranger:
        hostile, good = Path(folder, "hostile"), stranger.answer("good", 4, moment(1)).event
        put(hostile, "good", SEGMENT.packed(json.dumps(event_json(good)).encode()))
        put(hostile, "bad", SEGMENT.packed(json.dumps({**SHOWN, name: value}).encode()))
        check_harmless(folder, hostile)


LINES = {
    "deep": b"[" * 100_000,
    "deep object": b'{"a":' * 100_000,
    "a number of a million digits": b'{"id":' + b"9" * 1_000_000 + b"}",
    "not UTF-8": b'{"id":"\xff"}',
    "UTF-16": '{"id":1}'.encode("utf-16"),
    "nothing but a line's end": b"\n" * 9000 + b"{",
    "a long line": b'{"id":"' + b"x" * (5 << 20) + b'"}',
    "NaN": b'{"id":NaN}',
    "Infinity": b'{"id":-Infinity}',
    "half": b'{"id":"x"',
    "two values": b"{} {}",
    "two keys": b'{"id":1,"id":2}',
    "NUL": b"\0" * 100,
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_lines_that_are_no_event_are_refused_in_a_sentence(line):
    with pytest.raises(LogProblem) as problem:
        unpacked(SEGMENT.packed(line), "it")
    assert len(str(problem.value)) < 300


def file_of(rest):
    """Return a file with a digest that is right."""
    return SEGMENT.magic + sha256(rest).digest() + rest


def read(data):
    """Return why a file is refused ("": it is not), and what it holds."""
    try:
        return "", unpacked(data, "it").other
    except LogProblem as problem:
        return str(problem), Other(iter([]), iter([]))


def frames(number):
    return zstandard.compress(b"\n") * number


SKIPPABLE = b"\x50\x2a\x4d\x18" + (8).to_bytes(4, "little") + bytes(8)
DICTIONARY = zstandard.ZstdCompressionDict(b"lpcards " * 200, dict_type=1)
RESTS = {
    "nothing": b"",
    "a skippable frame": SKIPPABLE,
    "many skippable frames": SKIPPABLE * 100_000,
    "many frames": frames(100_000),
    "a dictionary": zstandard.ZstdCompressor(dict_data=DICTIONARY).compress(b"lpcards " * 50),
    "half a frame": zstandard.compress(b'{"id":1}' * 100)[:-5],
    "what is no frame behind one": zstandard.compress(b"\n") + b"junk",
    "another compression": b"\x1f\x8b\x08" + bytes(50),
}


@pytest.mark.parametrize("rest", RESTS.values(), ids=RESTS)
def test_what_compression_may_hide_brings_nothing_in(rest):
    fault, other = read(file_of(rest))
    assert len(fault) < 300
    assert [*other.events] == [*other.texts] == []


@settings(max_examples=examples(30, 1000), deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([*SHOWN, "id", "at", "details", "kind"]),
        st.none()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters())
        | st.lists(st.text(), max_size=3),
    )
)
def test_any_object_is_refused_in_words_or_held_as_it_is(values):
    fault, other = read(SEGMENT.packed(json.dumps(values).encode()))
    assert [*other.events] == []
    held = [json.loads(json.dumps(shown._asdict())) for shown in other.texts]
    assert held == ([] if fault else [values])


OTHER_BYTES = [
    ({"note": "x", "more": 1}, {"more": 1, "note": "x"}),
    ({"a": 1}, {"a": 1.0}),
    ({"a": 1}, {"a": True}),
    ({"a": 0.0}, {"a": -0.0}),
]


@pytest.mark.parametrize(("here", "there"), OTHER_BYTES)
def test_an_event_that_would_print_otherwise_is_another_one(here, there):
    with quick_folder() as folder, open_log(f"{folder}/log.db", device="m") as log:
        event = log.note("flag", "a", moment(), here)
        put(folder, "same", SEGMENT.packed(json.dumps(event_json(event)).encode()))
        other = event_json(event._replace(details=there))
        put(folder, "other", SEGMENT.packed(json.dumps(other).encode()))
        came = FolderPlace(folder, "m").take_in(log, LATER.at)
        assert (came.known, [one.fault for one in came.faults]) == (
            1,
            [f"Event {event.id} differs from the one that is here"],
        )


@pytest.mark.parametrize("magic", [b"lpcards segment 2\n", b"lpcards segment 10\n"])
def test_what_a_newer_lpcards_wrote_is_said_to_be_and_left_alone(magic):
    with quick_folder() as folder, open_log(f"{folder}/log.db", device="m") as log:
        path = put(folder, "newer", magic + bytes(100))
        for _ in range(2):
            there = FolderPlace(folder, "m")
            [fault] = there.take_in(log, LATER.at).faults
            assert fault == (str(path), "a newer lpcards wrote it: update this one")
            there.send(log)
        assert path.read_bytes() == magic + bytes(100)
