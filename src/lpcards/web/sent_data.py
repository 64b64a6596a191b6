"""What a browser sent: the fields of a form, or the JSON of a page's script."""

import json
from typing import Any, NamedTuple

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from lpcards.web.refusal import Refusal, UnsentAnswer
from lpcards.web.request_limits import MOST_FIELDS, read_body, with_body
from lpcards.web.sessions import Session, is_same
from lpcards.web.unsent_answer import unsent_answer

FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
FORM_KEY, KEY_HEADER = "form_key", "x-form-key"
"""Where a form, and a script, show that a page of ours made the request."""


class Sent(NamedTuple):
    """The fields of a form (`form`), or what a body of JSON has (`data`)."""

    form: FormData = FormData()
    data: Any = None


async def sent_data(request: Request, session: Session) -> Sent:
    """Return what was sent. Raises Refusal if it is too much, or not from a page of `session`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and kind not in FORMS:
        raise Refusal(415, "This takes a form or JSON.")
    body = await read_body(request)
    if kind == "application/json":
        _check(session, request.headers.get(KEY_HEADER, ""))
        return Sent(data=_json(body))
    form = await _form(with_body(request, body))
    key = form.get(FORM_KEY, "")
    answer = unsent_answer(request, form, session.form_key)
    _check(session, key if isinstance(key, str) else "", answer)
    return Sent(form)


async def _form(request: Request) -> FormData:
    try:
        return await request.form(max_files=0, max_fields=MOST_FIELDS)
    except (HTTPException, ValueError):
        raise Refusal(400, "That form cannot be read.") from None


def _json(body: bytes) -> Any:  # noqa: ANN401  whatever JSON has
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal(400, "That is not JSON.") from None


def _check(session: Session, key: str, answer: UnsentAnswer | None = None) -> None:
    if not is_same(session.form_key, key):
        words = "This form is from before you logged in"
        raise Refusal(403, f"{words}." if answer else f"{words}: load the page again.", answer)
