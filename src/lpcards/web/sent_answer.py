"""An answer as a browser sent it: which card was shown how, and what the learner made of it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lpcards.practice.card_view import Buttons
from lpcards.system.problem import UserFault

NOT_ONE = "That is not an answer to a card; load the page again."
TOO_OLD = "It is dated years ago, by a clock that was wrong: nothing was recorded."
LONGEST_KEY, LONGEST_ID, LONGEST_TEXT, MOST_ITEMS = 64, 500, 20_000, 500
LONGEST_AGE = 10**11
"""Milliseconds: some three years."""
KINDS = frozenset({"review", "new", "drill", "ahead", "cram"})


class SentAnswer(NamedTuple):
    """What was sent of a card that was asked.

    `once` is the answer's key, `words` the fingerprint of the card as it was shown, with these
    `items` of it and its options in this `order`. `grade` is None where the ticks decide. `ticked`
    counts what is asked from 0. `seconds` is the whole time, `thinking` the time until the answer
    was shown. `typed` is None where nothing was typed. `age`: it was given so many milliseconds
    ago.
    """

    once: str
    card: str
    kind: str
    words: str
    items: tuple[int, ...]
    order: tuple[int, ...]
    grade: int | None
    ticked: tuple[int, ...]
    hints: int
    seconds: float
    thinking: float
    typed: str | None
    age: int


def answer_sent(data: object) -> SentAnswer:
    """Return the answer in what a script sent. Raises UserFault if there is none."""
    if not isinstance(data, Mapping):
        raise UserFault(NOT_ONE)
    kind = _text(data, "kind", LONGEST_ID)
    return SentAnswer(
        once=_text(data, "once", LONGEST_KEY),
        card=_text(data, "card", LONGEST_ID),
        kind=kind if kind in KINDS else "review",
        words=_text(data, "words", LONGEST_ID),
        items=_places(data.get("items", [])),
        order=_places(data.get("order", [])),
        grade=_grade(data.get("grade")),
        ticked=_places(data.get("ticked", [])),
        hints=int(_number(data.get("hints", 0), MOST_ITEMS)),
        seconds=_number(data.get("seconds", 0)),
        thinking=_number(data.get("thinking", 0)),
        typed=None if data.get("typed") is None else _text(data, "typed", LONGEST_TEXT),
        age=_age(data.get("age", 0)),
    )


def form_data(fields: Mapping[str, str], ticks: Iterable[str]) -> dict[str, object]:
    """Return the fields of a form as a script would send them. Raises UserFault."""
    numbers = ("hints", "seconds", "thinking")
    data: dict[str, object] = {name: words for name, words in fields.items() if words}
    try:
        data |= {name: float(fields[name]) for name in numbers if fields.get(name)}
        data |= {name: _listed(fields.get(name, "")) for name in ("items", "order")}
        data["ticked"] = [int(tick) for tick in ticks]
        key = fields.get("grade", "")
        data["grade"] = int(key) if key.isdecimal() else None
    except ValueError:
        raise UserFault(NOT_ONE) from None
    return data


def _listed(words: str) -> list[int]:
    return [int(word) for word in words.split(",") if word]


def _text(data: Mapping[str, object], name: str, longest: int) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise UserFault(NOT_ONE)
    return value.encode("utf-8", "replace").decode()


def _places(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise UserFault(NOT_ONE)
    if not all(type(at) is int and 0 <= at < MOST_ITEMS for at in value):
        raise UserFault(NOT_ONE)
    return tuple(value)


def _number(value: object, most: float = 86_400) -> float:
    """Return a number from 0 to `most`; what no clock measures is 0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UserFault(NOT_ONE)
    return value if 0 <= value <= most else 0


def _age(value: object) -> int:
    """Return how many milliseconds ago it was; from a clock that was years behind is no answer."""
    if isinstance(value, int | float) and value > LONGEST_AGE:
        raise UserFault(TOO_OLD)
    return int(_number(value, LONGEST_AGE))


def _grade(value: object) -> int | None:
    if value is None:
        return None
    if type(value) is not int or value not in {grade for _, grade, _ in Buttons().named()}:
        raise UserFault(NOT_ONE)
    return value
