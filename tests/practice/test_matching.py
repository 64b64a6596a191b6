"""What is typed, held against what is asked: forgiving in words, strict in figures."""

import random
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lpcards.english.tokens import tokens_of
from lpcards.practice.matching import HIT, MISSED, PARTLY, Typed

SHARE = "0.3 % of Platform's webhooks dropped"
WORTH = '"$8K recovered per week": post-mortem'
TARGETS = ("S 30 (45 at most)", "T 20", "A 90", "R 20", "reflection 15")
WORDS = (
    "alert nothing rang dashboard payment notifications late revenue race condition retries "
    "webhook reliability shared visibility organizational gap rollout confirmed staging failures "
    "nobody asked ticket ownership backlog weeks deploy instructions daily post-mortem café"
).split()

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6, unique=True)
figures = st.builds(
    lambda whole, part: f"{whole}.{part}" if part else str(whole),
    st.integers(0, 2_000_000),
    st.integers(0, 9) | st.none(),
)
units = st.sampled_from(["", "%", " %", " percent", "k", " ms", " weeks", " users", "x"])


def verdict(item, typed, *accept):
    return Typed(typed).match(item, accept).verdict


@given(st.text(min_size=1).filter(str.strip))
@example('"": ')
@example("- (30)")
@example("1,2,3.4.5")
@example('"We": your own part')
@example("no")
@example("->")
@example("SDE 1: 2")
@example("½ ² ﬁ İ ß ŉ")
def test_the_item_itself_always_hits(item):
    assert verdict(item, item) == HIT


@given(words, figures, units, st.randoms(use_true_random=False))
def test_case_order_and_punctuation_never_matter(said, figure, unit, chance):
    item = [*said, f"{figure}{unit}"]
    typed = [change(word) for word, change in zip(item, _changes(chance, item), strict=True)]
    chance.shuffle(typed)
    assert verdict(" ".join(item), chance.choice([", ", "; ", " / ", "\n"]).join(typed)) == HIT


def _changes(chance, item):
    return [
        chance.choice([str.upper, str.lower, str.title, lambda word: f"({word})!"]) for _ in item
    ]


@given(words, figures, figures, units)
def test_another_figure_never_hits(said, figure, other, unit):
    assume(Fraction(figure) != Fraction(other))
    item, typed = (f"{' '.join(said)} {one}{unit}" for one in (figure, other))
    assert verdict(item, item) == HIT
    assert verdict(item, typed) != HIT
    assert verdict(f'"{item}": and what it means', f"{typed} and what it means") != HIT


@given(words, words, st.sampled_from(["no", "not", "never", "without"]))
def test_what_is_denied_must_be_denied(said, more, denial):
    said = [word for word in said if word not in {"nothing", "nobody"}]
    more = [word for word in more if word not in {"nothing", "nobody"}]
    item = " ".join([denial, *said])
    assert verdict(item, " ".join([*said, *more])) != HIT


@given(words, st.text(max_size=60))
def test_more_words_around_never_undo_a_hit(said, more):
    item = " ".join(said)
    assert verdict(item, f"{more}; {item}") == HIT
    assert verdict(item, f"{item}\n{more}") == HIT


@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True))
def test_nothing_typed_is_missed(said):
    match = Typed("").match(" ".join(said))
    assert (match.verdict, match.share) == (MISSED, 0.0)
    assert len(match.missing) >= 3


@given(st.sampled_from([word for word in WORDS if len(word) >= 4 and word.isascii()]), st.data())
def test_one_slip_in_a_word_is_forgiven(word, data):
    at = data.draw(st.integers(1, len(word) - 1))
    letter = data.draw(st.sampled_from("aeioux"))
    slips = [word[:at] + word[at + 1 :], word[:at] + letter + word[at:]]
    for slip in slips:
        if slip.replace("-", "") and "-" not in word:
            assert verdict(f"{word} zebra", f"{slip} zebra") == HIT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8k", "$8,000"),
        ("$8K", "8 000"),
        ("8k", "eight thousand"),
        ("$8K", "8 thousand dollars"),
        ("8.5k", "8,500"),
        ("0.3 %", "0.3 percent"),
        ("0.3%", "0,3 per cent"),
        ("0.3 %", ".3%"),
        ("0.3 %", "zero point three percent"),
        ("5M", "five million"),
        ("€5m", "5 million euros"),
        ("5m", "5 minutes"),
        ("90 s", "1.5 minutes"),
        ("2 weeks", "fourteen days"),
        ("350", "three hundred and fifty"),
        ("2,305", "two thousand three hundred and five"),
        ("10x", "ten times"),
        ("23:40", "at 23:40"),
        ("zero", "0"),
        ("p99", "P 99"),
        ("SDE 2", "sde2"),
        ("3, weeks", "weeks: 3"),
    ],
)
def test_one_figure_has_many_spellings(one, other):
    for asked, typed in ((one, other), (other, one)):
        assert verdict(f"latency {asked}", f"latency {typed}") == HIT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0.3", "0.4"),
        ("0.3", "3"),
        ("0.3", "0.03"),
        ("8k", "80k"),
        ("8k", "8"),
        ("8 %", "$8"),
        ("5 ms", "5 s"),
        ("2 weeks", "2 days"),
        ("30", "300"),
        ("-40 %", "40 %"),
        ("23:40", "1420"),
        ("23:40", "40 23"),
        ("twenty-three", "twenty"),
        ("1.2.3", "1.2.4"),
        ("5 million", "5 billion"),
        ("€5", "$5"),
        ("99.9", "99.99"),
    ],
)
def test_these_are_different_figures(one, other):
    for asked, typed in ((one, other), (other, one)):
        assert verdict(f"latency {asked}", f"latency {typed}") != HIT


@pytest.mark.parametrize(
    ("item", "typed"),
    [
        (SHARE, "0.3 percent of the webhooks were dropped"),
        (SHARE, "dropped webhooks: .3%"),
        (WORTH, "8000 dollars a week recovered"),
        ('"from 0.3 % to zero": the drop rate', "drop rate 0.3 -> 0"),
        ('"from 0.3 % to zero": the drop rate', "drop rate from .3 percent to none"),
        ('"no alert": nothing rang', "no alert"),
        ('"no alert": nothing rang', "it did not ring"),
        ('"I traced": race condition in the retries', "traced it to a race condition"),
        ('"I pulled": the delivery logs, for patterns', "I pulled the delivery logs"),
        ("shared webhook reliability SLO", "service level objective, shared, for reliability"),
        ("alert on the dead letter queue", "DLQ alert"),
        ("post-mortem", "postmortem"),
        ("postmortem", "post mortem"),
        ("complete fix: tests + deploy instructions", "tests and deployment instructions"),
        ("Metric: from what to what", "metric"),
        ("S 30 (45 at most)", "s: 30"),
        ("no ticket", "zero tickets"),
        ("nobody was on it", "no one was on it"),
        ("retries serialized", "serialised the retry"),
        ("résumé", "resume"),
    ],
)
def test_the_same_thing_in_other_words_hits(item, typed):
    assert verdict(item, typed) == HIT


@pytest.mark.parametrize(
    ("item", "typed"),
    [
        (SHARE, "0.4 % of Platform's webhooks dropped"),
        (SHARE, "Platform's webhooks dropped"),
        (WORTH, "post-mortem"),
        ('"no alert": nothing rang', "there was an alert"),
        ('"I pulled": the delivery logs, for patterns', "I pulled"),
        ("nobody was on it", "nobody had asked"),
        ("nobody was on it", "nobody"),
        ("increase of orders", "decrease of orders"),
        ("payment lost", "payment cost"),
        ("clear ownership", "clear"),
        ("T 20", "T"),
    ],
)
def test_something_else_does_not_hit(item, typed):
    assert verdict(item, typed) != HIT


def test_what_is_missing_is_named():
    match = Typed("traced a race").match('"I traced": race condition in the retries')
    assert (match.verdict, match.missing) == (PARTLY, ("condition", "retries"))


def test_a_bare_figure_counts_once():
    def verdicts(text):
        typed = Typed(text)
        return [typed.match(item).verdict for item in TARGETS]

    assert verdicts("30 20 90 20 15") == [HIT, HIT, HIT, HIT, PARTLY]
    assert verdicts("30 20 90 reflection 15") == [HIT, HIT, HIT, PARTLY, HIT]


def test_words_far_apart_do_not_add_up():
    apart = " then something else happened to all of us there and it went on for a long while "
    assert verdict("race condition retries", "race condition retries") == HIT
    assert verdict("zebra giraffe", f"zebra {apart} giraffe") == PARTLY


def test_what_the_author_accepts_is_as_right():
    assert verdict("dead letter queue", "the morgue") == MISSED
    assert verdict("dead letter queue", "the morgue", "morgue", "graveyard") == HIT
    assert verdict("0.3 % dropped", "three in a thousand", "three in a thousand") == HIT


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_text_is_too_strange(typed, item):
    match = Typed(typed).match(item)
    assert 0 <= match.share <= 1
    assert (match.verdict == MISSED) or match.share > 0


def test_a_long_answer_is_compared_too():
    chance = random.Random(1)
    long = " ".join(chance.choice(WORDS) for _ in range(400))
    assert Typed(f"{long} zebra giraffe").match("zebra giraffe").verdict == HIT


def test_tokens_keep_what_was_written():
    assert [token.written for token in tokens_of("$8K a Week")] == ["$8k", "a", "week"]


@pytest.mark.parametrize(
    "digits", ["7" * 5_000, "777" + ",777" * 1_700, "7." + "7" * 5_000, "777 " * 30 + "777.5"]
)
def test_a_number_of_thousands_of_digits_is_compared_by_its_first(digits):
    assert Typed(f"it was {digits}").match(f"it was {digits}").verdict == HIT
    assert Typed(f"it was 8{digits[1:]}").match(f"it was {digits}").verdict != HIT


def test_what_is_asked_at_great_length_may_be_said_by_heart():
    asked = " ".join(f"thing{number}" for number in range(500))
    assert Typed(asked).match(asked).verdict == HIT
