"""A rehearsal at a terminal: the story part by part, some probes, and then what of it was said."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lpcards.practice.card_view import CardView
from lpcards.study.rehearsing.part_page import PartPage
from lpcards.study.rehearsing.part_typing import Typing
from lpcards.study.rehearsing.rehearsed_story import RehearsedStory, list_as_typed
from lpcards.study.rehearsing.telling_session import TellingSession
from lpcards.terminal.tick_list import TickPages

if TYPE_CHECKING:
    from lpcards.practice.telling_record import PartResult
    from lpcards.practice.typed_answer import TypedAnswer


class Rehearsal:
    """Has a story said; `results` holds what was said so far, whatever happens."""

    def __init__(self, rehearsed: RehearsedStory, session: TellingSession, typing: Typing) -> None:
        """Make ready."""
        self.rehearsed = rehearsed
        self.results: list[PartResult] = []
        self._session = session
        self._typing = typing
        self._typed: list[TypedAnswer | None] = []

    def run(self) -> None:
        """Have everything said, then ticked."""
        for at, part in enumerate(self.rehearsed.parts):
            heading = self.rehearsed.heading(at, self.results)
            page = PartPage(part, self._session, heading, self._typing(part))
            result = page.result()
            if result is None:
                break
            self.results.append(result)
            self._typed.append(page.typing.answer if page.typing else None)
        self._tick()

    def _tick(self) -> None:
        """Ask what was said of each part that holds anything to be heard."""
        lists = dict(self._lists())
        pages = TickPages([*lists.values()], self._session.terminal)
        try:
            pages.run()
        finally:
            for at, ticked in zip(lists, pages.judged, strict=True):
                if ticked is not None:
                    self.results[at] = self.rehearsed.judged(at, self.results[at], ticked)

    def _lists(self) -> Iterator[tuple[int, CardView]]:
        for at, typed in enumerate(self._typed):
            view = self.rehearsed.ticked_list(at)
            if view is not None:
                yield at, view if typed is None else list_as_typed(view, typed)
