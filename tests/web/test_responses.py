"""What every answer carries: nothing runs that is not ours, nothing is kept, nothing framed."""

import pytest

from lpcards.web.response_headers import HEADERS, POLICY
from web_pages import ReadPage

PAGES = ("/", "/stories", "/stories/general", "/sheet", "/sheet/a4.css", "/nowhere", "/api/no")
STATIC = ("/static/page.css", "/static/icon.svg", "/static/sheet-bar.css")


@pytest.mark.parametrize("path", [*PAGES, "/login"])
def test_every_page_carries_the_headers(browser, path):
    answer = browser.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "server" not in answer.headers
    assert "x-powered-by" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", STATIC)
def test_style_and_script_carry_them_too_and_may_be_kept(browser, path):
    answer = browser.get(path)
    assert {name: answer.headers[name] for name in HEADERS} | {"Cache-Control": ""} == {
        **HEADERS,
        "Cache-Control": "",
    }
    again = browser.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_policy_lets_nothing_run_in_place_and_nobody_frame_it():
    parts = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["frame-ancestors"] == parts["base-uri"] == "'none'"
    assert {*parts.values()} == {"'none'", "'self'"}


@pytest.mark.parametrize(
    "path", [path for path in PAGES if "css" not in path and "api" not in path]
)
def test_a_page_loads_only_what_is_ours_and_has_nothing_in_place(browser, path):
    page = ReadPage(browser.get(path).text)
    assert page.live == []
    assert all(address.startswith(("/", "#")) for address in page.addresses)
    for tag, attributes in page.elements:
        for name in ("src", "href"):
            address = attributes.get(name, "")
            if address.startswith("/") and tag in {"link", "script", "img", "a"}:
                assert browser.get(address).status_code == 200, address


def test_each_page_has_a_title_a_language_and_one_heading(browser):
    for path in ("/", "/stories", "/stories/general"):
        page = ReadPage(browser.get(path).text)
        assert ("html", {"lang": "en"}) in page.elements
        assert [tag for tag, _ in page.elements].count("h1") == 1
        assert [tag for tag, _ in page.elements].count("main") == 1
        assert "title" in page.tags


def test_a_script_is_answered_in_json(browser, stranger):
    answer = browser.get("/api/nothing")
    assert answer.json() == {"error": "There is no such page.", "links": {}}
    assert answer.headers["content-type"] == "application/json"


def test_head_is_get_without_its_body(browser):
    assert browser.head("/stories").status_code == 200
