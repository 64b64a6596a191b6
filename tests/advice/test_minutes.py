import pytest

from advice_on_yaml import messages


def level(minutes, seconds=""):
    return f'levels: [{{level: a, minutes: "{minutes}"{seconds}}}]\n'


@pytest.mark.parametrize("minutes", ["3", "2.5 to 3", "2:30 - 3:00", "about three", "175 s", "0"])
def test_the_usual_175_seconds_fit(minutes):
    assert messages("minutes", level(minutes)) == []


@pytest.mark.parametrize("minutes", ["2", "1 to 2", "2.9", "5", "4 to 6", "2:50"])
def test_they_do_not_fit_less_or_much_more(minutes):
    assert len(messages("minutes", level(minutes))) == 1


def test_a_level_may_take_less_of_a_step():
    less = ", seconds: {situation: 25, task: 15, action: 45}"
    assert messages("minutes", level("2", less)) == []


def test_the_remedy_names_both_figures():
    [message] = messages("minutes", level("2"))
    assert message.startswith("the steps take 175 seconds, 2 minutes are 120: shorten some")
    [message] = messages("minutes", level("5"))
    assert message.startswith("the steps take 175 seconds, 5 minutes are 300: lengthen some")


@pytest.mark.parametrize("minutes", ["9" * 400, "1:" + "9" * 30, "٣", "1e9", "-"])
def test_whatever_stands_there_is_no_fault_of_ours(minutes):
    messages("minutes", level(minutes))
