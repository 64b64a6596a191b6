"""The first minute without a terminal: what is understood of a date, and what is kept."""

from datetime import date

import pytest

from lpcards.study.reviewing.first_answers import (
    day_understood,
    interview_meant,
    keep_first_settings,
    what_a_card_is,
)
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

TODAY = date(2026, 11, 23)


@pytest.fixture
def workspace(home):
    (home / "stories").mkdir()
    with Workspace((str(home / "stories"),), None, "2026-11-23T09:00") as opened:
        yield opened


def test_a_day_is_understood_as_people_write_it():
    day = interview_meant("12 dec", TODAY)
    assert day == date(2026, 12, 12)
    assert day_understood(day, TODAY) == "December 12: 19 days from now."
    assert day_understood(TODAY, TODAY).endswith(": today.")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("soon", "I cannot read that date"),
        ("2026-01-05", "has passed"),
        ("2031-01-05", "more than three years away"),
        ("3/4/2027", " or "),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(line, words):
    with pytest.raises(UserFault, match=words):
        interview_meant(line, TODAY)


def test_what_was_answered_is_kept_and_said(workspace):
    words = keep_first_settings(workspace, {"interview": "2026-12-12", "minutes": 10})
    assert words.startswith("Kept in ~/.config/lpcards/lpcards.yaml. That is 10 minutes a day;")
    assert workspace.index.settings.interview == date(2026, 12, 12)


def test_what_cannot_be_kept_is_said_to_be_written_by_hand(workspace, home):
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True)
    (folder / "lpcards.yaml").write_text("{new: 5}\n", encoding="utf-8")
    words = keep_first_settings(workspace, {"minutes": 10})
    assert words.endswith("Please write it there: `minutes: 10`.")


def test_it_is_the_first_minute_until_something_is_in_the_log(workspace):
    assert workspace.is_new
    assert "from 0 (blackout) to 5" in what_a_card_is(workspace)
    workspace.writing().note("pause", "", workspace.moment())
    assert not workspace.is_new
