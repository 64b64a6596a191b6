"""`/review` by forms alone: what is asked, what is sent, what counts once."""

import json
from pathlib import Path

import pytest

from lpcards.cards.checklist import proposed_grade
from lpcards.study.reviewing.sitting import ELSEWHERE, OVERTAKEN
from lpcards.study.workspace import Workspace
from lpcards.web.page_sitting import AGAIN, AS_SEEN, CHANGED, OTHERWISE
from web.conftest import NOW, Browser
from web_pages import ReadPage

pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def at_few(home):
    """Return a browser at the page of few cards."""
    with Browser(Workspace((str(home / "few"),), None, NOW)) as browser:
        yield browser.log_in()


def fields_of(page):
    """Return what a page's form carries besides what the learner does."""
    found = [one for tag, one in ReadPage(page.text).elements if tag == "input"]
    return {one["name"]: one["value"] for one in found if one.get("type") == "hidden"}


def asked(browser):
    """Read what is to be read; return the page that asks a card."""
    page = browser.get("/review")
    for _ in range(5):
        if "Show answer" in page.text:
            return page
        assert page.status_code == 200, page.text
        fields = fields_of(page) | {"act": "read"}
        assert browser.submit("/review", fields).status_code == 303
        page = browser.get("/review")
    raise AssertionError(page.text)


def shown(browser, page, **more):
    return browser.submit("/review", fields_of(page) | {"act": "show"} | more)


def graded(browser, page, grade, **more):
    done = browser.submit("/review", fields_of(page) | {"grade": str(grade)} | more)
    assert done.status_code == 303, done.text
    return then(browser, done)


def then(browser, done):
    """Go where a form that was sent leads."""
    return browser.get(done.headers["location"])


def events(lp):
    return [json.loads(line) for line in lp("log").out.splitlines()]


def test_a_card_is_asked_shown_and_graded(lp, at_few):
    page = asked(at_few)
    first = lp("next", "--json").json
    assert fields_of(page)["card"] == first["id"]
    at_few.clock.now += 7
    answer = shown(at_few, page)
    assert first["back"].partition("\n")[0][:20] in ReadPage(answer.text).text
    at_few.clock.now += 3
    after = graded(at_few, answer, 4)
    [event] = events(lp)
    assert (event["card"], event["grade"], event["seconds"]) == (first["id"], 4, 10.0)
    assert "4 good: in " in after.text


def test_a_form_that_is_sent_twice_counts_once(lp, at_few):
    answer = shown(at_few, asked(at_few))
    graded(at_few, answer, 4)
    assert AGAIN in graded(at_few, answer, 4).text
    assert OTHERWISE.format(4) in graded(at_few, answer, 2).text
    assert len(events(lp)) == 1


def test_in_two_tabs_the_second_answer_is_a_drill_and_that_is_said(lp, at_few):
    one, other = (shown(at_few, asked(at_few)) for _ in range(2))
    graded(at_few, one, 4)
    assert ELSEWHERE in graded(at_few, other, 5).text
    assert [event["kind"] for event in events(lp)] == ["review", "drill"]


def test_each_tab_has_the_remark_of_its_own_answer(at_few):
    one, other = (shown(at_few, asked(at_few)) for _ in range(2))
    first, second = (
        at_few.submit("/review", fields_of(page) | {"grade": grade})
        for page, grade in ((one, "4"), (other, "5"))
    )
    third = at_few.get("/review").text
    assert ELSEWHERE not in third
    assert "4 good: in " not in third
    told, elsewhere = then(at_few, first).text, then(at_few, second).text
    assert "4 good: in " in told
    assert ELSEWHERE not in told
    assert ELSEWHERE in elsewhere
    assert ELSEWHERE not in then(at_few, second).text


def test_what_was_undone_is_said_in_the_tab_that_undid_it(at_few):
    graded(at_few, shown(at_few, asked(at_few)), 4)
    page = asked(at_few)
    done = at_few.submit("/review", fields_of(page) | {"act": "undo"})
    assert "Undone" not in at_few.get("/review").text
    assert "Undone: grade 4" in then(at_few, done).text


@pytest.mark.parametrize("grade", ["3", "4"])
def test_a_card_answered_elsewhere_while_it_was_before_one_is_not_asked(lp, at_few, grade):
    page = at_few.get("/review")
    fields = fields_of(page)
    assert 'value="read"' in page.text
    lp("grade", fields["card"], grade)
    after = then(at_few, at_few.submit("/review", fields | {"act": "read"}))
    assert OVERTAKEN in after.text
    assert fields_of(asked(at_few))["card"] != fields["card"]


def test_what_the_terminal_answered_meanwhile_is_a_drill_here(lp, at_few):
    answer = shown(at_few, asked(at_few))
    lp("grade", fields_of(answer)["card"], "4")
    assert ELSEWHERE in graded(at_few, answer, 5).text
    assert [event["kind"] for event in events(lp)] == ["review", "drill"]


def test_undo_takes_back_what_the_terminal_answered(lp, at_few):
    page = asked(at_few)
    card = fields_of(page)["card"]
    lp("grade", card, "4")
    again = then(at_few, at_few.submit("/review", fields_of(page) | {"act": "undo"}))
    assert "Undone: grade 4 for" in again.text
    assert fields_of(again)["card"] == card
    at_few.submit("/review", fields_of(page) | {"act": "undo"})  # the back button, once more
    assert [event["kind"] for event in events(lp)] == ["review", "undo"]


def test_an_undo_that_is_sent_twice_takes_back_one_answer(lp, at_few):
    page = asked(at_few)
    for _ in range(2):
        lp("grade", lp("next", "--json").json["id"], "5")
    for _ in range(2):
        done = at_few.submit("/review", fields_of(page) | {"act": "undo"})
    assert AGAIN in then(at_few, done).text
    assert [event["kind"] for event in events(lp)] == ["review", "review", "undo"]


@pytest.mark.parametrize(("act", "kind"), [("suspend", "suspend"), ("bury", "bury")])
def test_a_card_set_aside_is_asked_no_more(lp, at_few, act, kind):
    page = asked(at_few)
    at_few.submit("/review", fields_of(page) | {"act": act})
    assert [event["kind"] for event in events(lp)] == [kind]
    assert fields_of(asked(at_few))["card"] != fields_of(page)["card"]


def test_a_flag_goes_on_with_a_note_and_off_again(lp, at_few):
    page = asked(at_few)
    at_few.submit("/review", fields_of(page) | {"act": "flag", "note": "too <b>long"})
    flagged = at_few.get("/review")
    assert fields_of(flagged)["card"] == fields_of(page)["card"]
    assert "Flagged: too &lt;b&gt;long" in flagged.text
    off = at_few.submit("/review", fields_of(flagged) | {"act": "unflag"})
    assert "The flag is off." in then(at_few, off).text


def test_a_new_card_may_be_looked_at_first(lp, at_few):
    page = asked(at_few)
    learned = at_few.submit("/review", fields_of(page) | {"act": "learn"})
    assert "It is asked again at the end." in learned.text
    assert fields_of(asked(at_few))["card"] != fields_of(page)["card"]


def test_a_card_that_is_looked_at_can_be_flagged_and_stays_there(lp, at_few):
    page = asked(at_few)
    learned = at_few.submit("/review", fields_of(page) | {"act": "learn"})
    flagged = at_few.submit("/review", fields_of(learned) | {"act": "flag", "note": "too long"})
    assert "Flagged: too long" in ReadPage(flagged.text).text
    assert "It is asked again at the end." in flagged.text
    off = at_few.submit("/review", fields_of(flagged) | {"act": "unflag"})
    assert "The flag is off." in off.text
    assert "Flagged: too long" not in off.text
    assert [event["kind"] for event in events(lp)] == ["learn", "flag", "flag"]
    assert {event["card"] for event in events(lp)} == {fields_of(page)["card"]}


def test_hints_come_one_by_one_and_cost(lp, at_few):
    page = asked(at_few)
    hinted = at_few.submit("/review", fields_of(page) | {"act": "hint"})
    assert hinted.text.count("Hint: ") > 0
    assert "1 hint: grade" in shown(at_few, hinted).text


def test_ticks_decide_where_the_learner_leaves_it_to_them(lp, home):
    with Browser(Workspace((str(home / "few"),), None, NOW)) as browser:
        browser.log_in()
        card = lp("cards", "--json").json
        listed = next(one for one in card if len(one["items"]) > 1)
        fields = {
            "once": "k",
            "card": listed["id"],
            "kind": "new",
            "words": listed["fingerprint"],
            "tick": ["0"],
        }
        browser.submit("/review", fields | {"grade": "ticks"})
        [event] = events(lp)
        count = len(listed["items"])
        assert event["grade"] == proposed_grade(count, {0}, listed["must"])
        assert event["details"]["missed"] == [*range(1, count)]


def test_an_answer_counts_for_the_card_as_it_was_shown(lp, home, at_few):
    answer = shown(at_few, asked(at_few))
    card = lp("show", fields_of(answer)["card"], "--json").json
    path = Path(card["source"]["path"])
    words = card["items"][0]
    text = path.read_text(encoding="utf-8")
    assert words in text
    path.write_text(text.replace(words, f"Really. {words}"), encoding="utf-8")
    assert AS_SEEN in graded(at_few, answer, 4).text
    [event] = events(lp)
    assert event["fingerprint"] == card["fingerprint"]


def test_an_answer_to_words_that_nobody_knows_is_refused_in_words(lp, at_few):
    fields = fields_of(shown(at_few, asked(at_few)))
    done = at_few.submit("/review", fields | {"words": "0" * 16, "grade": "4"})
    assert CHANGED in ReadPage(then(at_few, done).text).text
    assert events(lp) == []


def test_a_form_without_our_key_does_nothing(lp, at_few):
    fields = fields_of(shown(at_few, asked(at_few))) | {"grade": "4", "form_key": "x"}
    assert at_few.submit("/review", fields).status_code == 403
    assert events(lp) == []


@pytest.mark.parametrize(
    "wrong",
    [{"grade": "9"}, {"tick": "x"}, {"items": "1,x"}, {"hints": "nan"}, {"card": "x" * 999}],
)
def test_what_no_form_of_ours_sends_is_refused_in_words(lp, at_few, wrong):
    fields = fields_of(shown(at_few, asked(at_few))) | {"grade": "4"} | wrong
    assert at_few.submit("/review", fields).status_code == 303
    at_few.get("/review")
    assert [event["grade"] for event in events(lp)] in ([], [4])


def test_the_end_of_the_day_has_the_terminal_s_summary(lp, at_few):
    answered = 0
    page = asked(at_few)
    while "All done for today." not in page.text:
        graded(at_few, shown(at_few, page), 5)
        answered += 1
        page = at_few.get("/review")
        if "All done" not in page.text:
            page = asked(at_few)
    assert f"{answered} cards in " in page.text
    assert "<code>lpcards " in page.text
    assert '<button class="plain" name="act" value="undo"' in page.text
    undone = at_few.submit("/review", fields_of(page) | {"act": "undo"})
    assert "Undone: grade 5" in then(at_few, undone).text


def test_whoever_stops_sees_what_it_came_to(at_few):
    page = asked(at_few)
    graded(at_few, shown(at_few, page), 4)
    done = at_few.submit("/review", fields_of(page) | {"act": "stop"})
    assert "1 card in " in at_few.get(done.headers["location"]).text


def test_what_is_typed_is_held_against_the_card(lp, at_few):
    at_few.submit("/review", fields_of(asked(at_few)) | {"act": "typing"})
    page = asked(at_few)
    back = lp("show", fields_of(page)["card"], "--json").json["items"][0]
    answer = shown(at_few, page, typed=back)
    assert "You typed:" in answer.text
    assert "(hit" in answer.text
    assert answer.text.count(" checked") == 1
    graded(at_few, answer, 5)
    [event] = events(lp)
    assert event["details"]["typed"] == back


def test_a_form_that_is_sent_twice_asks_for_typed_answers_once(at_few):
    for act, hidden in (("typing", False), ("saying", True)):
        fields = fields_of(asked(at_few)) | {"act": act}
        for _ in range(2):
            at_few.submit("/review", fields)
            page = asked(at_few)
            [field] = [
                one for _, one in ReadPage(page.text).elements if one.get("class") == "typing"
            ]
            assert ("hidden" in field) == hidden
            other = "typing" if hidden else "saying"
            for one in (page, shown(at_few, page)):
                assert f'name="act" value="{other}"' in one.text


def test_in_a_pause_nothing_is_asked(lp, at_few):
    lp("pause", "--until", "2026-03-05")
    assert "Paused until" in at_few.get("/review").text


def test_what_a_page_keeps_is_for_its_log_alone(home):
    names = []
    for database in ("one.db", "other.db", "one.db"):
        workspace = Workspace((str(home / "few"),), str(home / database), NOW)
        with Browser(workspace) as browser:
            page = ReadPage(browser.log_in().get("/review").text)
        names += [one["data-log"] for _, one in page.elements if "data-log" in one]
    assert names[0] == names[2] != names[1]
