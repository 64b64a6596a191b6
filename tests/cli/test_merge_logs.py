"""`merge`: several logs at once, as files or as lines, but nothing of what is still to come."""

import json

import pytest

WHY, WE, TOLD = (
    "cellar/probe/why",
    "cellar/disqualifier/we.mend",
    "cellar/disqualifier/told-to.mend",
)
DAY = "2026-03-{:02}T09:00".format


@pytest.fixture
def machines(own):
    """Answer on three machines; return their logs."""
    for number, card in enumerate((WHY, WE, TOLD)):
        own("--db", f"{number}.db", "grade", card, "4", "--seconds", "3.5", now=DAY(2 + number))
        own("--db", f"{number}.db", "flag", card, "--note", "wörds", now=DAY(2 + number))
    return "0.db", "1.db", "2.db"


def merged(own, log, *files, **options):
    return own("--db", log, "merge", *files, "--json", now=DAY(9), **options).json


def all_of(own, log):
    cards = [own("--db", log, "show", card, "--json").json for card in (WHY, WE, TOLD)]
    return own("--db", log, "log").out, [(card["memory"], card["flag"]) for card in cards]


def test_several_logs_are_merged_at_once(own, machines):
    assert merged(own, "new.db", *machines) == {"added": 6, "known": 0, "future": 0}
    assert merged(own, "0.db", "1.db", "2.db", "1.db") == {"added": 4, "known": 2, "future": 0}
    assert all_of(own, "0.db") == all_of(own, "new.db")


def test_if_one_of_several_logs_is_bad_none_is_merged(own, home, machines):
    (home / "bad.jsonl").write_text('{"id": 7}\n', encoding="utf-8")
    result = own("--db", "0.db", "merge", "1.db", "bad.jsonl", code=1)
    assert result.err.endswith(
        "bad.jsonl:1: it is not a line of `lpcards log`: nothing was merged.\n"
    )
    assert len(own("--db", "0.db", "log").lines) == 2


def test_what_log_prints_can_be_merged(own, home, machines):
    for number, name in enumerate(machines):
        out = own("--db", name, "log").out
        (home / f"{number}.jsonl").write_text(out, encoding="utf-8")
    merged(own, "lines.db", "0.jsonl", "1.jsonl", "2.jsonl")
    merged(own, "files.db", *machines)
    assert all_of(own, "lines.db") == all_of(own, "files.db")
    assert merged(own, "0.db", "0.jsonl") == {"added": 0, "known": 2, "future": 0}


def test_lines_may_come_from_standard_input_in_any_order_and_twice(own):
    own("--db", "a.db", "grade", WHY, "4")
    own("--db", "a.db", "flag", WHY)
    first, second = own("--db", "a.db", "log").out.splitlines()
    lines = f"\ufeff{second}\r\n\n{first}\n{second}"
    result = own("--db", "b.db", "merge", "-", "--json", stdin=lines)
    assert result.json == {"added": 2, "known": 1, "future": 0}
    assert own("--db", "b.db", "log").out == own("--db", "a.db", "log").out


def test_the_log_of_a_clock_that_was_ahead_is_left_out_until_its_time_has_come(own, machines):
    own("--db", "ahead.db", "grade", WE, "5", now="2027-03-02T09:00")
    own("--db", "ahead.db", "grade", TOLD, "4", now="2027-03-02T09:01")
    result = own("--db", "0.db", "merge", "ahead.db", "1.db", now=DAY(4))
    assert result.out == (
        "2 events added, 0 already known\n"
        "Left out: 2 (dated more than a day ahead of this machine's clock)\n"
    )
    own("--db", "0.db", "grade", TOLD, "4", now=DAY(4))  # the clock binds nobody
    before = own("--db", "0.db", "log").out
    assert merged(own, "0.db", "ahead.db") == {"added": 0, "known": 0, "future": 2}
    assert own("--db", "0.db", "log").out == before
    come = ["merge", "ahead.db", "--json"]
    result = own("--db", "0.db", *come, now="2027-03-02T10:00")
    assert result.json == {"added": 2, "known": 0, "future": 0}
    own("--db", "ahead.db", "merge", "0.db", now="2027-03-02T10:00")
    assert all_of(own, "ahead.db") == all_of(own, "0.db")
    assert own("--db", "0.db", "doctor", now="2027-03-02T10:00").out.startswith("The log is fine")


def test_what_is_up_to_a_day_ahead_is_taken_and_binds_nobody(own):
    own("--db", "0.db", "grade", WHY, "4", now=DAY(2))
    own("--db", "ahead.db", "grade", WE, "4", now=DAY(3))
    assert own("--db", "0.db", "merge", "ahead.db", "--json", now=DAY(2)).json["added"] == 1
    own("--db", "0.db", "grade", TOLD, "4", now=DAY(2))


def test_lines_hold_all_of_an_event(own):
    own("--db", "0.db", "grade", WHY, "2", "--missed", "1", "--seconds", "2", now=DAY(2))
    [line] = own("--db", "0.db", "log").out.splitlines()
    assert json.loads(line).keys() == {
        *("id", "at", "day", "kind", "card", "grade", "seconds", "device", "details"),
        *("offset", "zone", "fingerprint"),
    }
