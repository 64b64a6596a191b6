"""Pages in terminals of every size: nothing of a text is lost, no frame is higher or wider."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.text import Text

from lpcards.cards.card import Card
from lpcards.cards.choices import Story
from lpcards.practice.card_view import CardView
from lpcards.study.reviewing.card_page import CardPage
from lpcards.study.reviewing.reading_pages import LearningPages, PassagePages, StoryPages
from lpcards.terminal.card_face import screen_lines, story_lines
from lpcards.terminal.card_keys import card_help
from lpcards.terminal.page import HelpPages, ReadingPages
from lpcards.terminal.text_lines import text_width, wrapped
from sizes import examples
from typed_ahead import TypedAhead

SIZES = st.tuples(st.integers(20, 90), st.integers(6, 30))
WORDS = st.integers(0, 60)
LABELS = st.lists(st.text("abc ", min_size=1, max_size=40), min_size=1, max_size=6).map(tuple)


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
    with TypedAhead(size, b" " * 99) as sitting:
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
    with TypedAhead(size, b" " * 400) as sitting:
        pages = StoryPages(story, shown, sitting.terminal)
        assert pages.run()
        assert not lost(pages, sitting)


@given(SIZES, st.lists(WORDS, min_size=1, max_size=3))
@example((40, 12), [60, 90])
def test_no_line_of_a_passage_is_lost(size, counts):
    story = Story("a", "scenario", numbered(9), "A", "ownership", (), True, "a.yaml", 3)
    pages = [[(f"Part {at}", f"p{at} {numbered(count)}", 20)] for at, count in enumerate(counts)]
    with TypedAhead(size, b" " * 400) as sitting:
        passages = PassagePages(story, pages, (), sitting.terminal)
        assert passages.run()
        width, seen = text_width(sitting.columns), sitting.seen()
        for page in pages:
            assert {line.plain.strip() for line in story_lines(story, page, width)} <= seen | {""}


CARDS = st.builds(
    lambda front, back, items: Card(
        "a/b/c", "probe", "a", "ownership", "a", "Top", numbered(front), numbered(back),
        items=tuple(f"item{at} {numbered(some)}" for at, some in enumerate(items)),
    ),
    WORDS, WORDS, st.lists(st.integers(0, 9), max_size=4),
)  # fmt: skip


@given(SIZES, CARDS)
def test_no_line_of_a_card_to_learn_and_of_the_help_is_lost(size, card):
    with TypedAhead(size, b"?" + b" " * 400) as sitting:
        learning = LearningPages(CardView(card, progress="1 of 1"), str, sitting.terminal)
        assert learning.run()
        assert not lost(learning, sitting)
        helped = HelpPages(learning.rows, sitting.terminal)
        assert not lost(helped, sitting)


@settings(max_examples=examples(5, 40))
@given(SIZES, CARDS)
def test_every_line_of_a_card_can_be_scrolled_to(size, card):
    items = tuple(range(len(card.items)))
    view = CardView(card, "review", items, "1 of 1", intervals=(1, 1, 1, 6, 6, 6))
    with TypedAhead(size, b" " + b"\x1b[6~" * 140) as sitting:
        page = CardPage(view, sitting.terminal, str)
        assert page.run().act == "stop"
        lines = screen_lines(page.view, text_width(sitting.columns))
        assert {line.plain.strip() for line in lines} <= sitting.seen() | {""}


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize("rows", [12, 24])
def test_the_help_of_a_card_is_read_to_its_end(columns, rows):
    with TypedAhead((columns, rows), b" " * 100) as sitting:
        pages = HelpPages(card_help(four=False), sitting.terminal)
        assert pages.run()
        assert not lost(pages, sitting)
