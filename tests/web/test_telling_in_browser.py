"""The first minute, notes, a rehearsal and a mock interview in a real browser: touch and keys."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.chromium
NOTES = (
    "The flooded cellar\n\nWater stood in the cellar of the depot after the storm. Nobody owned "
    "the pumps, so I took them on. I rang the landlord. I rented two pumps. "
    "The level fell from 40 cm to 2 cm in a day.\n"
)
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() =>
  [...document.querySelectorAll("a.button, button, summary, .check, .field > input, select")]
  .filter((one) => one.getClientRects().length && one.tabIndex >= 0)
  .map((one) => [one.textContent, one.getBoundingClientRect().height])
  .filter(([, height]) => height < 44)"""


def opened(real_browser, served, **options):
    """Return a page that is logged in, what its console said, and the context to close."""
    context = real_browser.new_context(reduced_motion="reduce", **options)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    page.on("console", lambda one: page.faults.append(one.text) if "Policy" in one.text else None)
    page.goto(served.login)
    return page


def looked_at(page):
    """Hold the page against what everybody needs, light and dark."""
    page.wait_for_load_state()
    assert page.evaluate(WIDE) <= 0, page.url
    assert page.evaluate(SMALL) == [], page.url
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def tap(page, name, role="button"):
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).first.tap()


def heading(page, words):
    page.get_by_role("heading", level=1, name=words).wait_for()


def test_from_the_first_minute_to_a_rehearsed_story_by_touch(real_browser, served):
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    page = opened(real_browser, served, **phone)
    tap(page, "Begin your first minute", "link")
    page.fill("#interview", "in 3 weeks")
    looked_at(page)
    tap(page, "Go on")
    heading(page, "What it comes to")
    looked_at(page)
    tap(page, "Paste them", "link")
    page.fill("#notes", NOTES)
    tap(page, "Show what it makes")
    tap(page, "↓ Last sentence to Task")
    looked_at(page)
    page.fill("[id='f0.short']", "Cellar")
    tap(page, "Write the story")
    heading(page, "Your story is written")
    looked_at(page)
    tap(page, "Rehearse it", "link")
    looked_at(page)
    tap(page, "Begin")
    page.locator(".time", has_text=re.compile("^0:0[12] of ")).wait_for()
    tap(page, "Pause")
    page.get_by_text("The clock stands still.").first.wait_for()
    looked_at(page)
    tap(page, "Go on")
    page.get_by_role("button", name="Said, go on").wait_for()
    tap(page, "Stop")
    heading(page, "What it came to")
    assert "Nothing was said" in page.text_content("main")
    assert page.faults == []
    page.context.close()


def pressed(page, key):
    """Press a key once the page's script is there to hear it."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def test_a_rehearsal_and_a_mock_interview_by_keyboard(real_browser, served):
    page = opened(real_browser, served)
    page.goto(f"{served.url}/rehearse")
    page.get_by_role("button", name="Begin").focus()
    pressed(page, "Enter")
    for key, words in (("h", ""), ("r", "Again, from the start."), ("p", "stands still")):
        page.get_by_role("button", name="Said, go on").wait_for()
        with page.expect_navigation():
            pressed(page, key)
        if words:
            page.locator(".said", has_text=words).wait_for()
    pressed(page, "p")
    page.get_by_role("button", name="Said, go on").wait_for()
    pressed(page, "Space")
    page.locator(".progress", has_text="2 of").wait_for()
    pressed(page, "q")
    heading(page, "Tick what you said")
    pressed(page, "1")
    assert page.locator("input[name=tick]").first.is_checked()
    looked_at(page)
    pressed(page, "Enter")
    heading(page, "What it came to")
    assert "stopped early" in page.text_content("main")
    page.goto(f"{served.url}/mock")
    looked_at(page)
    page.get_by_role("button", name="Begin").focus()
    pressed(page, "Enter")
    page.get_by_text("Question 1").first.wait_for()
    looked_at(page)
    pressed(page, "1")
    page.get_by_role("button", name="Said, go on").wait_for()
    pressed(page, "Space")
    page.get_by_text("Follow-up").first.wait_for()
    pressed(page, "q")
    heading(page, "Tick what you said")
    pressed(page, "Enter")
    page.get_by_text("Which of these did you say?").first.wait_for()
    looked_at(page)
    pressed(page, "q")
    heading(page, "What it came to")
    assert "Mock interview of" in page.text_content("main")
    page.goto(f"{served.url}/settings")
    page.fill("#minutes", "1000")
    pressed(page, "Enter")
    page.get_by_text("from 1 to 600").wait_for()
    looked_at(page)
    assert page.faults == []
    page.context.close()
