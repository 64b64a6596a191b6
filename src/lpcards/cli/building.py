"""What a build would do, and doing it: imported only where there is something to compare."""

from collections.abc import Iterable
from itertools import chain
from typing import Any, Self

from lpcards.anki.decks import Built, is_current, shipped_before, write_decks
from lpcards.anki.draft import Draft, Place
from lpcards.anki.edition import Known, edition_of
from lpcards.anki.manifest import Manifest
from lpcards.anki.notes import note_of, type_of
from lpcards.anki.order import new_order
from lpcards.anki.parts import left_over, part_of
from lpcards.anki.types import TYPE, type_notes
from lpcards.cli.carrying import refuse_place, write_with_progress
from lpcards.cli.desk import Desk
from lpcards.cli.naming import selection_of
from lpcards.cli.places import library_manifest
from lpcards.cli.waiting import Waiting
from lpcards.compiled import Compiled, Outline
from lpcards.compiled.scan import Sources
from lpcards.problem import UserFault

MOST_RETIRED = 0.2


class Plan:
    """What a build would do: computed once, shown or carried out. Use it as a context manager."""

    def __init__(
        self,
        desk: Desk,
        folder: str,
        wait: Waiting,
        told: dict[str, Any] | None = None,
        split: str | None = None,
    ) -> None:
        """Compare the content with what was shipped last; `wait` says how far it is.

        `told` and `split` make the packages.
        """
        with wait.during("reading the stories"):
            _refuse_faults(desk)
        self.folder, self._wait = folder, wait
        self.base = _base(desk.sources, self.folder)
        chosen = selection_of(desk.compiled, told) if told else None
        known, places = _known(desk.compiled), _places(desk.compiled.outlines(chosen), split)
        before = shipped_before(self.folder, self.base)
        self.notice = before.notice
        self.before = _of_these(before.manifest, known) if before.inherited else before.manifest
        told_of = wait.over(desk.compiled.by_id(), len(known), "making notes")
        notes = chain(type_notes(), map(note_of, told_of))
        self.draft = Draft(places)
        try:
            now = desk.moment().at // 1000
            self.edition = edition_of(known, notes, self.before, now, self.draft.take)
            self.draft.end()
            self.left = left_over(self.folder, self.draft.parts, desk.compiled.outlines())
        except BaseException:
            self.draft.close()
            raise

    def is_current(self) -> bool:
        """Say whether there is nothing to ship, and all of it and nothing else lies there."""
        if self.edition.is_new or self.left:
            return False
        return is_current(self.folder, self.draft, self.edition.types)

    def write(self, desk: Desk, *, level: int, with_progress: str | None) -> list[Built]:
        """Write the decks and, at a path of its own, the package with progress."""
        if with_progress:
            refuse_place(with_progress, self.folder)
        types = self.edition.types
        with self._wait.during("writing the packages"):
            built = write_decks(
                self.folder, self.edition, self.draft, level=level, left_over=self.left
            )
            if with_progress:
                told = write_with_progress(desk, with_progress, self.draft, types, level=level)
                built.append(told)
        return built

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.draft.close()


def _refuse_faults(desk: Desk) -> None:
    errors = [one for one in desk.compiled.problems() if one.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise UserFault(f"the content has faults, so no deck is built: {errors[0]}{more}")


def _base(sources: Sources, folder: str) -> str | None:
    """Return the library's manifest where the library is among what is built."""
    with_library = sources.library or not all(one.own for one in sources.folders)
    return library_manifest(folder) if with_library else None


def _known(compiled: Compiled) -> list[Known]:
    """Return what decides the course of each card, in study order; the note types before them."""
    types = [Known(one.card, TYPE) for one in type_notes()]
    return types + [Known(one.id, type_of(one.kind), one.was) for one in compiled.outlines()]


def _places(outlines: Iterable[Outline], split: str | None) -> dict[str, Place]:
    """Return the place of each card that goes into a package."""
    places: dict[str, Place] = {}
    counts: dict[str, int] = {}
    for one in new_order(outlines):
        part = part_of(one, split)
        counts[part] = counts.get(part, 0) + 1
        places[one.id] = Place(part, counts[part], len(places) + 1)
    return places


def _of_these(shipped: Manifest, cards: list[Known]) -> Manifest:
    """Of what others shipped only the cards in use count: nobody has the others from here."""
    names = {name for one in cards for name in (one.card, *one.was)}
    return {key: one for key, one in shipped.items() if one.card in names or one.type == TYPE}


def refuse_retiring(plan: Plan) -> None:
    """Raise UserFault where so much would be retired that something must be missing."""
    live = sum(not one.retired and one.type != TYPE for one in plan.before.values())
    gone = len(plan.edition.retired)
    if gone > MOST_RETIRED * live:
        raise UserFault(
            f"{gone} of {live} cards would be retired; is some content missing? "
            "`lpcards diff` lists them, --yes retires them"
        )
