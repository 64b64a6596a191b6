"""A rehearsal: the story part by part, some probes, and then what of it was said."""

from collections.abc import Callable, Mapping, Sequence

from lpcards.practice.card_view import CardView, list_view
from lpcards.practice.script import SpokenPart
from lpcards.practice.telling_record import PartResult, with_misses
from lpcards.practice.typed_answer import TypedAnswer
from lpcards.study.rehearsing.part_page import PartHeading, PartPage
from lpcards.study.rehearsing.telling_session import TellingSession
from lpcards.study.rehearsing.telling_words import known_of
from lpcards.terminal.answer_typing import AnswerTyping
from lpcards.terminal.tick_list import TickPages

Typing = Callable[[SpokenPart], AnswerTyping | None]


class Rehearsal:
    """Has `parts` said; `results` holds what was said so far, whatever happens."""

    def __init__(
        self,
        short: str,
        parts: Sequence[SpokenPart],
        last: Mapping[str, PartResult],
        session: TellingSession,
        typing: Typing,
    ) -> None:
        """Make ready; `last` is how each part (by its card) went the last time."""
        self.results: list[PartResult] = []
        self.finished = False
        self._short = short
        self._parts = parts
        self._last = last
        self._session = session
        self._typing = typing
        self._typed: list[TypedAnswer | None] = []

    def run(self) -> None:
        """Have everything said, then ticked."""
        for at, part in enumerate(self._parts):
            page = PartPage(part, self._session, self._heading(at, part), self._typing(part))
            result = page.result()
            if result is None:
                break
            self.results.append(result)
            self._typed.append(page.typing.answer if page.typing else None)
        self.finished = len(self.results) == len(self._parts)
        self._tick()

    def _heading(self, at: int, part: SpokenPart) -> PartHeading:
        known = known_of(self._last.get(part.card.id))
        progress = f"{at + 1} of {len(self._parts)}"
        if part.step == "probe":
            return PartHeading(self._short, progress, known)
        target = sum(other.seconds for other in self._parts if other.step != "probe")
        before = sum(result.seconds for result in self.results)
        return PartHeading(self._short, progress, known, before, target)

    def _tick(self) -> None:
        """Ask what was said of each part that holds anything to be heard."""
        asked = [at for at in range(len(self.results)) if self._parts[at].card.items]
        pages = TickPages([self._list(at) for at in asked], self._session.terminal)
        try:
            pages.run()
        finally:
            for at, ticked in zip(asked, pages.judged, strict=True):
                if ticked is not None:
                    items = self._parts[at].card.items
                    self.results[at] = with_misses(self.results[at], items, ticked)

    def _list(self, at: int) -> CardView:
        part, typed = self._parts[at], self._typed[at]
        front = "What did you say?" if part.step != "probe" else part.card.front
        top = f"{self._short} · {part.title}"
        view = list_view(top, front, part.card.items, part.card.must)
        return view if typed is None else _judged(view, typed)


def _judged(view: CardView, typed: TypedAnswer) -> CardView:
    """Return the list with what was typed held against it."""
    hits = typed.judge(())
    slips = tuple(f"{typed.quoted(slip)}: {slip.remedy}" for slip in typed.slips)
    return view._replace(ticked=frozenset(hits), notes=typed.notes, remarks=slips)
