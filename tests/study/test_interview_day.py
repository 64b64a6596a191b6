"""What is said as the interview's day comes, and the sheet that greets on its eve."""

from datetime import timedelta

import pytest

from daily_learner import START, DailyLearner
from lpcards.story.appointments import Appointment
from lpcards.study.authoring.sheet_printing import print_sheet
from lpcards.study.interview_day import REMINDED, interview_notice, sheet_for_the_eve

DAY = 20


@pytest.fixture
def learner(tmp_path):
    return DailyLearner(tmp_path, stories=2, interview=str(START + timedelta(days=DAY)))


def sheet(learner, day):
    with learner.workspace(day) as workspace:
        return sheet_for_the_eve(workspace)


@pytest.mark.parametrize("day", [0, DAY - 2, DAY + 1])
def test_on_other_days_no_sheet_greets(learner, day):
    assert sheet(learner, day) is None


@pytest.mark.parametrize("day", [DAY - 1, DAY])
def test_on_the_eve_and_on_the_day_the_sheet_of_ones_own_stories_greets(learner, day, capsys):
    found = sheet(learner, day)
    assert [page.title for page in found.pages] == ["story-0", "story-1"]
    print_sheet(found)
    assert "Why 0?" in capsys.readouterr().out


def test_without_a_date_or_a_story_there_is_nothing_to_greet_with(learner, tmp_path):
    learner.set()
    assert sheet(learner, DAY) is None
    (tmp_path / "bare").mkdir()
    bare = DailyLearner(tmp_path / "bare", stories=0, interview=str(START + timedelta(days=DAY)))
    assert sheet(bare, DAY) is None


def test_due_has_a_word_on_the_eve_on_the_day_and_some_days_after(learner):
    said = {day: learner.run(day, "due") for day in (DAY - 2, DAY - 1, DAY, DAY + 1)}
    assert "interview" not in said[DAY - 2]
    assert "Your interview is tomorrow. `lpcards sheet` has each of your" in said[DAY - 1]
    assert "Your interview is today. `lpcards sheet` has each of your" in said[DAY]
    assert "Your interview on March 22 has passed. `lpcards set interview=" in said[DAY + 1]
    date = START + timedelta(days=DAY)
    interview = Appointment(date)
    assert interview_notice(interview, date + timedelta(days=REMINDED))
    assert not interview_notice(interview, date + timedelta(days=REMINDED + 1))
