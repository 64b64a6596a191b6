"""The application: requests checked, read, and answered by the page at their address."""

from collections.abc import AsyncIterator, Callable
from collections.abc import Set as AbstractSet
from contextlib import asynccontextmanager
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lpcards.study import clock
from lpcards.study.workspace import Workspace
from lpcards.web.failures import FaultsTold, missing, refused
from lpcards.web.login import Door
from lpcards.web.open_tellings import OpenTellings
from lpcards.web.page_sitting import Sittings
from lpcards.web.page_sync import PageSync
from lpcards.web.refusal import Refusal
from lpcards.web.request_rules import HostsOnly
from lpcards.web.response_headers import ResponseHeaders
from lpcards.web.routes import PAGES
from lpcards.web.sent_data import Sent
from lpcards.web.sessions import Session, Sessions
from lpcards.web.static_files import static_file
from lpcards.web.visit import Page, Visit
from lpcards.web.workspace_thread import WorkspaceThread
from lpcards.web.written_once import WrittenOnce


def application(
    workspace: Workspace,
    sessions: Sessions,
    hosts: AbstractSet[str],
    monotonic: Callable[[], float] = clock.monotonic,
) -> Starlette:
    """Return the application over a workspace, which is its own until it is shut down.

    It answers for `hosts` alone, such as `127.0.0.1:8000`. `monotonic` returns seconds that only
    grow.
    """
    door = Door(sessions, monotonic)
    tellings = OpenTellings(monotonic)
    sync = PageSync(workspace)
    pages = _PageRoutes(WorkspaceThread(workspace), door, tellings, sync)
    made = Starlette(
        routes=[
            Route("/login", door.enter),
            Route("/logout", door.leave, methods=["POST"]),
            Route("/static/{name}", static_file),
            *map(pages.route, PAGES),
        ],
        middleware=[
            Middleware(ResponseHeaders),
            Middleware(FaultsTold),
            Middleware(HostsOnly, hosts=hosts),
        ],
        exception_handlers={Refusal: refused, HTTPException: missing},
        lifespan=pages.opened,
    )
    made.state.sittings = Sittings(monotonic)
    made.state.tellings, made.state.sync = tellings, sync
    made.state.written = WrittenOnce()
    made.router.redirect_slashes = False  # an address is one of ours or none
    return made


class _PageRoutes:
    """Where browsers that are logged in get their answers, one after another."""

    def __init__(
        self, thread: WorkspaceThread, door: Door, tellings: OpenTellings, sync: PageSync
    ) -> None:
        self._thread, self._door, self._tellings, self._sync = thread, door, tellings, sync

    @asynccontextmanager
    async def opened(self, _: Starlette) -> AsyncIterator[None]:
        """Be there; afterwards everything is closed, and what was being told is kept."""
        self._thread.warm_up(self._sync.look)
        try:
            yield
            await self._thread.run(self._tellings.close)
        finally:
            self._thread.close()

    def route(self, page: Page) -> Route:
        """Return the route of a page."""
        methods = [name for name, does in (("GET", page.show), ("POST", page.take)) if does]
        return Route(page.path, partial(self._answered, page), methods=methods)

    async def _answered(self, page: Page, request: Request) -> Response:
        is_sent = request.method == "POST"
        if is_sent:
            session = await self._door.sender_of(request)
            sent = await self._door.sent(request, session)
        else:
            session, sent = self._door.session_of(request), Sent()
        answer = page.take if is_sent else page.show
        if answer is None:
            raise HTTPException(405)
        work = partial(_answer_of, answer, request, session, sent)
        return await self._thread.run(partial(self._synced, work, is_sent))

    def _synced(
        self, work: Callable[[Workspace, list[str]], Response], is_sent: bool, workspace: Workspace
    ) -> Response:
        """Return what is shown once others' answers were looked for; what is sent never waits.

        What the workspace has to say meanwhile stands on the page.
        """
        remarks: list[str] = []
        workspace.speak_to(remarks.append)
        if not is_sent:
            self._sync.look(workspace)
            return work(workspace, remarks)
        try:
            return work(workspace, remarks)
        finally:
            self._sync.answered()


def _answer_of(
    answer: Callable[[Visit], Response],
    request: Request,
    session: Session,
    sent: Sent,
    workspace: Workspace,
    remarks: list[str],
) -> Response:
    """Return what a page answers."""
    return answer(Visit(workspace, request, session, sent, remarks))
