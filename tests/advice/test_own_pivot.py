from advice_on_yaml import messages, spots


def test_only_a_pivot_to_the_own_principle_is_found():
    pivots = "pivots:\n  - {principle: customer-obsession}\n  - {principle: dive-deep}\n"
    assert spots("own-pivot", pivots) == ["principle: customer-obsession}"]
    assert messages("own-pivot", "principle: earn-trust\n" + pivots) == []
