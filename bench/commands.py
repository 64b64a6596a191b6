"""What a prompt waits for: `due`, `next`, `grade`, and the first card of `review`."""

import os
import pty
import re
import subprocess
import termios
from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter

from measuring import PYTHON_PASS, Failed, Finding, Question, finding, ratios
from world import TODAY, World, world

LIMIT, FIRST_CARD = 5.5, 7.5
NOT_TEXT = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[^\[]|\s")
START = 20  # of a question: enough to know it again


def prompts(quick: bool) -> Iterator[Finding]:
    """Time three commands with the library and three weeks of answers."""
    pairs = 10 if quick else 60
    with world() as home:
        home.learn()
        home.settle()
        for name in ("due", "next"):
            question = Question(f"`{name}`", PYTHON_PASS, LIMIT)
            yield finding(question, ratios(pairs, lambda _: home.time(name), _nothing(home)))  # noqa: B023
        question = Question("`grade`, its durable write included", PYTHON_PASS, LIMIT)
        yield finding(question, ratios(pairs, _grading(home), _nothing(home)))


def first_card(quick: bool) -> Iterator[Finding]:
    """Time `review` on a terminal until its first card stands there."""
    question = Question("`review`, until its first card is shown", PYTHON_PASS, FIRST_CARD)
    with world() as home:
        home.learn()
        home.settle()
        yield finding(question, ratios(10 if quick else 40, _reviewing(home), _nothing(home)))


def _nothing(home: World):
    return lambda _: home.python_pass()


def _grading(home: World):
    """Answer another card each time, so that each answer counts."""
    cards = [card["id"] for card in home.json_of("cards", "--json")]

    def grade(turn: int) -> float:
        weeks, at = divmod(turn, len(cards))
        return home.time("grade", cards[at], "4", on=TODAY + timedelta(weeks=weeks))

    return grade


def _reviewing(home: World):
    """Start the first review of a day, its backup included; each time on a later day."""

    def review(turn: int) -> float:
        on = TODAY + timedelta(days=turn)
        front = home.json_of("next", "--json", on=on)["front"]
        return time_until(front, home.call("review", on=on), home.environment)

    return review


def time_until(words: str, arguments: list[str], environment: dict[str, str]) -> float:
    """Return the seconds from the start of a program until `words` stand on its terminal."""
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (24, 80))
    start = perf_counter()
    child = subprocess.Popen(
        arguments, env=environment, stdin=its, stdout=its, stderr=its, start_new_session=True
    )
    os.close(its)
    _read_until(NOT_TEXT.sub(b"", words.encode())[:START], ours)
    seconds = perf_counter() - start
    os.write(ours, b"q")
    _read_to_the_end(ours)
    child.wait()
    os.close(ours)
    return seconds


def _read_until(wanted: bytes, terminal: int) -> None:
    seen = b""
    while wanted not in NOT_TEXT.sub(b"", seen):
        try:
            seen += os.read(terminal, 65536)
        except OSError:
            raise Failed(f"no first card, but {seen!r}") from None


def _read_to_the_end(terminal: int) -> None:
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # how Linux says that the other side is closed
        return
