"""The pages' keys in a real browser: one rule for all pages, and a way to switch them off."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from review_in_browser import answer_one, events, front, to_question

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("few_cards")]


def switch(page, served, *, on):
    page.goto(f"{served.url}/settings")
    box = page.get_by_label("Single keys answer, tick and grade")
    assert box.is_checked() != on
    box.set_checked(on)
    assert Axe().run(page).response["violations"] == []


def test_single_keys_can_be_switched_off_and_on_and_enter_stays(lp, page, served):
    switch(page, served, on=False)
    page.goto(f"{served.url}/review")
    to_question_by_enter(page)
    asked = front(page)
    for key in ("Space", "h", "s", "b", "u", "q", "?", "3"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url == f"{served.url}/review"
    assert front(page) == asked
    assert page.locator("form[data-screen=question]").count() == 1
    assert events(lp) == []
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-screen=answer]")

    switch(page, served, on=True)
    page.goto(f"{served.url}/review")
    page.wait_for_selector("form[data-screen=answer]")
    page.keyboard.press("b")
    page.wait_for_function(
        "before => document.querySelector('.front').innerText !== before", arg=asked
    )
    assert events(lp)[-1]["kind"] == "bury"


def test_where_nothing_is_kept_the_box_says_that_they_are_still_on(page, served):
    page.goto(f"{served.url}/settings")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page.reload()
    box = page.get_by_label("Single keys answer, tick and grade")
    assert box.is_checked()
    box.click()
    assert box.is_checked()


def to_question_by_enter(page):
    page.wait_for_selector("#asked .front")
    page.wait_for_timeout(300)
    while page.locator("button[value=read]").count():
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
    page.wait_for_selector("form[data-screen=question]")


def test_they_are_off_for_a_telling_too_and_stay_off_after_a_log_out(page, served):
    switch(page, served, on=False)
    page.get_by_role("button", name="Log this browser out").click()
    page.wait_for_selector("text=Log in")
    served.kill()
    served.start()
    page.goto(served.login)
    page.goto(f"{served.url}/rehearse?story=webhook-drops")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_selector("#clock")
    for key in ("Space", "p", "h", "q"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.get_by_role("button", name="Pause").count() == 1
    assert page.locator(".hint").count() == 0
    assert not page.locator("p.keys").is_visible()


def test_the_end_of_a_sitting_has_its_keys(lp, page):
    answer_one(page)
    to_question(page)
    page.keyboard.press("q")
    page.wait_for_url("**/review/end")
    page.keyboard.press("Space")
    to_question(page)
    page.keyboard.press("q")
    page.wait_for_url("**/review/end")
    page.keyboard.press("q")
    page.wait_for_selector("h1:has-text('Today')")
