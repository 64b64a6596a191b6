"""Phone and terminal: `sync anki` has Anki synchronise with its server, before and after."""

import pytest

from anki_desk import desk_of, desks
from learners import Learner
from real_anki import sync_server

WHY, TOLD = "attic/probe/why", "attic/disqualifier/told-to.mend"


@pytest.fixture
def server(current, tmp_path):
    """Run Anki's own sync server; return its address."""
    with sync_server(current.python, tmp_path / "server") as address:
        yield address


@pytest.fixture(params=desks())
def desk(request, server, tmp_path):
    """Return a desk whose Anki has an account with the server, and all that it has lies there."""
    there = desk_of(request.param, tmp_path / "desk")
    there.add(text="something of my own")
    there.log_in(key=there.upload(endpoint=server), url=server)
    yield there
    there.end()


@pytest.fixture
def phone(current, server, desk, tmp_path):
    """Return a phone of the same learner."""
    device = Learner(current, tmp_path / "phone")
    assert device.sync(endpoint=server) == "FULL_DOWNLOAD"
    yield device
    device.close()


def test_the_phone_has_what_the_terminal_has_and_the_other_way(own, desk, phone, server):
    def sync(*options):
        return own("sync", "anki", "--url", desk.url, "--json", *options, now=None).json

    assert sync()["ankiweb"] is True
    phone.sync(endpoint=server)
    assert phone.find(search=f"ID:{WHY}") == [WHY]
    phone.answer(card=WHY, rating=3)
    phone.sync(endpoint=server)
    own("grade", TOLD, "4", now=None)
    said = sync()
    assert (said["in"], said["out"]) == (1, 1)
    phone.sync(endpoint=server)
    [[kind, *_]] = phone.progress(card=TOLD)
    assert kind == 2
    assert len(phone.log()) == 2
    again = sync()
    assert (again["in"], again["out"]) == (0, 0)


def test_it_does_not_where_it_is_told_not_to(own, desk, phone, server):
    own("sync", "anki", "--url", desk.url, "--no-ankiweb", now=None)
    assert phone.sync(endpoint=server) == "NO_CHANGES"


def test_a_dry_run_synchronises_nothing(own, desk, phone, server):
    own("sync", "anki", "--url", desk.url, now=None)
    phone.sync(endpoint=server)
    phone.answer(card=WHY, rating=3)
    phone.sync(endpoint=server)
    said = own("sync", "anki", "--url", desk.url, "--dry-run", "--json", now=None).json
    assert said["in"] == 0
