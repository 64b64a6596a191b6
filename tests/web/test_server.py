"""The real server at a real socket: what it makes of broken, slow and many requests; its end."""

import contextlib
import re
import select
import socket
import threading
import time
from types import SimpleNamespace

import pytest
import uvicorn
from uvicorn.server import ServerState

from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.web import server
from lpcards.web.qr_code import QUIET_ZONE, qr_lines
from lpcards.web.served import Served
from web.conftest import NOW

PATIENCE = 60


@pytest.fixture
def served(home, monkeypatch):
    """Return the page served in a thread, and its port."""
    kept = []
    made = server._Server

    def remembered(*args):
        kept.append(made(*args))
        return kept[-1]

    monkeypatch.setattr(server, "_Server", remembered)
    monkeypatch.setattr(made, "capture_signals", lambda _: contextlib.nullcontext())
    ready = threading.Event()
    with Served(Workspace((), None, NOW), 0) as page:
        thread = threading.Thread(target=page.run, args=[ready.set])
        thread.start()
        assert ready.wait(PATIENCE)
        page.port = page._sockets[0].getsockname()[1]
        yield page
        kept[0].should_exit = True
        thread.join(PATIENCE)
        assert not thread.is_alive()


def asked(port, *pieces):
    """Send bytes as they are; return all that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as way:
        for piece in pieces:
            way.sendall(piece)
        found = b""
        while data := way.recv(65536):
            found += data
    return found.decode("latin-1")


def head(port, path="/", method="GET", more="", host=None):
    host = f"Host: {host or f'127.0.0.1:{port}'}\r\n"
    return f"{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{more}\r\n".encode("latin-1")


def test_it_does_not_say_what_it_is(served):
    answer = asked(served.port, head(served.port))
    assert answer.startswith("HTTP/1.1 401")
    assert "uvicorn" not in answer.lower()
    assert "\nserver:" not in answer.lower()


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"y" * 100_000,
        b"\r\n" * 10 + b"BREW\r\n\r\n",
    ],
)
def test_a_request_that_is_none_or_for_others_gets_a_refusal_and_no_page(served, request_line):
    answer = asked(served.port, request_line)
    assert re.match(r"HTTP/1\.1 4\d\d ", answer) or answer == ""
    assert "lpcards asks" not in answer
    assert asked(served.port, head(served.port)).startswith("HTTP/1.1 401")


def test_two_lengths_and_chunks_beside_a_length_smuggle_nothing(served):
    for more in (
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Content-Length: -1\r\n",
    ):
        inner = head(served.port, "/login")
        answer = asked(
            served.port, head(served.port, "/logout", "POST", more) + b"0\r\n\r\n" + inner
        )
        assert answer.count("HTTP/1.1 ") == 1
        assert re.match(r"HTTP/1\.1 4\d\d ", answer)


def test_a_header_cannot_be_made_by_an_address(served):
    token = "x%0d%0aSet-Cookie:%20a=b"
    answer = asked(served.port, head(served.port, f"/login?token={token}"))
    assert "set-cookie" not in answer.partition("\r\n\r\n")[0].lower()


@pytest.fixture
def impatient(served, monkeypatch):
    """Return the page of a server that soon lets go whoever asks nothing: no busy machine asks."""
    monkeypatch.setattr(server, "HEAD_SECONDS", 0.3)
    return served


def test_who_does_not_say_what_they_want_is_let_go(impatient):
    assert asked(impatient.port, b"GET / HTTP/1.1\r\n") == ""
    assert asked(impatient.port) == ""


def test_who_asks_and_takes_no_answer_is_let_go(impatient):
    asks = f"GET /static/page.css HTTP/1.1\r\nHost: 127.0.0.1:{impatient.port}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=0.5) as way:
        with contextlib.suppress(TimeoutError, ConnectionError):
            while True:
                way.sendall(asks * 100)
        gone = select.poll()
        gone.register(way, 0)  # that it is closed is told in any case, and nothing is read
        assert gone.poll(PATIENCE * 1000)
    assert asked(impatient.port, head(impatient.port)).startswith("HTTP/1.1 401")


class Full:
    """A transport that as much waits in, at each look: what was taken was written anew."""

    is_gone = False

    def get_write_buffer_size(self):
        return 60_000

    def get_extra_info(self, _):
        return None

    def is_closing(self):
        return self.is_gone

    def abort(self):
        self.is_gone = True


@pytest.mark.parametrize("takes", [True, False])
def test_who_takes_an_answer_slowly_gets_it_whole(takes):
    looks = []
    loop = SimpleNamespace(call_later=lambda _, *look: looks.append(look))
    config = uvicorn.Config(app=None, log_config=None)
    way = server._Impatient(config, ServerState(), {}, _loop=loop)
    full = Full()
    way.connection_made(full)
    for _ in range(5):
        if looks:
            look, *told = looks.pop()
            look(*told)
        if takes:
            way.pause_writing()
            way.resume_writing()
    assert full.is_gone != takes


@pytest.mark.parametrize("length", [0, 900_000])
def test_who_was_answered_and_then_drips_a_head_or_a_body_is_let_go(impatient, length):
    more = f"Host: 127.0.0.1:{impatient.port}\r\nContent-Length: {length}\r\n\r\n"
    until = time.monotonic() + PATIENCE
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=0.05) as way:
        way.sendall(f"GET / HTTP/1.1\r\n{more}".encode())
        with contextlib.suppress(ConnectionError):
            while time.monotonic() < until:
                with contextlib.suppress(TimeoutError):
                    if not way.recv(65536):
                        break
                way.sendall(b"G")
    assert time.monotonic() < until


def test_no_packet_waits_until_the_one_before_is_acknowledged(served, monkeypatch):
    met, made = [], server._Impatient.connection_made

    def connected(self, transport):
        made(self, transport)
        way = transport.get_extra_info("socket")
        met.append(way.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    monkeypatch.setattr(server._Impatient, "connection_made", connected)
    asked(served.port, head(served.port))
    assert len(met) == 1
    assert met[0]


def test_many_at_once_are_all_answered(served):
    answers = []

    def ask():
        answers.append(asked(served.port, head(served.port)))

    threads = [threading.Thread(target=ask) for _ in range(40)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(PATIENCE)
    assert len(answers) == 40
    assert all(answer.startswith("HTTP/1.1 401") for answer in answers)


def test_only_this_machine_is_listened_to(served):
    addresses = [one.getsockname()[0] for one in served._sockets]
    assert addresses == ["127.0.0.1"]
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((server.lan_address(), served.port), timeout=PATIENCE)


def test_in_the_network_it_listens_at_one_address_more_and_no_other(home):
    with Served(Workspace((), None, NOW), 0, lan=True) as page:
        found = [one.getsockname() for one in page._sockets]
        assert [address for address, _ in found] == ["127.0.0.1", server.lan_address()]
        assert len({port for _, port in found}) == 1
        assert page.phone_link().startswith(f"http://{found[1][0]}:{found[1][1]}/login?token=")
        assert server.hosts_of(page._sockets) == {
            *(f"{address}:{port}" for address, port in found),
            f"localhost:{found[0][1]}",
        }


def test_at_the_port_of_http_a_request_need_not_name_it():
    class Socket:
        def getsockname(self):
            return "127.0.0.1", 80

    found = server.hosts_of([Socket()])
    assert found == {"127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"}


def test_a_machine_in_no_network_says_so(monkeypatch):
    monkeypatch.setattr(server, "SOMEWHERE", ("127.0.0.9", 9))
    with pytest.raises(UserFault, match="this machine is in no network"):
        server.listening(0, lan=True)


def test_the_code_is_the_link_module_by_module():
    import segno

    link = "http://192.168.1.20:40000/login?token=" + "a" * 43
    shown = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}  # 0 is light, and drawn
    rows = []
    for line in qr_lines(link, colored=False):
        pairs = [shown[block] for block in line]
        rows += [[upper for upper, _ in pairs], [lower for _, lower in pairs]]
    expected = [
        [*map(int, row)] for row in segno.make_qr(link, error="l").matrix_iter(border=QUIET_ZONE)
    ]
    assert rows[: len(expected)] == expected
    assert all(line.startswith("\x1b[38;5;231;48;5;16m") for line in qr_lines(link, colored=True))
