"""Several interviews as a learner meets them: set, planned, and one after the other leading."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daily_learner import START, DailyLearner, write_guides
from logs import quick_folder
from lpcards.study.written_interviews import interviews_named
from lpcards.system.problem import UserFault

NOW, TODAY = "2026-11-30T09:00", date(2026, 11, 30)
COMPANY = st.sampled_from(["Acme", "Jane Street", "3M", "O'Brien: & Sons"])
PRINCIPLES = st.lists(st.sampled_from(["ownership", "be bold", "growth mindset"]), max_size=2)


@pytest.fixture
def settings(home):
    file = home / ".config" / "lpcards" / "lpcards.yaml"
    file.parent.mkdir(parents=True)
    return file


@given(st.lists(st.tuples(COMPANY, st.dates(min_value=TODAY), PRINCIPLES), max_size=3))
def test_what_is_typed_of_interviews_is_what_is_meant(interviews):
    typed = ", ".join(
        f"{company} {on}" + (f" ({', '.join(names)})" if names else "")
        for company, on, names in interviews
    )
    assert [(*one,) for one in interviews_named(typed, TODAY)] == [
        (company, on, (*names,)) for company, on, names in interviews
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Acme Dec 20, 2027", [("Acme", date(2027, 12, 20))]),
        (
            "Acme in 3 weeks, Globex 24 Dec",
            [("Acme", date(2026, 12, 21)), ("Globex", date(2026, 12, 24))],
        ),
        ("Jane Street Friday (Dive Deep)", [("Jane Street", date(2026, 12, 4))]),
    ],
)
def test_dates_are_written_as_elsewhere(typed, found):
    assert [one[:2] for one in interviews_named(typed, TODAY)] == found


@pytest.mark.parametrize(
    "typed", ["Acme", "2026-12-20", "Acme soon", "Acme 3/4", "Acme (ownership)", "(x) Acme"]
)
def test_what_names_no_interview_is_told_what_to_write(typed):
    with pytest.raises(UserFault, match="write the"):
        interviews_named(typed, TODAY)


def test_an_interview_is_added_and_every_other_byte_stays(lp, settings):
    text = "interviews:  # mine\n  # the first\n  - company: Acme\n    date: 2026-12-14\nnew: 3\n"
    settings.write_text(text)
    said = lp("set", "interviews+=Globex Dec 20 (Dive Deep, be bold)", now=NOW).out
    assert said.startswith("interviews: Acme 2026-12-14, Globex 2026-12-20 (dive-deep, be bold)\n")
    added = (
        "  - company: Globex\n    date: 2026-12-20\n    principles:\n      - dive-deep\n"
        "      - be bold\n"
    )
    assert settings.read_text() == text.replace("new: 3\n", f"{added}new: 3\n")


def test_the_first_interview_and_a_whole_list_stand_on_one_line(lp, settings):
    lp("set", "interviews+=Acme Dec 14", now=NOW)
    assert settings.read_text() == "interviews: [{company: Acme, date: 2026-12-14}]\n"
    lp("set", "interviews=Globex Dec 20 (ownership)", now=NOW)
    assert settings.read_text() == (
        "interviews: [{company: Globex, date: 2026-12-20, principles: [ownership]}]\n"
    )
    lp("set", "interviews=", now=NOW)
    assert settings.read_text() == ""


def test_an_interview_that_cannot_be_read_changes_nothing(lp, settings):
    settings.write_text("new: 3\n")
    error = lp("set", "new=4", "interviews+=Acme soon", now=NOW, code=1).err
    assert "names no interview: write the company and the date" in error
    assert settings.read_text() == "new: 3\n"


def test_words_of_a_company_that_lead_nowhere_are_told_at_their_place(lp, settings):
    settings.write_text(
        "interviews:\n  - company: Google\n    date: 2026-12-14\n"
        "    principles: [googleyness, banana]\n"
    )
    found = [
        one for one in lp("check", "--json", now=NOW).json["problems"] if "banana" in one["message"]
    ]
    assert [(one["line"], one["column"], one["severity"]) for one in found] == [(4, 31, "advice")]
    assert "the themes with words of Google are Failure, Conflict" in found[0]["message"]


def test_a_plan_names_each_interview_and_marks_its_day(lp, settings):
    settings.write_text(
        "minutes: 10\ninterview: 2026-12-24\ninterviews:\n"
        "  - {company: Initech, date: 2026-12-20, principles: [ownership]}\n"
        "  - {company: Google, date: 2026-12-14, principles: [be humble, growth]}\n"
        "  - {company: Long Ago, date: 2026-11-14}\n"
    )
    plan = lp("plan", "--json", now=NOW).json
    assert plan["interview"] == "2026-12-14"
    assert [(one["company"], one["date"], one["left"]) for one in plan["interviews"]] == [
        ("Google", "2026-12-14", 14),
        ("Initech", "2026-12-20", 20),
        ("", "2026-12-24", 24),
    ]
    assert plan["interviews"][0]["recall"] == plan["recall"]
    assert plan["interviews"][0]["asked"] == plan["asked"]
    assert [one["principle"] for one in plan["interviews"][1]["principles"]] == ["ownership"]
    shown = lp("plan", now=NOW).out
    assert shown.index("-- Google --") < shown.index("Mon 2026-12-14", shown.index("-- Google"))
    assert "-- Initech --" in shown
    assert "Asks about Ownership." in shown
    assert "2026-12-23" in shown
    assert "2026-12-24 " not in shown


def test_on_the_day_of_one_the_plan_leads_to_the_next(lp, settings):
    settings.write_text(
        f"interviews: [{{company: Acme, date: {TODAY}}}, {{company: Globex, date: 2026-12-04}}]\n"
    )
    plan = lp("plan", "--json", now=NOW).json
    assert (plan["interview"], plan["left"]) == ("2026-11-30", 0)
    dates = [f"{TODAY + timedelta(days=ahead)}" for ahead in range(4)]
    assert [day["date"] for day in plan["days"]] == dates
    shown = " ".join(lp("plan", now=NOW).out.split())
    assert "One is today: `lpcards sheet` shows your stories. The days lead to the next." in shown
    assert all(date in shown for date in dates)
    settings.write_text(f"interviews: [{{company: Acme, date: {TODAY}}}]\n")
    assert lp("plan", "--json", now=NOW).json["days"] == []
    assert "It is today, so no day is left to plan" in " ".join(lp("plan", now=NOW).out.split())


def test_a_tried_date_is_planned_by_itself(lp, settings):
    settings.write_text("interviews: [{company: Acme, date: 2026-12-14}]\n")
    plan = lp("plan", "--by", "2026-12-24", "--json", now=NOW).json
    assert (plan["interview"], plan["interviews"]) == ("2026-12-24", [])


def test_each_command_names_the_one_that_leads(lp, settings):
    settings.write_text(
        "interviews:\n  - {company: Acme, date: 2026-12-14}\n"
        "  - {company: Globex, date: 2026-12-20}\n"
    )
    assert "Your interview at Acme is tomorrow." in lp("due", now="2026-12-13T09:00").out
    assert "Your interview at Globex is tomorrow." in lp("due", now="2026-12-19T09:00").out
    assert (
        "Your interview at Globex on December 20 has passed."
        in lp("due", now="2026-12-21T09:00").out
    )
    assert lp("stats", "--json", now="2026-12-15T09:00").json["readiness"]["on"] == "2026-12-20"


def first_new(learner, day, count=3):
    """Return the principles of the first new cards."""
    with learner.workspace(day) as workspace:
        unseen = (card for card in workspace.index.study_order() if card.guide)
        return [card.principle for card in islice(unseen, count)]


@pytest.mark.parametrize("cached", [True, False])
def test_what_the_leading_interview_asks_comes_first_and_from_the_next_day_the_next_one_s(
    tmp_path, monkeypatch, cached
):
    learner = DailyLearner(tmp_path, stories=0)
    write_guides(learner.content, ["ownership", "dive-deep", "frugality"])
    if not cached:
        monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/none")
    days = [START + timedelta(days=ahead) for ahead in (2, 5)]
    learner.set(
        interviews=[
            {"company": "Globex", "date": str(days[1]), "principles": ["dive-deep"]},
            {"company": "Acme", "date": str(days[0]), "principles": ["frugality"]},
        ],
        principles=["ownership"],
    )
    led = [first_new(learner, day)[0] for day in range(8)]
    assert led == [*["frugality"] * 3, *["dive-deep"] * 3, *["ownership"] * 2]
    assert first_new(learner, 0)[0] == "frugality"  # and back again: a clock may be set


def test_another_company_s_map_chooses_the_order(tmp_path):
    learner = DailyLearner(tmp_path, stories=0)
    write_guides(learner.content, ["ownership", "dive-deep", "frugality"])
    (learner.content / "map.yaml").write_text(
        "type: guide\nid: map\ntitle: A map\nshort: Map\nprinciple: all\nname: Map\nthemes:\n"
        "  - {id: thrift, name: Thrift, principles: [frugality], words: {acme: every penny}}\n"
        "  - {id: depth, name: Depth, principles: [dive-deep], words: {acme: look under it}}\n"
    )
    acme = {"company": "Acme", "date": str(START + timedelta(days=9))}
    learner.set(interviews=[acme])
    assert first_new(learner, 0)[0] == "frugality"
    learner.set(interviews=[acme | {"principles": ["look under"]}])
    assert first_new(learner, 0)[0] == "dive-deep"


@given(st.lists(st.integers(-3, 12), max_size=3), st.lists(st.integers(0, 5), min_size=12))
def test_no_interview_changes_what_sm_2_makes_of_an_answer(days, grades):
    """The overlay chooses the order alone: with it and without the replay has the same numbers."""
    with quick_folder() as folder:
        learner = DailyLearner(folder, stories=2)
        dated = [{"company": "Acme", "date": str(START + timedelta(days=day))} for day in days]
        learner.set(interviews=dated)
        learner.study(0, iter(grades), most=6)
        learner.study(3, iter(grades[6:]), most=6)
        with learner.workspace(3) as workspace:
            led = dict(workspace.reading().remembered())
        learner.set()
        with learner.workspace(3) as workspace:
            assert dict(workspace.reading().remembered()) == led
