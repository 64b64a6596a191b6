from advice_on_yaml import messages


def test_an_answer_wants_points_and_a_takeaway():
    found = messages("takeaway", "probes: [{id: a, ask: b, strong: c}]\n")
    assert [message.split(":")[0] for message in found] == ["no `points`", "no `takeaway`"]


def test_a_question_without_an_answer_is_no_weak_answer():
    assert messages("takeaway", "probes: [{id: a, ask: b}]\n") == []


def test_with_both_it_is_whole():
    whole = "probes: [{id: a, ask: b, strong: {answer: c, points: [d, e], takeaway: f}}]\n"
    assert messages("takeaway", whole) == []
