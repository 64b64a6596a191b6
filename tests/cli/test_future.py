"""A clock that was ahead: found by `doctor`, and left behind with `undo --future`."""

import shutil

import pytest

WHY, WE, TOLD = (
    "cellar/probe/why",
    "cellar/disqualifier/we.mend",
    "cellar/disqualifier/told-to.mend",
)
DAY, AHEAD = "2026-03-{:02}T09:00".format, "2027-11-28T10:00"


@pytest.fixture
def locked(own, home):
    """Answer with a wrong clock, and lose the folder that knows this machine's name."""
    for day in range(2, 9):
        own("grade", WHY, "4", now=DAY(day))
    own("grade", WE, "4", now=AHEAD)
    shutil.rmtree(home / ".local/state")
    assert "`lpcards undo --future`" in own("grade", TOLD, "4", code=1, now=DAY(9)).err


def test_doctor_finds_it_and_names_the_way(own, locked):
    out = own("doctor", code=1, now=DAY(9)).out
    assert out == (
        "1 event is dated more than a day ahead of this machine's clock, which shows 2026-03-09"
        " 09:00; the latest is of 2027-11-28 10:00. If the clock is right, `lpcards undo"
        " --future` takes back what a wrong one dated.\n"
    )
    assert own("doctor", "--json", code=1, now=DAY(9)).json["future"] == 1


def test_the_way_out_needs_no_other_machine_and_no_name_of_this_one(own, locked):
    out = own("undo", "--future", now=DAY(9)).out
    assert out == "Undone: 1 event dated more than a day ahead of this machine's clock.\n"
    own("grade", TOLD, "4", now=DAY(9))
    assert own("show", WE, "--json", now=DAY(9)).json["memory"] is None
    for now in (DAY(9), AHEAD, "2028-01-01T09:00"):
        assert own("doctor", now=now).out.startswith("The log is fine")
    assert (
        "nothing is dated more than a day ahead" in own("undo", "--future", code=1, now=DAY(9)).err
    )


def test_its_events_are_told_in_json_and_the_log_is_copied_before(own, locked):
    out = own("undo", "--future", "--json", now=DAY(9)).json
    assert (out["undone"], out["event"]["kind"], len(out["events"])) == (1, "undo", 1)
    copies = [copy["events"] for copy in own("restore", "--json").json["copies"]]
    assert copies[0] == 8


def test_a_clock_that_is_behind_does_not_lose_a_fifth_of_the_log(own):
    for day in (2, 3, 4):
        own("grade", WHY, "4", now=DAY(day))
    words = own("undo", "--future", code=1, now="2020-01-01T09:00").err
    assert "3 events are dated more than a day ahead" in words
    assert "which shows 2020-01-01 09:00" in words
    assert len(own("log").lines) == 3
    own("undo", "--future", "--yes", now="2020-01-01T09:00")
    assert own("show", WHY, "--json").json["memory"] is None
