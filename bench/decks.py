"""Anki decks: against plain genanki, and where nothing or one story has changed."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date

from content import path_of, story, write, write_stories
from measuring import PYTHON_PASS, Finding, Question, Run, finding, ratios, run
from world import World, world

SIZES = {10_000: 277, 100_000: 2763}
"""Notes, and how many of the made-up stories have so many."""
TIME, STORED, SIZE, MEMORY = 1.2, 1.2, 0.4, 150
"""Stored: once 0.9; lines written one by one, by `json`, take a fifth longer: half a second for 100,000 cards."""
FILES, EDITED = 1000, 500
LATER = date(2040, 1, 1)
"""After every edition of the library: none of them may lie in the future."""
NOTHING, MANY, ONE = 6.5, 2.0, 0.4
PLAINLY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "plainly.py")


def decks(quick: bool) -> Iterator[Finding]:
    """Time first builds of made-up stories, their cards in the cache."""
    for notes, stories in SIZES.items():
        if not (quick and notes > min(SIZES)):
            yield from _first_build(notes, stories, 3 if quick else 12 if notes < 50_000 else 5)


def _first_build(notes: int, stories: int, pairs: int) -> Iterator[Finding]:
    with world() as home:
        write_stories(home.content, stories)
        home.settle("--content", home.content)
        genanki = f"genanki, the same {notes:,} cards"
        runs: list[Run] = []
        values = ratios(pairs, lambda _: _build(home, runs), lambda _: _plainly(home))
        yield finding(
            Question(f"`build` of {notes:,} cards, manifest and all", genanki, TIME), values
        )
        size = os.path.getsize(_package(home)) / os.path.getsize(_plain(home))
        values = ratios(pairs, lambda _: _build(home, [], "--store"), lambda _: _plainly(home))
        yield finding(Question(f"`build --store` of {notes:,} cards", genanki, STORED), values)
        yield finding(Question(f"the package of {notes:,} cards, its size", genanki, SIZE), [size])
        if notes == max(SIZES):
            question = Question(f"`build` of {notes:,} cards, its peak memory", "", MEMORY, "MB")
            yield finding(question, [one.peak for one in runs])


def _package(home: World) -> str:
    return os.path.join(_out(home), "lpcards.apkg")


def _plain(home: World) -> str:
    return os.path.join(os.path.dirname(home.content), "plain.apkg")


def _out(home: World) -> str:
    return os.path.join(os.path.dirname(home.content), "decks")


def _build(home: World, runs: list[Run], *more: str) -> float:
    """Build from nothing."""
    shutil.rmtree(_out(home), ignore_errors=True)
    call = home.call("--content", home.content, "build", *more)
    runs.append(run(call, home.environment))
    return runs[-1].seconds


def _plainly(home: World) -> float:
    settings = f"{home.environment['HOME']}/.config/lpcards/lpcards.yaml"
    call = [sys.executable, PLAINLY, home.content, home.cache, _plain(home), settings]
    return run(call, home.environment).seconds


def unchanged(quick: bool) -> Iterator[Finding]:
    """Time builds that find nothing to do, and one after an edit."""
    pairs = 10 if quick else 40
    with world() as small, world() as large:
        write_stories(large.content, FILES)
        for home in (small, large):
            home.settle()
            home.time("build", on=LATER)
        question = Question("`build`, library, nothing changed", PYTHON_PASS, NOTHING)
        values = ratios(
            pairs, lambda _: small.time("build", on=LATER), lambda _: small.python_pass()
        )
        yield finding(question, values)
        question = Question("`build`, 1,000 stories, nothing changed", "`build`, library", MANY)
        values = ratios(
            pairs, lambda _: large.time("build", on=LATER), lambda _: small.time("build", on=LATER)
        )
        yield finding(question, values)
        question = Question(
            "`build`, one of 1,000 stories changed", "the same `build` from nothing", ONE
        )
        values = ratios(2 if quick else 5, _changing(large), lambda _: _from_nothing(large))
        yield finding(question, values)


def _changing(home: World):
    path, text = path_of(home.content, EDITED), story(EDITED)

    def build(turn: int) -> float:
        write(path, text.replace("A lecture:", f"Lecture number {turn}:"))
        return home.time("build", on=LATER)

    return build


def _from_nothing(home: World) -> float:
    home.forget_cards()
    shutil.rmtree(_out(home), ignore_errors=True)
    return home.time("build", on=LATER)
