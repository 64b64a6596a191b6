"""An answer in a form of before a restart: refused, kept on the page, recorded once."""

import json

import pytest

from lpcards.study.workspace import Workspace
from lpcards.web.page_sitting import AGAIN
from web.conftest import HOST, NOW, Browser
from web.test_review_forms import asked, fields_of, graded, shown
from web_pages import ReadPage

pytestmark = pytest.mark.usefixtures("few_cards")
FROM_HERE = {"Origin": f"http://{HOST}"}


@pytest.fixture
def started(home):
    """Return a function that starts the server anew: nobody is logged in."""

    def start():
        return Browser(Workspace((str(home / "few"),), None, NOW))

    return start


@pytest.fixture
def old(started):
    """Return the fields of an answer's form that a server of before has shown."""
    with started() as browser:
        page = asked(browser.log_in())
        browser.clock.now += 7
        return fields_of(shown(browser, page)) | {"tick": "1", "grade": "4"}


def events(lp):
    return [json.loads(line) for line in lp("log").out.splitlines()]


def test_an_answer_of_before_a_restart_is_recorded_once(lp, started, old):
    with started() as browser:
        refused = browser.post("/review", data=old, headers=FROM_HERE)
        assert refused.status_code == 401
        words = ReadPage(refused.text).text
        assert f"Your answer to {old['card']}, grade 4, is not recorded yet." in words
        assert "Open the link that lpcards serve shows" in words
        waiting = fields_of(refused)
        assert waiting["form_key"] == ""
        browser.log_in()
        again = browser.post("/review", data=waiting, headers=FROM_HERE)
        assert again.status_code == 403
        assert events(lp) == []
        browser.clock.now += 300
        assert "4 good" in graded(browser, again, 4).text
        assert AGAIN in graded(browser, again, 4).text
    [event] = events(lp)
    assert (event["card"], event["grade"], event["seconds"]) == (old["card"], 4, 7.0)
    assert 1 not in event["details"].get("missed", [])


def test_a_page_of_before_that_is_sent_after_the_login_asks_once_more(lp, started, old):
    with started() as browser:
        browser.log_in()
        again = browser.post("/review", data=old | {"grade": "ticks"}, headers=FROM_HERE)
        assert again.status_code == 403
        assert "graded by the ticks" in ReadPage(again.text).text
        graded(browser, again, "ticks")
    assert len(events(lp)) == 1


def test_what_another_site_sends_is_not_even_shown(lp, started, old):
    with started() as browser:
        browser.log_in()
        for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
            answer = browser.post("/review", data=old, headers=headers)
            assert answer.status_code == 403
            assert old["once"] not in answer.text
            assert "form_key" not in answer.text
    assert events(lp) == []


@pytest.mark.parametrize(
    "other", [{"grade": "", "act": "suspend"}, {"grade": "9"}, {"grade": "<b>"}, {"card": ""}]
)
def test_what_is_no_graded_answer_is_not_kept(started, old, other):
    with started() as browser:
        for log_in in (lambda: None, browser.log_in):
            log_in()
            answer = browser.post("/review", data=old | other, headers=FROM_HERE)
            assert answer.status_code in {401, 403}
            assert "<form" not in answer.text


def test_whatever_stands_in_it_is_text(started, old):
    hostile = '"><script>x</script>'
    fields = old | {"card": hostile, "typed": hostile, "once": hostile, hostile: "x"}
    with started() as browser:
        answer = browser.post("/review", data=fields, headers=FROM_HERE)
    assert "<script" not in answer.text
    assert fields_of(answer)["typed"] == hostile
    assert hostile not in fields_of(answer)


def test_a_stranger_s_answers_are_read_ten_times_a_minute(started, old):
    with started() as browser:
        sent = [browser.post("/review", data=old, headers=FROM_HERE) for _ in range(12)]
        assert [one.status_code for one in sent] == [401] * 10 + [429] * 2
        browser.clock.now += 60
        assert "is not recorded yet" in browser.post("/review", data=old, headers=FROM_HERE).text
        browser.log_in()  # who has a link still gets in


def test_a_stranger_may_not_send_much(started, old):
    with started() as browser:
        long = browser.post("/review", data=old | {"typed": "x" * 1_000_001}, headers=FROM_HERE)
        assert long.status_code == 413
        codes = [browser.post("/review", headers=FROM_HERE).status_code for _ in range(300)]
        assert {*codes} == {401, 429}
