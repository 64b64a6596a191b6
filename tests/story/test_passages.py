"""What there is to read of a guide: its page in parts, paragraph by paragraph."""

from lpcards.story.passages import passages_of, sections_of
from stories import guide

PAGE = """\
Five talks.
One of them is led
by a stranger.

## The morning
- a
- b
1. c
Then lunch.
##
"""


def test_a_page_is_read_in_its_parts_lists_stay_together_and_paragraphs_apart():
    sections = sections_of(guide(page=PAGE, overview="The day.", tests="By ear."))
    assert [section[:2] for section in sections] == [
        ("", "The day."),
        ("", "Five talks.\n\nOne of them is led\n\nby a stranger."),
        ("The morning", "- a\n- b\n1. c\n\nThen lunch.\n\n##"),
        ("How it is tested", "By ear."),
    ]


def test_a_part_without_a_word_is_left_out():
    assert sections_of(guide(page="## A\n\n## B\n\nb")) == (("B", "b", 0),)


def test_a_page_is_for_reading_alone_and_answers_no_card():
    assert passages_of(guide(page=PAGE)) == ()


def test_what_a_principle_asks_says_so():
    assert sections_of(guide(principle="ownership", overview="x"))[0].heading == "What it asks"
