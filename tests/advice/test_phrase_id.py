from advice_on_yaml import messages, spots

SENTENCE = 'steps: {task: {key_phrases: [{text: a, sentence: "{a | b}"}]}}\n'


def test_a_phrase_with_a_sentence_wants_an_id():
    assert spots("phrase-id", SENTENCE) == ['{text: a, sentence: "{a | b}"}]}}']


def test_a_phrase_that_makes_no_card_needs_none():
    assert messages("phrase-id", "steps: {task: {key_phrases: [nobody asked]}}\n") == []
