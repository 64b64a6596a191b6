"""A passive is seen by its form; states, what befell somebody, and named doers are none."""

import pytest

from lpcards.english.clauses import clauses_of
from lpcards.english.participles import past_of
from lpcards.english.passive_voice import passives


def found(text):
    return [text[one.start : one.end] for clause in clauses_of(text) for one in passives(clause)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Downtime was minimized and alerts were tuned.", ["was minimized", "were tuned"]),
        ("The index got rebuilt.", ["got rebuilt"]),
        ("The schema was restructured, the team was trained.", ["was restructured", "was trained"]),
        ("The roles were finally clarified.", ["were finally clarified"]),
        ("The rule was overridden on Friday.", ["was overridden"]),
        ("The date was moved by two weeks.", ["was moved"]),
        ("The boards were cut by hand.", ["were cut"]),
        ("It was finished by Friday.", ["was finished"]),
        ("A plan was drawn up, and it was rolled out.", ["was drawn", "was rolled"]),
        ("The list was put together.", ["was put"]),
        ("Many conversations were had.", ["were had"]),
        ("The beds have been re-made.", ["have been re-made"]),
    ],
)
def test_a_deed_without_a_doer_is_seen_whatever_the_verb(text, words):
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The queue was broken, and the staff were tired.",
        "Guests were charged twice.",
        "I was promoted in May, and she was trained by me.",
        "The roof was laid by two apprentices.",
        "It was caught within minutes by the night crew.",
        "The bed was made of oak.",
        "The hundred was indeed speed.",
        "They got tired of it.",
        "The code was untested.",
        "We were given two weeks.",
        "It wasn't measured.",
        "The team was called Atlas and was based in Lyon.",
        "The part that was welded held.",
    ],
)
def test_states_fates_and_deeds_with_a_doer_pass(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("participle", "past"),
    [
        ("tuned", "tuned"),
        ("written", "wrote"),
        ("rebuilt", "rebuilt"),
        ("overridden", "overrode"),
        ("swept", "swept"),
        ("need", ""),
        ("red", ""),
        ("quick", ""),
        ("", ""),
    ],
)
def test_a_participle_is_known_by_its_form(participle, past):
    assert past_of(participle) == past


def test_the_remedy_says_it_with_i():
    [one] = [one for clause in clauses_of("The rule was overridden.") for one in passives(clause)]
    assert one.remedy == 'who did? "I overrode ..."'
