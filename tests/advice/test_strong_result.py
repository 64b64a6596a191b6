import pytest

from advice_on_yaml import messages


def result(metric="from 3 to 2", business="40 a month", second_order="they kept it", example=""):
    parts = {"metric": metric, "business": business, "second_order": second_order}
    needs = ", ".join(f'{key}: "{text}"' for key, text in parts.items() if text)
    text = f'  result:\n    example: "{example}"\n' if example else "  result:\n"
    return f"steps:\n{text}    needs: {{{needs}}}\n"


@pytest.mark.parametrize(
    "metric",
    [
        "0.3 % dropped -> zero after deployment.",
        "From nineteen to three.",
        "2,680 a week, then 140",
        "from 3 to none",
        "each night -> never",
    ],
)
def test_two_amounts_are_a_from_to(metric):
    assert messages("result", result(metric)) == []


@pytest.mark.parametrize("metric", ["Far fewer complaints.", "Down by 40 %.", "much better"])
def test_one_amount_or_none_is_not(metric):
    [message] = messages("result", result(metric))
    assert "no before and after" in message


def test_a_worth_needs_a_figure():
    [message] = messages("result", result(business="The company saved money."))
    assert "`business`" in message


@pytest.mark.parametrize("part", ["metric", "business", "second_order"])
def test_each_part_is_wanted(part):
    [message] = messages("result", result(**{part: ""}))
    assert message.startswith(f"no `{part}`: add ")


def test_what_is_said_needs_a_figure_too():
    assert (
        len(messages("result", result(example="It got better and all were happy about it."))) == 0
    )
    assert len(messages("result", result(example="It got better and they were happy."))) == 1


def test_what_a_level_says_of_the_result_needs_a_figure_too():
    told = "levels: [{level: senior, told: {result: It %s.}}]\n"
    assert len(messages("result", told % "got better")) == 1
    assert messages("result", told % "fell from 9 to 1") == []


def test_no_result_at_all_is_missing_and_not_weak():
    assert messages("result", "overview: x\n") == []
