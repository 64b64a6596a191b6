"""What is said where nobody, or somebody else, answers in AnkiConnect's place."""

import contextlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from anki_desk import WAIT, StandIn
from lpcards.anki import anki_connect
from lpcards.anki.anki_connect import AnkiConnect, AnkiRefusal, AnkiUnreachable, order
from lpcards.anki.anki_desktop import AnkiDesktop
from lpcards.system.problem import UserFault
from real_anki import free_port

GET = r"Get Add-ons, code 2055492159"
NOT_IT = "is not AnkiConnect: name its address with --url"


@contextlib.contextmanager
def answering(body, status=200):
    """Run a server that gives everybody the same answer; yield its address and what it was sent."""
    sent = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            sent.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", sent
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def at_a_socket(act):
    """Run `act` with whoever connects; yield the address."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve():
        there, _ = listening.accept()
        with there:
            there.recv(1 << 16)
            act(there)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        thread.join()
        listening.close()


def refused(url, words):
    """Say hello, and see that it comes to nothing."""
    with pytest.raises(AnkiUnreachable, match=words):
        AnkiDesktop(AnkiConnect(url))


def test_where_nobody_listens_it_says_how_to_get_it_and_what_does_without():
    words = f"nothing answers at .*start Anki; if it runs, get .*{GET}.*`lpcards build`.*pull"
    with pytest.raises(AnkiUnreachable, match=words.replace("(", r"\(")):
        AnkiDesktop(AnkiConnect(f"http://127.0.0.1:{free_port()}"))


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>hello</html>", [], 6, {"result": 6}, {"error": None}, b"[" * 100_000, b"\xff{"],
)
def test_who_answers_something_else_is_not_ankiconnect(body):
    with answering(body) as (url, _), pytest.raises(AnkiUnreachable, match=NOT_IT):
        AnkiDesktop(AnkiConnect(url))


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH\r\n", b"", b"HTTP/1.1 \xff\xff\r\n\r\n"])
def test_who_speaks_no_http_is_not_ankiconnect(said):
    with at_a_socket(lambda there: there.sendall(said)) as url, pytest.raises(AnkiUnreachable):
        AnkiDesktop(AnkiConnect(url))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("valid api key must be provided", "wants its key: set LPCARDS_ANKI_KEY"),
        ("collection is not available", "no profile open"),
        ("unsupported action", "does not know version: update the add-on"),
    ],
)
def test_what_is_in_the_way_is_said(error, words):
    with answering({"result": None, "error": error}) as (url, _):
        refused(url, words)


def test_a_refused_permission_is_said():
    with answering({}, status=403) as (url, _), pytest.raises(AnkiUnreachable, match="permission"):
        AnkiDesktop(AnkiConnect(url))


def test_an_old_add_on_is_said():
    with answering({"result": 5, "error": None}) as (url, _):
        refused(url, "too old: update the add-on")


def test_an_anki_that_is_at_work_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(anki_connect, "GREETING", 0.2)
    over = threading.Event()
    with at_a_socket(lambda _: over.wait(WAIT)) as url:
        refused(url, "does not answer: it is at work, or one of its")
        over.set()


def test_an_answer_that_trickles_in_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(anki_connect, "GREETING", 0.3)

    def trickle(there):
        there.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        until = time.monotonic() + WAIT
        with contextlib.suppress(OSError):  # it is let go
            while time.monotonic() < until:
                time.sleep(0.05)
                there.sendall(b" ")

    with at_a_socket(trickle) as url, pytest.raises(AnkiUnreachable, match="does not answer"):
        AnkiDesktop(AnkiConnect(url))


def test_an_answer_without_end_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr(anki_connect, "MOST_BYTES", 1000)
    with answering(b'{"result": "' + b"x" * 5000 + b'", "error": null}') as (url, _):
        refused(url, NOT_IT)


def test_a_fault_of_anki_is_said_in_short():
    failing = answering({"result": None, "error": "no " * 10_000})
    with failing as (url, _), pytest.raises(AnkiRefusal) as caught:
        AnkiConnect(url).ask("importPackage")
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1", "http://localhost:1", "http://[::1]:9", "http://127.8.0.1/"]
)
def test_this_machine_is_allowed(url):
    AnkiConnect(url)


@pytest.mark.parametrize(
    "url", ["http://192.168.0.2:8765", "http://anki.example", "http://0.0.0.0"]
)
def test_another_machine_has_to_be_allowed(url):
    with pytest.raises(UserFault, match=r"is another machine.*--remote"):
        AnkiConnect(url)
    AnkiConnect(url, remote=True)


@pytest.mark.parametrize(
    "url",
    ["", "8765", "ftp://127.0.0.1", "http://", "http://127.0.0.1:x", "http://[", "http://a/b"],
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(UserFault, match="is not an address like http"):
        AnkiConnect(url)


def test_no_proxy_has_a_part_in_it(monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    with answering({"result": 6, "error": None}) as (url, sent):
        AnkiConnect(url).greet()
    assert [one["action"] for one in sent] == ["version"]


def test_the_key_goes_with_every_call_of_a_request():
    with answering({"result": [{"result": 1, "error": None}] * 2, "error": None}) as (url, sent):
        AnkiConnect(url, "secret").ask_all([order("a"), order("b")])
    [request] = sent
    calls = request["params"]["actions"]
    assert [one["key"] for one in (request, *calls)] == ["secret"] * 3


def test_many_calls_go_out_in_portions():
    long = "x" * 100_000
    with answering({"result": [{"result": 1, "error": None}] * 3, "error": None}) as (url, sent):
        assert AnkiConnect(url).ask_all([order("a", text=long)] * 6) == [1] * 6
    assert [len(request["params"]["actions"]) for request in sent] == [3, 3]


@pytest.fixture
def locked(tmp_path):
    """Return a desk whose add-on wants a key."""
    yield (desk := StandIn(tmp_path / "desk"))
    desk.end()


def test_the_key_comes_from_the_environment_and_is_never_said(own, locked, monkeypatch):
    locked.result("lock", key="my-secret")
    sync = ("sync", "anki", "--url", locked.url)
    assert "LPCARDS_ANKI_KEY" in own(*sync, now=None, code=1).err
    monkeypatch.setenv("LPCARDS_ANKI_KEY", "wrong")
    refused = own("-v", *sync, now=None, code=1)
    assert "LPCARDS_ANKI_KEY" in refused.err
    assert "wrong" not in refused.out + refused.err
    monkeypatch.setenv("LPCARDS_ANKI_KEY", "my-secret")
    done = own("-v", *sync, now=None)
    assert "my-secret" not in done.out + done.err


def test_nothing_is_built_where_nobody_answers(own, home):
    refused = own("sync", "anki", "--url", f"http://127.0.0.1:{free_port()}", code=1)
    assert refused.out == ""
    assert refused.err.count("\n") == 1
    assert not (home / "decks").exists()


class Scripted(AnkiConnect):
    """An AnkiConnect that gives each call the answer written for it."""

    def __init__(self, **answers):
        super().__init__("http://127.0.0.1:8765", "")
        self._answers = answers

    def greet(self):
        pass

    def ask(self, action, **_):
        return self._answers[action]

    def ask_all(self, orders):
        return [self._answers["searched"] for _ in orders]


@pytest.mark.parametrize(
    "answers",
    [
        {"findCards": None},
        {"findCards": {"a": 1}},
        {"findCards": [1], "getDecks": None},
        {"findCards": [1], "getDecks": {"a": [1], "b": 3}},
        {"findCards": [1], "getDecks": {"a::b": [1], "a::c": [2]}, "searched": None},
    ],
)
def test_an_answer_of_another_shape_is_none_of_ankiconnect(tmp_path, answers):
    with pytest.raises(AnkiUnreachable, match="is not AnkiConnect"):
        AnkiDesktop(Scripted(**answers)).export(str(tmp_path))
