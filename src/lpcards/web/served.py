"""The page while it is served: where it listens, the links that let a browser in, its end."""

from collections.abc import Callable
from socket import socket
from types import TracebackType
from typing import Self

from lpcards.study import clock
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.web.application import application
from lpcards.web.last_port import last_port, remember_port
from lpcards.web.server import hosts_of, listening, serve
from lpcards.web.sessions import Sessions


class Served:
    """The page of a workspace at its addresses; a context manager."""

    def __init__(self, workspace: Workspace, port: int, *, lan: bool = False) -> None:
        """Listen at the port (0: the last one, or any); with `lan` in the network, too.

        Raises UserFault where that cannot be.
        """
        self._workspace = workspace
        self.ended_lines: list[str] = []
        """What came and went between machines, once it has ended, and what went wrong."""
        self._sockets = _listening(port or last_port(workspace.database), anyhow=not port, lan=lan)
        remember_port(workspace.database, self._sockets[0].getsockname()[1])
        self._sessions = Sessions(clock.monotonic)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for one in self._sockets:
            one.close()

    def link(self) -> str:
        """Return a new link for this machine."""
        return self._link(0)

    def phone_link(self) -> str:
        """Return a new link for the network; "" where it is not listened to."""
        return self._link(1) if len(self._sockets) > 1 else ""

    def _link(self, at: int) -> str:
        address, port = self._sockets[at].getsockname()
        return f"http://{address}:{port}/login?token={self._sessions.new_token()}"

    def json(self) -> dict[str, object]:
        """Return the address and tokens as scripts read them."""
        link, phone = self.link(), self.phone_link()
        url, token = link.split("/login?token=")
        return {"url": url, "token": token, "login": link, "phone": phone or None}

    def run(self, ready: Callable[[], None], entered: Callable[[], object] | None = None) -> None:
        """Answer until somebody ends it. `ready` is called when it answers, `entered` at Enter."""
        app = application(self._workspace, self._sessions, hosts_of(self._sockets))
        try:
            serve(app, self._sockets, ready, entered)
        finally:
            self.ended_lines = [*app.state.sync.close()]


def _listening(port: int, *, anyhow: bool, lan: bool) -> list[socket]:
    """Return what listens at the port; `anyhow`: at another one where that cannot be."""
    try:
        return listening(port, lan=lan)
    except UserFault:
        if not (anyhow and port):
            raise
        return listening(0, lan=lan)
