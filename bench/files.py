"""A thousand stories: nothing changed, one changed, everything new, everything advised."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from content import path_of, story, write, write_stories
from measuring import Finding, Question, Run, finding, ratios, run
from world import World, world

FILES, EDITED = 1000, 500
UNCHANGED, CHANGED, CHECK, ADVISED, MEMORY = 2.0, 3.0, 1.5, 2.0, 150
LOADING = os.path.join(os.path.dirname(os.path.abspath(__file__)), "loading.py")
LOADED = "PyYAML's `CSafeLoader` and pydantic, the same files"


def thousand(quick: bool) -> Iterator[Finding]:
    """Time `due` with a thousand stories beside the library."""
    pairs = 10 if quick else 40
    with _two_homes() as (small, large):
        question = Question("`due`, 1,000 stories, none changed", "`due`, library", UNCHANGED)
        due = ratios(pairs, lambda _: large.time("due"), lambda _: small.time("due"))
        yield finding(question, due)
        question = Question(
            "`due`, one of 1,000 stories changed", "`due`, 1,000 stories, none changed", CHANGED
        )
        yield finding(question, ratios(pairs, _changing(large), lambda _: large.time("due")))


@contextmanager
def _two_homes() -> Iterator[tuple[World, World]]:
    """Make a learner with the library, and the same learner with a thousand stories as well."""
    with world() as small, world() as large:
        small.learn()
        shutil.copyfile(small.log, large.log)
        write_stories(large.content, FILES)
        for home in (small, large):
            home.settle()
        yield small, large


def _changing(home: World):
    """Write other words into one of the stories each time, and ask."""
    path, text = path_of(home.content, EDITED), story(EDITED)

    def due(turn: int) -> float:
        write(path, text.replace("These figures", f"These figures, told for the {turn}th time,"))
        return home.time("due")

    return due


def cold(quick: bool) -> Iterator[Finding]:
    """Time `check` of a thousand stories with an empty cache, and look at its memory."""
    with world() as home:
        write_stories(home.content, FILES)
        without, runs = _checking(home, "--no-advice")

        def load(_: int) -> float:
            return run([sys.executable, LOADING, home.content], home.environment).seconds

        question = Question("`check --no-advice` of 1,000 stories, nothing cached", LOADED, CHECK)
        yield finding(question, ratios(3 if quick else 15, without, load))
    question = Question("the same `check`, its peak memory", "", MEMORY, "MB")
    yield finding(question, [one.peak for one in runs])


def advised(quick: bool) -> Iterator[Finding]:
    """Time all rules on a thousand stories against none, nothing cached, and look at the memory."""
    with world() as home:
        write_stories(home.content, FILES)
        every, runs = _checking(home)
        without, _ = _checking(home, "--no-advice")
        question = Question(
            "`check` of 1,000 stories with all rules, nothing cached",
            "the same with `--no-advice`",
            ADVISED,
        )
        yield finding(question, ratios(3 if quick else 15, every, without))
    question = Question("the same `check` with all rules, its peak memory", "", MEMORY, "MB")
    yield finding(question, [one.peak for one in runs])


def _checking(home: World, *options: str) -> tuple[Callable[[int], float], list[Run]]:
    """Return what times one `check` with an empty cache, and the runs so far."""
    runs: list[Run] = []

    def check(_: int) -> float:
        home.forget_cards()
        arguments = home.call("--content", home.content, "check", *options)
        runs.append(run(arguments, home.environment))
        return runs[-1].seconds

    return check, runs
