"""A sitting that was chosen, in a real browser: its address says which, also after a restart."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from review_in_browser import answer_one, events, front, goes_on, to_question

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("few_cards")]
CRAM = "/review?how=cram&kind=disqualifier"


def test_a_cram_goes_on_while_nobody_answers_and_is_asked_on_after_a_restart(lp, page, served):
    page.goto(served.url + CRAM)
    to_question(page)
    answer_one(page)
    to_question(page)
    served.kill()
    answer_one(page, "2")
    assert "is kept here" in page.inner_text(".away")
    to_question(page)
    next_asked = front(page)
    served.start()
    page.goto(served.login)
    page.goto(served.url + CRAM)
    to_question(page)
    page.wait_for_function("() => !Object.keys(localStorage).some((one) => one.includes('answer'))")
    answer_one(page)
    assert [(one["kind"], one["grade"]) for one in events(lp)] == [
        ("cram", 4),
        ("cram", 2),
        ("cram", 4),
    ]
    assert len({one["card"] for one in events(lp)}) <= 3
    assert page.url == served.url + CRAM
    assert next_asked


def test_the_end_leads_on_by_tab_and_enter_and_axe_finds_nothing(lp, page, served):
    page.goto(f"{served.url}/review?how=new-only&card=general/disqualifier/we.mend")
    to_question(page)
    answer_one(page, "1")
    while goes_on(page):
        answer_one(page, "5")
    page.wait_for_selector("text=More to review")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Today's failed cards again").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/review?how=failed-today*")
    to_question(page)
    answer_one(page, "5")
    page.wait_for_selector("h1.ended")
    assert events(lp)[-1]["kind"] == "cram"
    page.get_by_role("button", name="Once more").click()
    page.wait_for_url("**/review?how=failed-today*")
    to_question(page)


def test_axe_finds_nothing_where_it_is_chosen(lp, page, served):
    answer_one(page)
    page.goto(served.url)
    page.get_by_text("Choose what to review").click()
    assert Axe().run(page).response["violations"] == []
    page.get_by_label("All of them").check()
    page.get_by_role("button", name="Review these").click()
    page.wait_for_url("**how=cram*")
    to_question(page)
