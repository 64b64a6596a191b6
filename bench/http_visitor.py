"""A browser that only fetches: one connection that stays open, a cookie, and forms by their names."""

import json
import re
from collections.abc import Mapping
from html import unescape
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from measuring import Failed

FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')


class Visitor:
    """A connection to a server on this machine."""

    def __init__(self, address: str) -> None:
        self._origin = address.rstrip("/")
        self._way = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self._cookie: dict[str, str] = {}

    def log_in(self, link: str) -> None:
        """Come in by a link; the first page is not asked for."""
        parts = urlsplit(link)
        _, headers = self._fetch("GET", f"{parts.path}?{parts.query}", 303)
        self._cookie = {"Cookie": headers["Set-Cookie"].partition(";")[0]}

    def get(self, path: str) -> str:
        """Return a page."""
        return self._fetch("GET", path, 200)[0]

    def submit(self, path: str, fields: Mapping[str, str], status: int) -> str:
        """Send a form; return what comes with a status: 200 is a page, 303 leads to another."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._fetch("POST", path, status, urlencode(fields), kind)[0]

    def call(self, path: str, data: Any, key: str) -> Any:
        """Send what a page's script sends; return what it gets."""
        headers = {"Content-Type": "application/json", "X-Form-Key": key}
        return json.loads(self._fetch("POST", path, 200, json.dumps(data), headers)[0])

    def _fetch(
        self,
        method: str,
        path: str,
        status: int,
        body: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[str, Mapping[str, str]]:
        sent = {**self._cookie, **({"Origin": self._origin} if body else {}), **(headers or {})}
        self._way.request(method, path, body, sent)
        answer = self._way.getresponse()
        text = answer.read().decode()
        if answer.status != status:
            raise Failed(f"{method} {path}: {answer.status} {text}")
        return text, answer.headers

    def close(self) -> None:
        """Hang up."""
        self._way.close()


def fields_of(page: str) -> dict[str, str]:
    """Return the hidden fields of a page's form."""
    return {name: unescape(value) for name, value in FIELD.findall(page)}
