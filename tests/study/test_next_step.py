"""The one next step: a first story, one to say aloud, a principle without a story."""

from datetime import timedelta

import pytest

from daily_learner import START, DailyLearner, write_whole_story
from lpcards.story.principles import MOST_ASKED, PRINCIPLES
from lpcards.study.next_step import next_step
from lpcards.study.principle_progress import FRESH


@pytest.fixture
def step(tmp_path):
    """Return a function that writes own stories, says some aloud on days, and asks for the step."""

    def asked(stories, day=0, **told):
        learner = DailyLearner(tmp_path, stories=0)
        for name, (principle, more) in stories.items():
            head = f"id: {name}\ntitle: {name}\nshort: {name[:12].capitalize()}\n"
            words = f"{head}principle: {principle}\n{more}"
            (learner.content / f"{name}.yaml").write_text(words, encoding="utf-8")
        for name, (on, finished) in told.items():
            with learner.workspace(on) as workspace:
                details = {"finished": finished, "parts": []}
                workspace.writing().note("rehearse", name, workspace.moment(), details)
        with learner.workspace(day) as workspace:
            on = START + timedelta(days=day)
            return next_step(workspace.index, workspace.reading(), on)

    return asked


STEPS = "steps:\n  situation: {key_phrases: [it was wet, it rose]}\n"


def test_without_a_story_the_first_one_is_to_be_written(step):
    assert step({}).command == "lpcards new my-first-story"


def test_a_story_that_could_not_be_loaded_is_looked_at_before_another_is_written(step):
    assert step({"pump": ("ownership", "probes: 5\n")}).command == "lpcards check"


def test_a_story_not_said_aloud_comes_before_another_one_is_written(step):
    assert step({"pump": ("ownership", STEPS)}) == (
        "rehearse Pump, not said aloud yet",
        "lpcards rehearse pump",
    )


@pytest.mark.parametrize("principle", MOST_ASKED)
def test_the_principle_most_asked_about_without_a_story_comes_next(step, principle):
    before = MOST_ASKED[: MOST_ASKED.index(principle)]
    stories = {name: (name, "") for name in before} | {"last": (next(reversed(PRINCIPLES)), "")}
    assert step(stories).command.endswith(f" --principle {principle}")


def test_also_names_a_story_for_a_principle(step):
    story = ("ownership", "also: [customer-obsession]\n")
    assert step({"pump": story}).command.endswith(" --principle dive-deep")


def test_a_story_said_whole_within_ten_days_is_ready(step):
    stories = {"pump": ("ownership", STEPS)}
    assert "rehearse" not in step(stories, FRESH.days, pump=(0, True)).command


def test_a_story_broken_off_or_said_long_ago_is_said_again(step):
    stories = {"pump": ("ownership", STEPS)}
    assert step(stories, 1, pump=(0, False)).words.endswith("not said aloud yet")


def test_of_stories_the_one_left_longest_is_said_again(step):
    stories = {"pump": ("ownership", STEPS), "wall": ("dive-deep", STEPS)}
    again = step(stories, 20, pump=(1, True), wall=(0, True))
    assert again == ("rehearse Wall, last said aloud on March 2", "lpcards rehearse wall")


def test_where_each_principle_has_a_story_the_one_left_longest_is_said_again(step):
    stories = {name: (name, STEPS) for name in PRINCIPLES}
    told = dict.fromkeys(PRINCIPLES, (2, True)) | {"dive-deep": (1, True)}
    assert step(stories, 3, **told).command == "lpcards rehearse dive-deep"


WEAK = """\
id: theirs
title: Theirs
short: Theirs
principle: frugality
own: no
weak_answer: {text: We did it., flags: [{quote: We, fault: whose part?}]}
"""


@pytest.fixture
def weekly(tmp_path):
    """Return a learner with an example's weak answer, who began on day 0; and what to do next."""
    learner = DailyLearner(tmp_path, stories=1)
    (learner.content / "theirs.yaml").write_text(WEAK, encoding="utf-8")
    learner.study(0, iter([4]), most=1)

    def asked(day):
        with learner.workspace(day) as workspace:
            on = START + timedelta(days=day)
            return next_step(workspace.index, workspace.reading(), on).command

    return learner, asked


EXERCISE = "lpcards review --cram --kind weak --kind quiz --scenario theirs"


def test_every_seventh_day_there_is_an_exercise_until_it_is_done(weekly):
    learner, asked = weekly
    assert [day for day in range(15) if asked(day) == EXERCISE] == [6, 13]
    with learner.workspace(6) as workspace:
        log = workspace.writing()
        log.answer("theirs/weak/flags.list", 4, workspace.moment(), cram=True)
    assert asked(6) != EXERCISE


def test_in_the_last_days_a_whole_interview_is_tried_once(weekly):
    learner, asked = weekly
    write_whole_story(learner.content)
    learner.set(interview=str(START + timedelta(days=10)))
    assert [day for day in range(12) if asked(day) == "lpcards mock"] == [7, 8, 9]
    with learner.workspace(8) as workspace:
        workspace.writing().note("mock", "whole", workspace.moment(), {"parts": []})
    assert asked(9) != "lpcards mock"


def test_the_level_is_asked_for_once_a_story_tells_levels_apart(step, tmp_path):
    levels = "steps:\n  reflection: {by_level: {sde2: {text: I would measure first.}}}\n"
    assert step({"pump": ("ownership", levels)}).command == "lpcards set level=sde2"
