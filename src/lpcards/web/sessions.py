"""Who may come in: links that work once, and the browsers that came by one.

Nothing of it is on disk: whoever starts the server again starts with nobody in.
"""

import secrets
from collections.abc import Callable, Iterable
from hmac import compare_digest
from typing import NamedTuple, TypeVar

Kept = TypeVar("Kept")

LINK_LASTS = 3600
"""Seconds in which a link has to be used."""
MOST_LINKS, MOST_SESSIONS = 20, 50
"""The oldest one goes when there are more."""
BYTES = 32


class Session(NamedTuple):
    """A browser that came in: what its cookie holds, and what its forms carry besides."""

    id: str
    form_key: str


class Sessions:
    """The links that were given out and not used yet, and the browsers that used one."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin with none; `clock` returns seconds that only grow."""
        self._clock = clock
        self._links: dict[str, float] = {}
        self._sessions: dict[str, Session] = {}

    def new_token(self) -> str:
        """Return the token of a new link: it logs one browser in, within an hour."""
        token = secrets.token_urlsafe(BYTES)
        self._links[token] = self._clock() + LINK_LASTS
        _shorten(self._links, MOST_LINKS)
        return token

    def session_by(self, token: str) -> Session | None:
        """Return a new session for a link's token, which is used up now; None if it is none."""
        if not self.use_up(token):
            return None
        session = Session(secrets.token_urlsafe(BYTES), secrets.token_urlsafe(BYTES))
        self._sessions[session.id] = session
        _shorten(self._sessions, MOST_SESSIONS)
        return session

    def use_up(self, token: str) -> bool:
        """Let a link's token be worth nothing from now on; say whether it was worth anything."""
        known = _same(token, self._links)
        return known is not None and self._links.pop(known) >= self._clock()

    def session(self, cookie: str) -> Session | None:
        """Return the session whose cookie this is, if any."""
        known = _same(cookie, self._sessions)
        return None if known is None else self._sessions[known]

    def end(self, session: Session) -> None:
        """Let a session's cookie be worth nothing."""
        self._sessions.pop(session.id, None)


def is_same(secret: str, given: str) -> bool:
    """Say whether two texts are the same, in a time that says nothing of where they differ."""
    return compare_digest(secret.encode(), given.encode("utf-8", "surrogatepass"))


def _same(given: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that was given; all are compared, whichever it is."""
    return next(iter([one for one in known if is_same(one, given)]), None)


def _shorten(kept: dict[str, Kept], most: int) -> None:
    while len(kept) > most:
        del kept[next(iter(kept))]
