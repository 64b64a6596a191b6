"""`doctor`, `adopt` and `was:`: what happens to a history when its card goes."""

import sqlite3

WHY = "cellar/probe/why"
PUMP = "cellar/probe/pump"


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def memory(own, card):
    return own("show", card, "--json").json["memory"]


def test_a_sound_log_without_retired_cards_is_all_there_is_to_say(own):
    own("grade", WHY, "4")
    assert own("doctor").out == "The log is fine: it gives exactly what is remembered.\n"
    assert own("doctor", "--json").json == {
        "faults": [],
        "future": 0,
        "synced": None,
        "retired": [],
        "sync": [],
    }


def test_a_card_that_was_removed_is_retired(own, cellar):
    own("grade", WHY, "4")
    text = cellar.read_text("utf-8").partition("probes:")[0]
    cellar.write_text(text, encoding="utf-8")
    [retired] = own("doctor", "--json").json["retired"]
    words = {"card": WHY, "front": '"Why a pump?"'}
    assert retired == {**words, "waiting": False, "match": None, "likeness": 0.0}
    lines = own("doctor").out.splitlines()
    assert lines[1:] == ['"Why a pump?": retired, no story here has it', f"    {WHY}"]


def test_the_cards_of_a_story_that_was_deleted_are_retired(own, cellar):
    own("grade", WHY, "4")
    cellar.unlink()
    [retired] = own("doctor", "--json").json["retired"]
    assert retired["waiting"] is False


def test_a_card_renamed_without_was_is_matched_by_its_words_and_adopted_when_told_to(own, cellar):
    before = own("grade", WHY, "4", "--json").json["memory"]
    edit(cellar, "id: why", "id: pump")
    [retired] = own("doctor", "--json").json["retired"]
    assert (retired["card"], retired["match"], retired["likeness"]) == (WHY, PUMP, 1.0)
    assert f"\n    lpcards adopt {WHY} {PUMP}\n" in own("doctor").out
    assert memory(own, PUMP) is None
    event = own("adopt", WHY, PUMP, "--json").json["event"]
    assert (event["kind"], event["card"], event["details"]) == ("adopt", PUMP, {"from": WHY})
    assert memory(own, PUMP) == before
    assert own("doctor", "--json").json["retired"] == []
    own("undo")
    assert memory(own, PUMP) is None


def test_a_card_whose_words_changed_a_little_is_matched_too(own, cellar):
    own("grade", WHY, "4")
    edit(cellar, "id: why", "id: pump")
    edit(cellar, "takeaway: Measure first.", "takeaway: Measure it first.")
    [retired] = own("doctor", "--json").json["retired"]
    assert retired["match"] == PUMP
    assert 0.6 <= retired["likeness"] < 1


def test_was_carries_the_history_over_without_more_ado(own, cellar):
    before = own("grade", WHY, "4", "--json").json["memory"]
    edit(cellar, "id: why", "id: pump\n    was: [why]")
    assert memory(own, PUMP) == before
    assert own("doctor", "--json").json["retired"] == []
    assert own("grade", PUMP, "4", "--json").json["counted"] == "drill"


def test_was_of_a_whole_story_carries_all_of_it_over(own, cellar):
    before = own("grade", WHY, "4", "--json").json["memory"]
    own("suspend", "cellar/disqualifier/*")
    edit(cellar, "id: cellar\n", "id: flood\nwas: [cellar]\n")
    assert memory(own, "flood/probe/why") == before
    assert own("show", "flood/disqualifier/we.mend", "--json").json["suspended"] is True
    assert own("doctor", "--json").json["retired"] == []


def test_only_what_is_retired_and_was_answered_can_be_adopted(own, cellar):
    own("grade", WHY, "4")
    we = "cellar/disqualifier/we.mend"
    assert "is not retired" in own("adopt", WHY, we, code=1).err
    assert "never answered" in own("adopt", "cellar/probe/old", we, code=1).err
    assert "there is no card" in own("adopt", "cellar/probe/old", "cellar/x/y", code=1).err
    assert len(own("log").lines) == 1


def test_doctor_finds_derived_tables_that_lie_and_ends_with_1(own, home):
    own("grade", WHY, "4")
    log = sqlite3.connect(home / ".local/share/lpcards/reviews.db")
    log.execute("UPDATE memory SET interval = 99")
    log.commit()
    log.close()
    assert own("doctor", "--json", code=1).json["faults"]


def test_doctor_changes_nothing(own, home):
    own("grade", WHY, "4")
    path = home / ".local/share/lpcards/reviews.db"
    before = path.read_bytes()
    own("doctor")
    assert path.read_bytes() == before


def test_doctor_says_what_has_not_gone_to_the_places_of_the_settings(own, home):
    folder = home / "Dropbox"
    folder.mkdir()
    own("grade", WHY, "4")
    own("set", "sync=~/Dropbox,anki,~/stick")
    lines = own("doctor").out.splitlines()
    assert lines[1] == "1 event not yet in ~/Dropbox: `lpcards sync`"
    assert lines[2].startswith("Not synced: there is no folder ~/stick")
    assert lines[3] == "1 event not yet in ~/stick"
    own("sync", folder)
    half = folder / "lpcards" / "segments" / "half\n.lps"
    half.write_bytes(b"lpc")
    own("sync", folder)
    lines = own("doctor").out.splitlines()
    assert lines[1] == (
        "Not read: ~/Dropbox/lpcards/segments/half\\n.lps: it is not whole, or not of lpcards"
    )
    there, stick = own("doctor", "--json").json["sync"]
    assert there == {
        "where": str(folder),
        "waiting": 0,
        "faults": [{"file": str(half), "fault": "it is not whole, or not of lpcards"}],
        "error": None,
    }
    assert (stick["waiting"], stick["faults"]) == (1, [])


def test_doctor_says_of_a_machine_without_a_log_that_nothing_waits(own, home):
    (home / "Dropbox").mkdir()
    own("set", "sync=~/Dropbox")
    assert own("doctor", "--json").json["sync"][0]["waiting"] == 0
