import pytest

from advice_on_yaml import messages, spots


@pytest.mark.parametrize(
    ("text", "mended"),
    [("0.3 % of them", "0.3%"), ("1,200\u00a0%.", "1,200%"), ("it was 5 %", "5%")],
)
def test_a_sign_apart_from_its_figure_is_found(text, mended):
    [message] = messages("percent", f"summary: {text}\n")
    assert message.endswith(f"write {mended}")


@pytest.mark.parametrize("text", ["0.3% of them", "three percent", "x = 7 % 2", "a % of it"])
def test_one_at_its_figure_and_other_signs_pass(text):
    assert messages("percent", f"summary: {text}\n") == []


def test_it_is_found_wherever_it_stands():
    fragment = """\
probes:
  - {id: a, ask: b, strong: {points: [nine, from 4 % to 2 %]}}
steps: {reflection: {by_level: {sde1: It was 7 % of all.}}}
"""
    found = [spot.partition(" %")[0][-1] for spot in spots("percent", fragment)]
    assert found == ["4", "2", "7"]
