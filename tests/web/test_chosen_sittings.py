"""Sittings that are chosen: the page asks what the terminal asks with the same options."""

import pytest

from lpcards.study.today import queue_today
from lpcards.study.workspace import Workspace
from web.conftest import HOST, NOW, Browser
from web.test_both_faces import AtTheTerminal
from web.test_review_forms import events, fields_of, then
from web_pages import ReadPage

pytestmark = pytest.mark.usefixtures("few_cards")
LATER = "2026-03-04T09:00"
STORY = "webhook-drops"
OPTIONS = [
    ["--ahead"],
    ["--cram"],
    ["--failed-today"],
    ["--new-only"],
    ["--due-only"],
    ["--minutes", "1"],
    ["--scenario", STORY],
    ["--scenario", STORY, "--cram"],
    ["--principle", "deliver-results", "--ahead", "--new-only"],
    ["--kind", "disqualifier", "--cram"],
    ["general/*", "--due-only"],
]


@pytest.fixture
def log(lp, home):
    """Answer cards on a day before, and three today, one of which fails."""
    for now, grades in ((NOW, (5, 4, 3, 5, 2, 5)), (LATER, (5, 1, 4))):
        with Workspace((str(home / "few"),), None, now) as workspace:
            kept, moment = workspace.writing(), workspace.moment()
            for grade in grades:
                queue = queue_today(workspace.index, kept, moment.day)
                [card, *_] = [*queue.reviews, *queue.new]
                kept.answer(card.id, grade, moment)
    return lp


@pytest.fixture
def later(home, log):
    """Return a browser at the page on that day."""
    with Browser(Workspace((str(home / "few"),), None, LATER)) as browser:
        yield browser.log_in()


def address(options):
    """Return the query that asks for the options of a command line."""
    words, found = iter(options), []
    for word in words:
        name = word.removeprefix("--")
        if name in {"scenario", "principle", "kind", "minutes"}:
            found.append((name, next(words)))
        else:
            found.append(("how" if word.startswith("--") else "card", name))
    return "&".join(f"{name}={value}" for name, value in found)


def coming(browser, query):
    state = browser.get(f"/api/review?{query}").json()
    return [] if state["is_between"] else state["cards"]


COUNTED = {"new": "review", "review": "review", "ahead": "ahead", "drill": "drill", "cram": "cram"}


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_the_page_asks_what_the_terminal_asks_with_the_same_options(log, later, options):
    cards = coming(later, address(options))[:3]
    assert cards
    before = len(events(log))
    terminal = AtTheTerminal("review", *options, now=LATER)
    for card in cards:
        assert terminal.shows(card)
        terminal.answers(card, 5)
    terminal.press("q")
    assert terminal.ended() == 0
    answered = [(one["kind"], one["card"]) for one in events(log)[before:]]
    assert answered == [(COUNTED[card["kind"]], card["id"]) for card in cards]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("how=ahead&how=cram", "--ahead counts, --cram does not"),
        ("how=new-only&how=due-only", "--new-only leaves no card for --due-only"),
        ("how=backwards", "There is no such review"),
        ("minutes=0", "Minutes are a number from 1 to 600"),
        ("minutes=²", "Minutes are a number from 1 to 600"),
        ("scenario=nothing", "nothing"),
        ("principle=nothing", "is not a principle"),
        ("kind=nothing", "kind of card"),
        ("card=" + "&card=".join("a" * 101), "at most 100"),
    ],
)
def test_what_cannot_be_chosen_is_said_in_the_terminal_s_words(later, query, words):
    page = later.get(f"/review?{query}")
    assert page.status_code == 400
    assert words in ReadPage(page.text).text
    assert words.lower() in later.get(f"/api/review?{query}").json()["error"].lower()


def test_an_empty_form_asks_for_the_day(later):
    query = "scenario=&principle=&how=&minutes="
    assert coming(later, query)[0]["id"] == coming(later, "")[0]["id"]


def answered_by_form(browser, at, grade):
    """Answer the card that is asked at an address; return the page that follows."""
    page = browser.get(at)
    while 'value="read"' in page.text:
        page = then(browser, browser.submit(at, fields_of(page) | {"act": "enough"}))
    page = browser.submit(at, fields_of(page) | {"act": "show"})
    return then(browser, browser.submit(at, fields_of(page) | {"grade": str(grade)}))


def test_what_failed_today_is_offered_at_the_end_asked_and_asked_once_more(log, later):
    at = "/review?how=failed-today"
    [failed] = coming(later, "how=failed-today")
    assert failed["kind"] == "cram"
    while "All done" not in (page := later.get("/review")).text:
        page = answered_by_form(later, "/review", 4)
    assert at in ReadPage(page.text).addresses
    ended = answered_by_form(later, at, 5)
    assert "All done" in ended.text
    assert events(log)[-1]["kind"] == "cram"
    done = later.submit(at, fields_of(ended) | {"act": "again"})
    assert done.headers["location"] == at
    assert coming(later, "how=failed-today")[0]["id"] == failed["id"]


def test_two_tabs_have_two_sittings_and_a_form_goes_on_with_its_own(later):
    cram = f"/review?how=cram&scenario={STORY}"
    page = answered_by_form(later, cram, 5)
    assert "how=cram" in str(page.url)
    assert coming(later, "")[0]["kind"] != "cram"
    assert coming(later, cram.partition("?")[2])[0]["kind"] == "cram"


def test_a_cram_answer_that_was_kept_counts_as_one_after_a_restart(log, later, home):
    [card, *_] = coming(later, "how=cram")
    given = {"once": "k", "card": card["id"], "kind": "cram", "words": card["words"], "grade": 2}
    given |= {"items": card["grading"]["items"], "age": 60_000}
    with Browser(Workspace((str(home / "few"),), None, LATER)) as restarted:
        restarted.log_in()
        headers = {"Origin": f"http://{HOST}", "X-Form-Key": restarted.form_key}
        for query in ("", "?how=cram", "?how=failed-today"):
            sent = restarted.post(
                f"/api/review{query}", json={"answers": [given]}, headers=headers
            ).json()
            assert sent["results"][0]["done"]
            assert card["id"] not in [one["id"] for one in coming(restarted, "how=failed-today")]
    [event] = [one for one in events(log) if one["kind"] == "cram"]
    assert (event["card"], event["grade"]) == (card["id"], 2)


def test_a_pause_holds_back_what_counts_and_can_be_passed_over(log, later):
    log("pause", now=LATER)
    page = later.get("/review")
    assert "Paused" in page.text
    assert "/review?how=anyway" in ReadPage(page.text).addresses
    assert coming(later, "") == []
    assert coming(later, "how=anyway")
    assert coming(later, "how=cram")
    assert coming(later, "how=failed-today")


def test_today_and_a_story_lead_to_what_is_chosen(later):
    page = later.get("/")
    names = {one.get("name") for tag, one in ReadPage(page.text).elements if tag == "select"}
    assert names == {"scenario", "principle"}
    story = later.get(f"/stories/{STORY}")
    assert f"/review?scenario={STORY}" in ReadPage(story.text).addresses
