"""The review as somebody at a real browser goes through it, by keys or by taps."""

import json
from contextlib import suppress

from playwright.sync_api import TimeoutError  # noqa: A004  its own


def to_question(page):
    """Read what is to be read; wait for the question."""
    page.wait_for_function("() => document.querySelector('#asked .clock, #asked .front')")
    page.wait_for_timeout(150)
    while page.locator("button[value=read]").count():
        before = page.inner_text("#asked")
        page.keyboard.press("Space")
        with suppress(TimeoutError):  # no script heard it yet: once more
            until_changed(page, before, 1500)
    page.wait_for_selector("form[data-screen=question]")


def until_changed(page, before, timeout=10_000):
    """Wait until something else is asked or to be read, in words."""
    changed = "before => document.querySelector('#asked')?.innerText !== before"
    page.wait_for_function(changed, arg=before, timeout=timeout)


def events(lp):
    return [json.loads(line) for line in lp("log").out.splitlines()]


def front(page):
    return page.locator(".front").inner_text()


def answer_one(page, grade="4"):
    """Answer the card that is asked by keys; wait for what comes."""
    before = front(page)
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    if page.locator("input[name=tick]").count():
        page.keyboard.press("g")
    page.keyboard.press(grade)
    page.wait_for_function(
        """front => !document.querySelector('form[data-screen=answer]')
        || document.querySelector('.front').innerText !== front""",
        arg=before,
    )


def goes_on(page):
    """Say whether a card is asked; read what is before it."""
    page.wait_for_timeout(200)
    page.wait_for_load_state()
    if "All done" in page.inner_text("main") or page.locator("h1.ended").count():
        return False
    to_question(page)
    return True


def read_by_touch(page):
    """Read by taps what is to be read; say whether a card is asked after it."""
    while True:
        page.wait_for_selector("form[data-screen=question], button[value=read], h1.ended")
        page.wait_for_timeout(150)
        if not page.locator("button[value=read]").count():
            return not page.locator("h1.ended").count()
        before = page.inner_text("#asked")
        page.tap("button[value=read]")
        until_changed(page, before)
