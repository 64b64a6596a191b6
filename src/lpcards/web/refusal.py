"""A request that is refused, in words for whoever sent it."""

from typing import NamedTuple


class UnsentAnswer(NamedTuple):
    """The fields of an answer to a card, by name in their order; `form_key` is "" for strangers."""

    fields: tuple[tuple[str, str], ...]
    card: str
    grade: str
    form_key: str


class Refusal(Exception):  # noqa: N818  it reads as one
    """A request that is refused: its text is for people, its `status` is HTTP's (4xx).

    `answer` is one to a card that was in it, and can be sent again.
    """

    def __init__(self, status: int, words: str, answer: UnsentAnswer | None = None) -> None:
        """Refuse with a status and a sentence."""
        super().__init__(words)
        self.status, self.answer = status, answer
