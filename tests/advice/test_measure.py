import pytest

from advice_on_yaml import messages


def probe(ask="Why?", points="a, b", takeaway="c"):
    text = f"{{takeaway: {takeaway}, points: [{points}], answer: d}}"
    return f"probes:\n  - {{id: a, ask: {ask}, strong: {text}, weak: e}}\n"


@pytest.mark.parametrize(
    ("fragment", "cut"),
    [
        (probe(points=f"{'x' * 46}, b"), "cut it to 45"),
        (probe(takeaway="x" * 79), "cut it to 80"),
        (probe(ask="x" * 119), "cut it to 120"),
        (probe(points="a, b, c, d, e, f"), "keep 5"),
        (f"scope: x\ndisqualifiers: [{{id: a, phrase: b, instead: c, scope: {'x' * 40}}}]\n", ""),
        ("pivots: [{principle: dive-deep, downplay: [a, b, c, d, e, f]}]\n", "keep 5"),
    ],
)
def test_what_is_too_much_is_found(fragment, cut):
    fragment = fragment.removeprefix("scope: x\n")
    assert any(cut in message for message in messages("measure", fragment))


@pytest.mark.parametrize(
    "fragment",
    [probe(), probe(points=f"{'x' * 45}, b"), probe(takeaway="x" * 78), probe(ask="x" * 118)],
)
def test_what_just_fits_passes(fragment):
    assert messages("measure", fragment) == []


@pytest.mark.parametrize(("words", "found"), [(45, 0), (60, 1)])
def test_an_answer_has_as_many_lines_as_a_phone_shows(words, found):
    text = " ".join(["three"] * words)
    fragment = f"disqualifiers: [{{id: a, phrase: b, instead: c, signals: {text}}}]\n"
    assert len(messages("measure", fragment)) == found


def test_a_text_to_read_may_be_longer():
    quiz = "quizzes: [{id: a, ask: %s, options: [b, c], answer: b, why: d}]\n"
    assert messages("measure", quiz % ("x" * 188)) == []
    assert len(messages("measure", quiz % ("x" * 190))) == 1


@pytest.mark.parametrize(("cue", "found"), [("", 0), ("phrases_hint: six\n", 1)])
def test_a_guide_may_have_many_phrases_unless_they_are_asked_as_a_list(cue, found):
    guide = "type: guide\nid: g\ntitle: t\nshort: s\nprinciple: all\n" + cue + "disqualifiers:\n"
    guide += "".join(f"  - {{id: {name}, phrase: {name}, instead: b}}\n" for name in "cdefgh")
    assert sum("keep 5" in message for message in messages("measure", guide)) == found
