"""`/debrief` keeps of an interview what `lpcards debrief` keeps, each form once."""

from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from interviewed import STORY, interviewed
from lpcards.study.workspace import Workspace
from served_page import ServedPage
from web.conftest import Browser
from web_pages import ReadPage

NOW, LATER = "2026-12-15T19:00", "2026-12-16T09:00"
ASKED = "When did you take on something that was not yours?"
HOSTILE = "What <script>alert(1)</script> and \u202eevil\x1b[2J?"
ACME = {"company": "Acme"}


@pytest.fixture
def story(home):
    return interviewed(home)


@pytest.fixture
def candidate(story):
    """Return a browser of somebody who was interviewed at Acme yesterday."""
    with Browser(Workspace((), None, NOW)) as browser:
        yield browser.log_in()


def kept(lp):
    return lp("debrief", "--show", "--json", now=LATER).json["interviews"]


def then(browser, sent):
    assert sent.status_code == 303, sent.text
    return browser.get(sent.headers["location"])


def ticked(page):
    return [one["value"] for _, one in ReadPage(page.text).elements if "checked" in one]


def test_a_question_a_story_and_what_was_missed_are_kept_as_at_the_terminal(candidate, lp, story):
    today = ReadPage(candidate.get("/").text)
    assert "/debrief" in today.addresses
    page = candidate.get("/debrief")
    assert 'value="Acme"' in page.text
    assert "December 14" in page.text
    assert "An example" not in page.text
    asked = {"act": "asked", **ACME, "question": f"  {ASKED} ", "story": "late-invoices"}
    page = then(candidate, candidate.submit("/debrief", asked))
    assert "Written into ~/" in page.text
    assert story.read_text() == f"{STORY}asked:\n  - ask: {ASKED}\n"
    assert "How long did it take?" in page.text
    assert ticked(page) == []
    assert len([one for _, one in ReadPage(page.text).elements if one.get("name") == "missed"]) == 2
    card = "late-invoices/probe/how-long"
    missed = {"act": "missed", **ACME, "question": ASKED, "story": "late-invoices"}
    page = then(candidate, candidate.submit("/debrief", {**missed, "missed": card, "note": "sum"}))
    assert "comes first in your next review" in page.text
    assert 'missed: "How long did it take?"' in ReadPage(page.text).text
    page = then(candidate, candidate.submit("/debrief", {"act": "went", **ACME, "went": "4"}))
    assert "4 of 5, as you said." in page.text
    assert kept(lp) == [
        {
            "company": "Acme",
            "date": "2026-12-14",
            "went": 4,
            "note": "",
            "asked": [
                {"question": ASKED, "story": "late-invoices", "missed": [card], "note": "sum"}
            ],
        }
    ]
    assert lp("next", "--json", now=LATER).json["id"] == card


def test_a_form_that_is_sent_twice_counts_once_and_takes_nothing_back(candidate, lp):
    asked = {"act": "asked", **ACME, "question": ASKED, "story": "late-invoices"}
    missed = {**asked, "act": "missed", "missed": "late-invoices/probe/why-you"}
    went = {"act": "went", **ACME, "went": "2", "note": "More figures."}
    gap = {"act": "asked", **ACME, "question": "When did you fail?", "story": ""}
    for form in (asked, missed, went, gap):
        then(candidate, candidate.submit("/debrief", form))
    once = kept(lp), lp("log", "--json").lines
    for form in (asked, {**asked, "question": ASKED.lower()}, missed, went, gap):
        page = then(candidate, candidate.submit("/debrief", form))
        if form["act"] == "asked" and form["story"]:
            assert ticked(page) == ["late-invoices/probe/why-you"]
    assert (kept(lp), lp("log", "--json").lines) == once


def test_what_its_file_lacks_a_second_try_writes(candidate, lp, story):
    form = {"act": "asked", **ACME, "question": ASKED, "story": "late-invoices"}
    then(candidate, candidate.submit("/debrief", form))
    story.write_text(STORY)  # as if only the log had got it
    then(candidate, candidate.submit("/debrief", form))
    assert ASKED in story.read_text()
    assert len(kept(lp)[0]["asked"]) == 1


def test_a_question_without_a_story_is_a_gap_and_asks_for_nothing_more(candidate, lp):
    sent = candidate.submit("/debrief", {"act": "asked", **ACME, "question": "When?", "story": ""})
    assert parse_qs(urlsplit(sent.headers["location"]).query).keys() == {"company", "after"}
    assert "No story yet: it is in ~/" in then(candidate, sent).text
    assert kept(lp)[0]["asked"][0]["story"] == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"act": "asked", "question": "?!"}, "question"),
        ({"act": "asked", "question": "x" * 400}, "characters"),
        ({"act": "asked", "question": "Why?", "story": "nosuch"}, "none of your stories"),
        ({"act": "asked", "question": "Why?", "story": "example"}, "is an example"),
        ({"act": "went", "went": "6"}, "a number from 1 to 5"),
        ({"act": "went", "went": "²"}, "a number from 1 to 5"),
        ({"act": "went"}, "a number from 1 to 5"),
        ({"act": "went", "went": "4", "note": "x" * 1001}, "1,001 characters"),
        ({"act": "missed", "question": "Why?", "story": "late-invoices", "missed": "x"}, "no card"),
        ({"act": "missed", "question": "Why?", "story": ""}, "none of your stories"),
    ],
)
def test_what_is_wrong_is_said_nothing_is_kept_and_what_was_typed_stays(
    candidate, lp, fields, words
):
    page = candidate.submit("/debrief", {**ACME, **fields})
    assert page.status_code == 400
    assert words in ReadPage(page.text).text
    assert fields.get("question", "") in page.text
    assert fields.get("note", "") in page.text
    assert lp("log", "--json").lines == []


def test_who_had_no_interview_yet_names_the_company(candidate, home, lp):
    (home / ".config/lpcards/lpcards.yaml").write_text("library: no\n")
    assert candidate.get("/debrief").status_code == 200
    nameless = candidate.submit("/debrief", {"act": "asked", "company": "", "question": "Why?"})
    assert nameless.status_code == 400
    assert "name the company" in nameless.text
    then(
        candidate,
        candidate.submit("/debrief", {"act": "asked", "company": "Initech", "question": "Why?"}),
    )
    assert [(one["company"], one["date"]) for one in kept(lp)] == [("Initech", "2026-12-15")]


def test_what_was_asked_stays_text(candidate, lp):
    form = {"act": "asked", "company": HOSTILE, "question": HOSTILE, "story": "late-invoices"}
    page = then(candidate, candidate.submit("/debrief", form))
    end = candidate.get("/debrief", params={"company": kept(lp)[0]["company"]})
    for shown in (page, end):
        assert ReadPage(shown.text).live == []
        assert "<script>alert" not in shown.text
        assert "\u202e" not in shown.text


def test_a_story_that_is_gone_since_leads_back(candidate, story):
    asked = {"act": "asked", **ACME, "question": ASKED, "story": "late-invoices"}
    at = candidate.submit("/debrief", asked).headers["location"]
    story.unlink()
    gone = candidate.get(at)
    assert gone.status_code == 303
    assert candidate.get(gone.headers["location"]).status_code == 200


@pytest.mark.chromium
def test_on_a_phone_it_is_written_by_touch(real_browser, story, lp):
    served = ServedPage(now=NOW)
    context = real_browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    try:
        page = context.new_page()
        page.goto(served.login)
        page.goto(f"{served.url}/debrief")
        assert Axe().run(page).response["violations"] == []
        page.get_by_label("What were you asked?").fill(ASKED)
        page.get_by_label("Which story did you tell?").select_option("late-invoices")
        page.get_by_role("button", name="Keep the question").tap()
        page.get_by_text("How long did it take?").tap()
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("button", name="Keep").tap()
        page.get_by_label("4", exact=True).check()
        page.get_by_role("button", name="Keep how it went").tap()
        page.wait_for_selector("text=4 of 5, as you said.")
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0
    finally:
        context.close()
        served.kill()
    [one] = kept(lp)
    assert (one["went"], one["asked"][0]["missed"]) == (4, ["late-invoices/probe/how-long"])
