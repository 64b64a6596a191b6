"""Ids made of texts: lower-case words joined by hyphens, none twice."""

import re
import unicodedata
from collections.abc import Iterable

from lpcards.english.vocabulary import NUMBERS, WORDS_OF_QUESTIONS, WORDS_OF_TITLES


def slug(text: str, words: int = 5) -> str:
    """Return an id made of the first words of `text`: `My Id!` -> `my-id`; "" if it has none."""
    return "-".join(_plain_words(text)[:words])


def title_slug(title: str, words: int = 4) -> str:
    """Return an id made of the words of a title that tell it from others; "" if it has none.

    `The night the queue stood still` -> `night-queue-stood-still`.
    """
    plain = _plain_words(title)
    empty = WORDS_OF_TITLES | {*NUMBERS}
    telling = [word for word in plain if word not in empty and not word.isdigit()]
    return "-".join((telling or plain)[:words])


def question_slug(text: str) -> str:
    """Return an id made of the words that tell a question from others; "" if it has none.

    `When did you last miss a date?` -> `miss-date`.
    """
    words = telling_words(text) or _plain_words(text)
    return "-".join(words[:6])[:56].strip("-")


def telling_words(question: str) -> list[str]:
    """Return the words of a question that tell it from others."""
    return [word for word in _plain_words(question) if word not in WORDS_OF_QUESTIONS]


def question_ids(named: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> list[str]:
    """Return an id for each question, given as (its own id or "", its text).

    What has no id gets one from its text, none twice and none of those `taken`: the very one that
    `lpcards ids` would write.
    """
    questions = list(named)
    unused = Unused([*taken, *(name for name, _ in questions if name)])
    return [name or unused.name(question_slug(text) or "question") for name, text in questions]


class Unused:
    """Gives names of which none is used twice: `miss-date`, `miss-date-2`."""

    def __init__(self, used: Iterable[str]) -> None:
        """Take the names that are used already."""
        self._used = {*used}
        self._last: dict[str, int] = {}

    def name(self, wanted: str) -> str:
        """Return the name, or the name with a number, and note it as used."""
        free, number = wanted, self._last.get(wanted, 1)
        while free in self._used:
            number += 1
            free = f"{wanted}-{number}"
        self._last[wanted] = number
        self._used.add(free)
        return free


def _plain_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.findall("[a-z0-9]+", plain.replace("'", ""))
