"""The terminal and the page at once: real programs, one log, the same cards asked by both."""

import json
from contextlib import contextmanager
from html import unescape
from itertools import count

import httpx2 as httpx
import pytest

from lpcards.study.reviewing.sitting import ELSEWHERE, OVERTAKEN
from pty_terminal import Terminal
from served_page import PATIENCE, ServedPage

pytestmark = pytest.mark.usefixtures("few_cards")


class AtThePage:
    """A browser at the page of a server in a process of its own."""

    def __init__(self, served, http):
        self.http = http
        self.keys = (f"key-{at}" for at in count())
        http.get(served.login)

    def asked(self):
        """Return the card that the page asks."""
        return self.http.get("/api/review").json()["cards"][0]

    def does(self, card, **what):
        """Send an answer to a card as it was asked; return what is said of it."""
        state = self.http.get("/api/review").json()
        sent = {"once": next(self.keys), "card": card["id"], "kind": card["kind"]}
        sent |= {"words": card["words"], "items": card["grading"]["items"], **what}
        headers = {"X-Form-Key": state["form_key"]}
        done = self.http.post("/api/review", json={"answers": [sent]}, headers=headers).json()
        [result] = done["results"]
        assert result["done"], result
        return result["said"]


class AtTheTerminal(Terminal):
    """A review on a pty."""

    def shows(self, card):
        """Say whether a card's question stands there, after what is to be read before it."""
        self.skip_reading()
        assert front(card) in self.text, (card["front"], self.lines)
        return True

    def answers(self, card, grade):
        """Show the answer of the card that is asked, and grade it."""
        self.press("space")
        self.grades(card, grade)

    def grades(self, card, grade):
        if card["grading"]["items"]:
            self.press("g")
        self.press(str(grade))
        said = self.text
        self.skip_reading()
        return said


def front(card):
    return " ".join(unescape(card["front"]).split())


def events(lp):
    """Return what the log has after the answer before: kinds, cards, grades."""
    found = [json.loads(line) for line in lp("log").out.splitlines()][1:]
    return [(one["kind"], one["card"], one.get("grade")) for one in found]


@pytest.fixture
def served(lp):
    """Serve the page to somebody who has answered before: the first minute is over."""
    lp("grade", lp("next", "--json").json["id"], 5)
    page = ServedPage()
    yield page
    page.kill()


@contextmanager
def both(served):
    """Give the page and the terminal, each at its first card."""
    terminal = AtTheTerminal("review")
    headers = {"Origin": served.url}
    with httpx.Client(base_url=served.url, headers=headers, timeout=PATIENCE) as http:
        try:
            yield AtThePage(served, http), terminal
        finally:
            terminal.child.close(force=True)


def test_what_both_ask_counts_once_and_the_later_answer_is_a_drill(lp, served):
    with both(served) as (page, terminal):
        first = page.asked()
        assert terminal.shows(first)
        terminal.press("space")
        assert "in " in page.does(first, grade=5)
        assert ELSEWHERE in terminal.grades(first, 4)

        second = page.asked()
        assert second["id"] != first["id"]
        assert terminal.shows(second)
        terminal.answers(second, 5)
        assert page.does(second, grade=4) == ELSEWHERE

        third = page.asked()
        assert third["id"] not in {first["id"], second["id"]}
        terminal.answers(page.asked(), 4)  # what stands there is what the page asks next
        terminal.press("q")
        assert terminal.ended() == 0
    assert events(lp) == [
        ("review", first["id"], 5),
        ("drill", first["id"], 4),
        ("review", second["id"], 5),
        ("drill", second["id"], 4),
        ("review", third["id"], 4),
    ]


def test_each_takes_back_what_the_other_answered(lp, served):
    with both(served) as (page, terminal):
        card = page.asked()
        assert terminal.shows(card)
        page.does(card, grade=4)
        assert page.asked()["id"] != card["id"]
        assert "Undone: grade 4" in terminal.press("u")
        assert terminal.shows(card)

        terminal.answers(card, 3)
        assert "Undone: grade 3" in page.does(page.asked(), act="undo")
        assert page.asked()["id"] == card["id"]
        page.does(card, grade=5)
        following = page.asked()
        assert following["id"] != card["id"]
        assert terminal.shows(following)
        terminal.answers(following, 5)
        terminal.press("q")
        assert terminal.ended() == 0
        assert page.asked()["id"] not in {card["id"], following["id"]}
    assert events(lp) == [
        ("review", card["id"], 4),
        ("undo", card["id"], None),
        ("review", card["id"], 3),
        ("undo", card["id"], None),
        ("review", card["id"], 5),
        ("review", following["id"], 5),
    ]


def test_what_the_page_answers_while_the_terminal_shows_a_passage_is_not_asked_there(lp, served):
    with both(served) as (page, terminal):
        card = page.asked()
        terminal.wait_for("s skip")
        page.does(card, grade=3)
        following = page.asked()
        assert following["id"] != card["id"]
        assert terminal.shows(following)
        assert OVERTAKEN in terminal.text
        terminal.press("q")
        assert terminal.ended() == 0
    assert events(lp) == [("review", card["id"], 3)]
