"""Ids made of texts."""

from lpcards.english.slugs import question_ids


def test_questions_alike_are_numbered_and_what_is_taken_is_left_out():
    asked = [("", "When did you miss a date?")] * 3 + [("miss-date-3", "Why?")]
    assert question_ids(asked, ["miss-date"]) == [
        "miss-date-2",
        "miss-date-4",
        "miss-date-5",
        "miss-date-3",
    ]
