"""One card in front of a learner: what each key does, and what comes of it."""

from collections.abc import Callable
from typing import NamedTuple

from rich.text import Text

from lpcards.card import Card
from lpcards.checklist import missed_items, proposed_grade
from lpcards.cli.page import QUIET, Seen, card_lines
from lpcards.cli.reviewing.footer import Buttons, footer_lines
from lpcards.cli.reviewing.keys import ENDED, RESIZED, Keys
from lpcards.cli.reviewing.reading import Help
from lpcards.cli.reviewing.screen import Surface

PAGE = 8
OPEN = "open"
"""A question without an answer yet: there is nothing to grade, only something to write."""


class Question(NamedTuple):
    """All that asking a card takes. Positions of `items` are those in the card."""

    card: Card
    sort: str
    progress: str
    intervals: tuple[int, ...]
    items: tuple[int, ...] = ()
    order: tuple[int, ...] = ()
    changed: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    flag: str = ""
    message: str = ""


class Outcome(NamedTuple):
    """What the learner did: a `grade`, or the letter of another key in `act`.

    `seconds` is the whole time, `said` the time until the answer was shown. `missed` holds
    positions in the card's items.
    """

    act: str
    grade: int | None = None
    seconds: float = 0.0
    said: float = 0.0
    missed: tuple[int, ...] = ()
    hinted: bool = False


class Asking:
    """Asks one question."""

    def __init__(
        self,
        question: Question,
        surface: Surface,
        keys: Keys,
        buttons: Buttons,
        monotonic: Callable[[], float],
    ) -> None:
        """Start the clock."""
        self._question = question
        self._surface = surface
        self._keys = keys
        self._buttons = buttons
        self._now = monotonic
        self._begun = monotonic()
        self._said: float | None = None
        self._ticked: set[int] = set()
        self._hinted = self._overruling = False
        self._offset = 0
        self._message = question.message

    def outcome(self) -> Outcome:
        """Ask until something is decided."""
        while True:
            self._draw()
            key = self._keys.read(1.0 if self._ticks else None)
            if key is None or key == RESIZED:
                continue
            self._message = ""
            decided = self._pressed(key)
            if decided is not None:
                return decided

    @property
    def _ticks(self) -> bool:
        timed = self._question.card.seconds > 0
        return timed and self._said is None and not self._surface.plain

    @property
    def _revealed(self) -> bool:
        return self._said is not None

    def _pressed(self, key: str) -> Outcome | None:
        if key in {"q", ENDED}:
            return self._act("q")
        if key in {"u", "s", "b", "e"}:
            return self._act(key)
        if key in {"down", "j", "page-down", "up", "k", "page-up"}:
            self._scroll(key)
        elif key in {"?", "h"}:
            self._help(key)
        else:
            return self._answer_key(key) if self._revealed else self._front_key(key)
        return None

    def _act(self, key: str) -> Outcome:
        return Outcome(key, seconds=self._now() - self._begun)

    def _scroll(self, key: str) -> None:
        step = PAGE if key.startswith("page") else 1
        self._offset = max(0, self._offset + (step if key in {"down", "j", "page-down"} else -step))

    def _help(self, key: str) -> None:
        if key == "?":
            Help(self._surface, self._keys, four=self._buttons.four).finished()
        elif not self._question.card.hint:
            self._message = "This card has no hint."
        elif not self._revealed:
            self._hinted = True

    def _front_key(self, key: str) -> Outcome | None:
        if key in {"space", "enter"}:
            self._said = self._now() - self._begun
        elif key == "l" and self._question.sort == "new":
            return self._act("l")
        elif key.isdigit():
            self._message = "Say it first; space shows the answer."
        return None

    def _answer_key(self, key: str) -> Outcome | None:
        grade = self._buttons.grade_of(key)
        if self._question.card.kind == OPEN:
            return self._act("b") if key in {"space", "enter"} else None
        if not self._question.items:
            return None if grade is None else self._graded(grade)
        if self._overruling:
            self._overruling = False
            return None if grade is None else self._graded(grade)
        if key == "enter":
            return self._graded(self._proposed)
        self._overruling = key == "g"
        self._tick(key)
        return None

    def _tick(self, key: str) -> None:
        if key.isdigit() and 1 <= int(key) <= len(self._question.items):
            self._ticked ^= {int(key) - 1}
        elif key == "a":
            self._ticked = set(range(len(self._question.items)))

    @property
    def _proposed(self) -> int:
        card, items = self._question.card, self._question.items
        must = [at for at, item in enumerate(items) if item in card.must]
        in_time = not card.seconds or (self._said or 0) <= card.seconds
        return self._buttons.nearest(
            proposed_grade(len(items), self._ticked, must, in_time=in_time, hinted=self._hinted)
        )

    def _graded(self, grade: int) -> Outcome:
        items = self._question.items
        missed = tuple(items[at] for at in missed_items(len(items), self._ticked))
        return Outcome(
            "grade", grade, self._now() - self._begun, self._said or 0.0, missed, self._hinted
        )

    def _draw(self) -> None:
        """Show the card, or as much of it as the screen holds from the scrolled-to line on."""
        width = self._surface.width
        lines, footer = card_lines(self._seen(), width), self._footer(width)
        if len(lines) > self._surface.room(footer):
            footer = [Text("more: arrow keys", QUIET), *footer]
        room = self._surface.room(footer)
        self._offset = min(self._offset, max(0, len(lines) - room))
        self._surface.draw(lines[self._offset :], footer)

    def _footer(self, width: int) -> list[Text]:
        question = self._question
        proposed = self._proposed if question.items and self._revealed else None
        return footer_lines(
            width=width,
            buttons=self._buttons,
            intervals=question.intervals,
            revealed=self._revealed,
            fresh=question.sort == "new",
            hint=bool(question.card.hint),
            proposed=proposed,
            ticked=f"{len(self._ticked)} of {len(question.items)}",
            overruling=self._overruling,
            unanswered=question.card.kind == OPEN,
        )

    def _seen(self) -> Seen:
        question = self._question
        card = question.card
        timed = card.seconds > 0 and not (self._surface.plain and not self._revealed)
        return Seen(
            top=card.top,
            progress=question.progress,
            front=card.front,
            elapsed=self._elapsed() if timed else None,
            target=card.seconds,
            hint=card.hint if self._hinted else "",
            options=tuple(card.options[at] for at in question.order),
            revealed=self._revealed,
            back=card.back,
            items=tuple(
                (card.items[item], at in self._ticked, item in card.must)
                for at, item in enumerate(question.items)
            ),
            below=card.below,
            changed=question.changed,
            changes=question.changes,
            flag=question.flag,
            message=self._message,
        )

    def _elapsed(self) -> float:
        return self._now() - self._begun if self._said is None else self._said
