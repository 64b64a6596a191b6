"""`due`, `next`, `grade`: the review without a terminal."""

import pytest

TOLD, WE, WHY = (
    "cellar/disqualifier/told-to.mend",
    "cellar/disqualifier/we.mend",
    "cellar/probe/why",
)
MEMORY = {"repetitions", "ease", "interval", "due", "lapses"}
CARD = {"id", "kind", "scenario", "principle", "group", "top", "front", "back", "hint", "items"}
DAY = "2026-03-{:02}T09:00".format


def test_due_counts_in_four_keys(own):
    answer = own("due", "--json").json
    assert {"day": "2026-03-02", "due": 0, "new": 3, "total": 3}.items() <= answer.items()
    assert own("due").out == "3 cards today: 0 reviews, 3 new\n"


def test_due_and_next_make_no_log(own, home):
    own("due")
    own("next")
    own("log")
    assert not list(home.rglob("reviews.db*"))


def test_next_is_the_card_as_show_has_it(own):
    answer = own("next", "--json").json
    assert answer == own("show", answer["id"], "--json").json
    assert answer.keys() >= {*CARD, "source", "memory", "history"}
    assert (answer["memory"], answer["history"]) == (None, [])


def test_an_answer_is_told_in_three_keys(own):
    answer = own("grade", TOLD, "3", "--json").json
    assert (answer["card"], answer["counted"]) == (TOLD, "review")
    assert answer["memory"].keys() >= MEMORY
    assert answer["memory"]["ease"] == 2.36
    assert '"ease": 2.36,' in own("show", TOLD, "--json").out
    assert answer["memory"]["due"] == "2026-03-03"
    assert (answer["memory"]["repetitions"], answer["memory"]["lapses"]) == (1, 0)


def test_next_then_grade_empties_the_day_and_then_next_is_null(own):
    served = []
    while card := own("next", "--json").json:
        own("grade", card["id"], "4")
        served.append(card["id"])
    assert sorted(served) == [TOLD, WE, WHY]
    assert own("next", "--json").out == "null\n"
    assert own("next").out == "Nothing is left for today.\n"
    assert own("due", "--json").json["total"] == 0
    assert own("due").out == "Nothing is due today.\n"


def test_a_second_answer_of_the_day_is_a_drill_and_changes_nothing(own):
    first = own("grade", TOLD, "5", "--json").json
    again = own("grade", TOLD, "0", "--json").json
    assert (again["counted"], again["memory"]) == ("drill", first["memory"])


def test_an_answer_sent_again_is_told_again_and_recorded_once(own):
    first = own("grade", TOLD, "4", "--once", "k-1", "--json").json
    own("suspend", TOLD)
    again = own("grade", TOLD, "4", "--once", "k-1", "--json", now=DAY(9)).json
    assert again == first | {"repeated": True}
    assert first["event"]["details"] == {"once": "k-1"}
    assert "already recorded" in own("grade", TOLD, "4", "--once", "k-1").out
    assert len(own("log").lines) == 2


@pytest.mark.parametrize("key", ["", "a b", "\u00e9", "x" * 201])
def test_a_key_that_is_none_is_wrong_usage(own, key):
    assert "is not a key" in own("grade", TOLD, "4", "--once", key, code=2).err


def test_an_answer_before_its_day_is_ahead(own):
    for day in (2, 3):
        own("grade", TOLD, "4", now=DAY(day))
    answer = own("grade", TOLD, "5", "--json", now=DAY(5)).json
    assert answer["counted"] == "ahead"
    assert answer["memory"]["ease"] == 2.5
    assert answer["memory"]["due"] == "2026-03-11"


def test_a_card_under_four_comes_back_until_it_has_a_four(own):
    for card in (TOLD, WE, WHY):
        own("grade", card, "3" if card == WE else "4")
    assert own("due", "--json").json["total"] == 0
    for grade in ("2", "3", "4"):
        assert own("next", "--json").json["id"] == WE
        assert own("grade", WE, grade, "--json").json["counted"] == "drill"
    assert own("next", "--json").json is None


def test_a_drill_ends_with_its_study_day(own):
    own("grade", WE, "0", now="2026-03-02T23:00")
    assert own("due", "--json", now="2026-03-03T03:59").json["drills"] == 1
    assert own("due", "--json", now="2026-03-03T04:00").json == {
        "day": "2026-03-03",
        "due": 1,
        "final_pass": 0,
        "new": 2,
        "total": 3,
        "drills": 0,
    }


def test_limits_never_refuse_a_named_card(own, home):
    (home / "lpcards.yaml").write_text("new: 0\nreviews: 0\n", encoding="utf-8")
    assert own("due", "--json").json["total"] == 0
    assert own("grade", WHY, "4", "--json").json["counted"] == "review"
    assert own("grade", WHY, "4", "--json", now=DAY(9)).json["counted"] == "review"


def test_limits_hold_across_runs(own, home):
    (home / "lpcards.yaml").write_text("new: 2\n", encoding="utf-8")
    for left in (2, 1, 0):
        answer = own("due", "--json").json
        assert answer["new"] == answer["total"] == left
        if left:
            own("grade", own("next", "--json").json["id"], "5")


@pytest.mark.parametrize("grade", ["6", "-1", "good", "3.0", "", "٣٣"])
def test_a_grade_that_is_none_is_wrong_usage(own, grade):
    result = own("grade", WHY, grade, code=2)
    assert result.out == ""
    assert "Usage:" in result.err
    assert own("log").out == ""


@pytest.mark.parametrize("options", [["--seconds", "-1"], ["--seconds", "many"], ["--wat"], []])
def test_wrong_options_are_wrong_usage(own, options):
    own("grade", WHY, *(["4", *options] if options else []), code=2)


def test_an_unknown_card_is_a_fault_and_the_one_meant_is_named(own):
    result = own("grade", "cellar/probe/wyh", "4", code=1)
    assert result.err == f"lpcards: there is no card 'cellar/probe/wyh'; did you mean '{WHY}'?\n"


def test_a_retired_card_is_a_fault(own, cellar):
    own("grade", WHY, "4")
    cellar.write_text(cellar.read_text("utf-8").partition("probes:")[0], encoding="utf-8")
    result = own("grade", WHY, "4", code=1, now=DAY(3))
    assert result.err == f"lpcards: {WHY} is retired: no story here has it\n"
    assert own("due", "--json", now=DAY(3)).json["due"] == 0


def test_a_suspended_card_is_a_fault_that_names_the_way_out(own):
    own("suspend", WHY)
    result = own("grade", WHY, "4", code=1)
    assert result.err == f"lpcards: {WHY} is suspended; `lpcards resume {WHY}` asks it again\n"


def test_seconds_and_missed_items_are_kept(own):
    answer = own("grade", WHY, "2", "--seconds", "7.5", "--missed", "2", "--json").json
    assert answer["event"]["seconds"] == 7.5
    assert answer["event"]["details"] == {"missed": [1]}


@pytest.mark.parametrize("missed", ["0", "3", "one", "1,,2"])
def test_an_item_that_is_none_is_a_fault(own, missed):
    assert "--missed" in own("grade", WHY, "2", "--missed", missed, code=1).err
    assert own("log").out == ""


def test_cramming_is_logged_and_changes_nothing(own):
    answer = own("grade", WHY, "0", "--cram", "--json").json
    assert (answer["counted"], answer["memory"]) == ("cram", None)
    assert own("due", "--json").json["total"] == 3


def test_a_selection_narrows_the_day(own):
    assert own("due", "--kind", "probe", "--json").json["total"] == 1
    assert own("due", "*/disqualifier/*", "--json").json["total"] == 2
    assert own("next", "--principle", "dive-deep", "--kind", "probe", "--json").json["id"] == WHY


@pytest.mark.parametrize(
    ("option", "value", "meant"),
    [("--kind", "prob", "probe"), ("--scenario", "celar", "cellar")],
)
def test_a_selection_of_what_is_not_there_is_a_fault(own, option, value, meant):
    assert f"did you mean '{meant}'?" in own("due", option, value, code=1).err


def test_review_without_a_terminal_names_the_commands_that_need_none(own):
    result = own("review", code=2)
    assert "lpcards next" in result.err
    assert "lpcards grade" in result.err


@pytest.fixture
def gaps(own, cellar):
    """Let the story have open questions, and no answer but one of them."""
    text = cellar.read_text("utf-8").replace(
        "probes:\n", "probes:\n  - {id: how, ask: How high?}\n"
    )
    cellar.write_text(
        f"{text}steps:\n  result: {{needs: {{metric: Half of it was dry.}}}}\n", "utf-8"
    )
    return [one["id"] for one in own("cards", "--kind", "open", "--json").json]


def test_an_open_question_is_not_graded_and_says_how_to_answer_it(own, gaps):
    assert "cellar/open/how" in gaps
    for card in gaps:
        result = own("grade", card, "5", code=1)
        assert result.err.startswith(f"lpcards: {card} is an open question")
        assert "lpcards edit cellar" in result.err
        assert own("show", card, "--json").json["gradable"] is False
    assert own("log").out == ""
    assert own("show", WHY, "--json").json["gradable"] is True


def graded(own, *more):
    """Answer what `next` gives until it gives nothing; return the cards."""
    done = []
    while (card := own("next", "--json", *more).json) is not None:
        assert len(done) < 20, "it never ends"
        if not card["gradable"]:
            own("bury", card["id"])
        else:
            own("grade", card["id"], "4")
        done.append(card["id"])
    return done


def test_a_script_that_grades_what_is_gradable_comes_to_an_end(own, gaps):
    done = graded(own, "--gradable")
    assert WHY in done
    assert not {*done} & {*gaps}
    assert own("next", "--json").json["id"] in gaps
    assert {*graded(own)} <= {*gaps}
    assert own("next", "--json").json is None
