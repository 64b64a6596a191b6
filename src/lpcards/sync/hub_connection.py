"""A connection to a hub: nothing in it lasts for ever, what goes wrong is said in a sentence."""

import os
import socket
import threading
from contextlib import contextmanager, suppress
from random import uniform
from time import sleep
from typing import TYPE_CHECKING, Any, TypeVar

from lpcards.sync.hub_address import HubAddress, psycopg_module
from lpcards.sync.hub_schema import NO_ROOM
from lpcards.system.problem import UserFault
from lpcards.system.trace import trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from psycopg import Connection, Error

SECONDS = 60
"""How long one transaction may take, whatever the server does meanwhile."""
CONNECTING = 6
FIRST_TRIES, TRIES = 2, 6
"""How often a hub is tried that was not reached yet, and one that was."""
DELAY = 0.3
LIMITS = {
    "search_path": "pg_catalog",
    "statement_timeout": f"{SECONDS}s",
    "lock_timeout": f"{SECONDS // 3}s",
    "idle_in_transaction_session_timeout": f"{SECONDS}s",
    "default_transaction_isolation": "read committed",
}
OURS = {
    "application_name": "lpcards",
    "client_encoding": "utf8",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": SECONDS * 500,
}
PASSING = ("08", "40", "53", "57P", "55P03", "25P03")
"""How the SQLSTATEs begin of what may be over in a moment."""
ABSENT = frozenset(("3F000", "42P01", "42883", "42703"))
TLS = ("SSL", "certificate")
BROKE = ("server closed the connection", "could not receive", "could not send", "timeout")
"""What libpq says, and no server: which of them ended it."""
BUSY = (
    *("too many connections", "too many clients", "connection slots"),
    *("starting up", "shutting down", "recovery mode", "not yet accepting"),
)
"""What a server says that has enough of connections just now, or begins, or ends."""
TLS_WAYS = (
    "Over a network a hub has to prove who it is. If its certificate is of an authority of your "
    "own, end the URL in ?sslrootcert=FILE; ?sslmode=disable sends all of it open to read"
)


NO_RIGHT = "42501"
WHERE_IT_GOES = "put it in ~/.pgpass (as in NAME.pgpass), in PGPASSWORD or in the URL"
REFUSED = "Check the URL and ~/.pgpass, or ask who runs the hub"
SENDERS = ("fe_sendauth:", "FATAL:", "ERROR:")
"""How libpq begins what the server said, or what a part of its own did."""


class HubFault(UserFault):
    """What a hub refused, or what is wrong with it."""


class Unreached(HubFault):
    """The hub did not answer, or the connection broke: another time it may."""


@contextmanager
def connected(address: HubAddress) -> "Iterator[Connection[Any]]":
    """Connect to a hub for one transaction, kept at the end if all went well.

    Raises HubFault, or Unreached where it is worth another try.
    """
    psycopg = psycopg_module()
    import logging

    logging.getLogger("psycopg").disabled = True  # what it notes is raised, too
    connection = None
    try:
        with watched() as watch:
            connection = _connect(address)
            watch(connection)
            _set_limits(connection)
            yield connection
            connection.commit()
    except psycopg.Error as fault:
        raise _in_words(fault, address, reached=connection is not None) from None
    except (UnicodeError, MemoryError) as fault:
        raise HubFault(f"the hub {address.shown} sends what makes no sense ({fault})") from None
    finally:
        if connection is not None:
            connection.close()


def _connect(address: HubAddress) -> "Connection[Any]":
    values: dict[str, Any] = {"connect_timeout": CONNECTING, **OURS, **address.parameters}
    connection: Connection[Any] = psycopg_module().connect(
        **values, autocommit=True, prepare_threshold=None
    )
    return connection


def _set_limits(connection: "Connection[Any]") -> None:
    listed = ", ".join("set_config(%s, %s, false)" for _ in LIMITS)
    values = [value for pair in LIMITS.items() for value in pair]
    connection.execute(f"SELECT {listed}", values)
    connection.autocommit = False


@contextmanager
def watched() -> "Iterator[Callable[[Connection[Any]], None]]":
    """Give a function after which a connection has SECONDS, and is cut when they are over."""
    timers: list[threading.Timer] = []

    def watch(connection: "Connection[Any]") -> None:
        timer = threading.Timer(SECONDS, cut, [connection])
        timer.daemon = True
        timers.append(timer)
        timer.start()

    try:
        yield watch
    finally:
        for timer in timers:
            timer.cancel()


def cut(connection: "Connection[Any]") -> None:
    """Break a connection: whoever waits for it in another thread is given an error."""
    with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as end:
        end.shutdown(socket.SHUT_RDWR)


Result = TypeVar("Result")


def patiently(work: "Callable[[], Result]", *, tries: int = TRIES) -> Result:
    """Do what needs a hub; where the connection breaks, again, each time after a longer while."""
    for attempt in range(1, tries):
        try:
            return work()
        except Unreached as fault:
            seconds = DELAY * 2 ** (attempt - 1) * uniform(0.5, 1)  # noqa: S311  no secret
            trace("the hub was not reached (%s); again in %.1f s", fault, seconds)
            sleep(seconds)
    return work()


def _in_words(fault: "Error", address: HubAddress, *, reached: bool) -> HubFault:
    state = fault.sqlstate or ""
    words = _said(fault)
    if not reached:
        return _unconnected(fault, address, words)
    if state == NO_ROOM:
        return HubFault(f"the hub {address.shown} has no room left for you: ask who runs it")
    if state in ABSENT:
        return HubFault(
            f"there is no hub at {address.shown}: whoever runs it calls `lpcards hub init` first"
        )
    if not state or state.startswith(PASSING):
        return Unreached(f"the connection to the hub {address.shown} broke ({words})")
    more = ". Ask who runs it" if state == NO_RIGHT else ""
    return HubFault(f"the hub {address.shown} refused: {words}{more}")


def _unconnected(fault: "Error", address: HubAddress, words: str) -> HubFault:
    connection = fault.pgconn
    if any(word in words for word in TLS):
        return HubFault(f"the hub {address.shown} is not trusted: {words}. {TLS_WAYS}")
    broke = any(sign in words for sign in (*BROKE, *BUSY))
    if connection is not None and connection.used_password and not broke:
        if connection.needs_password:
            return HubFault(f"the hub {address.shown} wants a password: {WHERE_IT_GOES}")
        return HubFault(f"the hub {address.shown} does not let you in: {words}. {REFUSED}")
    return Unreached(f"the hub {address.shown} does not answer ({words})")


def _said(fault: "Error") -> str:
    """Return the line that says what is wrong; no value of a row, which may stand below it."""
    line = fault.diag.message_primary or str(fault)
    lines = [part.strip() for part in line.splitlines() if part.strip()]
    words = (lines or [type(fault).__name__])[0].rpartition(" failed: ")[2]
    for sender in SENDERS:
        words = words.removeprefix(sender).lstrip()
    return words[:300].rstrip(".")
