"""The review in a real browser while nobody answers it: what is kept, and what becomes of it."""

import signal

import pytest

from review_in_browser import answer_one, events, front, to_question

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("few_cards")]


def test_what_another_program_left_at_this_address_stops_nothing(lp, page):
    for text in ("{", "null", "7", '{"at": 1}'):
        page.evaluate(
            """text => localStorage.setItem(
            `lpcards:answer:${document.getElementById('kept').dataset.log}:0${text}`, text)""",
            text,
        )
    page.evaluate("sessionStorage.setItem('lpcards:turn', '{')")
    answer_one(page)
    to_question(page)
    assert len(events(lp)) == 1


def test_an_answer_kept_for_another_log_is_not_sent_to_this_one(lp, page, served, context):
    served.kill()
    answer_one(page)
    to_question(page)
    other = page.evaluate(
        """() => { const name = Object.keys(localStorage).find(one => one.includes('answer'));
        const other = name.replace(document.getElementById('kept').dataset.log, '0'.repeat(16));
        localStorage.setItem(other, localStorage.getItem(name));
        localStorage.removeItem(name);
        return other; }"""
    )
    served.start()
    page.goto(served.login)
    page.goto(f"{served.url}/review")
    to_question(page)
    assert events(lp) == []
    assert page.evaluate("name => localStorage.getItem(name)", other)


def test_answers_given_while_the_server_is_dead_are_recorded_once(lp, page, served, context):
    answer_one(page)
    to_question(page)
    served.kill()
    fronts = []
    for _ in range(3):
        fronts.append(front(page))
        answer_one(page)
        to_question(page)
    assert "3 answers are kept here" in page.inner_text(".away")
    assert f"--port {served.port}" in page.inner_text(".away")
    assert len(events(lp)) == 1
    served.start()
    page.wait_for_function(
        "() => document.querySelector('.away').innerText.includes('Open the link')"
    )
    other = context.new_page()
    other.goto(served.login)
    other.goto(f"{served.url}/review")
    page.bring_to_front()
    page.wait_for_function("() => !document.querySelector('.away').innerText", timeout=60_000)
    assert [event["kind"] for event in events(lp)] == ["review"] * 4
    assert len({event["card"] for event in events(lp)}) == 4
    assert page.evaluate("Object.keys(localStorage).filter(one => one.includes('answer'))") == []


def test_an_answer_is_in_the_log_before_the_next_card_is_shown(lp, page, served):
    answer_one(page)
    served.process.send_signal(signal.SIGKILL)
    assert [event["grade"] for event in events(lp)] == [4]


def test_a_server_that_hangs_is_not_waited_for(lp, page, served):
    served.process.send_signal(signal.SIGSTOP)
    answer_one(page)
    to_question(page)
    assert "One answer is kept here" in page.inner_text(".away")
    served.process.send_signal(signal.SIGCONT)
    page.wait_for_function("() => !document.querySelector('.away').innerText", timeout=60_000)
    assert len(events(lp)) == 1


def test_in_a_browser_that_keeps_nothing_an_answer_counts_or_stays_where_it_is(lp, page, served):
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    answer_one(page)
    to_question(page)
    assert len(events(lp)) == 1
    served.kill()
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    page.click("button[name=grade][value='4']")
    page.wait_for_selector(".said:has-text('not recorded yet')")
    assert page.locator("form[data-screen=answer]").count() == 1


def test_an_answer_that_is_refused_is_kept_with_its_sentence(lp, page, served, home):
    served.kill()
    card = front(page)
    answer_one(page)
    to_question(page)
    for path in (home / "few").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Metric: from what to what", "Metric: x"), encoding="utf-8")
    served.start()
    page.evaluate("0")
    other = page.context.new_page()
    other.goto(served.login)
    other.goto(f"{served.url}/review")
    other.wait_for_selector("#kept li")
    words = other.inner_text("#kept")
    assert card in words
    assert "edited after this card was shown" in words
    assert events(lp) == []
    other.click("#kept button:has-text('Drop it')")
    other.wait_for_selector("#kept", state="hidden")


def test_a_card_whose_answer_waits_is_not_asked_by_a_page_that_is_loaded_anew(lp, page):
    before = front(page)
    page.evaluate("() => localStorage.setItem('lpcards:sending', `other:${Date.now() + 60000}`)")
    answer_one(page)
    to_question(page)
    after = front(page)
    page.reload()
    assert front(page) == before  # the server does not know better
    page.wait_for_function(
        "front => document.querySelector('.front').innerText === front", arg=after
    )
    assert events(lp) == []
