"""Answers on their way into their stories; one that cannot be written is kept until it can."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.study.question_words import quoted_words
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


class UnwrittenAnswer(NamedTuple):
    """An answer that could not be written into its story yet, and the question."""

    question: str
    answer: str


class UnwrittenAnswers:
    """The answers of a sitting that are in no story yet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._answers: dict[str, UnwrittenAnswer] = {}

    def of(self, card_id: str) -> str:
        """Return what was written to a card before and could not be kept; "" for nothing."""
        unwritten = self._answers.get(card_id)
        return unwritten.answer if unwritten else ""

    def write(self, card: Card, answer: str, workspace: Workspace) -> str:
        """Write an answer into its story; return in a sentence where it is.

        Raises UserFault where that cannot be; then the answer is kept.
        """
        from lpcards.study.authoring.answers_of_cards import WRITERS  # here: they write YAML

        self._answers[card.id] = UnwrittenAnswer(card.front, answer)
        try:
            message = WRITERS[card.writes](card, answer, workspace)
        except (UserFault, OSError) as fault:
            raise UserFault(f"{_words_of(fault)}. What you typed is kept.") from None
        del self._answers[card.id]
        return message

    def lines(self) -> Iterator[str]:
        """Yield the answers that could not be written into their stories."""
        for question, answer in self._answers.values():
            yield f"Not written, {quoted_words(question)}: {answer}"


def _words_of(fault: UserFault | OSError) -> str:
    if isinstance(fault, OSError):
        return f"{fault.filename}: {fault.strerror}"
    return str(fault).rstrip(".")
