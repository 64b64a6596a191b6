"""A sitting takes in what other machines answered, and sends what was answered, however it ends."""

import os
import signal

import pytest

from logs import LATER
from lpcards.log import open_log
from lpcards.sync.folder_place import FolderPlace

CARD = "webhook-drops/mistake/task"
OTHER = "webhook-drops/probe/why-you"
LOG = ".local/share/lpcards/reviews.db"
NOW = "2026-03-02T09:00"


@pytest.fixture
def shared(home, few_cards, lp):
    """Have a folder in the settings, and a first answer; return the folder."""
    folder = home / "shared"
    folder.mkdir()
    lp("set", "sync=~/shared")
    lp("grade", OTHER, "4", now="2026-03-01T09:00")
    return folder


def there(folder, home):
    """Return the cards of the answers that are in the folder, as another machine finds them."""
    with open_log(str(home / f"{os.urandom(4).hex()}.db"), device="other") as log:
        FolderPlace(str(folder), "other").take_in(log, LATER.at)
        return [event.card for event in log.events()]


def answered(review):
    review.press("space")
    review.press("4", "All done")


def leave(review, how):
    if how == "q":
        review.press("q")
    elif how == "ctrl-c":
        review.press("ctrl-c")
    else:
        review.kill(how)


@pytest.mark.parametrize("how", ["q", "ctrl-c", signal.SIGTERM, signal.SIGHUP])
def test_however_it_ends_what_was_answered_is_sent(sitting, shared, home, how):
    review = sitting(CARD, "--cram")
    answered(review)
    leave(review, how)
    code = review.ended()
    assert code in {0, 130, 143, 129}
    assert there(shared, home) == [OTHER, CARD]
    assert "Synced with ~/shared: 2 out, 0 in." in review.text


def test_a_terminal_that_is_closed_sends_what_was_answered(sitting, shared, home):
    review = sitting(CARD, "--cram")
    answered(review)
    review.child.close(force=True)
    assert there(shared, home) == [OTHER, CARD]


def test_what_another_machine_answered_is_there_before_the_first_card(sitting, shared, home, lp):
    with open_log(str(home / "other.db"), device="other") as log:
        lp("--db", home / "other.db", "grade", CARD, "4", now="2026-03-02T08:00")
        FolderPlace(str(shared), "other").send(log)
    review = sitting(CARD)
    assert "Nothing" in review.text or "nothing" in review.text
    review.press("q")
    review.ended()
    assert "Synced with ~/shared: 1 out, 1 in." in review.text
    assert len(lp("log").lines) == 2


def test_a_folder_that_is_not_there_stops_no_review_and_is_noted_once(sitting, shared, lp):
    shared.rmdir()
    review = sitting(CARD, "--cram", "--plain")
    answered(review)
    review.press("q")
    assert review.ended() == 0
    assert review.raw.count(b"Not synced: there is no folder ~/shared") == 1
    assert len(lp("log").lines) == 2


def test_a_sitting_without_answers_says_nothing_of_a_sync(sitting, shared, lp):
    lp("sync")
    review = sitting(CARD)
    review.press("q", "Nothing answered")
    assert review.ended() == 0
    assert "Synced" not in review.text


def test_grade_stays_at_home(lp, shared):
    lp("grade", CARD, "4")
    assert [*shared.iterdir()] == []


def test_anki_in_the_settings_is_left_alone(sitting, shared, lp):
    lp("set", "sync=anki")
    review = sitting(CARD, "--cram")
    answered(review)
    review.press("q")
    assert review.ended() == 0
    assert "Not synced" not in review.text
    assert "Anki" not in review.text


def test_a_rehearsal_and_a_mock_interview_are_sent_too(telling, home, lp):
    (home / "shared").mkdir()
    lp("set", "sync=~/shared")
    terminal = telling("rehearse", "cellar")
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "1 of")
    terminal.press("space", "2 of")
    terminal.press("q", "What did you say?")
    terminal.press("q", "stopped early")
    terminal.ended()
    assert there(home / "shared", home) == ["cellar"]
