"""Notes that are pasted become a story without a conversation: proposed, answered, written."""

import pytest

from lpcards.drafts.notes import draft_of, moves_typed
from lpcards.study.authoring.draft_answers import (
    points_meant,
    points_written,
    short_meant,
    title_meant,
    with_beat,
    with_metric,
    with_principle,
    with_task,
    with_title,
)
from lpcards.study.authoring.given_notes import MOST, notes_pasted
from lpcards.study.authoring.story_of_notes import (
    UNNAMED,
    proposed_stories_of,
    proposed_story_of,
    refuse_title,
    with_answers,
    write_proposed,
)
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

TEXT = """The flooded cellar

S: Water stood in the cellar of the depot after the storm.
T: Nobody owned the pumps, so I took them on.
A: I rang the landlord. I rented two pumps. I measured the level every hour.
R: The level fell from 40 cm to 2 cm in a day.
"""


@pytest.fixture
def workspace(home):
    (home / "stories").mkdir()
    with Workspace((str(home / "stories"),), None, "2026-03-02T09:00") as opened:
        yield opened


@pytest.fixture
def draft():
    return draft_of(TEXT)


def test_a_pasted_text_is_proposed_without_being_written_and_written_as_it_was_answered(workspace):
    notes = notes_pasted(TEXT.replace("\n", "\r\n"))
    place = proposed_story_of(workspace, notes)
    assert place.id == "flooded-cellar"
    assert not workspace.index.stories() or place.id not in {
        story.id for story in workspace.index.stories()
    }
    answered = with_title(with_principle(place.draft, "ownership"), "The wet cellar")
    story = write_proposed(workspace, with_answers(workspace, place, answered, UNNAMED))
    assert story.id == "wet-cellar"
    [found] = [story for story in workspace.reload().stories() if story.own]
    assert (found.id, found.title, found.principle) == ("wet-cellar", "The wet cellar", "ownership")
    with pytest.raises(UserFault):
        refuse_title(workspace, place, UNNAMED, "The wet cellar")


def test_a_text_of_several_stories_is_proposed_story_by_story(workspace):
    notes = notes_pasted(f"# One cellar\n\n{TEXT}\n# Another roof\n\n{TEXT}")
    places = proposed_stories_of(workspace, notes)
    assert len(places) == len(notes.stories) == 2
    assert len({place.id for place in places}) == 2


@pytest.mark.parametrize("text", ["x" * (MOST + 1), "a\x00b" * 3, ""])
def test_what_is_no_notes_is_refused_in_words(workspace, text):
    with pytest.raises(UserFault):
        proposed_story_of(workspace, notes_pasted(text))


def test_a_surrogate_that_a_browser_sends_harms_nothing(workspace):
    assert proposed_story_of(workspace, notes_pasted(f"{TEXT}\ud800")).id


def test_a_short_name_made_of_the_title_goes_with_it_and_one_of_its_own_stays(draft):
    assert with_title(draft, "A wet cellar").short == "A wet cellar"
    assert with_title(draft._replace(short="Wet"), "A wet cellar").short == "Wet"
    assert with_title(draft, "").title == draft.title


@pytest.mark.parametrize(("meant", "line"), [(title_meant, "-"), (short_meant, "-")])
def test_a_story_has_its_names(meant, line):
    with pytest.raises(UserFault):
        meant(line)


def test_a_figure_that_the_notes_do_not_have_is_said_in_the_result(draft):
    bare = draft._replace(needs={})
    assert with_metric(bare, "38 cm less").steps["result"][-1] == "38 cm less"
    assert with_metric(draft, "").needs.get("metric") is None
    assert "needs.metric" in with_metric(draft, "38 cm less").confirmed


def test_points_that_are_typed_are_said_by_their_step_and_others_are_left_as_they_are(draft):
    answered = with_task(draft, moves_typed("the pumps were nobody's"))
    assert answered.steps["task"][-1] == "the pumps were nobody's"
    assert with_task(draft, None).phrases.get("task") == draft.phrases.get("task")
    assert "task" not in with_task(draft, ()).phrases


def test_a_beat_without_points_goes(draft):
    at = len(draft.beats) - 1
    assert len(with_beat(draft, at, ()).beats) == at
    kept = with_beat(draft, at, None)
    assert (kept.beats, f"beats.{at}" in kept.confirmed) == (draft.beats, True)


def test_numbers_leave_points_out():
    moves = moves_typed("I rang; I rented; I measured")
    assert points_meant("2", moves) == (moves[0], moves[2])
    assert points_meant("-", moves) == ()
    with pytest.raises(UserFault, match="from 1 to 3"):
        points_meant("4", moves)


def test_points_are_written_a_line_each_and_what_is_left_stays_as_it_was():
    moves = (*moves_typed("I rang: the depot"), *moves_typed("I sat"))
    assert points_written("I rang the depot\r\n\r\nI sat\r\n", moves) is None
    assert points_written("", moves) == ()
    assert points_written("I sat\nI wrote: a note; I left", moves) == (
        moves[1],
        *moves_typed("I wrote: a note; I left"),
    )
