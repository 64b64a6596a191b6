"""A page that stays open takes in what other machines answer, and sends what is answered at it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import httpx2 as httpx
import pytest

import postgres
from logs import LATER
from lpcards.log import open_log
from lpcards.study.workspace import Workspace
from lpcards.sync.folder_place import FolderPlace
from lpcards.web import page_sync
from served_page import ServedPage
from web.conftest import HOST, NOW, Browser

PATIENCE = 60
CARD = "webhook-drops/mistake/task"
OTHER = "webhook-drops/probe/why-you"


@pytest.fixture
def shared(home, few_cards, lp):
    """Have a folder in the settings, and answers on another machine; return the folder."""
    folder = home / "shared"
    folder.mkdir()
    lp("set", "sync=~/shared")
    return folder


@pytest.fixture
def served(shared):
    page = ServedPage()
    yield page
    page.kill()


@pytest.fixture
def page(shared, monkeypatch):
    """Return a browser at the page, which syncs with the folder, however slow this machine is."""
    monkeypatch.setattr(page_sync, "PATIENCE", PATIENCE)
    with Browser(Workspace((), None, NOW), headers={"Origin": f"http://{HOST}"}) as browser:
        browser.log_in().get("/")
        yield browser
        [*browser.app.state.sync.close()]


@contextmanager
def visitor(served):
    headers = {"Origin": served.url.rstrip("/")}
    with httpx.Client(base_url=served.url, headers=headers) as client:
        client.get(served.login)
        yield client


def there(folder, home):
    """Return the cards of the answers that are in the folder, as another machine finds them."""
    with open_log(str(home / f"{os.urandom(4).hex()}.db"), device="other") as log:
        FolderPlace(str(folder), "other").take_in(log, LATER.at)
        return [event.card for event in log.events()]


def elsewhere(lp, home, folder, card):
    """Answer a card on another machine, and let its answers go to the folder."""
    with open_log(str(home / "other.db"), device="other") as log:
        lp("--db", home / "other.db", "grade", card, "4", now="2026-03-02T08:00")
        FolderPlace(str(folder), "other").send(log)


def logged(lp):
    return [json.loads(line)["card"] for line in lp("log").out.splitlines()]


def answer(client):
    """Answer the first card; return which it was."""
    asked = client.get("/api/review").json()
    card = asked["cards"][0]
    sent = {"once": os.urandom(8).hex(), "card": card["id"], "kind": card["kind"], "grade": 4}
    sent |= {"words": card["words"]}
    done = client.post(
        "/api/review", json={"answers": [sent]}, headers={"X-Form-Key": asked["form_key"]}
    )
    assert [one["done"] for one in done.json()["results"]] == [True], done.text
    return card["id"]


def until(found):
    over = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < over
        time.sleep(0.05)


def test_what_another_machine_answered_is_there_before_the_first_page(
    shared, home, lp, monkeypatch
):
    monkeypatch.setattr(page_sync, "PATIENCE", PATIENCE)
    elsewhere(lp, home, shared, CARD)
    with Browser(Workspace((), None, NOW)) as browser:
        page = browser.log_in().get("/").text
    assert logged(lp) == [CARD]
    assert "Welcome" not in page


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_however_the_server_ends_what_was_answered_is_sent(served, shared, home, how):
    with visitor(served) as client:
        card = answer(client)
    served.process.send_signal(how)
    served.process.communicate(timeout=PATIENCE)
    assert served.process.returncode == 0
    assert there(shared, home) == [card]


def test_a_server_that_is_killed_loses_no_answer_and_the_next_one_sends_it(served, shared, home):
    with visitor(served) as client:
        card = answer(client)
    served.kill()
    assert there(shared, home) == []
    served.start()
    until(lambda: there(shared, home) == [card])


def test_a_page_and_a_terminal_in_two_homes_come_to_the_same_log(served, shared, home, lp):
    second = home / "second"
    second.mkdir()

    def terminal(*args):
        command = [sys.executable, "-m", "lpcards", "--now", NOW, *args]
        done = subprocess.run(
            command, env={**os.environ, "HOME": str(second)}, check=True, capture_output=True
        )
        return done.stdout.decode()

    terminal("grade", OTHER, "4")
    terminal("sync", str(shared))
    with visitor(served) as client:
        card = answer(client)
    served.process.send_signal(signal.SIGTERM)
    served.process.communicate(timeout=PATIENCE)
    terminal("sync", str(shared))
    served.start()
    until(lambda: set(logged(lp)) == {card, OTHER})
    ours, theirs = lp("log").out, terminal("log")
    assert sorted(ours.splitlines()) == sorted(theirs.splitlines())


def test_a_page_that_stays_open_takes_in_and_sends_now_and_then(
    page, shared, home, lp, monkeypatch
):
    monkeypatch.setattr(page_sync, "EVERY", 0.2)
    monkeypatch.setattr(page_sync, "STALE", 0)
    card = answer(page)
    until(lambda: there(shared, home) == [card])
    elsewhere(lp, home, shared, OTHER)
    until(lambda: set(logged(lp)) == {card, OTHER})


def test_after_the_last_card_the_answers_go_soon(page, shared, home, monkeypatch):
    monkeypatch.setattr(page_sync, "SOON", 0.05)
    card = answer(page)
    until(lambda: not page.app.state.sync._is_busy)
    assert there(shared, home) == []
    page.submit("/review", {"act": "stop"})
    until(lambda: there(shared, home) == [card])


def test_a_page_is_shown_with_what_came_in_while_nobody_looked(page, shared, home, lp, monkeypatch):
    page.get("/")
    elsewhere(lp, home, shared, CARD)
    page.get("/")
    assert logged(lp) == []
    monkeypatch.setattr(page_sync, "STALE", 0)
    page.get("/")
    assert logged(lp) == [CARD]


def test_a_folder_that_is_not_there_is_a_remark_on_the_first_page_alone(
    page, shared, lp, monkeypatch
):
    shared.rmdir()
    monkeypatch.setattr(page_sync, "STALE", 0)
    words = "Not synced: there is no folder ~/shared"
    assert page.get("/").text.count(words) == 1
    assert page.get("/").text.count(words) == 1
    assert "Not synced" not in page.get("/stories").text
    card = answer(page)
    assert logged(lp) == [card]
    shared.mkdir()
    assert "Not synced" not in page.get("/").text


def test_a_hub_that_never_answers_keeps_no_page_waiting(page, lp, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr(page_sync, "STALE", 0)
        monkeypatch.setattr(page_sync, "PATIENCE", 0.15)
        monkeypatch.setattr(page_sync, "END_PATIENCE", 0.1)
        port = silent.getsockname()[1]
        lp("set", f"sync=postgresql://anna@127.0.0.1:{port}/cards")
        assert page.get("/").status_code == 200
        card = answer(page)
        assert page.app.state.sync._is_busy
        assert logged(lp) == [card]
        assert [*page.app.state.sync.close()] == [f"Not synced: {page_sync.TOO_LONG}"]


@pytest.mark.postgresql
def test_answers_come_from_a_hub_and_go_there(page, hub, home, lp, monkeypatch):
    login, server = hub.people["anna"], hub.server
    (home / ".pgpass").write_text(f"*:*:*:{login}:{server.passwords[login]}\n")
    (home / ".pgpass").chmod(0o600)
    lp("set", f"sync=postgresql://{login}@{postgres.HOST}:{server.port}/{hub.database}")
    lp("set", "sync_whole=yes")
    lp("--db", home / "other.db", "grade", OTHER, "4", now="2026-03-01T09:00")
    lp("--db", home / "other.db", "sync")
    monkeypatch.setattr(page_sync, "STALE", 0)
    page.get("/")
    assert logged(lp) == [OTHER]
    card = answer(page)
    [line] = page.app.state.sync.close()
    assert line.endswith(": 1 out, 1 in.")
    with open_log(str(home / "third.db"), device="third") as log:
        hub.sync(log, now=LATER.at)
        assert [event.card for event in log.events()] == [OTHER, card]


def test_a_fault_of_ours_in_a_sync_is_a_remark_and_ends_nothing(page, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(page_sync, "STALE", 0)
    with monkeypatch.context() as breaking:
        breaking.setattr(page_sync, "synced", broken)
        assert "Not synced: this is a bug in lpcards" in page.get("/").text
    assert "Not synced" not in page.get("/").text


def test_it_syncs_once_in_a_while_however_much_is_asked(page, monkeypatch):
    rounds = []
    monkeypatch.setattr(page_sync.PageSync, "_round", lambda _: rounds.append(1) or [])
    for _ in range(5):
        page.get("/")
        answer(page)
    assert rounds == []  # the one at the start is over
    monkeypatch.setattr(page_sync, "STALE", 0)
    page.get("/")
    page.get("/")
    assert rounds == [1, 1]


@pytest.mark.parametrize("places", ["", "anki"])
def test_without_places_there_is_no_thread_and_nothing_is_said(shared, lp, places):
    lp("set", f"sync={places}")
    with Browser(Workspace((), None, NOW), headers={"Origin": f"http://{HOST}"}) as browser:
        browser.log_in().get("/")
        answer(browser)
        assert browser.app.state.sync._thread is None
        assert [*browser.app.state.sync.close()] == []


def test_a_place_that_was_set_while_the_page_stood_open_gets_its_answers_at_the_end(
    shared, home, lp
):
    lp("set", "sync=")
    with Browser(Workspace((), None, NOW), headers={"Origin": f"http://{HOST}"}) as browser:
        browser.log_in().get("/")
        card = answer(browser)
        lp("set", "sync=~/shared")
        assert [*browser.app.state.sync.close()] == ["Synced with ~/shared: 1 out, 0 in."]
    assert there(shared, home) == [card]
