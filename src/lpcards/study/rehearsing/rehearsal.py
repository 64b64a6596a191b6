"""A rehearsal: the story part by part, some probes, and then what of it was said."""

from collections.abc import Callable, Mapping, Sequence

from lpcards.practice.script import Part
from lpcards.practice.telling_record import Told, ticked
from lpcards.study.rehearsing.one_part import Billing, Stage
from lpcards.study.rehearsing.telling_table import Table
from lpcards.study.rehearsing.telling_words import known_of
from lpcards.study.rehearsing.tick_pages import Page, Ticking
from lpcards.terminal.typing import TypedAnswer

Typing = Callable[[Part], TypedAnswer | None]


class Rehearsal:
    """Tells `parts`; `told` holds what was said so far, whatever happens."""

    def __init__(
        self,
        short: str,
        parts: Sequence[Part],
        last: Mapping[str, Told],
        table: Table,
        typing: Typing,
    ) -> None:
        """Make ready; `last` is how each part (by its card) went the last time."""
        self.told: list[Told] = []
        self.finished = False
        self._short = short
        self._parts = parts
        self._last = last
        self._table = table
        self._typing = typing
        self._typed: list[TypedAnswer | None] = []

    def run(self) -> None:
        """Have everything said, then ticked."""
        for at, part in enumerate(self._parts):
            stage = Stage(part, self._table, self._billing(at, part), self._typing(part))
            told = stage.told()
            if told is None:
                break
            self.told.append(told)
            self._typed.append(stage.typed)
        self.finished = len(self.told) == len(self._parts)
        self._tick()

    def _billing(self, at: int, part: Part) -> Billing:
        known = known_of(self._last.get(part.card.id))
        progress = f"{at + 1} of {len(self._parts)}"
        if part.step == "probe":
            return Billing(self._short, progress, known)
        target = sum(one.seconds for one in self._parts if one.step != "probe")
        return Billing(self._short, progress, known, sum(one.seconds for one in self.told), target)

    def _tick(self) -> None:
        """Ask what was said of each part that holds anything to be heard."""
        asked = [at for at in range(len(self.told)) if self._parts[at].card.items]
        ticking = Ticking([self._page(at) for at in asked], self._table)
        try:
            ticking.run()
        finally:
            for at, said in zip(asked, ticking.said, strict=True):
                if said is not None:
                    self.told[at] = ticked(self.told[at], self._parts[at].card.items, said)

    def _page(self, at: int) -> Page:
        part, typed = self._parts[at], self._typed[at]
        front = "What did you say?" if part.step != "probe" else part.card.front
        page = Page(f"{self._short} · {part.title}", front, part.card.items, part.card.must)
        return page if typed is None else _judged(page, typed)


def _judged(page: Page, typed: TypedAnswer) -> Page:
    """Return the page with what was typed held against it."""
    hits = typed.judge(())
    slips = [
        f'"{" ".join(typed.line.text[start:end].split())}": {remedy}'
        for start, end, remedy in typed.slips()
    ]
    return page._replace(ticked=frozenset(hits), notes=typed.notes(), below=tuple(slips))
