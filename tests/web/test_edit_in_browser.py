"""A story's text edited in a real browser: by key from its card, by taps, with its faults."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from review_in_browser import front, to_question

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("few_cards")]
SELECTED = """() => {
  const { value, selectionStart, selectionEnd } = document.querySelector("#text");
  return value.slice(selectionStart, selectionEnd);
}"""


def clean(page):
    assert Axe().run(page).response["violations"] == []


def test_a_key_leads_from_a_card_to_its_line_and_back_to_the_same_card(lp, page, served, home):
    asked = front(page)
    card = lp("next", "--json").json
    page.keyboard.press("e")
    page.wait_for_url("**/edit?card=**")
    lines = page.input_value("#text").split("\n")
    page.wait_for_function("() => document.activeElement.id === 'text'")
    assert page.evaluate(SELECTED) == lines[card["source"]["line"] - 1]
    clean(page)

    page.fill("#text", "\n".join(lines) + "nonsense: [\n")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("[role=alert]")
    clean(page)
    page.emulate_media(color_scheme="dark")
    clean(page)
    page.get_by_role("link", name="Line ").first.click()
    assert page.evaluate(SELECTED) == "nonsense: ["
    page.fill("#text", "\n".join(lines) + "# mine\n")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=Saved in")
    [changed] = [one for one in (home / "few").rglob("*.yaml") if "# mine" in one.read_text()]
    assert str(changed) == card["source"]["path"]
    page.get_by_role("link", name="Review", exact=True).last.click()
    to_question(page)
    assert front(page) == asked


def test_a_phone_has_nothing_to_scroll_sideways(real_browser, served):
    context = real_browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto(served.login)
    for path in ("/edit?story=general", "/card?id=general/disqualifier/we.mend"):
        page.goto(served.url + path)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
        clean(page)
    context.close()
