"""Ids made of texts."""

import pytest

from lpcards.english.slugs import question_ids, title_slug


def test_questions_alike_are_numbered_and_what_is_taken_is_left_out():
    asked = [("", "When did you miss a date?")] * 3 + [("miss-date-3", "Why?")]
    assert question_ids(asked, ["miss-date"]) == [
        "miss-date-2",
        "miss-date-4",
        "miss-date-5",
        "miss-date-3",
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The night the queue stood still", "night-queue-stood-still"),
        ("The depot lost two vans at Easter", "depot-lost-vans-easter"),
    ],
)
def test_the_id_of_a_title_is_made_of_the_words_that_tell_it(title, name):
    assert title_slug(title) == name
