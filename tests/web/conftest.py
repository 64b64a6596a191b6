"""The page in this process: a browser that is logged in, and one that is not."""

import re

import pytest
from starlette.testclient import TestClient

from lpcards.study.workspace import Workspace
from lpcards.web.application import application
from lpcards.web.sessions import Sessions
from review_in_browser import to_question
from served_page import ServedPage, chromium

HOST = "127.0.0.1:8000"
NOW = "2026-03-02T09:00"
FORM_KEY = re.compile(r'name="form_key" value="([^"]+)"')


@pytest.fixture(scope="module")
def real_browser():
    """Return Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def served(home):
    """Serve the page of an empty home by a process of its own."""
    page = ServedPage()
    yield page
    page.kill()


@pytest.fixture
def context(real_browser):
    made = real_browser.new_context(reduced_motion="reduce")
    made.set_default_timeout(60_000)
    yield made
    made.close()


@pytest.fixture
def page(context, served):
    """Return the review's page, at its first card."""
    opened = context.new_page()
    faults = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    opened.goto(served.login)
    opened.goto(f"{served.url}/review")
    to_question(opened)
    yield opened
    assert faults == []


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Browser(TestClient):
    """A browser at the page; its requests are those of a person who typed the address."""

    def __init__(self, workspace, clock=None, **options):
        self.clock = clock or Clock()
        self.sessions = Sessions(self.clock)
        app = application(workspace, self.sessions, {HOST}, self.clock)
        super().__init__(
            app, base_url=f"http://{HOST}", follow_redirects=False, cookies={}, **options
        )

    def log_in(self):
        done = self.get("/login", params={"token": self.sessions.new_token()})
        assert done.status_code == 303, done.text
        return self

    @property
    def form_key(self):
        [session] = self.sessions._sessions.values()
        return session.form_key

    def submit(self, path, fields=(), **options):
        """Send a form of ours, as a browser does."""
        headers = {"Origin": f"http://{HOST}", **options.pop("headers", {})}
        data = {"form_key": self.form_key, **dict(fields)}
        return self.post(path, data=data, headers=headers, **options)


@pytest.fixture
def stranger(home):
    """Return a browser that is not logged in, at the page of an empty home."""
    with Browser(Workspace((), None, NOW)) as browser:
        yield browser


@pytest.fixture
def browser(stranger):
    """Return a browser that is logged in, at the page of an empty home."""
    return stranger.log_in()
