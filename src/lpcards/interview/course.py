"""A learner's coming days, walked through the same queue and the same SM-2 as the real ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from lpcards.interview import Interview
from lpcards.interview.overlay import queue_before
from lpcards.limits import Limits
from lpcards.session import Entry, Queue, Today, queue_of
from lpcards.sm2 import DEFAULT, Memory, Rules, schedule


class Course:
    """What is remembered, day after day. `memories` changes with every answer."""

    def __init__(
        self,
        entries: Iterable[Entry],
        memories: Mapping[str, Memory],
        limits: Limits,
        rules: Rules = DEFAULT,
    ) -> None:
        """Start with `entries` in study order, of which those in `memories` were answered."""
        self.entries = {entry.id: entry for entry in entries}
        self.memories = {card: memories[card] for card in self.entries if card in memories}
        self._unseen = {card: one for card, one in self.entries.items() if card not in memories}
        self._limits = limits
        self._rules = rules

    @property
    def unseen(self) -> int:
        """How many cards were not answered yet."""
        return len(self._unseen)

    def queue(
        self, today: Today, interview: Interview | None = None, limits: Limits | None = None
    ) -> Queue:
        """Return the queue of a study day, with other `limits` if they are given."""
        limits = limits or self._limits
        on = today.on
        due = list(self._waiting(lambda memory: memory.due <= on))
        answered = [self.entries[card] for card in today.answered if card in self.entries]

        def asked(limits: Limits, siblings: bool) -> Queue:
            return queue_of(
                due=due,
                unseen=self._unseen.values(),
                today=today,
                limits=limits,
                answered=answered,
                was_answered=lambda ids: {card for card in ids if self._known_before(card, on)},
                siblings=siblings,
            )

        if interview is None:
            return asked(limits, False)
        return queue_before(
            interview,
            asked,
            today,
            limits,
            unseen=self.unseen,
            later=lambda: self._waiting(lambda memory: memory.due > on),
            answered=answered,
        )

    def answer(self, card: str, grade: int, on: date) -> None:
        """Let SM-2 hear of an answer."""
        self.memories[card] = schedule(self.memories.get(card), grade, on, self._rules)
        self._unseen.pop(card, None)

    def _waiting(self, when: Callable[[Memory], bool]) -> Iterator[tuple[Entry, Memory]]:
        return (
            (self.entries[card], memory) for card, memory in self.memories.items() if when(memory)
        )

    def _known_before(self, card: str, on: date) -> bool:
        return card in self.memories and self.memories[card].first < on
