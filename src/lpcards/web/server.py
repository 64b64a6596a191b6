"""The server: addresses to listen at, and the application served there until somebody ends it."""

import asyncio
import contextlib
import errno
import os
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from lpcards.system.problem import UserFault

LOOPBACK = "127.0.0.1"
SOMEWHERE = ("192.0.2.1", 9)
"""An address for documentation, which nobody has: asked for the way there, nothing is sent."""
HTTP_PORT = 80
PATIENCE = 5
"""Seconds that a request under way gets when the server ends."""
HEAD_SECONDS = 10
"""In which the next request has to be here, head and all."""
LEAST_TAKEN = 10_000
"""Bytes of an answer that have to be taken in that time, as long as any wait."""
MOST_CONNECTIONS = 200


def listening(port: int, *, lan: bool = False) -> list[socket.socket]:
    """Return sockets that listen on the loopback and, with `lan`, in the network: one port.

    Port 0 is one that is free. Raises UserFault where the port is taken, or there is no network.
    """
    found: list[socket.socket] = []
    try:
        for address in (LOOPBACK, *([lan_address()] if lan else [])):
            found.append(_bound(address, port))
            port = found[0].getsockname()[1]
    except BaseException:
        for one in found:
            one.close()
        raise
    return found


def _bound(address: str, port: int) -> socket.socket:
    # With the protocol named asyncio lets no packet wait for the acknowledgment of the one before.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, port))
        bound.listen(64)
    except OSError as fault:
        bound.close()
        raise _no_port(port, fault) from None
    return bound


def _no_port(port: int, fault: OSError) -> UserFault:
    if fault.errno == errno.EADDRINUSE:
        return UserFault(f"port {port} is taken; leave `--port` out, and a free one is found")
    if fault.errno == errno.EACCES:
        return UserFault(f"port {port} is the system's own; take one from 1024 on")
    return UserFault(f"port {port} cannot be listened on: {fault.strerror}")


def lan_address() -> str:
    """Return this machine's address in the network. Raises UserFault if it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(SOMEWHERE)
        except OSError:
            raise UserFault("this machine is in no network, so no phone can reach it") from None
        address: str = way.getsockname()[0]
    if address.startswith("127."):
        raise UserFault("this machine is in no network, so no phone can reach it")
    return address


def hosts_of(sockets: list[socket.socket]) -> frozenset[str]:
    """Return what a request may call the server that listens there: `127.0.0.1:8000`."""
    port = sockets[0].getsockname()[1]
    names = ["localhost", *(one.getsockname()[0] for one in sockets)]
    bare = names if port == HTTP_PORT else []  # of that one browsers say nothing
    return frozenset({*(f"{name}:{port}" for name in names), *bare})


class _Impatient(H11Protocol):
    """A connection that is closed if nothing comes or is taken by it in a while.

    A request that is answered has to be followed by another one, and an answer that is longer than
    what the system holds has to be taken. Otherwise a few who never read keep all connections.
    """

    has_taken = False
    """Whether so much was taken since it was looked at last that more could be sent."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.loop.call_later(HEAD_SECONDS, self._hurry, None, 0)

    def resume_writing(self) -> None:
        super().resume_writing()
        self.has_taken = True

    def _hurry(self, last: RequestResponseCycle | None, waited: int) -> None:
        """Close it if its `last` request is answered and none came since, for all its bytes.

        So many bytes of answers `waited` to be taken when it was looked at last.
        """
        waiting, has_taken = self.transport.get_write_buffer_size(), self.has_taken
        self.has_taken = False
        if waiting and waited and not has_taken and waited - waiting < LEAST_TAKEN:
            self.transport.abort()  # to close it would wait until they are taken
            return
        if self.transport.is_closing() and not waiting:
            return
        is_answered = self.cycle is None or self.cycle.response_complete
        if is_answered and self.cycle is last and not waiting:
            self.transport.close()
        else:
            self.loop.call_later(HEAD_SECONDS, self._hurry, self.cycle, waiting)


class _Server(uvicorn.Server):
    """A server that ends, and raises nothing, at Ctrl-C, SIGTERM or the end of its terminal."""

    def __init__(
        self,
        config: uvicorn.Config,
        ready: Callable[[], None],
        entered: Callable[[], object] | None,
    ) -> None:
        super().__init__(config)
        self._ready, self._entered = ready, entered

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self._entered:
            asyncio.get_running_loop().add_reader(0, self._typed)
        self._ready()

    def _typed(self) -> None:
        """Take a line that was typed; at the end of what is typed there is none any more."""
        if not os.read(0, 4096):
            asyncio.get_running_loop().remove_reader(0)
        elif self._entered:
            self._entered()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        ends = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # unlike under nohup
            ends.append(signal.SIGHUP)
        for number in ends:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


def serve(
    app: Starlette,
    sockets: list[socket.socket],
    ready: Callable[[], None],
    entered: Callable[[], object] | None = None,
) -> None:
    """Answer at the sockets until Ctrl-C, SIGTERM, or the end of its terminal.

    `ready` is called once somebody can come, `entered` whenever Enter is typed.
    """
    config = uvicorn.Config(
        app,
        http=_Impatient,
        ws="none",
        loop="asyncio",
        interface="asgi3",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=PATIENCE,
        h11_max_incomplete_event_size=32_768,
    )
    _Server(config, ready, entered).run(sockets)
