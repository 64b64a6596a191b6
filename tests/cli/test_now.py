"""--now, zones, and clocks that are wrong."""

import click
import pytest

from lpcards.study.clock import moment_at

WHY = "cellar/probe/why"


def event(own, **options):
    return own("flag", WHY, "--json", **options).json["event"]


def test_now_without_a_zone_is_local_time(own):
    found = event(own, now="2026-07-01T09:00")
    assert found["at"] == "2026-07-01T07:00:00.000Z"
    assert (found["zone"], found["offset"], found["day"]) == ("Europe/Berlin", 120, "2026-07-01")


@pytest.mark.parametrize(
    ("now", "at", "offset", "day"),
    [
        ("2026-07-01T09:00+05:30", "2026-07-01T03:30:00.000Z", 330, "2026-07-01"),
        ("2026-07-01T03:59:59-08:00", "2026-07-01T11:59:59.000Z", -480, "2026-06-30"),
        ("2026-07-01T04:00Z", "2026-07-01T04:00:00.000Z", 0, "2026-07-01"),
        ("2026-07-01", "2026-07-01T10:00:00.000Z", 120, "2026-07-01"),
    ],
)
def test_a_zone_in_now_decides_the_study_day(own, now, at, offset, day):
    found = event(own, now=now)
    assert (found["at"], found["offset"], found["day"]) == (at, offset, day)


def test_now_may_come_from_the_environment(own, monkeypatch):
    monkeypatch.setenv("LPCARDS_NOW", "2027-01-02T09:00")
    assert own("due", "--json", now=None).json["day"] == "2027-01-02"
    assert own("due", "--json").json["day"] == "2026-03-02"


def test_the_rollover_is_the_learner_s(own, home):
    (home / "lpcards.yaml").write_text("rollover: 0\n", encoding="utf-8")
    assert own("due", "--json", now="2026-03-02T00:00").json["day"] == "2026-03-02"


@pytest.mark.parametrize(
    "now",
    ["soon", "2026-13-01", "2026-02-30T09:00"],
)
def test_a_time_that_is_none_is_wrong_usage(own, now):
    result = own("due", now=now, code=2)
    assert f"--now '{now}' is not a time; write it like 2026-03-01T09:30" in result.err


@pytest.mark.parametrize(
    "now",
    [
        "9999-12-31",
        "9999-12-31T00:00",
        "9999-12-31T23:00-12:00",
        "0001-01-01T00:00+14:00",
        "0001-01-01T00:00Z",
        "0001-01-01",
    ],
)
def test_a_time_without_a_day_before_or_after_it_is_out_of_range(now):
    with pytest.raises(click.UsageError, match="is out of range: days go from 0001-01-02 to 9999"):
        moment_at(now, 4)


@pytest.mark.parametrize("now", ["1815-12-10T09:00", "9999-12-30T09:00"])
def test_reading_commands_look_at_any_day(own, now):
    assert own("due", "--json", now=now).json["day"] == now[:10]


def test_nothing_is_recorded_far_behind_the_last_answer_and_undo_is_the_way_out(own):
    last = own("grade", WHY, "4", "--json", now="2026-03-09T09:00").json["event"]["id"]
    for command in (["grade", WHY, "4"], ["suspend", WHY], ["bury", WHY]):
        result = own(*command, code=1, now="2026-03-02T09:00")
        assert result.err.count("\n") == 1
        assert last in result.err
        assert "lpcards undo" in result.err
    assert len(own("log").lines) == 1
    own("undo", now="2026-03-02T09:00")
    assert own("grade", WHY, "4", "--json", now="2026-03-02T09:01").json["counted"] == "review"


def test_a_traveller_a_day_behind_is_believed(own):
    own("grade", WHY, "4", now="2026-03-03T09:00+14:00")
    answer = own("grade", WHY, "4", "--json", now="2026-03-02T10:00-12:00").json
    assert answer["counted"] == "drill"


def test_each_odd_night_has_one_study_day(own):
    days = [
        own("due", "--json", now=now).json["day"]
        for now in ("2026-03-29T03:59", "2026-03-29T04:00", "2026-10-25T02:30", "2026-10-25T04:00")
    ]
    assert days == ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"]
