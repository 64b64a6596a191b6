import pytest

from advice_on_yaml import messages, spots

STEP = (
    "steps: {situation: {example: The webhooks were retried twice and lost., key_phrases: [%s]}}\n"
)


@pytest.mark.parametrize(
    "phrase",
    [
        "lost webhooks",
        "retries",
        "{text: I saw, fact: retried twice}",
        "retry of a webhook",
        "it was",
    ],
)
def test_a_phrase_that_is_said_in_other_forms_passes(phrase):
    assert messages("key-phrase", STEP % phrase) == []


@pytest.mark.parametrize("phrase", ["race condition", "{text: no alert, fact: nothing rang}"])
def test_a_phrase_that_is_not_said_is_found(phrase):
    assert len(messages("key-phrase", STEP % phrase)) == 1


def test_beats_are_held_against_the_action():
    fragment = """\
steps:
  action:
    example: I pulled the logs.
    beats:
      - {id: a, name: b, key_phrases: [{text: I pulled, fact: the logs}, the rollout]}
"""
    assert spots("key-phrase", fragment) == ["the rollout]}"]


def test_a_reflection_may_say_it_at_any_level():
    fragment = (
        "steps: {reflection: {key_phrases: [shared goal], by_level: {sde2: A goal we share.}}}\n"
    )
    assert messages("key-phrase", fragment) == []


def test_without_an_example_nothing_can_be_missed():
    assert messages("key-phrase", "steps: {task: {key_phrases: [nobody asked]}}\n") == []


def test_what_a_level_says_holds_what_may_not_be_missed():
    fragment = """\
steps:
  task:
    example: Nobody had asked me, and it was 9 crates.
    key_phrases: [{text: 9 crates, must: yes}, nobody had asked]
levels:
  - level: senior
    told:
      task: %s
"""
    assert spots("key-phrase", fragment % "The owner was away.") == ["task: The owner was away."]
    assert messages("key-phrase", fragment % "Of the 9 crates nobody knew.") == []
