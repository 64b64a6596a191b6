"""Pages in terminals of every size: nothing of a text is lost, no frame is higher or wider."""

import io
import os
import re
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from lpcards.cards.card import Card
from lpcards.cards.choices import Story
from lpcards.study.reviewing.card_page import CardPage
from lpcards.study.reviewing.reading_pages import LearningPages, StoryPages
from lpcards.terminal.card_face import screen_lines
from lpcards.terminal.card_keys import card_help
from lpcards.terminal.card_view import CardView
from lpcards.terminal.keys import Keys
from lpcards.terminal.page import HelpPages, ReadingPages
from lpcards.terminal.screen import HOME, Screen
from lpcards.terminal.terminal import Terminal
from lpcards.terminal.text_lines import text_width, wrapped
from sizes import examples

CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
SIZES = st.tuples(st.integers(20, 90), st.integers(6, 30))
WORDS = st.integers(0, 60)
LABELS = st.lists(st.text("abc ", min_size=1, max_size=40), min_size=1, max_size=6).map(tuple)


class Sitting:
    """A real screen of some size, and keys typed ahead into a pipe that then ends."""

    def __init__(self, size, typed):
        self.columns, self.rows = size
        self._file = io.StringIO()
        console = Console(
            file=self._file, width=self.columns, height=self.rows, force_terminal=True
        )
        self._ends = (*os.pipe(), *os.pipe())
        os.write(self._ends[1], typed)
        os.close(self._ends[1])
        keys = Keys(self._ends[0], self._ends[2])
        self.terminal = Terminal(Screen(console, None), keys, count().__next__)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for end in (self._ends[0], *self._ends[2:]):
            os.close(end)

    def frames(self):
        """Return the lines of each frame, which have to fit."""
        frames = [CODES.sub("", one).splitlines() for one in self._file.getvalue().split(HOME)[1:]]
        for frame in frames:
            assert len(frame) < self.rows
            assert max(map(cell_len, frame)) <= self.columns
        return [[line.strip() for line in frame] for frame in frames]

    def seen(self):
        return {line for frame in self.frames() for line in frame}


def numbered(words):
    """Return so many different words: no two lines of them are alike."""
    return " ".join(f"word{at}" for at in range(words))


class SomePages(ReadingPages):
    def __init__(self, words, sitting):
        super().__init__(sitting.terminal)
        self.words = words

    def lines(self, width):
        return wrapped(Text(self.words), width)


def lost(pages, sitting):
    """Return the lines that were on no page."""
    lines = {line.plain.strip() for line in pages.lines(text_width(sitting.columns))}
    return lines - sitting.seen() - {""}


@given(SIZES, WORDS, LABELS, LABELS)
@example((40, 12), 60, ("a",), ("b", "c" * 30, "d" * 30))
def test_every_line_is_on_some_page_whatever_stands_below(size, words, more, last):
    with Sitting(size, b" " * 99) as sitting:
        pages = SomePages(numbered(words), sitting)
        pages.more, pages.last = more, last
        assert pages.run()
        assert not lost(pages, sitting)


@given(SIZES, st.lists(st.tuples(st.sampled_from(["", "Situation", "Result"]), WORDS), max_size=5))
@example((40, 30), [("Situation", 60)])
def test_no_line_of_a_story_is_lost(size, sections):
    story = Story("a", "scenario", numbered(9), "A", "ownership", (), True, "a.yaml", 3)
    shown = [
        (head, f"{head} {at} {numbered(some)}", 20) for at, (head, some) in enumerate(sections)
    ]
    with Sitting(size, b" " * 400) as sitting:
        pages = StoryPages(story, shown, sitting.terminal)
        assert pages.run()
        assert not lost(pages, sitting)


CARDS = st.builds(
    lambda front, back, items: Card(
        "a/b/c", "probe", "a", "ownership", "a", "Top", numbered(front), numbered(back),
        items=tuple(f"item{at} {numbered(some)}" for at, some in enumerate(items)),
    ),
    WORDS, WORDS, st.lists(st.integers(0, 9), max_size=4),
)  # fmt: skip


@given(SIZES, CARDS)
def test_no_line_of_a_card_to_learn_and_of_the_help_is_lost(size, card):
    with Sitting(size, b"?" + b" " * 400) as sitting:
        learning = LearningPages(card, "1 of 1", "", lambda _: None, sitting.terminal)
        assert learning.run()
        assert not lost(learning, sitting)
        helped = HelpPages(learning.rows, sitting.terminal)
        assert not lost(helped, sitting)


@settings(max_examples=examples(5, 40))
@given(SIZES, CARDS)
def test_every_line_of_a_card_can_be_scrolled_to(size, card):
    items = tuple(range(len(card.items)))
    view = CardView(card, "review", items, "1 of 1", intervals=(1, 1, 1, 6, 6, 6))
    with Sitting(size, b" " + b"\x1b[6~" * 140) as sitting:
        page = CardPage(view, sitting.terminal, lambda _: None)
        assert page.run().act == "stop"
        lines = screen_lines(page.view, text_width(sitting.columns))
        assert {line.plain.strip() for line in lines} <= sitting.seen() | {""}


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize("rows", [12, 24])
def test_the_help_of_a_card_is_read_to_its_end(columns, rows):
    with Sitting((columns, rows), b" " * 100) as sitting:
        pages = HelpPages(card_help(four=False), sitting.terminal)
        assert pages.run()
        assert not lost(pages, sitting)
