import pytest

from advice_on_yaml import messages, spots

STORY = """\
steps:
  situation: {example: On Sundays our app showed a night bus at 23:40 that had been cut in spring.}
  action: {example: I called the transit office and hid each trip without a driver.}
  reflection: {example: "%s"}
"""


@pytest.mark.parametrize(
    "text",
    [
        "I learned that communication is key.",
        "I would plan more and ask for help sooner.",
        "It taught me to keep going, whatever people say.",
    ],
)
def test_what_fits_any_story_is_found(text):
    assert len(messages("reflection", STORY % text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "No cut trip ever reached the app. Each cut should be confirmed by a driver.",
        "Two offices each knew half of it: the bus and the app never met.",
    ],
)
def test_what_names_a_thing_of_its_own_passes(text):
    assert messages("reflection", STORY % text) == []


def test_a_stock_phrase_is_shown_and_forgiven_where_there_is_more():
    assert spots("reflection", STORY % "On that bus I learned a lot.") == ['learned a lot."}']
    kept = "I learned a lot about the transit office, its drivers and its Sundays."
    assert messages("reflection", STORY % kept) == []


def test_where_no_story_is_told_yet_only_stock_phrases_are_found():
    alone = 'steps: {reflection: {example: "%s"}}\n'
    assert messages("reflection", alone % "Two offices each knew half of it.") == []
    assert len(messages("reflection", alone % "Teamwork is everything.")) == 1


def test_each_level_is_looked_at():
    levels = "  reflection: {by_level: {sde2: Planning is important., senior: It takes a team.}}\n"
    assert len(messages("reflection", STORY.rpartition("  reflection")[0] + levels)) == 2
