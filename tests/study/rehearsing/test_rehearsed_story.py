"""Stories told without a terminal: what is said, what is ticked, and what is kept of it."""

import pytest

from lpcards.practice.debrief import debrief_of
from lpcards.practice.part_turn import NO_HINT, PartTurn
from lpcards.practice.telling_record import tellings_of
from lpcards.study.rehearsing.mock_loop import MockLoop
from lpcards.study.rehearsing.rehearsed_story import (
    keep_rehearsal,
    proposed_stories,
    rehearsed_story,
)
from lpcards.study.rehearsing.tellable import TellableStories
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


@pytest.fixture
def workspace(stories, home):
    with Workspace((str(home / "stories"),), None, "2026-03-02T09:00") as opened:
        yield opened


def rehearsed(workspace, name=""):
    tellable = TellableStories(workspace)
    return rehearsed_story(tellable, proposed_stories(tellable, name)[0])


def said(story, at, results=(), *, seconds=10.0, hints=0):
    """Say a part; return what it came to."""
    turn = PartTurn(story.parts[at], story.heading(at, results))
    for _ in range(hints):
        turn.hint()
    return turn.result(seconds)


def test_a_story_is_said_part_by_part_and_then_its_probes(workspace):
    story = rehearsed(workspace)
    assert [part.step for part in story.parts] == ["situation", "action", *["probe"] * 3]
    first = said(story, 0, seconds=12.0)
    heading = story.heading(1, [first])
    assert (heading.progress, heading.before, heading.target) == ("2 of 5", 12.0, 60)
    assert story.heading(2, [first]).target == 0  # follow-ups have no clock in all
    assert story.lines()[1] == "Not said aloud yet."


def test_the_first_hint_is_the_cue_and_the_next_what_has_to_be_heard(workspace):
    story = rehearsed(workspace)
    turn = PartTurn(story.parts[1], story.heading(1, ()))
    assert not turn.result(1.0).peeked
    while not turn.shows_items:
        assert turn.hint() == ""
    assert turn.view().items == (0, 1)
    assert turn.result(1.0).peeked
    bare = story.parts[1]._replace(card=story.parts[1].card._replace(items=(), hint=""))
    assert PartTurn(bare, story.heading(1, ())).hint() == NO_HINT


def test_what_was_missed_is_kept_and_known_the_next_time(workspace):
    story = rehearsed(workspace)
    results = [said(story, 0, seconds=25.0)]
    results[0] = story.judged(0, results[0], frozenset({0}))
    lines = keep_rehearsal(workspace, story, results)
    assert lines[0].words.endswith("(stopped early)")
    [telling] = tellings_of(workspace.writing().told_aloud())
    assert (telling.story, telling.missed, telling.finished) == ("cellar", ("rising",), False)
    again = rehearsed(workspace)
    assert again.heading(0, ()).known == "Last time 25 s, 5 s over; missed: rising."


def test_nothing_said_is_not_kept(workspace):
    [line] = keep_rehearsal(workspace, rehearsed(workspace), [])
    assert line.mark == "Nothing was said, nothing is kept."
    assert not [*workspace.writing().events()]


def test_a_story_without_steps_is_not_rehearsed(workspace, stories):
    stories("bare", steps={})
    tellable = TellableStories(workspace)
    with pytest.raises(UserFault, match="no steps to say yet"):
        rehearsed_story(tellable, tellable.story("bare"))
    assert [story.id for story in proposed_stories(tellable)] == ["cellar"]


def test_a_loop_asks_until_the_stories_are_used_up_and_keeps_each_answer(workspace, stories):
    stories("attic")
    loop = MockLoop(workspace, 45, seed=3)
    asked = loop.next()
    assert (asked.number, len(asked.stories)) == (1, 2)
    told = loop.told(asked, asked.stories[0])
    assert told.parts[0].card.front == asked.question.ask
    results = [PartTurn(part, told.heading(at)).result(9.0) for at, part in enumerate(told.parts)]
    shown = told.ticked_list(len(results))
    assert len(shown.items) == 2 + len(told.parts) - 1  # the steps, and an answer to each probe
    loop.keep_answer(told, told.judged(results, frozenset({0, 2})), 60.0)
    other = loop.next()
    assert [story.id for story in other.stories] != [told.story.id]
    loop.keep_none(other, 70.0)
    debrief = debrief_of(loop.kept)
    assert [question.telling is None for question in debrief.rounds] == [False, True]
    [steps, first, *_] = debrief.rounds[0].telling.parts
    assert len(steps.missed) == 1
    assert first.missed == ()


def test_the_same_seed_draws_the_same_loop(workspace, stories):
    for name in ("attic", "roof", "garden"):
        stories(name)
    loops = [MockLoop(workspace, 45, seed=7) for _ in range(2)]
    asked = [[loop.next().question.ask for _ in range(4)] for loop in loops]
    assert asked[0] == asked[1]


def test_phrases_that_were_said_are_kept_unless_nobody_judged_them(workspace):
    loop = MockLoop(workspace, 45, seed=3)
    assert loop.phrase_lists() == []
    asked = loop.next()
    loop.told(asked, asked.stories[0])
    [phrases] = loop.phrase_lists()
    loop.keep_phrases([None], 90.0)
    assert loop.kept == []
    loop.keep_phrases([frozenset({0})], 90.0)
    assert debrief_of(loop.kept).said[0].phrase in phrases.card.items[0]


def test_a_loop_without_questions_is_none(workspace, stories):
    stories("cellar", asked=[])
    with pytest.raises(UserFault, match="there are no questions yet"):
        MockLoop(workspace, 45)
