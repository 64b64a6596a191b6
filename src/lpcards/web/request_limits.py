"""How much, how slowly and how often: a body's size and time, and requests in a while."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

from lpcards.web.refusal import Refusal

MOST_BYTES = 1_000_000
"""Of a body: pasted notes are the longest that somebody sends."""
MOST_FIELDS = 500
"""Of a form."""
SECONDS = 15
"""In which a body has to be here."""
MOST_CALLERS = 1000
SLACK = 1e-6
"""Seconds that sums of shares may be off."""


async def read_body(request: Request) -> bytes:
    """Return a request's body. Raises Refusal if it is too long, too slow or broken off."""
    try:
        async with asyncio.timeout(SECONDS):
            return await _body(request)
    except TimeoutError:
        raise Refusal(408, "That took too long to arrive; send it again.") from None
    except ClientDisconnect:
        raise Refusal(400, "That did not arrive whole; send it again.") from None


async def _body(request: Request) -> bytes:
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > MOST_BYTES:
        raise _too_long()
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise _too_long()
    return bytes(body)


def _too_long() -> Refusal:
    return Refusal(413, f"That is too long: at most {MOST_BYTES // 1_000_000} MB.")


def with_body(request: Request, body: bytes) -> Request:
    """Return a request whose body is read already."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, receive)


class RateLimit:
    """So many calls in a while for each caller, who then has to wait."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        """Allow `most` at once, and one more each time a share of `seconds` has passed."""
        self._most, self._share, self._clock = most, seconds / most, clock
        self._until: OrderedDict[str, float] = OrderedDict()

    def count(self, caller: str) -> None:
        """Count a call. Raises Refusal if the caller has to wait."""
        now = self._clock()
        before = max(self._until.get(caller, now), now)
        if before - now > (self._most - 1) * self._share + SLACK:
            raise Refusal(429, "That was too often; wait a little and try again.")
        self._until[caller] = before + self._share
        self._until.move_to_end(caller)
        while len(self._until) > MOST_CALLERS:
            self._until.popitem(last=False)
