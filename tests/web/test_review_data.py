"""`/api/review`: what a page's script is sent, and what becomes of the answers that it kept."""

import json

import pytest

from lpcards.study.reviewing.sitting import ELSEWHERE
from lpcards.study.workspace import Workspace
from lpcards.web.page_sitting import AGAIN, AS_SEEN, GONE, OTHERWISE, PageSitting
from web.conftest import HOST, NOW, Browser

pytestmark = pytest.mark.usefixtures("few_cards")
HOUR = 3_600_000


@pytest.fixture
def at_few(home):
    """Return a browser at the page of few cards."""
    with Browser(Workspace((str(home / "few"),), None, NOW)) as browser:
        yield browser.log_in()


def posted(browser, data, path="/api/review", **headers):
    sent = {"Origin": f"http://{HOST}", "X-Form-Key": browser.form_key, **headers}
    return browser.post(path, json=data, headers=sent)


def answer(card, grade=4, **more):
    known = {"card": card["id"], "kind": card["kind"], "words": card["words"]}
    return {**known, "once": card["id"], "grade": grade, "items": card["grading"]["items"]} | more


def sent(browser, *answers):
    return posted(browser, {"answers": [*answers]}).json()


def events(lp):
    return [json.loads(line) for line in lp("log").out.splitlines()]


def test_the_coming_cards_come_with_all_that_grades_them(lp, at_few):
    state = at_few.get("/api/review").json()
    assert state["cards"][0]["id"] == lp("next", "--json").json["id"]
    assert len({card["id"] for card in state["cards"]}) == len(state["cards"]) > 3
    for card in state["cards"]:
        assert 'data-screen="question"' in card["question"]
        assert 'data-screen="answer"' in card["answer"]
        assert len(card["grading"]["buttons"]) == 6


def test_answers_are_recorded_in_their_order_each_dated_when_it_was_given(lp, at_few):
    cards = at_few.get("/api/review").json()["cards"][:3]
    ages = (3 * HOUR, 2 * HOUR, 0)
    found = sent(at_few, *(answer(card, age=age) for card, age in zip(cards, ages, strict=True)))
    assert [result["done"] for result in found["results"]] == [True] * 3
    assert [event["card"] for event in events(lp)] == [card["id"] for card in cards]
    assert [event["at"][11:16] for event in events(lp)] == ["06:00", "07:00", "09:00"]
    assert found["cards"][0]["id"] not in {card["id"] for card in cards}


def test_an_answer_that_comes_again_is_recorded_already(lp, at_few):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    sent(at_few, answer(card))
    again = sent(at_few, answer(card), answer(card, 2))["results"]
    assert [result["said"] for result in again] == [AGAIN, OTHERWISE.format(4)]
    assert [result["done"] for result in again] == [True, False]
    assert len(events(lp)) == 1


def test_an_answer_is_known_again_after_a_restart(lp, at_few, home):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    sent(at_few, answer(card))
    with Browser(Workspace((str(home / "few"),), None, NOW)) as restarted:
        restarted.log_in()
        [result] = sent(restarted, answer(card))["results"]
    assert result["said"] == AGAIN
    assert len(events(lp)) == 1


def test_what_was_answered_elsewhere_meanwhile_is_a_drill_and_that_is_said(lp, at_few):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    lp("grade", card["id"], "4")
    [result] = sent(at_few, answer(card, age=HOUR))["results"]
    assert result["said"] == ELSEWHERE
    assert [event["kind"] for event in events(lp)] == ["review", "drill"]


def test_a_time_too_far_behind_the_log_is_refused_in_words_and_the_others_are_not(lp, at_few):
    first, second, *_ = at_few.get("/api/review").json()["cards"]
    lp("grade", first["id"], "4")
    old, other = sent(at_few, answer(first, age=28 * HOUR), answer(second))["results"]
    assert (old["done"], other["done"]) == (False, True)
    assert "clock" in old["said"]
    assert len(events(lp)) == 2


def test_an_answer_that_meets_a_bug_is_refused_in_words_and_the_others_are_not(
    lp, at_few, home, monkeypatch, capsys
):
    def fail(asked, given):
        if given.once == broken["id"]:
            raise RuntimeError("inner")
        return record(asked, given)

    record = PageSitting.record
    monkeypatch.setattr(PageSitting, "record", fail)
    broken, *others = at_few.get("/api/review").json()["cards"][:3]
    results = sent(at_few, answer(broken), *map(answer, others))["results"]
    assert [result["done"] for result in results] == [False, True, True]
    [file] = home.rglob("crash-*")
    assert results[0]["said"].startswith("This is a bug in lpcards (RuntimeError).")
    assert str(file) in results[0]["said"]
    assert "inner" in file.read_text()
    assert str(file) in capsys.readouterr().err
    assert [event["card"] for event in events(lp)] == [card["id"] for card in others]


@pytest.mark.parametrize("between", ["settings", "stop"])
def test_an_answer_of_an_earlier_sitting_counts_for_the_card_as_seen(lp, at_few, home, between):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    for path in (home / "few").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Metric: from what to what", "Metric: x"), encoding="utf-8")
    if between == "stop":
        at_few.submit("/review", {"act": "stop"})
    else:
        at_few.app.state.sittings.begin_anew()
    [result] = sent(at_few, answer(card))["results"]
    assert result["said"] == AS_SEEN
    assert [event["fingerprint"] for event in events(lp)] == [card["words"]]


def test_a_card_that_is_gone_is_refused_in_words(lp, at_few):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    [result] = sent(at_few, answer(card | {"id": "gone/step/x"}))["results"]
    assert (result["done"], result["said"]) == (False, GONE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"grade": 6},
        {"grade": True},
        {"grade": "4"},
        {"items": ["x"]},
        {"items": {"0": 1}},
        {"ticked": [-1]},
        {"seconds": "1"},
        {"hints": None},
        {"once": 4},
        {"once": ""},
        {"once": "", "act": "undo"},
        {"typed": ["x"]},
        {"words": "x" * 999},
        {"age": 56 * 366 * 24 * HOUR},
        {"age": 1e300},
        {"act": 1},
        {"act": "format the disk"},
    ],
)
def test_what_no_script_of_ours_sends_is_refused_in_words(lp, at_few, wrong):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    [result] = sent(at_few, answer(card) | wrong)["results"]
    assert not result["done"]
    assert result["said"].endswith(".")
    assert events(lp) == []


@pytest.mark.parametrize("data", [[], "x", {"answers": "x"}, {"answers": [[]] * 101}])
def test_what_is_no_list_of_answers_is_refused(lp, at_few, data):
    assert posted(at_few, data).status_code == 400
    assert events(lp) == []


@pytest.mark.parametrize("seconds", [-1, 1e99, 86_401])
def test_a_clock_that_was_wrong_measures_nothing(lp, at_few, seconds):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    sent(at_few, answer(card, seconds=seconds, thinking=seconds, hints=9**9))
    assert [event["seconds"] for event in events(lp)] == [0.0]


def test_without_our_key_or_from_elsewhere_nothing_is_done(lp, at_few):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    data = {"answers": [answer(card)]}
    assert posted(at_few, data, **{"X-Form-Key": "x"}).status_code == 403
    assert posted(at_few, data, Origin="http://evil.example").status_code == 403
    assert at_few.post("/api/review", json=data).status_code == 403
    assert events(lp) == []


def test_whoever_is_not_in_is_told_how_to_come_in(stranger):
    found = stranger.get("/api/review")
    assert found.status_code == 401
    assert "Open the link" in found.json()["error"]


def test_what_a_form_did_is_not_said_to_a_script(at_few):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    sent(at_few, answer(card))
    undone = at_few.submit("/review", {"act": "undo", "once": "k", "card": card["id"]})
    assert at_few.get("/api/review").json()["message"] == ""
    assert "Undone: grade 4" in at_few.get(undone.headers["location"]).text


def test_what_a_script_did_is_said_to_it_also_between_two_cards(lp, home):
    lp("set", "minutes=1")
    with Browser(Workspace((str(home / "few"),), None, NOW)) as browser:
        browser.log_in()
        [card, *_] = browser.get("/api/review").json()["cards"]
        browser.clock.now += 61
        found = sent(browser, answer(card) | {"act": "suspend"})
        assert found["is_between"]
        [said] = [one["said"] for one in found["results"]]
        assert said.endswith("u undoes it.")
        assert "undoes it" not in browser.get("/review").text
        assert "undoes it" in browser.get(f"/review?after={found['after']}").text


def test_what_is_typed_is_judged_and_nothing_recorded(lp, at_few):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    typed = lp("show", card["id"], "--json").json["items"][1]
    found = posted(at_few, answer(card, typed=typed), "/api/review/judge").json()
    assert (found["ticked"], found["notes"][1]) == ([1], "hit")
    assert events(lp) == []


def test_after_the_minutes_the_learner_is_asked_once(lp, home):
    lp("set", "minutes=1")
    with Browser(Workspace((str(home / "few"),), None, NOW)) as browser:
        browser.log_in()
        assert not browser.get("/api/review").json()["is_between"]
        browser.clock.now += 61
        assert browser.get("/api/review").json()["is_between"]
        page = browser.get("/review")
        assert "1 minute is over" in page.text
        browser.submit("/review", {"act": "go_on"})
        assert not browser.get("/api/review").json()["is_between"]


def test_a_line_is_a_line_in_a_note(lp, at_few):
    [card, *_] = at_few.get("/api/review").json()["cards"]
    sent(at_few, answer(card) | {"act": "flag", "note": "one\ntwo\x1b[2J" + "x" * 999})
    note = lp("show", card["id"], "--json").json["flag"]
    assert note.startswith("one two[2Jxx")
    assert len(note) == 200
