"""Principles met, covered and ready: each word by what makes it true, and not by less."""

from datetime import timedelta
from itertools import cycle

import pytest

from daily_learner import START, DailyLearner
from lpcards.study.principle_progress import FRESH, principle_progress, progress_words

GUIDE = """\
id: guide
type: guide
principle: dive-deep
title: Dive Deep
short: Dive Deep
signals: [counts, checks, asks]
questions:
  - {id: doubt, ask: When did you doubt a figure?, shows: [which figure, how you counted]}
  - {id: detail, ask: Which detail did you find?, shows: [where, what it changed]}
"""
STORY = "id: {id}\ntitle: {id}\nshort: {id}\nprinciple: {principle}\nalso: [{also}]\n"
SIGNALS, DOUBT, DETAIL = "guide/signals/list", "guide/question/doubt", "guide/question/detail"


@pytest.fixture
def learner(tmp_path):
    learner = DailyLearner(tmp_path, stories=0)
    (learner.content / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    return learner


def story(learner, name, principle="ownership", also="frugality"):
    text = STORY.format(id=name, principle=principle, also=also)
    (learner.content / f"{name}.yaml").write_text(text, encoding="utf-8")


def progress(learner, day=0):
    with learner.workspace(day) as workspace:
        on = START + timedelta(days=day)
        return principle_progress(workspace.index, workspace.reading(), on)


def answer(learner, day, **grades):
    with learner.workspace(day) as workspace:
        for card, grade in grades.items():
            log = workspace.writing()
            log.answer(
                {"signals": SIGNALS, "doubt": DOUBT, "detail": DETAIL}[card],
                grade,
                workspace.moment(),
            )


def tell(learner, day, name, **details):
    with learner.workspace(day) as workspace:
        workspace.writing().note("rehearse", name, workspace.moment(), {"parts": [], **details})


def test_a_principle_is_met_when_its_signals_and_one_question_passed(learner):
    answer(learner, 0, signals=4)
    assert not progress(learner).met
    answer(learner, 0, doubt=2)
    assert not progress(learner).met
    answer(learner, 1, doubt=3)
    assert progress(learner, 1).met == {"dive-deep"}


def test_what_failed_last_is_not_met_until_it_passes(learner):
    answer(learner, 0, signals=4, doubt=4)
    answer(learner, 1, signals=1)
    assert not progress(learner, 1).met
    answer(learner, 1, signals=5)  # a drill
    assert not progress(learner, 1).met
    answer(learner, 2, signals=3)
    assert progress(learner, 2).met == {"dive-deep"}


def test_a_story_covers_the_principles_that_it_is_named_for(learner):
    assert not progress(learner).covered
    story(learner, "pump")
    assert progress(learner).covered == {"ownership", "frugality"}


def test_a_story_told_whole_is_ready_for_ten_days(learner):
    story(learner, "pump")
    story(learner, "roof", "think-big", "earn-trust")
    tell(learner, 3, "pump", finished=False)
    assert not progress(learner, 3).ready
    tell(learner, 4, "pump", finished=True)
    assert progress(learner, 4).ready == {"ownership", "frugality"}
    assert progress(learner, 4 + FRESH.days).ready == {"ownership", "frugality"}
    assert not progress(learner, 5 + FRESH.days).ready


def test_a_plan_foresees_which_principles_are_met_by_the_date(learner):
    learner.set(interview=str(START))
    assert learner.json(0, "plan")["principles"]["by_then"] == 0
    learner.set(interview=str(START + timedelta(days=6)))
    assert learner.json(0, "plan")["principles"]["by_then"] == 1
    assert "1 of 2 principles will be met." in " ".join(learner.run(0, "plan").split())
    for day in range(6):
        learner.study(day, cycle([4]))
    assert progress(learner, 6).met == {"dive-deep"}


def test_plan_and_stats_say_the_same(learner):
    story(learner, "pump", "dive-deep")
    answer(learner, 0, signals=4, detail=4)
    learner.set(interview=str(START + timedelta(days=9)))
    words = progress_words(progress(learner))
    assert words == "1 of 2 principles met, 2 covered by your stories, 0 ready to tell."
    for command in ("plan", "stats"):
        assert words in " ".join(learner.run(0, command).split())
    assert learner.json(0, "plan")["principles"] == {
        "of": 2,
        "met": 1,
        "covered": 2,
        "ready": 0,
        "by_then": 1,
    }
    [row] = learner.json(0, "stats")["principles"]
    assert (row["principle"], row["met"], row["covered"], row["ready"]) == (
        "dive-deep",
        True,
        True,
        False,
    )
