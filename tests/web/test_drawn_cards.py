"""`/api/review`: the cards that a page's script holds, and what each answer has to draw anew."""

import json

import pytest

from lpcards.study import today
from lpcards.study.reviewing import next_card
from lpcards.study.workspace import Workspace
from lpcards.web import drawn_cards
from web.conftest import HOST, NOW, Browser


@pytest.fixture
def reader(home):
    """Return a browser at the page of the library."""
    with Browser(Workspace((), None, NOW)) as browser:
        yield browser.log_in()


def counted(monkeypatch, room, name):
    """Return a list that grows whenever a function is called."""
    calls, real = [], getattr(room, name)
    monkeypatch.setattr(room, name, lambda *args: calls.append(args) or real(*args))
    return calls


def answered(browser, state, grade=4, held=()):
    """Answer the first card; return what the script gets."""
    card = state["cards"][0]
    sent = {"once": card["id"], "card": card["id"], "kind": card["kind"], "words": card["words"]}
    headers = {"Origin": f"http://{HOST}", "X-Form-Key": state["form_key"]}
    done = browser.post(
        "/api/review",
        json={"answers": [{**sent, "grade": grade}], "held": dict(held)},
        headers=headers,
    ).json()
    assert done["results"][0]["done"], done
    return done


def looks(state):
    """Return each card that is held by its id, but for its place."""
    return {card.pop("id"): {**card, "progress": ""} for card in state["cards"]}


def test_an_answer_draws_the_cards_anew_that_look_otherwise_and_no_others(reader, monkeypatch):
    state = reader.get("/api/review").json()
    drawn = counted(monkeypatch, drawn_cards, "card_for_script")
    for _ in range(5):
        after = answered(reader, state)
        before, now = looks(state), looks(json.loads(json.dumps(after)))
        changed = {card for card in now if now[card] != before.get(card)}
        assert {view.card.id for view, _, _ in drawn} == changed
        assert len(changed) < len(now)
        drawn.clear()
        state = after


def test_a_card_that_is_held_is_what_a_page_gets_that_comes_just_now(reader, lp):
    state = reader.get("/api/review").json()
    flagged = state["cards"][-1]["id"]
    lp("flag", flagged, "--note", "too long")
    state = answered(reader, state, grade=1)
    with Browser(Workspace((), None, NOW)) as other:
        fresh = other.log_in().get("/api/review").json()
    assert [card["id"] for card in state["cards"]] == [card["id"] for card in fresh["cards"]]
    now = looks(state)
    assert "too long" in now[flagged]["flag"]
    assert now == looks(fresh)


def test_a_held_card_s_place_moves_and_its_drawing_does_not(reader):
    state = reader.get("/api/review").json()
    places = [card["progress"] for card in state["cards"]]
    assert [place.split(" · ")[-1].split(" of ")[0] for place in places] == [
        str(at) for at in range(1, len(places) + 1)
    ]
    assert not any(place in state["cards"][0]["question"] for place in places)


def test_today_s_queue_is_worked_out_once_a_request(reader, monkeypatch):
    state = answered(reader, reader.get("/api/review").json())
    assert next_card.queue_today is today.queue_today
    worked_out = counted(monkeypatch, next_card, "queue_today")
    state = answered(reader, state)
    assert len(worked_out) == 1
    assert state["results"][0]["once"] not in [card["id"] for card in state["cards"]]


def test_a_card_that_the_page_has_is_not_sent_again(reader, lp):
    state = reader.get("/api/review").json()
    had = {card["id"]: card for card in state["cards"]}
    flagged = state["cards"][-1]["id"]
    lp("flag", flagged, "--note", "too long")
    after = answered(reader, state, held={name: card["looks"] for name, card in had.items()})
    short = [card for card in after["cards"] if "question" not in card]
    assert len(short) >= len(after["cards"]) // 2
    assert all({*card} == {"id", "looks", "progress"} for card in short)
    assert "too long" in next(card for card in after["cards"] if card["id"] == flagged)["flag"]
    whole = [had[card["id"]] | card if card in short else card for card in after["cards"]]
    assert whole == reader.get("/api/review").json()["cards"]


@pytest.mark.parametrize("held", [None, [], "x", {"x": 1}])
def test_of_a_page_that_says_nothing_of_its_cards_all_are_sent(reader, held):
    headers = {"Origin": f"http://{HOST}", "X-Form-Key": reader.form_key}
    found = reader.post("/api/review", json={"answers": [], "held": held}, headers=headers).json()
    assert all("question" in card for card in found["cards"])
