"""Anki while it runs, asked by way of its add-on AnkiConnect: HTTP on this machine, JSON both ways.

What answers may be anything that listens there: it is read up to a bound, for a bounded time, and
believed in nothing but its shape. The add-on's key is sent, and never said.
"""

import ipaddress
import json
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from lpcards.system.problem import UserFault
from lpcards.system.trace import trace

if TYPE_CHECKING:
    from http.client import HTTPResponse

Kind = TypeVar("Kind")

URL = "http://127.0.0.1:8765"
KEY = "LPCARDS_ANKI_KEY"
"""The environment variable with the add-on's key: a setting would be shown with the others."""

API = 6
"""The version of AnkiConnect's interface that is spoken here."""

PATIENCE = 120.0
"""Seconds that one call may take: Anki answers nothing while it imports or synchronises."""

GREETING = 10.0
"""Seconds in which an Anki that is not at work says its version."""

MOST_BYTES = 64 << 20
AT_ONCE = 256 << 10
"""Bytes of one request, about: the add-on reads a kilobyte at a time, each time from the start."""

WITHOUT = (
    "Without it: `lpcards build`, import decks/lpcards.apkg in Anki, and `lpcards pull` brings "
    "its reviews here"
)
GET = "get the add-on AnkiConnect (Tools, Add-ons, Get Add-ons, code 2055492159)"


class AnkiUnreachable(UserFault):
    """Nobody there talks to us: no Anki, no add-on, no permission, no profile."""


class AnkiRefusal(UserFault):
    """Anki took a call and could not do it; nothing of that call was done."""


class Order(NamedTuple):
    """One call: its name and what goes with it."""

    action: str
    values: dict[str, Any]


def order(action: str, **values: Any) -> Order:  # noqa: ANN401  whatever JSON can hold
    """Return a call."""
    return Order(action, values)


class AnkiConnect:
    """The add-on at an address. Every fault is a UserFault that says what to do."""

    def __init__(self, url: str = URL, key: str = "", *, remote: bool = False) -> None:
        """Keep the address; nothing is asked yet. Only with `remote` may it be another machine's.

        Raises UserFault for an address that is none.
        """
        self.url, self._key = url, key
        self._host, self._port = _place(url, remote=remote)

    def greet(self) -> None:
        """Find out whether AnkiConnect is there and takes our key; raise AnkiUnreachable if not."""
        version = self._asked(order("version"), GREETING)
        if type(version) is not int or version < API:
            raise AnkiUnreachable(f"the AnkiConnect at {self.url} is too old: update the add-on")

    def ask(self, action: str, **values: Any) -> Any:  # noqa: ANN401
        """Return what a call comes to. Raises AnkiRefusal if Anki cannot do it."""
        return self._asked(order(action, **values), PATIENCE)

    def ask_for(self, kind: type[Kind], action: str, **values: Any) -> Kind:  # noqa: ANN401
        """Return what a call comes to. Raises AnkiUnreachable where it is of another `kind`."""
        answer = self.ask(action, **values)
        if not isinstance(answer, kind):
            raise self.strange()
        return answer

    def ask_all(self, orders: Iterable[Order]) -> list[Any]:
        """Return what calls come to, in as few requests as is good.

        Raises AnkiRefusal for the first that could not be done; those after it in its request were
        tried.
        """
        return [
            self._outcome(outcome, one.action)
            for some in _portions(orders)
            for one, outcome in zip(some, self._many(some), strict=True)
        ]

    def tried(self, orders: Iterable[Order]) -> list[bool]:
        """Try calls one by one; return which of them were done."""
        return [not _error(outcome) for some in _portions(orders) for outcome in self._many(some)]

    def _many(self, orders: Sequence[Order]) -> list[Any]:
        asked = order("multi", actions=[self._request(one) for one in orders])
        outcomes = self._asked(asked, PATIENCE)
        if not isinstance(outcomes, list) or len(outcomes) != len(orders):
            raise self.strange()
        return outcomes

    def _asked(self, one: Order, patience: float) -> Any:  # noqa: ANN401
        import http.client  # here: who syncs with a folder loads this file, and no more

        trace("AnkiConnect: %s", one.action)
        body = json.dumps(self._request(one)).encode()
        try:
            status, answer = self._exchange(body, time.monotonic() + patience)
        except TimeoutError:
            raise AnkiUnreachable(
                f"Anki at {self.url} does not answer: it is at work, or one of its windows waits "
                "for you. See to that and try again"
            ) from None
        except (ConnectionResetError, BrokenPipeError):
            raise AnkiUnreachable(
                f"Anki at {self.url} broke off, or was closed: start it and do this again; what "
                "is done already is not done twice"
            ) from None
        except (http.client.HTTPException, ValueError):
            raise self.strange() from None
        except OSError as fault:
            raise AnkiUnreachable(
                f"nothing answers at {self.url} ({fault.strerror or fault}): start Anki; if it "
                f"runs, {GET} and start it again. {WITHOUT}"
            ) from None
        if status == http.client.FORBIDDEN:
            raise AnkiUnreachable(
                f"AnkiConnect at {self.url} gives no permission (403): allow this address in the "
                f"add-on's settings. {WITHOUT}"
            )
        return self._outcome(_read_json(answer), one.action)

    def _exchange(self, body: bytes, until: float) -> tuple[int, bytes]:
        """Send a request and read what comes; no proxy of the environment has a part in it."""
        from http.client import HTTPConnection

        connection = HTTPConnection(self._host, self._port, timeout=_left(until))
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", "/", body, headers)
            wire = connection.sock
            response = connection.getresponse()
            return response.status, b"".join(_blocks(wire, response, until))
        finally:
            connection.close()

    def _request(self, one: Order) -> dict[str, Any]:
        key = {"key": self._key} if self._key else {}
        return {"action": one.action, "version": API, "params": one.values, **key}

    def _outcome(self, answer: Any, action: str) -> Any:  # noqa: ANN401
        if not isinstance(answer, dict) or not {"result", "error"} <= answer.keys():
            raise self.strange()
        error = _error(answer)
        if "api key" in error:
            raise AnkiUnreachable(
                f"AnkiConnect at {self.url} wants its key: set {KEY} to the apiKey of the add-on's "
                "settings"
            )
        if error.endswith(" is not available"):
            raise AnkiUnreachable(
                "Anki has no profile open, or asks about a full synchronization: open your profile "
                "in Anki and try again"
            )
        if error == "unsupported action":
            raise AnkiUnreachable(
                f"this AnkiConnect does not know {action}: update the add-on. {WITHOUT}"
            )
        if error:
            raise AnkiRefusal(f"Anki could not do {action}: {error[:300]}")
        return answer["result"]

    def strange(self) -> AnkiUnreachable:
        """Return what to raise where an answer is none that the add-on gives."""
        return AnkiUnreachable(
            f"what answers at {self.url} is not AnkiConnect: name its address with --url, or {GET}"
        )


def _error(outcome: object) -> str:
    """Return what went wrong with a call; "" if nothing did."""
    error = outcome.get("error") if isinstance(outcome, dict) else "no answer"
    return "" if error is None else str(error) or "it does not say why"


def _place(url: str, *, remote: bool) -> tuple[str, int]:
    """Return host and port of an address; UserFault if it is none, or another machine's."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 80
    except ValueError:
        host, port, parts = None, 0, None
    if not host or parts is None or parts.scheme != "http" or parts.path not in {"", "/"}:
        raise UserFault(f"--url {url!r} is not an address like {URL}")
    if not (remote or _is_here(host)):
        raise UserFault(
            f"{host} is another machine, to which your stories would go unencrypted: if you want "
            "that, say --remote"
        )
    return host, port


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _portions(orders: Iterable[Order]) -> Iterator[list[Order]]:
    """Yield calls in portions of about AT_ONCE bytes."""
    some: list[Order] = []
    size = 0
    for one in orders:
        some.append(one)
        size += len(json.dumps(one.values))
        if size >= AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _blocks(wire: socket.socket, response: "HTTPResponse", until: float) -> Iterator[bytes]:
    """Yield what a response holds; ValueError for one without end, TimeoutError for a slow one."""
    size = 0
    while block := response.read1(1 << 16):
        size += len(block)
        if size > MOST_BYTES:
            raise ValueError(size)
        yield block
        left = _left(until)
        if not response.isclosed():
            wire.settimeout(left)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _read_json(answer: bytes) -> Any:  # noqa: ANN401
    """Return the JSON of an answer; None for what is none."""
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        return None
