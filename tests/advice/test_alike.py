import pytest

from advice_on_yaml import messages

STRONG = "I compared the app with the timetable at the stop, trip by trip."


def probe(weak):
    return f"probes: [{{id: a, ask: b, strong: '{STRONG}', weak: '{weak}'}}]\n"


@pytest.mark.parametrize(
    "weak", ["I compared the app and the timetable.", "Comparing timetables, trip by trip."]
)
def test_a_weak_answer_that_says_the_same_is_found(weak):
    assert len(messages("alike", probe(weak))) == 1


@pytest.mark.parametrize(
    "weak", ["The complaints stopped.", "I compared.", "It was obvious to me."]
)
def test_one_that_fails_in_substance_or_is_too_short_to_tell_passes(weak):
    assert messages("alike", probe(weak)) == []
