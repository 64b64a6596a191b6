"""How much, how slowly, how often: whoever sends too much is told, and nothing else stops."""

import asyncio

import pytest
from starlette.requests import Request

from lpcards.web import request_limits
from lpcards.web.login import WRITES
from lpcards.web.refusal import Refusal
from lpcards.web.request_limits import MOST_BYTES, MOST_CALLERS, MOST_FIELDS, RateLimit, read_body
from web.conftest import HOST, Clock

FORM = "application/x-www-form-urlencoded"


def posted(browser, content, kind=FORM, **headers):
    sent = {"Origin": f"http://{HOST}", "Content-Type": kind, **headers}
    return browser.post("/logout", content=content, headers=sent)


def test_a_body_that_is_too_long_is_refused_whatever_it_says_of_itself(browser):
    long = b"a" * (MOST_BYTES + 1)

    def pieces():
        for _ in range(MOST_BYTES // 1000 + 1):
            yield b"a" * 1000

    for content in (long, pieces()):
        answer = posted(browser, content)
        assert answer.status_code == 413
        assert "That is too long: at most 1 MB." in answer.text
    assert posted(browser, b"a", **{"Content-Length": str(10**30)}).status_code == 413
    assert browser.get("/").status_code == 200


def test_a_body_that_takes_too_long_is_refused(monkeypatch):
    async def receive():
        await asyncio.Event().wait()

    monkeypatch.setattr(request_limits, "SECONDS", 0.01)
    with pytest.raises(Refusal, match="too long to arrive") as refused:
        asyncio.run(read_body(Request({"type": "http", "headers": []}, receive)))
    assert refused.value.status == 408


def test_a_body_that_is_broken_off_is_no_fault_of_ours():
    sent = iter([{"type": "http.request", "body": b"a", "more_body": True}])

    async def receive():
        return next(sent, {"type": "http.disconnect"})

    with pytest.raises(Refusal, match="did not arrive whole"):
        asyncio.run(read_body(Request({"type": "http", "headers": []}, receive)))


def test_a_form_of_too_many_fields_or_with_files_is_refused(browser):
    many = "&".join(f"f{at}=1" for at in range(MOST_FIELDS + 1))
    assert posted(browser, many.encode()).status_code == 400
    edge = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nb\r\n--x--\r\n'
    assert posted(browser, edge, "multipart/form-data; boundary=x").status_code == 400


def test_a_form_key_in_letters_that_are_none_is_refused(browser):
    part = b'--x\r\nContent-Disposition: form-data; name="form_key"\r\n\r\n\\ud800\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    assert posted(browser, part, kind).status_code == 403


@pytest.mark.parametrize("body", [b"{", b"", b"[" * 100_000, b"\xff", b"NaN1"])
def test_json_that_is_none_is_refused(browser, body):
    key = {"X-Form-Key": browser.form_key}
    assert posted(browser, body, "application/json", **key).status_code == 400


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary="])
def test_a_form_that_cannot_be_read_is_refused(browser, kind):
    assert posted(browser, b"--x--", kind).status_code in {400, 403}


def test_a_browser_that_sends_too_often_has_to_wait_and_can_read_on(browser):
    codes = {posted(browser, b"a=b").status_code for _ in range(WRITES)}
    assert codes == {403}
    answer = posted(browser, b"a=b")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "10"
    assert browser.get("/stories").status_code == 200
    browser.clock.now += 1
    assert posted(browser, b"a=b").status_code == 403


def test_a_limit_is_each_caller_s_own_and_forgets_the_oldest():
    limit = RateLimit(2, 10, Clock())
    for caller in ("a", "a", "b", "b"):
        limit.count(caller)
    with pytest.raises(Refusal):
        limit.count("a")
    for at in range(MOST_CALLERS):
        limit.count(str(at))
    limit.count("a")
    assert len(limit._until) == MOST_CALLERS
