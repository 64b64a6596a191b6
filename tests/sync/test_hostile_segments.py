"""Segments that a stranger wrote, whole and with a right digest: each is refused by itself."""

import json

import pytest

from logs import LATER, moment
from lpcards.log import open_log
from lpcards.log.other_log import lines_of
from lpcards.sync.folder_place import FolderPlace
from lpcards.sync.segment import SEGMENT

HALF = "\ud800"
EVENTS = [
    *({name: HALF} for name in ("id", "device", "zone", "kind", "card", "fingerprint")),
    {"details": {"a": HALF}},
    {"details": {HALF: 1}},
    {"details": {"undoes": "x"}, "kind": "undo"},
    *({"grade": grade} for grade in (9, -1, True, 2**70, "5", 1e400)),
    *({"seconds": seconds} for seconds in (-1, 1e308, 10**400, "1")),
    *({"offset": offset} for offset in (2**63, 10**30, None)),
    *({"day": day} for day in ("0000-01-01", "9999-12-31", 5, "")),
    {"at": "9999-12-31T23:59:59Z"},
    {"card": None},
    {"id": "x"},
]
TEXT = {"fingerprint": "a", "front": "b", "back": "c", "items": []}
TEXTS = [
    *({**TEXT, name: HALF} for name in ("fingerprint", "front", "back")),
    {**TEXT, "items": [HALF]},
    {**TEXT, "items": [1]},
    {**TEXT, "items": "abc"},
]


@pytest.fixture
def met(tmp_path):
    """Return a function that has a log take in an event of a stranger's segment, and a good one."""
    there = tmp_path / "lpcards" / "segments"
    there.mkdir(parents=True)
    with open_log(str(tmp_path / "a.db")) as source:
        good = source.answer("a", 4, moment()).event
        bad = source.answer("b", 4, moment()).event
    (there / "good.lps").write_bytes(SEGMENT.packed(b"".join(lines_of([good], []))))
    [line] = lines_of([bad], [])

    def take_in(values, base):
        text = json.dumps({**base, **values}).encode()
        (there / "bad.lps").write_bytes(SEGMENT.packed(text + b"\n"))
        with open_log(str(tmp_path / "b.db"), device="other") as log:
            came = FolderPlace(str(tmp_path), "other").take_in(log, LATER.at)
            assert log.verify() == []
            assert [event.card for event in log.events()] == ["a"]
        return came

    return lambda values, base=None: take_in(values, json.loads(line) if base is None else base)


@pytest.mark.parametrize("values", EVENTS, ids=str)
def test_an_event_that_makes_no_sense_leaves_the_other_segments(met, values):
    came = met(values)
    assert came.added == 1
    assert [fault.file.rpartition("/")[2] for fault in came.faults] == ["bad.lps"]
    assert "codec" not in came.faults[0].fault


@pytest.mark.parametrize("values", TEXTS, ids=str)
def test_words_that_are_none_leave_the_other_segments(met, values):
    came = met(values, {})
    assert (came.added, len(came.faults)) == (1, 1)
