"""Whoever has the server's answer has theirs in the log, though the server is killed right then."""

import json

import httpx2 as httpx

from served_page import PATIENCE
from sizes import examples

KILLS = examples(6, 50)


def sent_by_script(browser, card, state):
    """Send an answer as the page's script does; give the response as soon as it begins."""
    headers = {"X-Form-Key": state["form_key"]}
    return browser.stream("POST", "/api/review", json={"answers": [card]}, headers=headers)


def sent_by_form(browser, card, state):
    return browser.stream("POST", "/review", data=card | {"form_key": state["form_key"]})


def test_no_answer_is_lost_to_a_kill_that_comes_with_the_response(lp, served):
    cards = lp("cards", "--json").json[:KILLS]
    for at, card in enumerate(cards):
        sent = {"once": f"key-{at}", "card": card["id"], "kind": "new", "grade": 4}
        sent["words"] = card["fingerprint"]
        send, status = ((sent_by_script, 200), (sent_by_form, 303))[at % 2]
        with httpx.Client(base_url=served.url, headers={"Origin": served.url}) as browser:
            browser.timeout = PATIENCE
            browser.get(served.login)
            state = browser.get("/api/review").json()
            with send(browser, sent, state) as response:
                served.process.kill()
                assert response.status_code == status
        served.kill()
        served.start()
    events = [json.loads(line) for line in lp("log").out.splitlines()]
    assert [event["card"] for event in events] == [card["id"] for card in cards]
    assert {event["grade"] for event in events} == {4}
    assert len(events) == KILLS
