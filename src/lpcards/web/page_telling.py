"""What rehearsals and mock interviews at the page share: the part being said, and its clock."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from secrets import token_urlsafe
from typing import TYPE_CHECKING, NamedTuple

from lpcards.practice.card_view import CardView
from lpcards.practice.clock_words import STILL
from lpcards.practice.part_turn import PartHeading, PartTurn
from lpcards.practice.script import SpokenPart
from lpcards.practice.stopwatch import Stopwatch
from lpcards.practice.telling_record import PartResult
from lpcards.practice.typed_answer import TypedAnswer

if TYPE_CHECKING:
    from lpcards.study.rehearsing.telling_words import MarkedLine

OLDER = "That page was from before: this is where you are."
Ticked = Mapping[int, frozenset[int]]
"""What was ticked of each list on a page, by its place there."""


class TimedPart:
    """A part that is being said (or typed), the clock of the server running."""

    def __init__(
        self,
        part: SpokenPart,
        heading: PartHeading,
        monotonic: Callable[[], float],
        typed: TypedAnswer | None = None,
    ) -> None:
        """Begin it; `monotonic` returns seconds that only grow."""
        self.turn = PartTurn(part, heading)
        self.typed = typed
        self.message = ""
        self._now = monotonic
        self._watch = Stopwatch().started(monotonic())

    @property
    def is_running(self) -> bool:
        """Whether the clock runs."""
        return self._watch.is_running

    @property
    def elapsed(self) -> float:
        """The seconds that it has taken."""
        return self._watch.elapsed(self._now())

    def do(self, act: str) -> None:
        """Take a hint, begin again, let the clock stand or run; all else is nothing."""
        self.message = ""
        match act:
            case "hint":
                self.message = self.turn.hint()
            case "again":
                self.message = self.turn.begin_again()
                self._watch = Stopwatch().started(self._now())
            case "pause":
                self._watch = self._watch.stopped(self._now())
                self.message = STILL
            case "run":
                self._watch = self._watch.started(self._now())

    def type(self, text: str) -> None:
        """Take what is typed so far; nothing where it is said."""
        if self.typed is not None:
            self.typed.hand_in(text)

    def result(self) -> PartResult:
        """Return what it came to."""
        return self.turn.result(self.elapsed)


class TickList(NamedTuple):
    """A list to tick; `at` is its place on the page."""

    at: int
    view: CardView


class PageTelling:
    """A telling at the page, from its first part to what it came to.

    `screen` is what is shown: `question`, `part`, `ticks`, or `end` with its `lines`.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """Begin at the first step; `monotonic` returns seconds that only grow."""
        self.screen = "part"
        self.part: TimedPart | None = None
        self.lists: Sequence[TickList] = ()
        self.lines: Sequence[MarkedLine] = ()
        self.message = ""
        self._name, self._steps = token_urlsafe(9), 0
        self.monotonic = monotonic

    @property
    def step(self) -> str:
        """What a form of this page carries: one from an earlier page is known by it."""
        return f"{self._name}.{self._steps}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is asked, and what was said is kept."""
        return self.screen == "end"

    def take(self, step: str, act: str, typed: str, ticks: Iterable[str]) -> None:
        """Do what a form of the page `step` asks for; one from before changes nothing.

        `ticks` are places of lists and of items in them: `0.2`.
        """
        if step != self.step or self.is_over:
            self.message = "" if self.is_over else OLDER
            return
        self.message = ""
        if self.part is not None and self.screen == "part":
            self.part.type(typed)
        self._take(act, ticks)
        self._steps += 1

    def _take(self, act: str, ticks: Iterable[str]) -> None:
        """Do what a form of this page asks for."""
        raise NotImplementedError

    def close(self) -> None:
        """Keep what was said, if it is not kept yet: nobody goes on with it."""
        raise NotImplementedError

    def ticked(self, ticks: Iterable[str]) -> Ticked:
        """Return what is ticked of each list on the page; what is no such place is left out."""
        found: dict[int, set[int]] = {one.at: set() for one in self.lists}
        known = {f"{one.at}.{at}": (one.at, at) for one in self.lists for at in one.view.items}
        for at, item in (known[tick] for tick in ticks if tick in known):
            found[at].add(item)
        return {at: frozenset(items) for at, items in found.items()}
