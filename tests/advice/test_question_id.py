from advice_on_yaml import messages, spots


def test_a_question_in_mere_words_wants_an_id():
    assert spots("question-id", "asked: [Why you?, {id: a, ask: b}]\n") == [
        "Why you?, {id: a, ask: b}]"
    ]


def test_a_question_with_an_opening_wants_one_too():
    assert len(messages("question-id", "asked: [{ask: Why you?, opening: So.}]\n")) == 1


def test_an_examples_question_needs_none():
    assert messages("question-id", "own: no\nasked: [Why you?]\n") == []
