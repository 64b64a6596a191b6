"""What a request has to be before anything of it is looked at: meant for us, and sent by us."""

from collections.abc import Set as AbstractSet

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from lpcards.web.failures import refused
from lpcards.web.refusal import Refusal

SAFE = frozenset({"GET", "HEAD"})
KNOWN = SAFE | {"POST"}
FROM_HERE = frozenset({"same-origin", "none"})
"""What a browser says of requests of our own pages, and of addresses that somebody typed."""
ELSEWHERE = "Another site sent this, so nothing was done."


def refuse_strangers(method: str, headers: Headers, hosts: AbstractSet[str]) -> None:
    """Raise Refusal for a request that is not for one of `hosts` (`127.0.0.1:8000`), or not by us.

    A name of somebody else's that leads here (DNS rebinding) is none of ours. Browsers name the
    origin of what another page sends; a program that names none needs the key of our forms anyway.
    """
    if method not in KNOWN:
        raise Refusal(405, "This page knows GET and POST only.")
    host = headers.getlist("host")
    if len(host) != 1 or host[0].lower() not in hosts:
        raise Refusal(421, "This is not the address that `lpcards serve` printed.")
    site = headers.get("sec-fetch-site", "none")
    if site not in FROM_HERE:
        raise Refusal(403, ELSEWHERE)
    origins = headers.getlist("origin")
    if any(origin.lower() != f"http://{host[0].lower()}" for origin in origins):
        raise Refusal(403, ELSEWHERE)
    if method not in SAFE and not origins and site != "same-origin":
        raise Refusal(403, "A form has to say where it comes from.")


class HostsOnly:
    """An application that gets to see only what is meant for it and was not sent by others."""

    def __init__(self, app: ASGIApp, hosts: AbstractSet[str]) -> None:
        """Let `app` answer for `hosts`."""
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            request = Request(scope)
            try:
                refuse_strangers(request.method, request.headers, self._hosts)
            except Refusal as fault:
                await refused(request, fault)(scope, receive, send)
                return
        await self._app(scope, receive, send)
