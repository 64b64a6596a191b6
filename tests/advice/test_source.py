from advice_on_yaml import messages, spots

NEEDS = "steps:\n  result:\n    needs:\n"


def test_what_it_was_worth_always_needs_a_source():
    text = NEEDS + "      metric: {text: from 3 to 2, source: logs}\n      business: 40 a month\n"
    assert spots("source", text) == ["business: 40 a month"]


def test_what_moved_needs_one_if_there_is_no_other():
    assert len(messages("source", NEEDS + "      metric: from 3 to 2\n")) == 1
    sure = "      business: {text: 40 a month, source: the books}\n"
    assert messages("source", NEEDS + "      metric: from 3 to 2\n" + sure) == []


def test_what_has_no_figure_needs_none():
    assert messages("source", NEEDS + "      metric: far fewer\n") == []
