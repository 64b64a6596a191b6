import pytest

from advice_on_yaml import advice, messages


def test_a_draft_is_told_what_a_whole_story_has():
    found = messages("missing", "overview: x\n")
    assert len(found) == 11
    assert all(message.startswith("no ") for message in found)


def test_a_missing_part_is_told_where_it_would_go():
    fragment = "steps:\n  situation:\n    example: x\n  task:\nprobes:\n  - {id: a, ask: b}\n"
    found = {
        problem.message.split(":")[0]: (problem.line, problem.column)
        for problem in advice(fragment)
    }
    assert found["no `asked`"] == (1, 1)
    assert found["no `key_phrases`"] == (6, 3)
    assert found["no `task`"] == (8, 3)
    assert found["no `result`"] == (5, 1)
    assert found["1 probe"] == (9, 1)
    assert found["no answer yet, so it is asked as an open question"] == (10, 5)


@pytest.mark.parametrize(
    ("fragment", "gap"),
    [
        ("weak_answer: I looked at it.\n", "no `flags`"),
        ("quizzes: [{id: a, ask: b}]\n", "no `options`"),
        ("pivots: [{principle: dive-deep}]\n", "no `lead_with`"),
        ("probes: [{id: a, ask: b, strong: c}]\n", "no `weak` answer"),
    ],
)
def test_half_a_part_is_told_as_well(fragment, gap):
    assert any(message.startswith(gap) for message in messages("missing", fragment))


def test_a_guide_lacks_only_what_its_own_parts_lack():
    guide = "type: guide\nprobe_types: [{id: a, ask: b}]\ncontrasts: [{id: a, ask: b}]\n"
    assert len(messages("missing", guide)) == 2
    assert messages("missing", "type: guide\n") == []
