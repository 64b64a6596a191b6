"""A sitting without a terminal: what is asked, and what each decision does to the log."""

from itertools import takewhile

import pytest

from lpcards.index.selection import Selection
from lpcards.log import LogProblem
from lpcards.practice.card_turn import CardTurn, Decision
from lpcards.study.reviewing.next_card import Cram, feed_for
from lpcards.study.reviewing.sitting import ELSEWHERE, Sitting, answered_elsewhere
from lpcards.study.reviewing.summary import summary_lines
from lpcards.study.reviewing.time_limit import TimeLimit, time_limit_in
from lpcards.study.sitting_choice import SittingChoice
from lpcards.study.today import USUAL, day_of
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

CARD = "general/disqualifier/we.mend"
OTHER = "general/disqualifier/looked-into.mend"
LIST = "general/result/needs.list"
NOW = "2026-03-02T09:00"
pytestmark = pytest.mark.usefixtures("few_cards")


@pytest.fixture
def workspace(home):
    with Workspace((str(home / "few"),), None, NOW) as opened:
        yield opened


def sitting_of(workspace, *cards, monotonic=lambda: 0.0, minutes=0, **how):
    """Sit down at the cards named, or at all."""
    chosen = Selection(scenarios=cards)
    log, on = workspace.writing(), workspace.moment().day
    day = day_of(workspace.index, log, on, chosen, USUAL)
    feed = feed_for(workspace, day, SittingChoice(chosen))
    return Sitting(workspace, feed, time_limit_in(workspace, minutes, monotonic), **how)


def answered(sitting, grade, **how):
    """Ask the next card and grade it; return what was asked."""
    view = sitting.next()
    turn = CardTurn(view, sitting.typed(view), aloud=False)
    turn.reveal(2.0)
    sitting.grade(view, turn.graded(grade, 3.04), **how)
    return view


def kinds(workspace):
    return [event.kind for event in workspace.writing().events()]


def test_each_card_is_asked_with_all_that_a_face_shows(workspace):
    sitting = sitting_of(workspace)
    view = sitting.next()
    assert view.progress == "new · 1 of 10"
    assert view.intervals
    assert not view.revealed
    assert sitting.next() == view  # until it is answered


def test_an_answer_keeps_what_was_missed_hinted_and_thought(workspace):
    sitting = sitting_of(workspace)
    view = sitting.card(LIST, "new")
    turn = CardTurn(view, aloud=False)
    turn.hint()
    turn.reveal(2.0)
    turn.tick([0, 2])
    result = sitting.grade(view, turn.graded(turn.proposed, 3.04))
    assert (result.event.grade, result.event.seconds) == (3, 3.0)
    assert result.event.details == {"missed": [1], "hint": True, "hints": 1}


def test_a_key_counts_once_in_the_log_and_in_the_tally(workspace):
    sitting = sitting_of(workspace)
    view = sitting.next()
    first = sitting.grade(view, Decision("grade", 4), once="key")
    again = sitting.grade(view, Decision("grade", 4), once="key")
    assert (first.repeated, again.repeated, sitting.tally.answers) == (False, True, 1)
    with pytest.raises(LogProblem):
        sitting.grade(view, Decision("grade", 2), once="key")


def test_an_answer_may_have_been_given_before(workspace):
    sitting = sitting_of(workspace)
    given = workspace.moment()._replace(at=workspace.moment().at - 60_000)
    answered(sitting, 4, moment=given, once="offline")
    assert next(workspace.writing().events()).at == given.at


def sums(sitting, workspace):
    """Return what a sitting came to, without what is to come."""
    lines = summary_lines(sitting.tally, workspace)
    return [*takewhile(lambda line: not line.startswith(("Still", "Streak", "Tomorrow")), lines)]


def test_an_answer_of_yesterday_is_none_of_today_s(workspace):
    sitting, now = sitting_of(workspace), workspace.moment()
    given = workspace.moment_given(now.at - 20 * 3_600_000)
    answered(sitting, 4, moment=given, once="offline")
    assert next(workspace.writing().events()).day < now.day
    assert sitting.has_changed_anything
    assert sitting.tally.answers == 0
    assert sums(sitting, workspace) == ["1 answer of earlier days recorded."]
    answered(sitting, 4)
    assert sitting.tally.answers == 1
    assert sums(sitting, workspace) == [
        "1 answer of earlier days recorded.",
        "1 card in 3 seconds.",
    ]
    sitting.undo()
    sitting.undo()
    assert sitting.tally.answers == 0
    assert sums(sitting, workspace) == ["Nothing answered."]
    assert kinds(workspace).count("undo") == 2


def test_an_answer_to_a_card_that_was_answered_elsewhere_is_a_drill(workspace):
    sitting, elsewhere = sitting_of(workspace), sitting_of(workspace)
    view = sitting.next()
    first = elsewhere.grade(view, Decision("grade", 4), once="key")
    assert (first.counted, answered_elsewhere(view, first)) == ("review", "")
    again = sitting.grade(view, Decision("grade", 5))
    assert (again.counted, answered_elsewhere(view, again)) == ("drill", ELSEWHERE)
    assert sitting.next().card.id != view.card.id


def test_undo_asks_the_card_again_and_says_so_at_it(workspace):
    sitting = sitting_of(workspace)
    first = answered(sitting, 4)
    sitting.undo()
    view = sitting.next()
    assert (view.card.id, sitting.tally.answers) == (first.card.id, 0)
    assert view.message.startswith('Undone: grade 4 for "')
    assert sitting.next().message == ""


def test_with_nothing_to_undo_it_says_so(workspace):
    sitting = sitting_of(workspace)
    sitting.undo()
    assert sitting.next().message == "There is nothing to undo."


@pytest.mark.parametrize(
    ("act", "words"), [("suspend", "suspended"), ("bury", "left alone until tomorrow")]
)
def test_a_card_set_aside_is_not_asked_until_that_is_undone(workspace, act, words):
    sitting = sitting_of(workspace)
    view = sitting.next()
    sitting.do(view, Decision(act))
    after = sitting.next()
    assert after.card.id != view.card.id
    assert after.message.endswith(f": {words}. u undoes it.")
    sitting.do(after, Decision("undo"))
    assert sitting.next().card.id == view.card.id


def test_a_flag_goes_on_with_its_note_and_off_again(workspace):
    sitting = sitting_of(workspace)
    card = sitting.next().card.id
    assert sitting.flag(card, "too long") == sitting.flag_of(card) == "Flagged: too long"
    assert sitting.card(card).flag == "Flagged: too long"
    assert sitting.flag(card, None) == "The flag is off."
    assert sitting.flag_of(card) == ""


def test_a_card_that_is_learned_first_is_asked_at_the_end(workspace):
    sitting = sitting_of(workspace)
    view = sitting.next()
    sitting.do(view, Decision("learn"))
    assert sitting.next().card.id != view.card.id
    assert [view.card.id for view in sitting.coming(99)][-1] == view.card.id


def test_the_first_that_is_coming_is_the_next_and_looking_ahead_changes_nothing(workspace):
    sitting = sitting_of(workspace)
    sitting.next()
    coming = [*sitting.coming(5)]
    assert [view.progress for view in coming] == [f"new · {at} of 10" for at in range(1, 6)]
    assert coming == [*sitting.coming(5)]
    assert answered(sitting, 5) == coming[0]


def test_passages_are_read_before_their_card_and_not_again(workspace):
    sitting = sitting_of(workspace)
    views = (sitting.card(card.id, "new") for card in workspace.index.cards(Selection()))
    view, passages = next(
        (view, found) for view in views if (found := sitting.stories.before(view))
    )
    assert passages.story.id == view.card.scenario
    assert sitting.stories.before(view) == passages
    sitting.stories.have_read(passages)
    assert sitting.stories.before(view) is None


def test_no_passage_comes_of_a_story_of_which_was_read_enough(workspace):
    sitting = sitting_of(workspace)
    cards = [sitting.card(card.id, "new") for card in workspace.index.cards(Selection())]
    for view in cards:
        sitting.stories.have_enough(view.card.scenario)
    assert not any(map(sitting.stories.before, cards))


def test_the_minutes_are_over_once(workspace):
    clock = iter([0.0, 59.0, 60.0, 61.0])
    sitting = sitting_of(workspace, monotonic=clock.__next__, minutes=1)
    sitting.next()
    assert [sitting.time_is_over() for _ in range(3)] == [
        "",
        "1 minute is over; 10 cards wait.",
        "",
    ]


def test_the_end_says_whether_anything_is_left(workspace):
    sitting = Sitting(workspace, Cram([CARD]), TimeLimit(0, 0.0, lambda: 0.0))
    assert not sitting.has_changed_anything
    answered(sitting, 5)
    assert sitting.next() is None
    assert (sitting.has_acted, sitting.end()) == (True, "All done for today.")
    assert kinds(workspace) == ["cram"]


def test_a_cram_asks_again_what_was_shaky(workspace):
    sitting = Sitting(workspace, Cram([CARD, OTHER]), TimeLimit(0, 0.0, lambda: 0.0))
    asked = [answered(sitting, grade).card.id for grade in (2, 5, 5)]
    assert asked == [CARD, OTHER, CARD]


def test_what_cannot_be_written_is_kept_and_said(workspace):
    sitting = sitting_of(workspace)
    card = sitting.card(CARD).card._replace(writes="answer")
    sitting.write(card, "I would measure it.")
    assert sitting.begun(CARD) == "I would measure it."
    assert next(sitting.unwritten_lines()).startswith("Not written, ")
    view = sitting.next()
    assert view.message.endswith("What you typed is kept.")


def test_what_has_no_answer_yet_is_not_graded(workspace):
    sitting = sitting_of(workspace)
    view = sitting.card(CARD)
    bare = view._replace(card=view.card._replace(unanswered=True))
    with pytest.raises(UserFault, match="nothing to grade"):
        sitting.grade(bare, Decision("grade", 5))
    assert kinds(workspace) == []


def test_a_card_that_is_gone_cannot_be_decided_on(workspace):
    assert sitting_of(workspace).card("general/disqualifier/gone") is None


def test_typed_answers_are_asked_for_where_they_are_wanted(workspace):
    sitting = sitting_of(workspace, typing=True)
    view = sitting.card(LIST, "new")
    typed = sitting.typed(view)
    typed.hand_in("metric from what to what")
    turn = CardTurn(view, typed, aloud=False)
    turn.reveal(2.0)
    assert turn.view(2.0).notes[0] == "hit"
    sitting.grade(view, turn.graded(1, 3.0))
    assert next(workspace.writing().events()).details["typed"] == typed.line.text
