"""The review in a real browser beside another tab, another browser, the terminal."""

import pytest

from review_in_browser import answer_one, events, front, to_question

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("few_cards")]


def test_page_and_terminal_answer_at_once(lp, page):
    card = lp("next", "--json").json["id"]
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    lp("grade", card, "4")
    page.click("button[name=grade][value='5']")
    page.wait_for_function("() => document.querySelector('.said').innerText.includes('elsewhere')")
    assert [event["kind"] for event in events(lp)] == ["review", "drill"]


def test_the_terminal_s_answer_is_undone_on_the_page(lp, page):
    lp("grade", lp("next", "--json").json["id"], "4")
    page.keyboard.press("u")
    page.wait_for_function(
        "() => document.querySelector('.said').innerText.includes('Undone: grade 4')"
    )


@pytest.mark.parametrize("grade", ["3", "4"])
def test_a_card_answered_elsewhere_while_its_passage_is_read_is_not_asked(
    lp, context, served, grade
):
    page = context.new_page()
    page.goto(served.login)
    page.goto(f"{served.url}/review")
    page.wait_for_selector("#asked .front")
    page.wait_for_timeout(500)
    assert page.locator("button[value=read]").count()
    card = lp("next", "--json").json
    lp("grade", card["id"], grade)
    to_question(page)
    assert front(page) != card["front"]
    assert "answered that card elsewhere" in page.inner_text(".said")
    answer_one(page)
    assert [event["kind"] for event in events(lp)] == ["review", "review"]
    assert "elsewhere" not in page.inner_text(".said")


def test_an_undo_whose_answer_was_lost_is_not_done_twice(lp, page):
    for _ in range(2):
        answer_one(page)
        to_question(page)

    def lost(route):
        route.fetch()
        route.abort()

    page.route("**/api/review", lost)
    page.keyboard.press("u")
    page.wait_for_selector(".said:has-text('That has to wait')")
    page.unroute("**/api/review")
    page.keyboard.press("u")
    page.wait_for_selector(".said:has-text('it counts once'), .said:has-text('Undone')")
    assert [event["kind"] for event in events(lp)].count("undo") == 1


def test_who_logs_out_leaves_only_answers_that_wait_in_the_browser(page, context, served):
    other = context.new_page()
    other.goto(f"{served.url}/review")
    to_question(other)
    page.click("summary")
    page.click("button[value=typing]")
    page.wait_for_selector("textarea[name=typed]:visible")
    page.keyboard.type("Secret words")
    kept = "Object.values(sessionStorage).concat(Object.keys(localStorage))"
    assert "Secret words" in str(page.evaluate(kept))
    waiting = "lpcards:answer:other-log:1"
    page.evaluate("name => localStorage.setItem(name, '{}')", waiting)
    page.click("text=Log this browser out")
    page.wait_for_selector("h1:has-text('Log in')")
    assert page.evaluate(kept) == [waiting]
    other.reload()
    other.wait_for_selector("h1:has-text('Log in')")
    assert other.evaluate(kept) == [waiting]


def test_two_tabs_send_nothing_twice(lp, page, served, context):
    served.kill()
    answer_one(page)
    to_question(page)
    served.start()
    tabs = [context.new_page() for _ in range(2)]
    tabs[0].goto(served.login)
    for tab in tabs:
        tab.goto(f"{served.url}/review", wait_until="commit")
    page.wait_for_function("() => !document.querySelector('.away').innerText", timeout=60_000)
    for tab in tabs:
        tab.wait_for_selector("#asked form")
    assert [event["kind"] for event in events(lp)] == ["review"]


def test_while_another_tab_sends_an_answer_waits_and_is_not_asked_again(lp, page):
    before = front(page)
    page.evaluate("() => localStorage.setItem('lpcards:sending', `other:${Date.now() + 4000}`)")
    answer_one(page)
    to_question(page)
    assert front(page) != before
    page.wait_for_function(
        "() => !Object.keys(localStorage).some(name => name.includes('answer'))", timeout=60_000
    )
    assert len(events(lp)) == 1
    assert front(page) != before
