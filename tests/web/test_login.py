"""Links that work once, cookies that say nothing, and what is said to who has neither."""

import re

import pytest

from lpcards.web import sessions as module
from lpcards.web.sessions import LINK_LASTS, MOST_LINKS, MOST_SESSIONS, Sessions, is_same
from web.conftest import HOST, Clock
from web_pages import ReadPage

HOW = "Open the link that lpcards serve shows in its terminal."
PAGES = ("/", "/stories", "/stories/general", "/sheet", "/sheet/a4.css", "/media/x", "/api/x")


def test_without_a_cookie_every_page_says_how_to_come_in(stranger):
    for path in PAGES[:-1]:
        answer = stranger.get(path)
        assert answer.status_code == 401
        assert HOW in ReadPage(answer.text).text
        assert "grocery" not in answer.text


def test_a_link_works_once(stranger):
    link = f"/login?token={stranger.sessions.new_token()}"
    assert stranger.get(link).headers["location"] == "/"
    assert stranger.get("/").status_code == 200
    assert stranger.get(link).status_code == 303  # in this browser it leads on
    stranger.cookies.clear()
    assert stranger.get(link).status_code == 401
    assert stranger.get("/").status_code == 401


def test_a_link_that_is_opened_by_who_is_in_already_is_used_up_too(browser):
    link = f"/login?token={browser.sessions.new_token()}"
    assert browser.get(link).headers["location"] == "/"
    browser.cookies.clear()
    assert browser.get(link).status_code == 401


@pytest.mark.parametrize(
    "query", ["", "?token=", "?token=x", "?token=%00", "?token=%ff", "?Token=x", "?token[]=x"]
)
def test_a_token_that_is_none_lets_nobody_in(stranger, query):
    stranger.sessions.new_token()
    answer = stranger.get(f"/login{query}")
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_part_of_a_token_or_two_of_them_let_nobody_in(stranger):
    token = stranger.sessions.new_token()
    for query in (token[:-1], f"{token}x", token.swapcase(), f"x&token={token}"):
        assert stranger.get(f"/login?token={query}").status_code == 401
    assert stranger.get(f"/login?token={token}").status_code == 303


def test_a_link_that_is_too_old_lets_nobody_in(stranger):
    early, late = stranger.sessions.new_token(), stranger.sessions.new_token()
    stranger.clock.now += LINK_LASTS
    assert stranger.get(f"/login?token={early}").status_code == 303
    stranger.cookies.clear()
    stranger.clock.now += 1
    assert stranger.get(f"/login?token={late}").status_code == 401


def test_looking_ahead_uses_no_link_up(stranger):
    link = f"/login?token={stranger.sessions.new_token()}"
    assert stranger.head(link).status_code == 405
    assert stranger.get(link, headers={"Sec-Purpose": "prefetch;prerender"}).status_code == 405
    assert stranger.get(link, headers={"Purpose": "prefetch"}).status_code == 405
    assert stranger.get(link).status_code == 303


def test_the_cookie_is_for_this_page_and_no_script(stranger):
    answer = stranger.get(f"/login?token={stranger.sessions.new_token()}")
    name, _, flags = answer.headers["set-cookie"].partition(";")
    assert re.fullmatch(r"lpcards-8000=[\w-]{43}", name)
    assert {flag.strip().lower() for flag in flags.split(";")} == {
        "httponly",
        "path=/",
        "samesite=strict",
    }
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.content == b""


@pytest.mark.parametrize("cookie", ["", "x", "a; lpcards-8000=b", '"', "%00", "\u00ff"])
def test_a_cookie_that_is_none_lets_nobody_in(browser, cookie):
    browser.cookies.clear()
    header = {"Cookie": f"lpcards-8000={cookie}".encode("latin-1")}
    assert browser.get("/", headers=header).status_code == 401


def test_a_token_is_no_cookie_and_a_key_of_forms_is_none(browser):
    key, token = browser.form_key, browser.sessions.new_token()
    browser.cookies.clear()
    for value in (key, token):
        assert browser.get("/", headers={"Cookie": f"lpcards-8000={value}"}).status_code == 401
    assert browser.get(f"/login?token={key}").status_code == 401


def test_a_cookie_of_before_the_restart_is_worth_nothing(browser):
    browser.sessions._sessions.clear()
    answer = browser.get("/")
    assert answer.status_code == 401
    assert HOW in ReadPage(answer.text).text


def test_who_logs_out_is_out(browser):
    cookie = browser.cookies["lpcards-8000"]
    assert browser.submit("/logout").status_code == 303
    assert "lpcards-8000" not in browser.cookies
    assert browser.get("/", headers={"Cookie": f"lpcards-8000={cookie}"}).status_code == 401


def test_who_tries_tokens_has_to_wait(stranger):
    codes = [stranger.get(f"/login?token={at}").status_code for at in range(12)]
    assert codes == [401] * 10 + [429] * 2
    assert stranger.get(f"/login?token={stranger.sessions.new_token()}").status_code == 429
    stranger.clock.now += 6
    assert stranger.get(f"/login?token={stranger.sessions.new_token()}").status_code == 303


def test_every_secret_is_compared_whichever_it_is(monkeypatch):
    compared = []

    def counted(one, other):
        compared.append(one)
        return one == other

    known = Sessions(Clock())
    ids = [known.session_by(known.new_token()).id for _ in range(5)]
    monkeypatch.setattr(module, "compare_digest", counted)
    for cookie in (*ids, "x"):
        compared.clear()
        known.session(cookie)
        assert len(compared) == len(ids)


def test_secrets_are_compared_by_a_function_whose_time_says_nothing(monkeypatch):
    monkeypatch.setattr(module, "compare_digest", lambda one, other: False)
    assert not is_same("a", "a")
    known = Sessions(Clock())
    assert known.session_by(known.new_token()) is None


def test_secrets_are_long_and_none_comes_twice():
    known = Sessions(Clock())
    tokens = [known.new_token() for _ in range(MOST_LINKS)]
    found = [known.session_by(token) for token in tokens]
    secrets = [*tokens, *(one.id for one in found), *(one.form_key for one in found)]
    assert len({*secrets}) == len(secrets)
    assert {len(one) for one in secrets} == {43}


def test_of_many_browsers_the_oldest_has_to_log_in_again():
    known = Sessions(Clock())
    found = [known.session_by(known.new_token()) for _ in range(MOST_SESSIONS + 1)]
    assert known.session(found[0].id) is None
    assert known.session(found[1].id) == found[1]


def test_other_servers_of_this_machine_have_cookies_of_their_own(browser):
    other = {"Cookie": f"lpcards-9000={browser.cookies['lpcards-8000']}"}
    browser.cookies.clear()
    assert browser.get("/", headers={**other, "Host": HOST}).status_code == 401
