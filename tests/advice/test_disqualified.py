import pytest

from advice_on_yaml import advice, messages, spots

PHRASE = "disqualifiers: [{id: a, phrase: My manager asked me to look at it.}]\n"
STORY = "probes: [{id: a, ask: b, strong: '%s'}]\n"
OWN = PHRASE + STORY


@pytest.mark.parametrize(
    "text",
    ["My manager asked me to look at it.", "Well, my manager asked me to look at it, so I did."],
)
def test_a_phrase_inside_an_answer_is_found(text):
    assert spots("disqualified", OWN % text) == [f"'{text}'}}]"]


@pytest.mark.parametrize(
    "text",
    [
        "It is not that my manager asked me to look at it.",
        'I never say "my manager asked me to look at it".',
        "My manager asked me to stay.",
    ],
)
def test_denied_quoted_and_other_words_pass(text):
    assert messages("disqualified", OWN % text) == []


def test_what_a_level_says_counts_like_the_example():
    told = "levels: [{level: senior, told: {task: My manager asked me to look at it.}}]\n"
    assert len(messages("disqualified", PHRASE + told)) == 1


def test_each_half_of_a_long_phrase_counts():
    phrase = (
        "disqualifiers: [{id: a, phrase: 'I deployed it that night, so I assumed it worked.'}]\n"
    )
    assert len(messages("disqualified", STORY % "And then I assumed it worked." + phrase)) == 1
    assert len(messages("disqualified", STORY % "Well, I deployed it that night." + phrase)) == 1


@pytest.mark.parametrize(
    ("principle", "found"), [("all", 1), ("customer-obsession", 1), ("dive-deep", 0)]
)
def test_guides_speak_for_the_stories_of_their_principle(principle, found):
    guide = f"type: guide\nprinciple: {principle}\n{PHRASE}"
    files = (STORY % "My manager asked me to look at it.", guide)
    clashes = [problem for problem in advice(*files) if problem.rule == "disqualified"]
    assert len(clashes) == found
    assert all(problem.path == "content/last-bus.yaml" for problem in clashes)


def test_the_weak_answer_is_made_of_such_phrases():
    weak = "weak_answer: My manager asked me to look at it.\n"
    assert messages("disqualified", PHRASE + weak) == []


def test_a_phrase_that_is_taken_back_and_then_said_is_found():
    said_twice = (
        "It is not that my manager asked me to look at it. My manager asked me to look at it."
    )
    assert len(messages("disqualified", OWN % said_twice)) == 1
