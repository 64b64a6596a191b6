"""Logs from anybody: they are merged and do no harm, or refused in a sentence."""

import json
import os
import sqlite3
from contextlib import closing, suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from logs import LATER, moment, quick_folder
from lpcards.log import LogProblem, Shown, open_log, other_log
from lpcards.log.event_rows import COLUMNS
from lpcards.memory.event import event_json
from lpcards.practice.debrief import debrief_of, last_loop
from lpcards.practice.telling_record import tellings_of
from sizes import examples, some


@pytest.fixture
def ours(tmp_path):
    with open_log(str(tmp_path / "ours.db")) as log:
        log.answer("a/probe/mine", 4, moment())
        yield log


@pytest.fixture
def theirs(tmp_path):
    """Return the path of a sound log, to be spoilt."""
    path = str(tmp_path / "theirs.db")
    with open_log(path) as log:
        log.answer("a/probe/b", 4, moment(), seconds=7.0, shown=Shown("00", "front", "back"))
        log.note("flag", "a/probe/b", moment(), {"note": "reword"})
        log.note("mock", "a", moment(), {"loop": "x", "seed": 7, "minutes": 45, "question": "Why?"})
        log.undo(moment())
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    return path


def state(log):
    return list(log.events()), dict(log.remembered()), log.flags(), log.suspended()


def refused(log, path):
    """Merge; return the sentence for which nothing was merged."""
    before = state(log)
    with pytest.raises(LogProblem) as problem:
        log.merge([path], LATER)
    assert state(log) == before
    words = str(problem.value)
    assert "\n" not in words
    assert words.endswith(".")
    return words


def spoil(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            db.execute(statement)


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"
EVENTS = ", ".join(f"'x' AS {name}" for name in COLUMNS)
FREE = "DROP TRIGGER events_stay"
BOUND = (
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events\n"
    "        BEGIN SELECT RAISE (ABORT, 'an event never changes'); END"
)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["DROP TABLE events", f"CREATE VIEW events AS {ENDLESS} {EVENTS} FROM n"], "holds a view"),
        (["DROP TABLE texts", f"CREATE VIEW texts AS {ENDLESS} i, i, i, i FROM n"], "holds a view"),
        ([f"CREATE VIEW extra AS {ENDLESS} i FROM n"], "holds a view that no lpcards log has"),
        (
            ["CREATE TRIGGER t AFTER INSERT ON texts BEGIN SELECT 1; END"],
            "holds a trigger that no lpcards log has",
        ),
        (
            [
                "DROP TABLE texts",
                "CREATE TABLE texts (fingerprint, front, back, items AS (zeroblob(100000000)))",
            ],
            "holds a table that no lpcards log has",
        ),
        (
            ["ALTER TABLE events ADD COLUMN more TEXT AS (zeroblob(1000000000))"],
            "holds a table that no lpcards log has",
        ),
        (["CREATE VIRTUAL TABLE v USING fts5(x)"], "holds a table that no lpcards log has"),
        (["CREATE TABLE extra (x)"], "holds a table that no lpcards log has"),
        (["CREATE INDEX extra ON texts (abs(front))"], "holds a index that no lpcards log has"),
        (["DROP TABLE texts"], "does not hold the tables of an lpcards log"),
        (["DROP TABLE events"], "does not hold the tables of an lpcards log"),
        (["ALTER TABLE events DROP COLUMN zone"], "holds a table that no lpcards log has"),
        (
            [f"UPDATE texts SET front = hex(zeroblob({other_log.LONGEST_VALUE}))"],
            "holds a value that is too long",
        ),
        (["UPDATE texts SET items = '{'"], "is damaged (the text '00' makes no sense)"),
        (["UPDATE texts SET items = '[1]'"], "is damaged (the text '00' makes no sense)"),
        (["UPDATE texts SET fingerprint = x'00'"], "is damaged (the text b'\\x00' makes no sense)"),
        (["UPDATE texts SET front = x'00'"], "is damaged (the text '00' makes no sense)"),
        (["PRAGMA user_version = 99"], "was written by a newer lpcards"),
        (["PRAGMA application_id = 99"], "is some other program's SQLite file"),
    ],
)
def test_a_database_that_holds_what_no_log_does_is_refused(ours, theirs, statements, words):
    spoil(theirs, *statements)
    assert words in refused(ours, theirs)


@pytest.mark.parametrize("flipped", some(range(40), 12))
def test_a_damaged_database_is_refused_or_merged_as_it_was(ours, theirs, flipped):
    size = os.path.getsize(theirs)
    with open(theirs, "r+b") as file:
        file.seek(100 + flipped * (size - 200) // 40)
        file.write(b"\xff\x00\x80\x7f" * 8)
    with suppress(LogProblem):
        ours.merge([theirs], LATER)
    assert ours.verify() == []


def test_events_that_come_round_again_are_refused(ours, theirs):
    with open_log(theirs) as log:
        for number in range(300):
            log.answer(f"a/probe/{number}", 4, moment())
    spoil(theirs, "PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(theirs)) as db:
        name = "sqlite_autoindex_events_1"
        [(page,)] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,))
        [(size,)] = db.execute("PRAGMA page_size")
    with open(theirs, "r+b") as file:
        file.seek((page - 1) * size)
        root = file.read(size)
        first = int.from_bytes(root[12:14], "big")
        file.seek((page - 1) * size + 8)
        file.write(root[first : first + 4])  # its last child is its first one again
    assert "its events are out of order" in refused(ours, theirs)


@pytest.mark.parametrize(
    ("name", "most", "words"),
    [
        ("MOST_EVENTS", 2, "holds more than 2 events: nothing was merged."),
        ("MOST_CARDS", 1, "holds more than 1 cards: nothing was merged."),
        ("RARE", {"flag", "mock"}, "more than 1 pauses, adoptions and events of no card"),
        ("MOST_BYTES", 0, "is larger than 0 GiB: nothing was merged."),
    ],
)
def test_more_than_a_learner_can_have_is_refused(ours, theirs, monkeypatch, name, most, words):
    monkeypatch.setattr(other_log, "MOST_RARE", 1)
    monkeypatch.setattr(other_log, name, most)
    assert words in refused(ours, theirs)


def lines_of(path):
    with open_log(path, reading=True) as log:
        return [event_json(event) for event in log.events()]


def written(path, lines):
    """Write lines as `lpcards log` prints them, or as given."""
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    with open(path, "w", encoding="utf-8", errors="surrogatepass") as file:
        file.write("".join(f"{line}\n" for line in texts))
    return path


HOSTILE = [
    ("id", "x", "the event id 'x' is none"),
    ("id", None, "a value is of the wrong type"),
    ("id", "e677d21f-0000-7000-8000-000000000000", "its id is of another time"),
    ("id", "00000000-0000-7000-8000-000000000000", "its id is of another time"),
    ("at", "soon", "Invalid isoformat string"),
    ("at", 1e400, "Infinity is not JSON"),
    ("at", 5, "argument must be str"),
    ("at", "2025-03-04T12:00:00", "names no zone"),
    ("at", "0001-01-01T00:00:00+23:00", "out of range"),
    ("at", "9999-12-31T23:59:59Z", "date value out of range"),
    ("day", "2024-03-04", "its day is not that of its time"),
    ("day", "9999-12-31", "its day is not that of its time"),
    ("day", 5, "a value is of the wrong type"),
    ("kind", "review" * 1000, "a text in it is too long"),
    ("kind", None, "a value is of the wrong type"),
    ("card", "c" * 1001, "a text in it is too long"),
    ("card", "\ud800", "it holds half a character"),
    ("card", ["a"], "a value is of the wrong type"),
    ("grade", True, "a value is of the wrong type"),
    ("grade", 6, "makes no sense"),
    ("grade", 1.5, "a value is of the wrong type"),
    ("grade", None, "it is an answer without a grade"),
    ("seconds", 1e300, "its seconds are none"),
    ("seconds", 10**30, "its seconds are none"),
    ("seconds", -1, "its seconds are none"),
    ("seconds", 10**400, "int too large to convert to float"),
    ("seconds", "7", "a value is of the wrong type"),
    ("zone", "z" * 1001, "a text in it is too long"),
    ("offset", 10**9, "its time is out of range"),
    ("offset", 1e3, "a value is of the wrong type"),
    ("device", 7, "a value is of the wrong type"),
    ("fingerprint", "f" * 1001, "a text in it is too long"),
    ("details", [], "its details are not a JSON object"),
    ("details", "due", "its details are not a JSON object"),
    ("details", {"due": "never"}, "Invalid isoformat string: 'never'"),
    ("details", {"due": 7}, "makes no sense"),
    ("details", {"note": "\ud800"}, "it holds half a character"),
    ("details", {"note": "n" * (1 << 20)}, "its details are too long"),
]


@pytest.mark.parametrize(("name", "value", "words"), HOSTILE)
def test_a_line_that_makes_no_sense_is_refused(ours, theirs, tmp_path, name, value, words):
    first, *rest = lines_of(theirs)
    path = written(str(tmp_path / "log.jsonl"), [*rest, {**first, name: value}])
    assert words in refused(ours, path)


def nested(depth):
    return f'{{"x": {"[" * depth}{"]" * depth}}}'


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", ":1: Expecting property name"),
        ("{}", ":1: it is not a line of `lpcards log`"),
        ('{"id": 1}', ":1: it is not a line of `lpcards log`"),
        ("[]", "neither its file nor what `lpcards log` prints"),
        ("Dear diary", "neither its file nor what `lpcards log` prints"),
        ("{" + " " * other_log.LONGEST_VALUE + "}", ":1: it is too long"),
        ('{"x": ' + "[" * 100_000, ":1: "),
        ('{"x": ' + "9" * 5000 + "}", ":1: Exceeds the limit"),
    ],
)
def test_what_is_no_line_of_a_log_is_refused(ours, tmp_path, line, words):
    assert words in refused(ours, written(str(tmp_path / "log.jsonl"), [line]))


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e999", "-1e999"])
def test_what_is_no_number_is_refused_in_lines_and_databases(ours, theirs, tmp_path, number):
    first, *_ = lines_of(theirs)
    line = json.dumps({**first, "details": {"seed": "N"}}).replace('"N"', number)
    assert "is not JSON" in refused(ours, written(str(tmp_path / "log.jsonl"), [line]))
    spoil(theirs, FREE, f"UPDATE events SET details = '{{\"seed\": {number}}}'", BOUND)
    assert "is not JSON" in refused(ours, theirs)


@pytest.mark.parametrize("depth", [60, 2000])
def test_details_nested_without_end_are_refused(ours, theirs, tmp_path, depth):
    first, *_ = lines_of(theirs)
    line = json.dumps({**first, "details": "N"}).replace('"N"', nested(depth))
    assert "nested" in refused(ours, written(str(tmp_path / "log.jsonl"), [line]))


@pytest.mark.parametrize(
    "details",
    [{}, {"undoes": "all"}, {"undoes": [1]}, {"undoes": None}, {"undoes": [["x"]]}],
)
def test_an_undo_that_does_not_say_what_it_undoes_is_refused(ours, theirs, tmp_path, details):
    *_, undo = lines_of(theirs)
    path = written(str(tmp_path / "log.jsonl"), [{**undo, "details": details}])
    assert "it does not say what it undoes" in refused(ours, path)


PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text()
    | st.sampled_from(["2025-03-04", "2025-03-04T11:00:00.000Z", "review", "anki", "a/b/c"])
)
JSON = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(), PLAIN, max_size=3)
KINDS = [
    "review",
    "drill",
    "undo",
    "adopt",
    "flag",
    "pause",
    "mock",
    "rehearse",
    "forget",
    "due",
    "other",
]
KEYS = ["due", "undoes", "from", "until", "end", "note", "off", "missed", "parts", "loop", "said"]
PART_KEYS = ("card", "step", "title", "seconds", "target", "again", "peeked", "of", "missed")
PART = st.fixed_dictionaries(dict.fromkeys(PART_KEYS, JSON))
DETAILS = st.dictionaries(st.sampled_from(KEYS), JSON | st.lists(PART, max_size=2), max_size=4)


def read_all(log):
    """Do all that reads details."""
    events = list(log.events())
    for event in events:
        json.dumps(event_json(event), allow_nan=False).encode()
    aloud = log.told_aloud()
    for telling in tellings_of(aloud):
        assert telling.seconds < float("inf")
        json.dumps([part._asdict() for part in telling.parts], allow_nan=False)
        [part.over for part in telling.parts]
    debrief_of(last_loop(aloud))
    log.day_events(moment().day)
    log.flags()
    log.study_days()


@settings(max_examples=examples(25, 60), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            DETAILS,
            st.dictionaries(st.sampled_from(COLUMNS), JSON, max_size=1),
        ),
        max_size=3,
    )
)
@example([("mock", {"loop": "x", "question": 1, "parts": []}, {})])
@example([("mock", {"loop": "x", "parts": [dict.fromkeys(PART_KEYS, 10**400)]}, {})])
@example([("rehearse", {"parts": [dict.fromkeys(PART_KEYS, "Infinity")]}, {})])
def test_whatever_lines_say_they_do_no_harm(changes):
    with quick_folder() as folder, open_log(f"{folder}/ours.db") as log:
        event = log.answer("a/probe/b", 4, moment()).event
        base = event_json(event)
        name = event.id[:-4]
        lines = [
            {**base, "id": f"{name}{n:04x}", "kind": kind, "details": details, **change}
            for n, (kind, details, change) in enumerate(changes)
        ]
        path = written(f"{folder}/log.jsonl", lines)
        with suppress(LogProblem):
            log.merge([path], LATER)
        read_all(log)
        assert log.verify() == []
        assert log.answer("a/probe/b", 4, moment(1)).event
