"""The review in a real browser: keys, touch, what is shown of a card."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

import sizes
from lpcards.cards.checklist import proposed_grade
from review_in_browser import answer_one, events, front, goes_on, read_by_touch, to_question

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("few_cards")]


def test_a_card_is_answered_by_keys_without_a_page_load(lp, page):
    page.evaluate("window.same = true")
    first = front(page)
    page.keyboard.press("3")
    assert "Say it first" in page.locator(".said").inner_text()
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    boxes = page.locator("input[name=tick]").count()
    page.keyboard.press("1")
    assert page.locator("input[name=tick]").first.is_checked()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "front => document.querySelector('.front').innerText !== front", arg=first
    )
    assert page.evaluate("window.same")
    [event] = events(lp)
    assert event["grade"] == proposed_grade(boxes, {0})
    assert page.evaluate("document.activeElement.className") == "front"


def test_a_hint_is_shown_once_and_read_aloud_where_it_stands(page):
    page.keyboard.press("h")
    assert page.inner_text("main").count("Hint: ") == 1
    assert page.evaluate("document.activeElement.innerText").startswith("Hint: ")
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")


def test_the_keys_are_shown_and_left_by_escape(page):
    page.keyboard.press("?")
    assert page.locator(".help").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".help").count() == 0
    assert page.evaluate("document.activeElement.className") == "front"


def test_a_whole_day_by_keys_ends_with_the_summary(lp, page):
    answered = 0
    while goes_on(page):
        answer_one(page, "5")
        answered += 1
        assert len(events(lp)) == answered
        assert answered < 30
    assert f"{answered} cards in" in page.inner_text("main")
    page.keyboard.press("u")
    page.wait_for_selector("form[data-screen=question]")
    assert "Undone: grade 5" in page.inner_text(".said")


def test_a_day_by_touch_on_a_narrow_phone(lp, real_browser, served):
    context = real_browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(served.login)
    page.goto(f"{served.url}/review")
    count = 0
    while count < sizes.examples(3, 99) and read_by_touch(page):
        page.tap("button[value=show]")
        page.wait_for_selector("form[data-screen=answer]")
        small = page.evaluate(
            """[...document.querySelectorAll('#asked button, #asked label.item, #asked summary')]
            .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).length"""
        )
        assert small == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        lowest = page.evaluate(
            "document.querySelector('.grades button:last-child').getBoundingClientRect().bottom"
        )
        assert lowest <= 640  # under the thumb, however long the answer is
        if page.locator("label.item").count():
            for box in page.locator("label.item:has(input:enabled)").all():
                box.tap()
            page.tap(".take")
        else:
            page.tap("button[name=grade][value='4']")
        page.wait_for_selector("form[data-screen=answer]", state="detached")
        count += 1
        assert len(events(lp)) == count
    if sizes.LONG:
        assert f"{count} cards in" in page.inner_text("main")
        page.tap("button[value=undo]")
        page.wait_for_selector(".said:has-text('Undone: grade')")
    context.close()


def test_what_was_done_is_undone_also_before_a_passage(page):
    for _ in range(12):
        answer_one(page)
        page.wait_for_timeout(200)
        if page.locator("button[value=read]").count():
            break
    assert page.locator("button[value=read]").count(), "no passage came"
    page.keyboard.press("u")
    page.wait_for_function(
        "() => document.querySelector('.said').innerText.includes('Undone: grade 4')"
    )


def test_each_card_says_which_it_is_of_how_many(page, served):
    places = [page.inner_text(".place")]
    for _ in range(2):
        answer_one(page)
        to_question(page)
        places.append(page.inner_text(".place"))
    served.kill()
    answer_one(page)
    to_question(page)
    places.append(page.inner_text(".place"))
    assert [re.search(r"(\d+) of \d+", place)[1] for place in places] == ["1", "2", "3", "4"]


def test_keys_that_are_held_or_typed_ahead_answer_one_card(lp, page):
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    page.keyboard.press("g")
    for _ in range(3):
        page.keyboard.down("4")
    page.keyboard.up("4")
    page.wait_for_timeout(1000)
    assert len(events(lp)) == 1


def test_a_page_that_is_loaded_again_goes_on_with_its_card(page):
    page.keyboard.press("h")
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    page.keyboard.press("2")
    cost = page.inner_text(".cost")
    page.reload()
    page.wait_for_selector("form[data-screen=answer]")
    assert page.inner_text(".cost") == cost != ""
    assert page.locator("input[name=tick]").nth(1).is_checked()


def test_what_is_typed_is_judged_by_the_server(lp, page):
    page.click("summary")
    page.click("button[value=typing]")
    page.wait_for_selector("textarea[name=typed]:visible")
    page.keyboard.type("Metric: from what to what")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-screen=answer]")
    assert "hit" in page.inner_text(".items")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-screen=question], button[value=read]")
    [event] = events(lp)
    assert event["details"]["typed"] == "Metric: from what to what"


def test_answers_are_said_again_as_they_were_before(page):
    for value, state in (("typing", "visible"), ("saying", "hidden")):
        page.click("summary")
        page.click(f"button[value={value}]")
        page.wait_for_selector("textarea[name=typed]", state=state)


def test_other_keys_do_what_they_do_at_the_terminal(lp, page):
    page.keyboard.press("?")
    assert "show the answer" in page.inner_text(".help")
    page.keyboard.press("f")
    page.keyboard.type("odd")
    page.keyboard.press("Enter")
    page.wait_for_selector(".flag:has-text('Flagged: odd')")
    page.keyboard.press("f")
    page.wait_for_selector(".said:has-text('The flag is off.')")
    first = front(page)
    for key, kind in (("s", "suspend"), ("b", "bury"), ("l", "learn")):
        to_question(page)
        page.keyboard.press(key)
        page.wait_for_function(
            "front => document.querySelector('.front').innerText !== front"
            " || document.querySelector('.button')",
            arg=front(page),
        )
        assert events(lp)[-1]["kind"] == kind
    page.wait_for_selector("text=It is asked again at the end.")
    page.keyboard.press("Space")
    to_question(page)
    assert front(page) != first
    page.keyboard.press("q")
    page.wait_for_url("**/review/end")


def test_a_card_that_is_looked_at_is_flagged_by_keys(lp, page):
    card = lp("next", "--json").json["id"]
    page.keyboard.press("l")
    page.wait_for_selector("text=It is asked again at the end.")
    page.keyboard.press("f")
    page.keyboard.type("odd")
    page.keyboard.press("Enter")
    page.wait_for_selector(".flag:has-text('Flagged: odd')")
    assert page.is_hidden("button[value=flag]")
    page.keyboard.press("f")
    page.wait_for_selector(".said:has-text('The flag is off.')")
    assert page.is_hidden(".flag")
    assert page.locator("text=It is asked again at the end.").count() == 1
    assert [(event["kind"], event["card"]) for event in events(lp)] == [
        ("learn", card),
        ("flag", card),
        ("flag", card),
    ]
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Space")
    to_question(page)
    answer_one(page)
    assert events(lp)[-1]["card"] != card


def test_axe_finds_nothing_on_question_answer_and_end(page):
    def clean():
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []

    clean()
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    clean()
    page.emulate_media(color_scheme="dark")
    clean()
    page.keyboard.press("q")
    page.wait_for_url("**/review/end")
    clean()
