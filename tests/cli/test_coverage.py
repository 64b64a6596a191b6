"""`lpcards coverage`: the matrix, the questions and the gaps, in text and JSON."""

import pytest

TRAINS = """\
id: late-trains
title: Late
short: Late trains
principle: ownership
also: [dive-deep]
asked: [When did a project of yours almost fail?]
pivots: [{principle: deliver-results, lead_with: It ran on Monday.}]
"""
CELLAR = "id: cellar\ntitle: Wet\nshort: Cellar\nprinciple: deliver-results\n"


@pytest.fixture
def own(home):
    folder = home / ".local/share/lpcards/content"
    folder.mkdir(parents=True)
    (folder / "trains.yaml").write_text(TRAINS, "utf-8")
    (folder / "cellar.yaml").write_text(CELLAR, "utf-8")
    return folder


def test_the_matrix_holds_own_stories_only(lp, own):
    answer = lp("coverage", "--json").json
    assert [one["id"] for one in answer["stories"]] == ["late-trains", "cellar"]
    served = {
        one["id"]: {s["id"]: s["how"] for s in one["stories"]} for one in answer["principles"]
    }
    assert len(served) == 16
    assert served["deliver-results"] == {"cellar": "told", "late-trains": "pivot"}
    assert served["dive-deep"] == {"late-trains": "also"}
    more = lp("coverage", "--examples", "--json").json["stories"]
    assert "webhook-drops" in [one["id"] for one in more]


def test_the_gaps_are_named(lp, own):
    gaps = lp("coverage", "--json").json["gaps"]
    assert "frugality" in gaps["thin"]
    assert "deliver-results" not in gaps["thin"]
    assert gaps["unasked"] == ["cellar"]
    text = lp("coverage").out
    assert "- Frugality: no story" in text
    assert "- Dive Deep: only Late trains" in text
    assert "- Cellar: no question under `asked`" in text


def test_a_question_that_a_story_names_is_marked(lp, own):
    questions = lp("coverage", "--json").json["questions"]
    asked = {one["ask"]: one["stories"] for one in questions}
    named = asked["Tell me about a project that almost failed."]
    assert named[0] == {"id": "late-trains", "how": "alike"}


def test_a_question_that_was_met_counts_for_the_story_it_was_given(lp, own):
    lp("asked", "Why blue?")
    path = own / "asked.yaml"
    path.write_text(path.read_text("utf-8") + "    story: cellar\n    opening: So.\n", "utf-8")
    answer = lp("coverage", "--json").json
    last = next(one for one in answer["questions"] if one["ask"] == "Why blue?")
    assert last["stories"] == [{"id": "cellar", "how": "asked"}]
    assert answer["gaps"]["unasked"] == []


@pytest.mark.parametrize("columns", [40, 80])
def test_the_text_fits_its_terminal(lp, own, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    for more in ([], ["--examples"]):
        output = lp("coverage", *more).out
        assert max(map(len, output.splitlines())) <= columns
        assert "a Late trains" in output


def test_without_a_story_there_is_nothing_but_gaps(lp):
    result = lp("coverage")
    assert "No story of your own yet" in result.err
    assert result.out.startswith("0 stories")


def test_the_card_says_how_many_stories_fit_and_which_comes_second(lp, own):
    [card] = lp("cards", "--kind", "ask", "--scenario", "late-trains", "--json").json
    assert card["below"] == "Second choice: none yet"
    (own / "more.yaml").write_text(
        CELLAR.replace("cellar", "attic")
        .replace("principle: deliver-results", "principle: ownership")
        .replace("Cellar", "Attic"),
        "utf-8",
    )
    for say in (["show", card["id"]], ["next", "--kind", "ask"]):
        answer = lp(*say, "--json").json
        assert answer["below"] == "Second choice: Attic"
        assert answer["hint"].endswith("; two of your stories fit")
        assert answer["fingerprint"] == card["fingerprint"]
