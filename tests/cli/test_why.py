"""`why`: a card's days explained, and what they mean for today."""

import pytest

from lpcards.study.question_words import quoted_words

WHY = "cellar/probe/why"
WE, TOLD = "cellar/disqualifier/we.mend", "cellar/disqualifier/told-to.mend"


@pytest.fixture
def learned(own):
    """Answer a card on some days, with a drill, a crammed answer and one taken back."""
    own("grade", WHY, "4", now="2026-03-02T09:00")
    own("grade", WHY, "5", now="2026-03-03T09:00")
    own("grade", WHY, "0", "--cram", now="2026-03-04T09:00")
    own("grade", WHY, "5", now="2026-03-09T09:00")
    own("grade", WHY, "3", now="2026-03-09T09:05")
    own("grade", WHY, "1", now="2026-03-10T09:00")
    own("undo", now="2026-03-10T09:01")
    return lambda *args, **more: own(*args, **{"now": "2026-03-12T09:00", **more})


def test_each_answer_is_explained(learned):
    text = learned("why", WHY).out
    assert "  interval  first pass: 1 day\n  ease      stays at 2.50 (good changes nothing)" in text
    assert "  interval  second pass: 6 days\n  ease      perfect: 2.50 + 0.10 = 2.60" in text
    assert "2026-03-04 0 blackout\n  crammed: the schedule stays as it is" in text
    assert "  interval  6 x 2.60 = 15.60, rounded up: 16 days" in text
    assert "drilled: the day's first answer counted, this one changed nothing" in text
    assert "2026-03-10 1 wrong\n  taken back: as if it had never been" in text
    assert "Due in 13 days, on 2026-03-25.\nPredicted recall today: 98%. 0 lapses so far.\n" in text


def test_json_holds_the_numbers_and_the_words(learned):
    answer = learned("why", WHY, "--json").json
    assert answer["card"] == WHY
    rules = ["first-pass", "second-pass", "cram", "multiplied", "drill", "undone"]
    assert [one["rule"] for one in answer["answers"]] == rules
    assert answer["answers"][3]["interval"] == [6, 16]
    assert answer["answers"][3]["ease"] == [2.6, 2.7]
    assert answer["answers"][3]["due"] == "2026-03-25"
    assert answer["today"] == {
        "day": "2026-03-12",
        "due": "2026-03-25",
        "days": 13,
        "recall": 0.9804,
        "lapses": 0,
        "leech": False,
        "suspended": False,
        "buried": False,
        "comes": None,
        "waits_for": [],
    }


def test_what_it_means_for_today(learned):
    assert "New: not answered yet.\nIt comes today as a new card." in learned("why", WE).out
    assert "It comes today." in learned("why", WHY, now="2026-03-25T09:00").out
    late = learned("why", WHY, now="2026-03-27T09:00").out
    assert "Due since 2026-03-25, overdue by 2 days." in late
    learned("bury", WHY, now="2026-03-25T09:00")
    assert "Buried" in learned("why", WHY, now="2026-03-25T09:10").out
    learned("suspend", WHY, now="2026-03-25T10:00")
    assert "Suspended" in learned("why", WHY, now="2026-03-26T09:00").out


def test_an_answer_of_today_is_explained_too(own):
    own("grade", WE, "3")
    assert "It was answered today and comes again as a drill." in own("why", WE).out
    own("grade", WE, "4")
    assert "Answered today: it does not count twice." in own("why", WE).out


def test_a_sibling_in_the_way_is_named(lp):
    first, other = siblings(lp)
    lp("grade", first, "4")
    words = quoted_words(lp("show", first, "--json").json["front"])
    assert f"It waits for {words}." in " ".join(lp("why", other).out.split())
    assert lp("why", other, "--json").json["today"]["waits_for"] == [first]


def siblings(lp):
    """Return two cards of one group that do not wait for anything else."""
    groups = {}
    for card in lp("cards", "--json").json:
        if not card["after"]:
            groups.setdefault(card["group"], []).append(card["id"])
    return next(ids[:2] for ids in groups.values() if len(ids) > 1)


def test_a_leech_is_called_one_and_its_source_named(own, cellar):
    day = 1
    for _ in range(9):
        own("grade", WE, "1", now=f"2026-03-{day:02}T09:00")
        day += 1
    text = own("why", WE, now="2026-03-20T09:00").out
    words = "A leech: it fails again and again. Rewrite it, or split it:"
    assert f"{words}\n{cellar}:8\n" in text


def test_a_card_renamed_keeps_its_explanation(own, cellar):
    own("grade", WHY, "4")
    text = cellar.read_text("utf-8").replace("id: why", "id: pump\n    was: [why]")
    cellar.write_text(text, encoding="utf-8")
    answer = own("why", "cellar/probe/pump", "--json").json
    assert [one["rule"] for one in answer["answers"]] == ["first-pass"]


def test_there_is_no_such_card(own):
    assert "there is no card" in own("why", "cellar/probe/no", code=1).err


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_longer_than_the_terminal(learned, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = learned("why", WHY).out.splitlines()
    assert max(map(len, lines)) <= columns
