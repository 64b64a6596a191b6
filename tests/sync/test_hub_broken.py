"""A network that is cut anywhere and a server that ends in the middle lose no answer."""

import os
import signal
import socket

import pytest

import hubs
import postgres
from log_steps import all_of, machines
from logs import LATER, moment
from lpcards.log import Shown
from lpcards.sync import hub_connection, hub_place
from lpcards.sync.hub_address import HubAddress
from lpcards.sync.hub_connection import HubFault, Unreached
from sizes import some

pytestmark = pytest.mark.postgresql
WORDS = [Shown("00", "a", "b"), Shown("00", "b", "a", ("x",))]


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(hub_connection, "DELAY", 0.001)


def cuts(hub, number):
    """Yield at which pieces of a sync the network is cut; each before and after it passed."""
    with hubs.network(hub.server.port) as way, machines(1) as [log]:
        log.answer("a", 4, moment(), shown=WORDS[0])
        hub.sync(log, port=way.port)
        pieces = way.count
    return some([(at, passes) for at in range(pieces) for passes in (False, True)], number)


def test_a_network_cut_anywhere_is_tried_again_and_loses_nothing(hub):
    for at, passes in cuts(hub, 12):
        with hubs.network(hub.server.port) as way, machines(2) as (one, other):
            hub.sync(other)
            one.answer("a", 4, moment(), shown=WORDS[1])
            way.cut(at, passes=passes)
            hub.sync(one, port=way.port)
            hub.sync(other)
            hub.sync(one)
            assert all_of(one) == all_of(other), (at, passes)
            assert hub.sync(one)[1].events == 0


def test_a_sync_that_was_cut_anywhere_is_made_good_by_the_next(hub, monkeypatch):
    monkeypatch.setattr(hub_place, "TRIES", 1)
    monkeypatch.setattr(hub_place.HubPlace._patiently, "__defaults__", (1,))
    broken = 0
    for at, passes in cuts(hub, 20):
        with hubs.network(hub.server.port) as way, machines(2) as (one, other):
            hub.sync(other)
            one.answer("a", 4, moment())
            other.answer("b", 4, moment())
            hub.sync(other)
            way.cut(at, passes=passes)
            try:
                hub.sync(one, port=way.port)
            except Unreached:
                broken += 1
            hub.sync(one)
            hub.sync(other)
            assert all_of(one) == all_of(other), (at, passes)
    assert broken


@pytest.mark.parametrize(
    "how", [signal.SIGKILL, pytest.param(signal.SIGQUIT, marks=pytest.mark.long)]
)
def test_a_server_that_ends_in_the_middle_loses_no_answer(how, monkeypatch):
    monkeypatch.setattr(hub_place, "EVENTS", 5)
    monkeypatch.setattr(hub_connection, "DELAY", 0.3)
    with postgres.server(fsync="on", full_page_writes="on") as server, server.database() as name:
        hub = hubs.Hub(server, name)
        hub.make()

        def end():
            server.stop(how)
            server.start()

        with hubs.network(server.port) as way, machines(2) as (one, other):
            for number in range(30):
                one.answer(f"c{number}", 4, moment(hours=number))
            way.cut(60, passes=True, does=end)
            assert hub.sync(one, port=way.port)[1].events == 30
            hub.sync(other)
            assert all_of(one) == all_of(other)
            assert hub.sql("SELECT count(*) FROM lpcards.events") == [(30,)]


def test_offline_is_a_sentence_and_all_waits(hub):
    with machines(1) as [log]:
        log.answer("a", 4, moment())
        with pytest.raises(Unreached) as found:
            hub.sync(log, port=postgres.free_port())
        assert str(found.value).endswith("refused). What waits goes out next time")
        assert hub.server.passwords[hub.people["anna"]] not in str(found.value)
        assert hub.place().would_send(log).events == 1


def test_a_wrong_password_is_said_at_once(hub, monkeypatch):
    monkeypatch.setattr(hub_connection, "sleep", None)
    with machines(1) as [log], pytest.raises(HubFault) as found:
        hub.sync(log, password="wr0ng-secret")
    login = hub.people["anna"]
    assert str(found.value).endswith(
        f'does not let you in: password authentication failed for user "{login}". '
        "Check the URL and ~/.pgpass, or ask who runs the hub"
    )
    assert "wr0ng" not in str(found.value)


def test_without_a_password_it_is_said_where_it_goes(hub, monkeypatch):
    monkeypatch.setattr(hub_connection, "sleep", None)
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    there = HubAddress(f"postgresql://anna@{postgres.HOST}:{hub.server.port}/{hub.database}")
    with machines(1) as [log], pytest.raises(HubFault, match=r"wants a password: put it in ~/\.pg"):
        hub_place.HubPlace(there).take_in(log, LATER.at)


def test_a_coach_who_syncs_is_told_whom_to_ask(hub):
    with machines(1) as [log], pytest.raises(HubFault, match=r"denied for .*\. Ask who runs it"):
        hub.sync(log, "carl")


def test_a_server_that_says_nothing_is_not_waited_for_at_the_start(monkeypatch):
    monkeypatch.setattr(hub_connection, "CONNECTING", 2)
    with socket.create_server((postgres.HOST, 0)) as silent, machines(1) as [log]:
        address = HubAddress(f"postgresql://anna@{postgres.HOST}:{silent.getsockname()[1]}/x")
        place = hub_place.HubPlace(address)
        assert place.take_in(log, LATER.at, lambda: True).left == 1
        assert place.take_in(log, LATER.at, lambda: True).left == 1
        with pytest.raises(Unreached, match="does not answer"):
            place.take_in(log, LATER.at)
        silent.setblocking(False)
        for _ in range(hub_connection.FIRST_TRIES):
            silent.accept()[0].close()
        with pytest.raises(BlockingIOError):
            silent.accept()
