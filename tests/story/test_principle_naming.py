"""A principle as people name it."""

import pytest

from lpcards.story.principle_naming import not_a_principle, principles_meant
from lpcards.story.principles import PRINCIPLES, short_principle


@pytest.mark.parametrize("principle", PRINCIPLES)
def test_id_name_and_short_name_mean_the_principle(principle):
    for words in (principle, PRINCIPLES[principle], short_principle(principle)):
        assert principles_meant(words) == [principle]
        assert principles_meant(words.upper().replace("-", " ")) == [principle]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("backbone", "have-backbone-disagree-and-commit"),
        ("disagree & commit", "have-backbone-disagree-and-commit"),
        ("Earth's best", "strive-to-be-earths-best-employer"),
        ("highest", "insist-on-the-highest-standards"),
        ("customer", "customer-obsession"),
        ("obsess", "customer-obsession"),
    ],
)
def test_some_words_are_enough_where_only_one_has_them(words, meant):
    assert principles_meant(words) == [meant]


def test_words_of_two_mean_both():
    assert len(principles_meant("best")) == 2
    assert " or " in not_a_principle("best", PRINCIPLES)


@pytest.mark.parametrize("words", ["", "-", "kindness", "???"])
def test_words_of_none_mean_none_and_all_are_listed(words):
    assert principles_meant(words) == []
    assert not_a_principle(words, PRINCIPLES).endswith(", ".join(PRINCIPLES))


def test_a_slip_of_the_pen_is_seen():
    assert not_a_principle("earn-trast", PRINCIPLES) == "did you mean `earn-trust`?"
