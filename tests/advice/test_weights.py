"""Which advice comes first: what loses an interview, and the style of cards last."""

from hypothesis import given
from hypothesis import strategies as st

from advice_on_yaml import advice as said_of
from lpcards.advice.rules import missing
from lpcards.advice.weights import PARTED, WEIGHTS, by_weight, heaviest, weight_of
from lpcards.index.kept_advice import rules
from lpcards.system.problem import Problem

BARE = """\
probes:
  - {id: why, ask: Why you?}
  - {id: how, ask: How long?, strong: {takeaway: Two days.}}
  - {id: who, ask: Who counted?, strong: Two days it took me., weak: {}}
steps: {result: {seconds: 20}, task: {seconds: 20}}
"""
EMPTY_STEPS = """\
steps:
  situation: {seconds: 20}
  task: {seconds: 20}
  action: {seconds: 20}
  result: {seconds: 20}
  reflection: {seconds: 20}
probes: [{id: why, ask: Why you?, strong: {takeaway: I was there.}}]
"""
WEAK = """\
asked: [{id: trains, ask: When did you fix what was late?}]
probes: [{id: why, ask: Why you?}]
quizzes:
  - {id: one, ask: What share?, options: [0.3 %, none], answer: none, why: "0.3 % it is."}
steps:
  task: {example: I opened the timetable and looked for a gap in it.}
  action: {example: The trips were on a list that nobody had sent to us. I looked into it.}
  result: {example: It went well.}
"""


def problem(rule, message="x", line=1):
    return Problem("a.yaml", line, 1, rule, "advice", message)


def messages_of_missing(*fragments):
    return [one.message for text in fragments for one in said_of(text) if one.rule == PARTED]


def test_every_rule_has_one_weight():
    named = [name for weight in WEIGHTS for name in weight.rules]
    assert sorted(named) == sorted(rules())


def test_what_is_missing_is_told_apart_by_words_that_are_said():
    said = messages_of_missing("", BARE, EMPTY_STEPS)
    assert PARTED == missing.NAME
    for weight in WEIGHTS:
        for words in weight.missing:
            assert any(words in message for message in said), words


def test_what_loses_an_interview_comes_first_and_style_last():
    lost = ["without-i", "result", "missing", "boundary", "reflection", "seconds", "percent"]
    found = by_weight(said_of(WEAK))
    first = {one.rule: at for at, one in reversed([*enumerate(found)])}
    assert [name for name in sorted(first, key=first.__getitem__) if name in lost] == [
        name for name in lost if name in first
    ]
    assert found[0].rule == "without-i"
    assert found[-1].rule in WEIGHTS[-1].rules


def test_an_answer_that_is_not_there_weighs_more_than_a_quiz_that_is_not_there():
    answer, quiz = (
        problem("missing", missing.NO_ANSWER, 9),
        problem("missing", "no `quizzes`: add", 1),
    )
    assert by_weight([quiz, answer]) == [answer, quiz]


def test_one_of_each_weight_is_shown_before_a_second_of_the_same():
    many = [problem("without-i", str(line), line) for line in range(1, 7)]
    others = [problem("percent", line=8), problem("result", line=9)]
    assert [one.rule for one in heaviest([*many, *others], 3)] == ["without-i", "result", "percent"]
    assert [one.line for one in heaviest(many, 3)] == [1, 2, 3]


def test_what_no_rule_gave_comes_last():
    stray = problem("file")
    assert by_weight([stray, problem("percent")])[-1] == stray
    assert weight_of(stray)[0] == len(WEIGHTS)


ADVICE = st.builds(
    problem,
    st.sampled_from([*rules(), "file"]),
    st.sampled_from(["x", "no `action`: add", missing.NO_ANSWER]),
    st.integers(1, 50),
)


@given(st.lists(ADVICE), st.integers(0, 5))
def test_none_is_lost_and_none_is_told_twice(found, most):
    assert sorted(by_weight(found)) == sorted(found)
    shown = heaviest(found, most)
    assert len(shown) == min(most, len(found))
    left = [*found]
    for one in shown:
        left.remove(one)
    assert shown == by_weight(shown)
    if left and shown:
        assert min(map(weight_of, shown)) <= min(map(weight_of, left))
