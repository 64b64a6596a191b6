"""What a browser waits for: the first card after `serve`, the card after an answer, the pages."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import partial
from time import perf_counter

from http_visitor import Visitor, fields_of
from measuring import PYTHON_PASS, Failed, Finding, Question, finding, ratios, timed
from world import START, TODAY, World, folder, world

BARE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bare_server.py")
COMMITTED = "a bare WAL commit, and Starlette's empty response"
MONTH = timedelta(days=30)
"""Whoever comes back after it finds more than a hundred cards due."""
FOUR_MONTHS = 120
ANSWER, FIRST_CARD, SECOND, TODAY_PAGE, STATISTICS, REPORT = 15.0, 40.0, 1.0, 2.0, 6.0, 20.0
"""An answer: 15 bare commits take 25 ms here; four times that still seems to be at once. A first
card: half of the second that is promised, where doing nothing takes 12 ms."""


def next_card(quick: bool) -> Iterator[Finding]:
    """Time an answer that is sent until the next card is here, as a script and as a form sends it."""
    pairs = 20 if quick else 100
    for how, answering in (("sent by its script", _by_script), ("sent by a form", _by_form)):
        question = Question(f"the page's next card after an answer, {how}", COMMITTED, ANSWER)
        with _long_day() as home, served(home, TODAY + MONTH) as visitor, _bare() as theirs:
            yield finding(question, ratios(pairs, answering(visitor), theirs))


def first_card(quick: bool) -> Iterator[Finding]:
    """Time `serve` until a browser that opens its link has today, and then the first card."""
    asked = "`serve`, until its first card is fetched"
    seconds: list[float] = []
    with world() as home:
        home.learn()
        home.settle()
        coming = _coming_to_the_first_card(home, seconds)
        values = ratios(10 if quick else 40, coming, lambda _: home.python_pass())
        yield finding(Question(asked, PYTHON_PASS, FIRST_CARD), values)
    yield finding(Question("the same, in seconds", "", SECOND, "s"), seconds[1:])


def _coming_to_the_first_card(home: World, seconds: list[float]) -> Callable[[int], float]:
    """Serve on a later day each time: its first visit copies the log."""

    def come(turn: int) -> float:
        start = perf_counter()
        with served(home, TODAY + timedelta(days=turn)) as visitor:
            visitor.get("/")
            _asked(visitor.get("/review"))
            seconds.append(perf_counter() - start)
        return seconds[-1]

    return come


def pages(quick: bool) -> Iterator[Finding]:
    """Time today, the statistics, and the report, after four months of answers."""
    pairs, on = 10 if quick else 60, START + timedelta(days=FOUR_MONTHS)
    learned = f"{FOUR_MONTHS} days of answers"
    with world() as home:
        home.learn(FOUR_MONTHS)
        home.settle()
        with served(home, on) as visitor:
            for path, limit in (("/", TODAY_PAGE), ("/statistics", STATISTICS)):
                question = Question(f"`{path}` of the page, {learned}", PYTHON_PASS, limit)
                yield finding(question, ratios(pairs, _getting(visitor, path), _nothing(home)))
        out = f"{home.environment['HOME']}/report.html"
        question = Question(f"`report -o`, {learned}", PYTHON_PASS, REPORT)
        writing = partial(home.time, "report", "-o", out, on=on)
        yield finding(question, ratios(pairs, lambda _: writing(), _nothing(home)))


def _getting(visitor: Visitor, path: str) -> Callable[[int], float]:
    return lambda _: timed(lambda: visitor.get(path))


def _nothing(home: World) -> Callable[[int], float]:
    return lambda _: home.python_pass()


@contextmanager
def _long_day() -> Iterator[World]:
    """Make a learner who wants all at once of what piled up."""
    with world() as home:
        home.learn()
        settings = f"{home.environment['XDG_CONFIG_HOME']}/lpcards"
        os.makedirs(settings)
        with open(f"{settings}/lpcards.yaml", "w") as file:
            file.write("catch_up: no\nreviews: 1000\nnew: 0\n")
        home.settle()
        yield home


@contextmanager
def served(home: World, on: date) -> Iterator[Visitor]:
    """Serve the page on a day; return who is logged in there."""
    arguments = home.call("serve", "--json", on=on)
    server = subprocess.Popen(arguments, env=home.environment, stdout=subprocess.PIPE)
    try:
        places = json.loads(server.stdout.readline())
        with closing(Visitor(places["url"])) as visitor:
            visitor.log_in(places["login"])
            yield visitor
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


@contextmanager
def _bare() -> Iterator[Callable[[int], float]]:
    """Return what times a bare commit and an empty response."""
    with folder() as here:
        arguments = [sys.executable, BARE, f"{here}/bare.db"]
        server = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        try:
            with closing(
                Visitor(f"http://127.0.0.1:{server.stdout.readline().strip()}")
            ) as visitor:
                yield lambda _: timed(lambda: visitor.submit("/", {"grade": "4"}, 200))
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def _by_script(visitor: Visitor) -> Callable[[int], float]:
    state = json.loads(visitor.get("/api/review"))
    cards = {card["id"]: card for card in state["cards"]}

    def answered(turn: int) -> float:
        nonlocal state, cards
        card = _first(state)
        sent = {name: card[name] for name in ("kind", "words")} | {
            "card": card["id"],
            "once": f"once-{turn}",
            "grade": 4,
            "seconds": 7.5,
            "thinking": 5.0,
        }
        looks = {name: one["looks"] for name, one in cards.items()}
        start = perf_counter()
        state = visitor.call("/api/review", {"answers": [sent], "held": looks}, state["form_key"])
        seconds = perf_counter() - start
        state["cards"] = [cards.get(one["id"], {}) | one for one in state["cards"]]
        cards = {one["id"]: one for one in state["cards"]}
        if not state["results"][0]["done"] or _first(state)["id"] == card["id"]:
            raise Failed(f"no next card: {state['results']}")
        return seconds

    return answered


def _first(state):
    if not state["cards"]:
        raise Failed("no card is left")
    return state["cards"][0]


def _by_form(visitor: Visitor) -> Callable[[int], float]:
    page = visitor.get("/review")

    def answered(_: int) -> float:
        nonlocal page
        fields = _asked(page)
        answer = visitor.submit("/review", fields | {"act": "show"}, 200)
        sent = fields_of(answer) | {"grade": "4"}
        start = perf_counter()
        visitor.submit("/review", sent, 303)
        page = visitor.get("/review")
        seconds = perf_counter() - start
        if _asked(page)["card"] == fields["card"]:
            raise Failed("no next card")
        return seconds

    return answered


def _asked(page: str) -> dict[str, str]:
    if 'value="show"' not in page:
        raise Failed(f"no card is asked: {page}")
    return fields_of(page)
