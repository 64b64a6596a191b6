"""A sitting and a hub: answers come in and go out, and where there is no network nobody waits."""

import pytest

from logs import LATER
from lpcards.log import open_log
from postgres import HOST, free_port

pytestmark = pytest.mark.postgresql
CARD = "webhook-drops/mistake/task"
OTHER = "webhook-drops/probe/why-you"


@pytest.fixture
def set_up(home, few_cards, lp, hub):
    """Have a hub in the settings, and its password in the file that PostgreSQL reads."""
    login = hub.people["anna"]

    def name(port):
        (home / ".pgpass").write_text(f"*:*:*:{login}:{hub.server.passwords[login]}\n")
        (home / ".pgpass").chmod(0o600)
        lp("set", f"sync=postgresql://{login}@{HOST}:{port}/{hub.database}", "sync_whole=yes")

    return name


def answer_and_quit(review):
    review.press("space")
    review.press("4", "All done")
    review.press("q")
    assert review.ended() == 0


def test_what_was_answered_is_sent_and_what_others_answered_comes_in(
    sitting, set_up, hub, home, lp
):
    set_up(hub.server.port)
    lp("--db", home / "other.db", "grade", OTHER, "4", now="2026-03-01T09:00")
    lp("--db", home / "other.db", "sync")
    review = sitting(CARD, "--cram")
    answer_and_quit(review)
    assert "1 out, 1 in." in review.text
    with open_log(str(home / "third.db"), device="third") as log:
        hub.sync(log, now=LATER.at)
        assert [event.card for event in log.events()] == [OTHER, CARD]


def test_without_a_network_it_is_noted_once_and_all_waits(sitting, set_up, hub, lp):
    set_up(free_port())
    review = sitting(CARD, "--cram", "--plain")
    answer_and_quit(review)
    assert review.raw.count(b"Not synced: ") == 1
    assert b"does not answer" in review.raw
    assert len(lp("log").lines) == 1
    assert lp("doctor", "--json", code=None).json["sync"][0]["waiting"] == 1
