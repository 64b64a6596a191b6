"""A typed answer judged as a whole: ticks, proposals, and what would weaken it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.cards.card import Card
from lpcards.practice.hints import hints_of, letters_of
from lpcards.practice.judging import Phrase, judged, phrases_of, slips_in

CARD = Card("a/step/x", "step", "a", "ownership", "a/step/x", "A", "Say it.", "")
SHORT = CARD._replace(id="a/phrase/x", kind="phrase", back="race condition\nBecause: it raced.")
LIST = CARD._replace(
    spoken=True,
    items=("0.3 % of webhooks dropped", '"no alert": nothing rang', "impacting revenue"),
    must=(0,),
)
QUIZ = CARD._replace(
    kind="quiz",
    back="I pulled the logs.\nBecause: own act.",
    options=("I pulled the logs.", "We worked on it.", "My manager asked."),
)
WE = CARD._replace(
    spoken=True,
    id="general/disqualifier/we.mend",
    kind="disqualifier",
    front='"We found the root cause together."',
    back='"I traced it to X, and I changed Y; Z did the rest, by name."\nThey hear: nothing.',
)
texts = st.text(max_size=40)


def test_of_a_checklist_what_was_typed_is_ticked():
    answer = judged(LIST, (0, 1, 2), "nothing rang\n0.4 % of webhooks dropped\nimpacting revenue")
    assert answer.hits == {1, 2}
    assert [match.verdict for match in answer.matches] == ["partly", "hit", "hit"]
    assert answer.grade is None


def test_a_drill_is_held_against_its_items_alone():
    assert judged(LIST, (1,), "no alert").hits == {0}


@pytest.mark.parametrize(
    ("typed", "grade"),
    [
        ("race condition", 5),
        ("a race conditon, I think", 5),
        ("race", 3),
        ("deadlock", 0),
        ("", 0),
    ],
)
def test_of_a_single_answer_only_the_whole_is_proposed_as_perfect(typed, grade):
    assert judged(SHORT, (), typed).grade == grade


def test_a_good_answer_that_is_not_whole_is_proposed_as_good():
    card = SHORT._replace(back="Platform made my alert pattern the standard in its template.")
    assert judged(card, (), "Platform took my alert pattern as standard").grade == 4


def test_a_wrong_figure_is_wrong_but_nearly_at_best():
    card = SHORT._replace(back="About $8K a week of payment revenue, recovered.")
    assert judged(card, (), "about $80K a week of payment revenue recovered").grade == 2
    assert judged(card, (), "eight thousand dollars a week of payment revenue recovered").grade == 5


def test_letters_that_stand_for_names_need_not_be_typed():
    answer = judged(
        WE, (), "I traced it to the retries, and I changed the lock; Bo did the rest by name"
    )
    assert answer.grade == 5


def test_what_the_author_accepts_counts_in_lists_and_in_single_answers():
    accepting = LIST._replace(accept=((), ("silence",), ()))
    assert judged(accepting, (1,), "silence").hits == {0}
    assert judged(SHORT._replace(accept=(("two at once",),)), (), "two at once").grade == 5


@pytest.mark.parametrize(
    ("typed", "grade"),
    [
        ("b", 3),
        ("b) because it was my own act", 4),
        ("I pulled the logs", 3),
        ("I pulled the logs: an act of my own", 4),
        ("a", 1),
        ("c", 1),
        ("nothing of that", 1),
        ("", 0),
    ],
)
def test_a_quiz_is_answered_by_letter_or_words_and_wants_a_reason(typed, grade):
    assert judged(QUIZ, (), typed, order=(1, 0, 2)).grade == grade


@given(st.sampled_from([SHORT, QUIZ, WE]), texts)
def test_whatever_is_typed_there_is_a_grade(card, typed):
    assert 0 <= judged(card, (), typed, (2, 1, 0)[: len(card.options)]).grade <= 5


def slips(text, card=LIST, phrases=()):
    return [text[slip.start : slip.end] for slip in slips_in(text, card, phrases)]


def test_the_language_of_hiding_is_named_in_the_learners_own_words():
    assert slips("we looked into it, then it was fixed") == ["we", "looked into", "was fixed"]


def test_a_phrase_of_the_content_is_named_with_what_to_say_instead():
    (phrase,) = phrases_of([WE, LIST])
    assert phrase.words == "We found the root cause together."
    text = "It took a day. We together found the root cause!"
    (found,) = slips_in(text, LIST, [phrase])
    assert text[found.start : found.end] == "We together found the root cause"
    assert found.remedy.startswith('say instead: "I traced it to X')


def test_where_bad_phrases_are_asked_for_they_are_no_slips():
    listing = LIST._replace(spoken=False)
    assert slips("We found it together.", listing) == []
    assert slips("We found it together.", WE) == ["We"]


def test_a_deed_without_a_subject_is_a_slip_where_moves_are_asked():
    moves = LIST._replace(front='Find: three moves, each "I" + verb + object.')
    assert slips("Pulled the logs.") == []
    assert slips("Pulled the logs.", moves) == ["Pulled"]


@given(st.lists(st.sampled_from(["We found it.", "It was fixed.", "I wrote it.", "so"])), texts)
def test_slips_stand_in_order_and_apart(said, more):
    text = " ".join([*said, more])
    found = slips_in(text, LIST, [Phrase("We found the cause.", "I did.")])
    ends = [0, *(place for slip in found for place in (slip.start, slip.end))]
    assert ends == sorted(ends)
    assert ends[-1] <= len(text)


def test_hints_go_from_the_cue_over_letters_to_all_items_but_the_last():
    hints = hints_of(LIST._replace(hint="three things"), (0, 1, 2))
    assert [(hint.words, hint.cap, hint.item) for hint in hints] == [
        ("three things", 4, None),
        ("# % o w d\nn a : n r\ni r", 3, None),
        ("0.3 % of webhooks dropped", 3, 0),
        ('"no alert": nothing rang', 3, 1),
    ]


def test_hints_for_a_single_answer_end_with_its_first_half():
    hints = hints_of(SHORT, ())
    assert [(hint.words, hint.cap) for hint in hints] == [("r c", 3), ("race ...", 2)]


def test_a_quiz_has_no_hint_but_its_cue():
    assert hints_of(QUIZ, ()) == ()
    assert [hint.words for hint in hints_of(QUIZ._replace(hint="whose hands?"), ())] == [
        "whose hands?"
    ]


@given(texts, st.lists(texts.filter(str.strip), max_size=5), texts)
def test_no_hint_gives_everything_away_and_none_lifts_the_cap(hint, items, back):
    card = CARD._replace(hint=hint, items=tuple(items), back=back)
    hints = hints_of(card, tuple(range(len(items))))
    caps = [hint.cap for hint in hints]
    assert caps == sorted(caps, reverse=True)
    assert len([hint for hint in hints if hint.item is not None]) == max(0, len(items) - 1)


@given(st.text(max_size=80))
def test_first_letters_tell_no_figure_and_no_word(text):
    letters = letters_of(text)
    assert not any(char.isdigit() for char in letters)
    assert all(len(part) == 1 for part in letters.split())
