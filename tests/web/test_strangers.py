"""What was not meant for the page, or not sent by it, is refused before it is looked at."""

import pytest

from web.conftest import HOST

PAGES = ("/", "/stories", "/static/page.css", "/login?token=x", "/nowhere", "/media/x")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:8001",
        "127.0.0.1:8000.evil.example",
        "evil.example#127.0.0.1:8000",
        "127.0.0.1:8000@evil.example",
        "user@127.0.0.1:8000",
        "0.0.0.0:8000",
        "[::1]:8000",
        "2130706433:8000",
        "127.1:8000",
        "",
    ],
)
def test_a_name_that_only_leads_here_gets_nothing(browser, host):
    for path in PAGES:
        answer = browser.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "set-cookie" not in answer.headers
        assert host not in answer.text or not host


def test_a_host_is_the_same_in_capitals(browser):
    assert browser.get("/", headers={"Host": HOST.upper()}).status_code == 200


def test_two_hosts_are_none(browser):
    headers = [("Host", HOST), ("Host", "evil.example")]
    assert browser.get("/", headers=headers).status_code == 421


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
@pytest.mark.parametrize("mode", ["navigate", "no-cors", "cors", "websocket"])
def test_a_page_of_another_site_gets_nothing_to_look_at(browser, site, mode):
    for path in PAGES:
        answer = browser.get(path, headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode})
        assert answer.status_code == 403
    link = f"/login?token={browser.sessions.new_token()}"
    browser.cookies.clear()
    assert browser.get(link, headers={"Sec-Fetch-Site": site}).status_code == 403
    assert browser.get(link).status_code == 303  # it was not used up


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "https://127.0.0.1:8000",
        "http://127.0.0.1",
        "http://127.0.0.1:8001",
        "http://127.0.0.1:8000.evil.example",
        "http://localhost:8000",
        "",
    ],
)
def test_a_form_of_another_page_is_not_taken(browser, origin):
    form = {"form_key": browser.form_key}
    answer = browser.post("/logout", data=form, headers={"Origin": origin})
    assert answer.status_code == 403
    assert browser.get("/").status_code == 200


def test_a_form_says_where_it_comes_from(browser):
    form = {"form_key": browser.form_key}
    assert browser.post("/logout", data=form).status_code == 403
    by_fetch = {"Sec-Fetch-Site": "same-origin"}
    assert browser.post("/logout", data=form, headers=by_fetch).status_code == 303


@pytest.mark.parametrize("key", ["", "x", "\u00e9", "0" * 43, None])
def test_a_form_without_the_key_of_its_session_is_not_taken(browser, key):
    fields = {} if key is None else {"form_key": key}
    headers = {"Origin": f"http://{HOST}"}
    assert browser.post("/logout", data=fields or {"a": "b"}, headers=headers).status_code == 403
    for header in ({}, {"X-Form-Key": (key or "").encode()}):
        sent = browser.post("/logout", json={}, headers={**headers, **header})
        assert sent.status_code == 403
    assert browser.get("/").status_code == 200


def test_the_key_of_another_browser_is_none(browser):
    other = browser.sessions.session_by(browser.sessions.new_token())
    headers = {"Origin": f"http://{HOST}"}
    sent = browser.post("/logout", data={"form_key": other.form_key}, headers=headers)
    assert sent.status_code == 403


def test_a_script_of_ours_sends_the_key_in_a_header(browser):
    headers = {"Origin": f"http://{HOST}", "X-Form-Key": browser.form_key}
    assert browser.post("/logout", json={}, headers=headers).status_code == 303


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "", "text/plain;application/json"]
)
def test_what_another_page_could_send_unasked_is_no_form(browser, kind):
    headers = {"Origin": f"http://{HOST}", "Content-Type": kind}
    body = f"form_key={browser.form_key}"
    assert browser.post("/logout", content=body, headers=headers).status_code == 415


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"]
)
def test_no_other_method_does_anything(browser, method):
    for path in PAGES:
        answer = browser.request(method, path)
        assert answer.status_code == 405
        assert "access-control-allow-origin" not in answer.headers


def test_a_method_is_what_it_says(browser):
    headers = {"Origin": f"http://{HOST}", "X-HTTP-Method-Override": "DELETE"}
    assert browser.get("/logout").status_code == 405
    assert browser.get("/logout?_method=POST", headers=headers).status_code == 405
    assert browser.submit("/stories").status_code == 405
    assert browser.submit("/login").status_code == 405
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../application.py",
        "/static/..%2fapplication.py",
        "/static/%2e%2e/application.py",
        "/static/..%5capplication.py",
        "/static/%2fetc%2fpasswd",
        "/static//etc/passwd",
        "/static/page.css%00.js",
        "/static/",
        "/static/page.css/",
        "/stories/..%2f..%2fetc%2fpasswd",
        "/stories/%2fetc%2fpasswd",
        "/stories/general%00",
        "/stories/general/",
        "/stories/general.yaml",
        "/stories/content%2fgeneral.yaml",
        "/media/..%2f..%2fetc%2fpasswd",
        "/media/%2fetc%2fpasswd",
        "/sheet/..%2f..%2fstatic%2fpage.css",
        "/sheet/a4%00.css",
        "/sheet?story=%2fetc%2fpasswd",
        "/sheet?story=../../general",
        "/sheet?paper=../../../etc/passwd",
        "//evil.example/",
        "//evil.example/stories",
        "/%0d%0aSet-Cookie:%20a=b",
        "/stories/%0d%0aLocation:%20http:%2f%2fevil.example",
        "/\\evil.example",
    ],
)
def test_no_address_leads_out(browser, path):
    answer = browser.get(f"http://{HOST}{path}")
    assert answer.status_code == 404, answer.text
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert "root:" not in answer.text


def test_after_the_login_there_is_one_way_only(stranger):
    for more in ("next=//evil.example", "next=http://evil.example", "url=%0d%0aX:y", "path=//e"):
        answer = stranger.get(f"/login?token={stranger.sessions.new_token()}&{more}")
        stranger.cookies.clear()
        assert answer.headers["location"] == "/"
