"""Ten thousand stories: what a search takes, and its first one, which has every word to read."""

import os
import shutil
from collections.abc import Iterator

from content import write_stories
from measuring import PYTHON_PASS, Finding, Question, finding, ratios, run
from world import World, world

FILES = 10_000
WORDS = ("replay", "traffic")
"""A third of the stories have them, several times each."""
FIRST, PASS, GREP = 1.0, 24.0, 2.0


def searching(quick: bool) -> Iterator[Finding]:
    """Time `search` as a person at a terminal waits for it: ten passages of the many."""
    with world() as home:
        write_stories(home.content, FILES)
        question = Question(
            "the first `search` of 10,000 stories, its index made", "the first `due`", FIRST
        )
        yield finding(question, [_first(home) for _ in range(1 if quick else 3)])
        home.settle()
        pairs = 10 if quick else 40
        question = Question("`search` of 10,000 stories, none changed", PYTHON_PASS, PASS)
        yield finding(question, ratios(pairs, _search(home), lambda _: home.python_pass()))
        question = Question("the same `search`", "`grep -rin` of one of its words", GREP)
        yield finding(question, ratios(pairs, _search(home), _grep(home)))


def _first(home: World) -> float:
    """Return what the words take of the time in which the cards are made."""
    home.forget_cards()
    due = home.time("due")
    return _search(home)(0) / due


def _search(home: World):
    return lambda _: home.time("search", "--most", "10", *WORDS)


def _grep(home: World):
    """Have grep write into a file: it looks at less when it writes nowhere."""
    call = [shutil.which("grep") or "grep", "-rin", WORDS[0], home.content]
    into = os.path.join(home.environment["HOME"], "lines")
    return lambda _: run(call, home.environment, into).seconds
