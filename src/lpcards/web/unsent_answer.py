"""An answer in a form that is refused, as nobody is logged in or the form is from before that.

It stands on the page that refuses it, to be sent again by a press of a button. Nothing is recorded
by that page alone, so whoever could send a form unasked has won nothing.
"""

from starlette.datastructures import FormData
from starlette.requests import Request

from lpcards.web.refusal import UnsentAnswer
from lpcards.web.request_limits import MOST_FIELDS, read_body, with_body

PATH, FORM = "/review", "application/x-www-form-urlencoded"
SHOWN = ("once", "card", "kind", "words", "items", "order")
FIELDS = frozenset({*SHOWN, "hints", "thinking", "typed", "is_typed", "tick", "grade"})
"""What counts of an answer; the time until somebody logged in is none of it (`begun`)."""
GRADES = frozenset({"ticks", *"012345"})


def unsent_answer(request: Request, form: FormData, form_key: str) -> UnsentAnswer | None:
    """Return the answer in a form that is refused; None for a form that grades no card."""
    texts = [(name, words) for name, words in form.multi_items() if isinstance(words, str)]
    known = dict(texts)
    if request.url.path != PATH or known.get("grade") not in GRADES or not known.get("card"):
        return None
    fields = tuple((name, words) for name, words in texts if name in FIELDS)
    return UnsentAnswer(fields, known["card"], known["grade"], form_key)


def may_be_answer(request: Request) -> bool:
    """Say whether a form may have an answer in it: only then its body is read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return request.url.path == PATH and kind == FORM


async def answer_of_stranger(request: Request) -> UnsentAnswer | None:
    """Return the answer that a browser sent which is not logged in (any more).

    Raises Refusal if it is too long or takes too long, HTTPException if it has too many fields.
    """
    read = with_body(request, await read_body(request))
    return unsent_answer(request, await read.form(max_fields=MOST_FIELDS), "")
