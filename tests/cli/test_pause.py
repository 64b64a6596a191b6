"""`lpcards pause`: nothing is due on holidays, nothing is lost, and much can be taken back."""

import pytest

WHY = "cellar/probe/why"
DAYS = [f"2026-03-{day:02}T09:00" for day in range(1, 32)]


def due(own, day):
    return own("due", "--json", now=DAYS[day - 1]).json


def test_until_a_day_means_that_day_included(own):
    own("grade", WHY, "4", now=DAYS[1])
    assert own("pause", "--until", "2026-03-05", now=DAYS[1]).out == (
        "Paused until the end of Thursday.\n"
    )
    found = due(own, 5)
    assert (found["total"], found["drills"]) == (0, 0)
    assert found["paused"] == {"until": "2026-03-05", "waiting": 1}
    assert own("due", now=DAYS[4]).out.splitlines() == [
        "Paused until the end of today; 1 card waits.",
        "`lpcards review --anyway` asks anyway; `lpcards pause --end` ends it.",
    ]
    assert due(own, 6)["due"] == 1
    assert "paused" not in due(own, 6)


def test_without_a_day_it_goes_on_until_its_end(own):
    own("pause")
    assert own("due", now=DAYS[30]).out.startswith("Paused until you end it; nothing waits.\n")
    assert due(own, 31)["paused"]["until"] is None
    assert own("pause", "--end", now=DAYS[30]).out == "The pause is over.\n"
    assert due(own, 31)["total"] == 3


def test_holidays_can_be_planned_and_taken_back(own):
    planned = own("pause", "--from", "2026-03-10", "--until", "2026-03-12", "--json").json["event"]
    assert (planned["kind"], planned["card"]) == ("pause", "")
    assert planned["details"] == {"from": "2026-03-10", "until": "2026-03-12"}
    assert [due(own, day)["total"] for day in (9, 10, 12, 13)] == [3, 0, 0, 3]
    assert own("undo").out == "Undone: the pause (2026-03-02 09:00).\n"
    assert due(own, 10)["total"] == 3


def test_a_pause_may_stand_in_the_settings(own, cellar):
    settings = cellar.parent.parent / "lpcards.yaml"
    settings.write_text("pause: [2026-03-02..2026-03-04, 2026-03-05]\n", encoding="utf-8")
    assert due(own, 2)["paused"]["until"] == "2026-03-05"
    assert due(own, 6)["total"] == 3
    errors = own("pause", "--end", code=1).err
    assert errors == "lpcards: this pause is in lpcards.yaml (`pause`): end it there\n"


def test_during_a_pause_one_may_study_all_the_same(own):
    own("pause")
    assert own("next").out.startswith("Paused until you end it; ")
    assert own("next", "--json").json is None
    assert own("due", "--anyway", "--json").json["total"] == 3
    assert own("next", "--anyway", "--json").json["id"]
    assert own("grade", WHY, "4", "--json").json["counted"] == "review"


def test_a_pause_changes_nothing_that_is_remembered(own):
    before = own("grade", WHY, "4", "--json").json["memory"]
    own("pause", "--until", "2026-03-20")
    own("pause", "--end", now=DAYS[3])
    assert own("show", WHY, "--json").json["memory"] == before
    assert own("doctor", "--json", now=DAYS[3]).json["faults"] == []


def test_tomorrows_reviews_are_none_where_tomorrow_is_paused(own):
    own("grade", WHY, "4")
    own("pause", "--from", "2026-03-03", "--until", "2026-03-04")
    assert due(own, 2)["new"] == 2
    assert due(own, 3)["due"] == 0


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--until", "2026-03-01"], 1, "a pause until 2026-03-01 would end before it begins"),
        (["--end"], 1, "there is no pause to end"),
        (
            ["--until", "Christmas"],
            2,
            "'Christmas' is not a date I can read; write it like 2026-12-24",
        ),
        (["--end", "--until", "2026-03-04"], 2, "--end takes no dates"),
    ],
)
def test_what_is_no_pause_is_refused(own, args, code, words):
    assert words in own("pause", *args, code=code).err
    assert own("log").lines == []


def test_two_machines_that_pause_agree_after_merging(own, home):
    own("pause", "--until", "2026-03-04")
    other = home / "other.db"
    own("--db", other, "pause", "--until", "2026-03-08")
    own("merge", other)
    assert due(own, 8)["paused"]["until"] == "2026-03-08"


@pytest.mark.parametrize("words", ["2026-03-09", "9 Mar", "in a week"])
def test_a_day_is_named_as_people_write_it(own, words):
    paused = own("pause", "--until", words, "--json").json["event"]["details"]
    assert paused == {"until": "2026-03-09"}


def test_the_day_of_a_plan_is_named_so_too(own):
    assert own("plan", "--by", "9.3.", "--json").json["interview"] == "2026-03-09"
    assert "'Someday' is not a date I can read" in own("plan", "--by", "Someday", code=2).err
