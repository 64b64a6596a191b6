"""The page in a real browser: nothing is refused, blocked or too small; other sites get nothing."""

import contextlib
import http.server
import json
import shutil
import subprocess
import sys
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.chromium
PATHS = ("/", "/stories", "/stories?q=the", "/stories?q=*", "/stories?q=xyzzy")
PATHS += ("/stories/other-loops", "/sheet", "/calibration", "/nowhere")
SMALL = """
() => [...document.querySelectorAll("nav a, button, .button, .list a")]
  .map((one) => [one.textContent, one.getBoundingClientRect().height])
  .filter(([, height]) => height < 44)
"""
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""How far the page can be scrolled sideways."""
ATTACK = """<!doctype html><title>evil</title>
<img src="{url}/static/icon.svg" id="picture">
<iframe src="{url}/" id="frame"></iframe>
<script src="{url}/static/page.css"></script>
<form method="post" action="{url}/logout"><input name="form_key" value="x"></form>
"""


@pytest.fixture
def served(home):
    """Return what `serve --json` says."""
    command = [sys.executable, "-m", "lpcards", "serve", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield json.loads(process.stdout.readline())
        process.terminate()
        assert process.wait(60) == 0


@pytest.fixture
def chromium(served):
    """Return a page of the browser that is logged in, and what its console said."""
    with sync_playwright() as playwright:
        options = {"executable_path": shutil.which("chromium"), "args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**options)
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.goto(served["login"])
        yield page
        browser.close()


def test_a_phone_has_nothing_to_scroll_sideways_and_nothing_too_small(served, chromium):
    for path in PATHS:
        chromium.goto(served["url"] + path)
        assert chromium.evaluate(WIDE) <= 0, path
        assert chromium.evaluate(SMALL) == [], path
    assert [words for words in chromium.said if "404" not in words] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_cannot_see_or_point_is_not_kept_out(served, chromium, scheme):
    chromium.emulate_media(color_scheme=scheme)
    for path in PATHS:
        chromium.goto(served["url"] + path)
        found = Axe().run(chromium)
        assert found.violations_count == 0, found.generate_report()


def test_the_first_key_skips_the_menu(served, chromium):
    chromium.goto(f"{served['url']}/stories")
    chromium.keyboard.press("Tab")
    assert chromium.evaluate("document.activeElement.textContent") == "Skip to the page"
    chromium.keyboard.press("Enter")
    assert chromium.evaluate("document.activeElement.id") == "main"


def test_a_browser_s_own_form_is_taken(served, chromium):
    chromium.goto(f"{served['url']}/")
    chromium.get_by_role("button", name="Log this browser out").click()
    assert chromium.get_by_role("heading", level=1).text_content() == "Log in"
    assert "Each link works once" in chromium.text_content("main")


def test_a_page_that_back_shows_again_is_for_who_is_still_in(served, chromium):
    again = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    chromium.goto(f"{served['url']}/stories")
    with chromium.expect_response(lambda one: one.request.method == "HEAD"):
        chromium.evaluate(again)
    assert chromium.get_by_role("heading", level=1).text_content() == "Stories"
    chromium.context.clear_cookies()
    chromium.evaluate(again)
    chromium.get_by_role("heading", name="Log in").wait_for(timeout=60_000)


def test_no_script_of_a_page_can_read_the_cookie(chromium):
    assert chromium.evaluate("document.cookie") == ""
    assert [one["sameSite"] for one in chromium.context.cookies()] == ["Strict"]


@contextlib.contextmanager
def another_site(body):
    """Serve a page at another port of this machine; yield its address."""

    class Evil(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_another_site_cannot_show_read_or_send(served, chromium, name):
    with another_site(ATTACK.format(url=served["url"])) as address:
        answers = {}
        chromium.on("response", lambda one: answers.setdefault(one.url, one.status))
        chromium.goto(address.replace("127.0.0.1", name))
        assert chromium.evaluate("document.getElementById('picture').naturalWidth") == 0
        frame = chromium.frames[1]
        assert "lpcards asks" not in frame.content()
        read = f"fetch('{served['url']}/', {{credentials: 'include'}}).then(() => 1, () => 0)"
        assert chromium.evaluate(read) == 0
        with chromium.expect_navigation():
            chromium.evaluate("document.forms[0].submit()")
        assert chromium.get_by_role("heading", level=1).text_content() == "Forbidden"
    assert [answers[served["url"] + path] for path in ("/", "/logout")] == [403, 403]
    chromium.goto(served["url"])
    assert chromium.get_by_role("heading", level=1).text_content() == "Welcome"
