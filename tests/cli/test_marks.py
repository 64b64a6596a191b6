"""`undo`, `suspend`, `resume`, `bury`, `flag`."""

import pytest

TOLD, WE, WHY = (
    "cellar/disqualifier/told-to.mend",
    "cellar/disqualifier/we.mend",
    "cellar/probe/why",
)
ASK = '"Why a pump?"'
EVENT = {"id", "at", "day", "kind", "card", "grade", "seconds", "device", "details"}


def total(own, **options):
    return own("due", "--json", **options).json["total"]


@pytest.mark.parametrize("kind", ["suspend", "resume", "bury", "flag"])
def test_a_mark_answers_with_its_event(own, kind):
    event = own(kind, WHY, "--json").json["event"]
    assert event.keys() >= EVENT
    assert (event["kind"], event["card"], event["grade"]) == (kind, WHY, None)
    assert (event["at"], event["day"]) == ("2026-03-02T08:00:00.000Z", "2026-03-02")


def test_undo_takes_back_answer_after_answer_and_then_nothing_more(own):
    own("grade", WHY, "4")
    own("grade", WE, "4")
    assert total(own) == 1
    answer = own("undo", "--json").json
    assert (answer["event"]["kind"], answer["undone"]["card"]) == ("undo", WE)
    assert answer["event"]["details"] == {"undoes": [answer["undone"]["id"]]}
    assert total(own) == 2
    assert own("undo").out == f"Undone: grade 4 for {ASK} (2026-03-02 09:00).\n"
    assert total(own) == 3
    assert own("show", WHY, "--json").json["memory"] is None
    assert own("undo", code=1).err == "lpcards: there is nothing to undo on this machine\n"


def test_undo_takes_the_drills_of_an_answer_with_it(own):
    own("grade", WHY, "0")
    own("grade", WHY, "4")
    own("undo")
    assert own("due", "--json").json["drills"] == 1
    own("undo")
    assert own("due", "--json").json == {
        "day": "2026-03-02",
        "due": 0,
        "final_pass": 0,
        "new": 3,
        "total": 3,
        "drills": 0,
    }


def test_undo_restores_what_was_before_the_last_answer(own):
    before = own("grade", WHY, "4", "--json").json["memory"]
    own("grade", WHY, "0", now="2026-03-03T09:00")
    own("undo", now="2026-03-03T09:01")
    assert own("show", WHY, "--json").json["memory"] == before


def test_undo_takes_back_marks_too(own):
    own("suspend", WHY)
    own("undo")
    assert total(own) == 3


def test_suspended_cards_stay_away_until_they_are_resumed(own):
    own("suspend", WHY)
    assert total(own) == total(own, now="2026-04-02T09:00") == 2
    assert own("show", WHY, "--json").json["suspended"] is True
    own("resume", WHY)
    assert total(own) == 3


def test_a_suspended_card_that_was_answered_is_neither_due_nor_drilled(own):
    own("grade", WHY, "0")
    own("suspend", WHY)
    assert own("due", "--json").json["drills"] == 0
    assert own("due", "--json", now="2026-03-03T09:00").json["due"] == 0


def test_buried_cards_are_left_alone_until_tomorrow(own):
    own("grade", WE, "0")
    own("bury", WHY, WE)
    answer = own("due", "--json", now="2026-03-03T03:59").json
    assert (answer["total"], answer["drills"]) == (1, 0)
    assert total(own, now="2026-03-03T04:00") == 3


def test_a_flag_keeps_its_note_until_it_is_taken_away(own):
    own("flag", WHY, "--note", "too long")
    assert own("show", WHY, "--json").json["flag"] == "too long"
    assert "flagged: too long" in own("show", WHY).out
    own("flag", WHY, "--off")
    assert own("show", WHY, "--json").json["flag"] is None


def test_marks_take_many_cards_and_globs(own):
    events = own("suspend", "*/disqualifier/*", WHY, "--json").json["events"]
    assert sorted(event["card"] for event in events) == [TOLD, WE, WHY]
    assert total(own) == 0


@pytest.mark.parametrize("name", ["cellar/probe/nosuch", "nosuch/*"])
def test_a_name_of_nothing_marks_nothing(own, name):
    own("suspend", WHY, name, code=1)
    assert own("log").out == ""


def test_a_mark_without_a_card_is_wrong_usage(own):
    own("suspend", code=2)


def test_a_suspended_part_does_not_keep_its_checklist_waiting_for_ever(own, cellar):
    needs = "{metric: {text: 9 cm to 0}, business: no rot, second_order: a gauge}"
    story = cellar.read_text("utf-8") + f"steps: {{result: {{needs: {needs}}}}}\n"
    cellar.write_text(story, encoding="utf-8")
    whole = own("show", "cellar/result/needs.list", "--json").json
    assert own("next", whole["id"], "--json").json is None
    own("suspend", *whole["after"])
    assert own("next", whole["id"], "--json").json["id"] == whole["id"]


def test_undo_takes_back_a_bulk_mark_as_one(own):
    own("flag", WHY)
    answer = own("suspend", "cellar/*", "--json").json
    assert len(answer["events"]) == 3
    assert total(own) == 0
    undone = own("undo", "--json").json
    assert {*undone["event"]["details"]["undoes"]} == {one["id"] for one in answer["events"]}
    assert undone["undone"] == answer["events"][-1]
    assert total(own) == 3
    own("bury", "cellar/*")
    assert own("undo").out == "Undone: burying 3 cards (2026-03-02 09:00).\n"
    assert own("undo").out == f"Undone: the flag on {ASK} (2026-03-02 09:00).\n"


def test_of_many_cards_the_first_are_listed_and_the_others_counted(lp):
    lines = lp("suspend", "returned-pair/*").out.splitlines()
    assert len(lines) == 6
    assert all(line.endswith(": suspended") for line in lines[:-1])
    count = len(lp("suspend", "returned-pair/*", "--json").json["events"])
    assert lines[-1] == f"and {count - 5} more: suspended. `lpcards undo` takes all back."


def test_a_story_s_id_names_its_cards(own):
    assert own("suspend", "cellar").out == own("suspend", "cellar/*").out


def test_undo_says_what_it_took_back(own):
    own("pause")
    own("pause", "--end")
    assert own("undo").out == "Undone: the end of the pause (2026-03-02 09:00).\n"
    assert own("due").out.startswith("Paused until you end it")
    assert own("undo").out == "Undone: the pause (2026-03-02 09:00).\n"
    own("flag", WHY, "--off")
    assert own("undo").out == f"Undone: taking the flag off {ASK} (2026-03-02 09:00).\n"


def test_marks_are_selected_as_everywhere_else(own):
    events = own("bury", "--scenario", "cellar", "--kind", "probe", "--json").json["events"]
    assert [event["card"] for event in events] == [WHY]


def test_a_marked_card_is_named_by_its_question(own):
    assert own("suspend", WHY).out == f"{ASK}: suspended\n"
    assert own("flag", WHY, "--off").out == f"{ASK}: no longer flagged\n"
