"""What goes wrong, as a page in words: a refusal, an address that is none, a fault of ours."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lpcards.study.crash_report import words_of
from lpcards.study.messages import note
from lpcards.system.problem import UserFault
from lpcards.web.command_links import links_in
from lpcards.web.page_templates import filled, sentence
from lpcards.web.refusal import Refusal, UnsentAnswer
from lpcards.web.visit import json_response

LOG_IN, TOO_OFTEN, OURS = 401, 429, 500
WORDS = {
    404: "There is no such page.",
    405: "This page can be read, and nothing can be sent to it.",
}
TITLES = {LOG_IN: "Log in", 404: "Not here", TOO_OFTEN: "Wait a little", OURS: "A fault"}
"""What stands above the words, by HTTP's status."""


def refused(request: Request, fault: Exception) -> Response:
    """Return the page of a Refusal."""
    answer = fault.answer if isinstance(fault, Refusal) else None
    return message_page(request, getattr(fault, "status", 400), str(fault), answer)


def missing(request: Request, fault: Exception) -> Response:
    """Return the page of what the framework refuses: an address, a method, a form."""
    status = fault.status_code if isinstance(fault, HTTPException) else 400
    return message_page(request, status, WORDS.get(status, "That request cannot be answered."))


def failed(request: Request, fault: Exception) -> Response:
    """Return the page of a fault; one of ours is told to the terminal too."""
    if isinstance(fault, UserFault):
        return message_page(request, 400, sentence(str(fault)))
    return message_page(request, OURS, told_of(fault))


def told_of(fault: Exception) -> str:
    """Return a sentence on a fault of ours, which is told to the terminal too."""
    words = words_of(fault)
    note(f"lpcards: {words}")
    return sentence(words)


def message_page(
    request: Request, status: int, words: str, answer: UnsentAnswer | None = None
) -> Response:
    """Return a page that only says something; to a script, JSON with `error`.

    An `answer` that was refused can be sent again from there.
    """
    if request.url.path.startswith("/api/"):
        return json_response({"error": words, "links": links_in(words)}, status)
    title = TITLES.get(status, HTTPStatus(status).phrase if status in _KNOWN else "Not done")
    if answer and answer.form_key:
        title = "Not recorded yet"
    page = filled("message.html", title=title, words=words, is_in=status != LOG_IN, answer=answer)
    headers = {"Retry-After": "10"} if status == TOO_OFTEN else None
    return HTMLResponse(page, status, headers)


class FaultsTold:
    """An application whose faults are told: to the browser in words, ours to the terminal too."""

    def __init__(self, app: ASGIApp) -> None:
        """Tell what `app` raises."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a response that is under way can only be broken off."""
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as fault:
            if started or scope["type"] != "http":
                raise
            await failed(Request(scope), fault)(scope, receive, send)


_KNOWN = frozenset(int(status) for status in HTTPStatus)
