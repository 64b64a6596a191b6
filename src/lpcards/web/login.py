"""The way in: a link with a token that works once is exchanged for a cookie."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lpcards.web.refusal import Refusal
from lpcards.web.request_limits import RateLimit
from lpcards.web.sent_data import Sent, sent_data
from lpcards.web.sessions import Session, Sessions
from lpcards.web.unsent_answer import answer_of_stranger, may_be_answer

TRIES, WRITES = 10, 300
"""Links that a machine may try, or answers that it may send from outside, in a minute; and what a
browser that is in may send."""
HOW = (
    "Open the link that `lpcards serve` shows in its terminal. Each link works once, and within an "
    "hour; press Enter there for a new one."
)


class Door:
    """Who comes in, by which link, and whose cookie is known."""

    def __init__(self, sessions: Sessions, monotonic: Callable[[], float]) -> None:
        """Let in whom `sessions` knows."""
        self._sessions = sessions
        self._tries = RateLimit(TRIES, 60, monotonic)
        self._answers = RateLimit(TRIES, 60, monotonic)
        self._writes = RateLimit(WRITES, 60, monotonic)

    def session_of(self, request: Request) -> Session:
        """Return the session of a request. Raises Refusal if it is nobody's."""
        session = self._known(request)
        if session is None:
            raise Refusal(401, HOW)
        return session

    async def sender_of(self, request: Request) -> Session:
        """Return the session of who sends something. Raises Refusal, with an answer in it."""
        session = self._known(request)
        if session is None:
            self._writes.count(_address(request))
            if not may_be_answer(request):
                raise Refusal(401, HOW)
            self._answers.count(_address(request))
            raise Refusal(401, HOW, await answer_of_stranger(request))
        return session

    async def sent(self, request: Request, session: Session) -> Sent:
        """Return what a browser that is in sent. Raises Refusal if that is too much or not ours."""
        self._writes.count(session.id)
        return await sent_data(request, session)

    async def enter(self, request: Request) -> Response:
        """Exchange a link's token for a cookie and lead to the first page.

        Looking ahead does not use a link up: not a browser's, nor a scanner's that asks for HEAD.
        """
        ahead = request.headers.get("sec-purpose") or request.headers.get("purpose")
        if request.method == "HEAD" or ahead:
            raise HTTPException(405)
        tokens = request.query_params.getlist("token")
        if self._known(request):
            for token in tokens[:1]:
                self._sessions.use_up(token)
            return RedirectResponse("/", 303)
        self._tries.count(_address(request))
        session = self._sessions.session_by(tokens[0]) if len(tokens) == 1 else None
        if session is None:
            raise Refusal(401, HOW)
        response = RedirectResponse("/", 303, {"Referrer-Policy": "no-referrer"})
        response.set_cookie(_cookie(request), session.id, httponly=True, samesite="strict")
        return response

    async def leave(self, request: Request) -> Response:
        """End the session."""
        session = self.session_of(request)
        await self.sent(request, session)
        self._sessions.end(session)
        response = RedirectResponse("/", 303)
        response.delete_cookie(_cookie(request), httponly=True, samesite="strict")
        return response

    def _known(self, request: Request) -> Session | None:
        return self._sessions.session(request.cookies.get(_cookie(request), ""))


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _cookie(request: Request) -> str:
    """Return the cookie's name: browsers send cookies to every port of a machine."""
    return f"lpcards-{request.headers['host'].rpartition(':')[2]}"
