"""`/review` with cards of every kind: open ones, options, four buttons, changed ones, leeches."""

import json
import re
from pathlib import Path

import pytest

from lpcards.study.workspace import Workspace
from web.conftest import NOW, Browser
from web.test_review_forms import asked, fields_of, graded, shown, then
from web_pages import ReadPage

STORY = """\
id: late-trains
title: Trains that were late
short: Late trains
principle: ownership
probes:
  - id: why  # the first thing they ask
    ask: Why you?
"""


@pytest.fixture
def story(home):
    path = home / "content" / "late-trains.yaml"
    path.parent.mkdir()
    path.write_text(STORY, "utf-8")
    return path


def at_stories(folder):
    return Browser(Workspace((str(folder),), None, NOW))


def question(browser, lp, card):
    """Return the fields of a form for a card, asked or not."""
    known = next(one for one in lp("cards", "--json").json if one["id"] == card)
    return {"once": card, "card": card, "kind": "new", "words": known["fingerprint"]}


def events(lp):
    return [json.loads(line) for line in lp("log").out.splitlines()]


def test_an_open_question_is_answered_into_the_story(lp, story):
    (story.parent.parent / "lpcards.yaml").write_text("kinds: [open]\n", "utf-8")
    with at_stories(story.parent) as browser:
        browser.log_in()
        fields = question(browser, lp, "late-trains/open/why")
        answer = browser.submit("/review", fields | {"act": "show"})
        assert "Leave it until tomorrow" in answer.text
        assert 'name="grade"' not in answer.text
        visible, _, more = answer.text.partition("<details")
        assert 'name="written"' in visible
        assert 'name="written"' not in more
        written = {"act": "write", "written": "I was there."}
        done = browser.submit("/review", fields_of(answer) | written)
        assert "Written into" in ReadPage(then(browser, done).text).text
    assert "I was there." in story.read_text("utf-8")
    assert events(lp) == []


def test_an_open_question_that_is_graded_all_the_same_is_not_recorded(lp, story):
    (story.parent.parent / "lpcards.yaml").write_text("kinds: [open]\n", "utf-8")
    with at_stories(story.parent) as browser:
        browser.log_in()
        fields = question(browser, lp, "late-trains/open/why")
        done = browser.submit("/review", fields | {"grade": "5"})
        assert "nothing to grade" in then(browser, done).text
    assert events(lp) == []


def test_what_cannot_be_written_is_kept_and_stands_there_again(lp, story):
    (story.parent.parent / "lpcards.yaml").write_text("kinds: [open]\n", "utf-8")
    with at_stories(story.parent) as browser:
        browser.log_in()
        page = browser.get("/review")
        story.write_text(STORY.replace("Why you?", "Why on earth?"), "utf-8")
        written = {"act": "write", "written": "I was <b>there."}
        again = then(browser, browser.submit("/review", fields_of(page) | written))
    assert "What you typed is kept." in again.text
    assert "I was &lt;b&gt;there." in again.text
    assert "I was" not in story.read_text("utf-8")


@pytest.mark.usefixtures("few_cards")
def test_with_four_buttons_there_are_four(lp, home):
    lp("set", "buttons=4")
    with at_stories(home / "few") as browser:
        browser.log_in()
        answer = shown(browser, asked(browser))
        found = re.findall(r'name="grade" value="(\w+)"', answer.text)
        assert [grade for grade in found if grade != "ticks"] == ["1", "3", "4", "5"]
        after = graded(browser, answer, 3)
        assert "hard: today." in after.text


@pytest.mark.usefixtures("few_cards")
def test_the_options_that_were_shown_are_in_the_event_in_their_order(lp, home):
    card = next(one for one in lp("cards", "--json").json if one["options"])
    with at_stories(home / "few") as browser:
        browser.log_in()
        order = [*range(len(card["options"]))][::-1]
        fields = question(browser, lp, card["id"]) | {"order": ",".join(map(str, order))}
        answer = browser.submit("/review", fields | {"act": "show"})
        places = [ReadPage(answer.text).text.find(card["options"][at][:20]) for at in order]
        assert places == sorted(places)
        browser.submit("/review", fields_of(answer) | {"grade": "4"})
    assert events(lp)[0]["details"]["order"] == order


@pytest.mark.usefixtures("few_cards")
def test_what_changed_since_the_last_answer_is_shown_word_by_word(lp, home):
    card = lp("show", "general/result/needs.list", "--json").json
    lp("grade", card["id"], "4")
    path = Path(card["source"]["path"])
    text = path.read_text(encoding="utf-8")
    assert card["items"][0] in text
    path.write_text(text.replace(card["items"][0], f"{card['items'][0]} indeed"), encoding="utf-8")
    with at_stories(home / "few") as browser:
        browser.log_in()
        fields = question(browser, lp, card["id"]) | {"kind": "review"}
        answer = browser.submit("/review", fields | {"act": "show"})
    assert "This card changed since you last answered it" in answer.text
    assert "<ins>indeed</ins>" in answer.text


@pytest.mark.usefixtures("few_cards")
def test_a_leech_says_so(lp, home):
    card = lp("next", "--json").json["id"]
    for day in range(2, 30, 2):
        lp("grade", card, "4" if day % 4 == 2 else "1", now=f"2026-03-{day:02}T09:00")
    late = "2026-03-30T09:00"
    known = next(one for one in lp("cards", "--json").json if one["id"] == card)
    with Browser(Workspace((str(home / "few"),), None, late)) as browser:
        browser.log_in()
        fields = {"once": "k", "card": card, "kind": "review", "words": known["fingerprint"]}
        answer = browser.submit("/review", fields | {"act": "show"})
    assert "Leech, " in answer.text
