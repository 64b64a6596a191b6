"""A rehearsal at the page: the story part by part, some probes, then what of it was said."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from lpcards.study.rehearsing.rehearsed_story import (
    RehearsedStory,
    keep_rehearsal,
    list_as_typed,
    typed_part,
)
from lpcards.study.workspace import Workspace
from lpcards.web.page_telling import PageTelling, TickList, TimedPart

if TYPE_CHECKING:
    from lpcards.practice.telling_record import PartResult
    from lpcards.practice.typed_answer import TypedAnswer


class PageRehearsal(PageTelling):
    """Has a story said."""

    def __init__(
        self,
        workspace: Workspace,
        rehearsed: RehearsedStory,
        monotonic: Callable[[], float],
        *,
        typing: bool,
    ) -> None:
        """Begin its first part; with `typing` it is typed instead of said."""
        super().__init__(monotonic)
        self.rehearsed = rehearsed
        self._workspace, self._typing = workspace, typing
        self._results: list[PartResult] = []
        self._typed: list[TypedAnswer | None] = []
        self._begin()

    def _begin(self) -> None:
        at = len(self._results)
        part = self.rehearsed.parts[at]
        typed = typed_part(self._workspace, part) if self._typing else None
        heading = self.rehearsed.heading(at, self._results)
        self.part = TimedPart(part, heading, self.monotonic, typed)

    def _take(self, act: str, ticks: Iterable[str]) -> None:
        if self.screen == "ticks":
            self._judge(act, ticks)
        elif act == "said" and self.part is not None:
            self._said(self.part)
        elif act == "stop":
            self._tick()
        elif self.part is not None:
            self.part.do(act)

    def _said(self, part: TimedPart) -> None:
        self._results.append(part.result())
        self._typed.append(part.typed)
        if len(self._results) < len(self.rehearsed.parts):
            self._begin()
        else:
            self._tick()

    def _tick(self) -> None:
        """Ask what was said of each part that holds anything to be heard."""
        self.part, self.lists = None, tuple(self._lists())
        self.screen = "ticks"
        if not self.lists:
            self.close()

    def _lists(self) -> Iterator[TickList]:
        for at, typed in enumerate(self._typed):
            view = self.rehearsed.ticked_list(at)
            if view is not None:
                yield TickList(at, view if typed is None else list_as_typed(view, typed))

    def _judge(self, act: str, ticks: Iterable[str]) -> None:
        if act == "ticked":
            for at, ticked in self.ticked(ticks).items():
                self._results[at] = self.rehearsed.judged(at, self._results[at], ticked)
        self.close()

    def close(self) -> None:
        """Keep what was said, once."""
        if not self.is_over:
            self.lines = keep_rehearsal(self._workspace, self.rehearsed, self._results)
            self.screen, self.part = "end", None
