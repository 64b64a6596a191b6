"""What a build would do, and doing it: imported only where there is something to compare."""

import os
from collections.abc import Collection, Container, Iterable, Iterator
from itertools import chain
from typing import Self

from lpcards.anki.deck_layout import left_over, package_of
from lpcards.anki.decks import (
    Built,
    is_current,
    shipped_before,
    shipped_of_stories,
    write_decks,
)
from lpcards.anki.edition import NOTHING, Carried, Known, Origins, edition_of
from lpcards.anki.edition_draft import EditionDraft, Place
from lpcards.anki.guids import guids_of
from lpcards.anki.manifest import Manifest, Shipped
from lpcards.anki.new_cards import new_order
from lpcards.anki.note_types import TYPE, type_notes
from lpcards.anki.notes import STORY, Note, note_of
from lpcards.cards.card import Card, Outline
from lpcards.index.card_index import CardIndex
from lpcards.index.scan import Sources
from lpcards.index.selection import Selection
from lpcards.study.places import (
    author_paths,
    is_of_library,
    library_manifest,
    private_stories,
)
from lpcards.study.with_anki.author_files import AuthorFiles
from lpcards.study.with_anki.deck_cards import deck_cards
from lpcards.study.with_anki.kept_draft import keep_draft_of, kept_draft, state_of
from lpcards.study.with_anki.progress_package import refuse_place, write_with_progress
from lpcards.study.with_anki.stories_to_read import StoriesToRead
from lpcards.study.workspace import Workspace
from lpcards.system.private_files import private_folder
from lpcards.system.problem import UserFault
from lpcards.system.trace import trace
from lpcards.terminal.progress_bar import ProgressLine

MOST_RETIRED = 0.2
LEADS_ON = (
    "These are the first decks in {}. Changes are counted from the decks that come with lpcards"
)
GOES_ON = (
    "{} has no decks yet. Your cards go on in Anki with what was built before. An import brings "
    "each note's text once more, in place of what you wrote into it there (`lpcards sync anki` "
    "keeps that); cards that were removed are not marked"
)


class DeckBuild:
    """What a build would do: computed once, shown or carried out. Use it as a context manager."""

    def __init__(
        self,
        workspace: Workspace,
        folder: str,
        progress: ProgressLine,
        named: Selection | None = None,
        split: str | None = None,
        *,
        everything: bool = False,
        afresh: bool = False,
    ) -> None:
        """Compare the content with what was shipped last; `progress` says how far it is.

        `named`, `split` and `everything` make the packages. `afresh`: look at every card and at
        the manifest, whatever is known from the last build.
        """
        with progress.during("reading the stories"):
            refuse_faults(workspace)
        self.folder, self._progress, self._workspace = folder, progress, workspace
        self.base, self.notice = _base(workspace.sources, folder), ""
        self._own = {story.id for story in workspace.index.stories(own=True)}
        deck = workspace.index.settings.deck or ""
        self._files = {
            name: f"{digest} {name in self._own} {deck}"
            for name, digest in workspace.index.digests().items()
        }
        cards = deck_cards(workspace, folder, named, everything=everything)
        self._stories = StoriesToRead(workspace.index)
        places = _places(cards, self._stories, split, everything=everything)
        known = _known(workspace.index, self._stories, places)
        self._level, self._is_first, self._is_led = 0, False, False
        self._authors = AuthorFiles(workspace.sources, folder, workspace.index.roots())
        state = state_of(folder, author_paths(workspace.sources, folder))
        self.draft = EditionDraft(places, None if afresh else kept_draft(), state, deck)
        try:
            self._compare(known)
            self.left = left_over(folder, self.draft.parts, workspace.index.outlines())
        except BaseException:
            self.draft.close()
            raise

    def _compare(self, known: list[Known]) -> None:
        files = self._unchanged()
        same, every = len(files), len(self._files)
        trace("decks in %s: %d stories of %d as last time", self.folder, same, every)
        self.before, carried = self._carried(files, known) or (self._shipped(known), NOTHING)
        made = self._workspace.index.by_id(but=files if carried.cards else ())
        cards = (card for card in made if card.note)
        self.live = len(carried.cards) + sum(map(_is_live, self.before.values()))
        to_read = {one.card for one in known if one.type == STORY} - carried.cards
        left = len(known) - len(to_read) - len(carried.cards)
        counted = self._progress.over(cards, left, "making notes")
        stories = self._stories.notes(to_read, self.before.values())
        notes = chain(type_notes(), stories, map(self._note, counted))
        now = self._workspace.moment().at // 1000
        origins = self._origins()
        own = [one for one in known if one.card.partition("/")[0] in self._own]
        self._authors.look_at(known, _not_of_library(self.before.values(), origins, own))
        if self._is_first and self._authors.is_read:
            self.notice = GOES_ON.format(self.folder)
        self.edition = edition_of(known, notes, self.before, now, self.draft.take, carried, origins)
        self.draft.end()
        added, changed, retired = map(len, self.edition[:3])
        if self._is_led and changed and not self.notice:
            self.notice = LEADS_ON.format(self.folder)
        trace("edition: %d added, %d changed, %d retired", added, changed, retired)

    def _note(self, card: Card) -> Note:
        return note_of(card, own=card.scenario in self._own)

    def _origins(self) -> Origins:
        """Return where cards come from that were not shipped from here."""
        path = None if is_of_library(self.folder) else library_manifest(self.folder)
        known = path is not None and os.path.exists(path)

        def others(stories: Collection[str]) -> dict[tuple[str, str], Shipped]:
            return shipped_of_stories(path, stories) if path and known else {}

        return Origins(others, self._authors.key_of)

    def begins(self, card: str, note_type: str) -> Iterator[str]:
        """Yield the guids that a card of this id may begin with."""
        return guids_of(card, note_type, self._authors.key_of(card))

    def _unchanged(self) -> set[str]:
        """Return the stories that are as they were when the kept draft was made."""
        return {name for name, sha in self._files.items() if self.draft.files.get(name) == sha}

    def _carried(
        self, files: Collection[str], known: list[Known]
    ) -> tuple[Manifest, Carried] | None:
        """Go on with the kept lines of the cards of `files`; None if there are not just these."""
        if not self.draft.files:
            return None
        before, carried = self.draft.carry(files)
        of_files = [entry for entry in known if entry.card.partition("/")[0] in files]
        wanted = {entry.card for entry in of_files if entry.wanted}
        if wanted <= carried.cards <= {entry.card for entry in of_files}:
            return before, carried
        self.draft.forget()
        return None

    def _shipped(self, known: list[Known]) -> Manifest:
        before = shipped_before(self.folder, self.base)
        by = "by the library" if before.inherited else "from here"
        trace("shipped before, %s: %d notes", by, len(before.manifest))
        self.notice = before.notice
        self._is_led, self._is_first = before.inherited, before.inherited or not before.manifest
        return _of_these(before.manifest, known) if before.inherited else before.manifest

    def is_current(self) -> bool:
        """Say whether there is nothing to ship, and all of it and nothing else lies there."""
        if self.edition.is_new or self.left:
            return False
        return is_current(self.folder, self.draft, self.edition.types)

    def write(self, *, level: int, with_progress: str | None) -> list[Built]:
        """Write the decks and, at a path of its own, the package with progress."""
        if with_progress:
            refuse_place(with_progress, self.folder)
        self.keep_authors()
        types, self._level = self.edition.types, level
        with self._progress.during("writing the packages"):
            self._decks = write_decks(
                self.folder,
                self.edition,
                self.draft,
                level=level,
                media=self._workspace.index.media_paths(),
                left_over=self.left,
            )
            if not with_progress:
                return self._decks.packages
            mine = write_with_progress(
                self._workspace, with_progress, self.draft, types, level=level
            )
        return [*self._decks.packages, mine]

    def keep_authors(self) -> None:
        """Write down whose the stories are, before anybody gets their cards."""
        if private_stories(self._workspace.index.stories(), self._workspace.sources):
            private_folder(os.path.abspath(self.folder))
        self._authors.save()

    def keep(self) -> None:
        """Keep what the next build can go on with; who does not even pack is in a hurry."""
        if self._level:
            state = state_of(self.folder, author_paths(self._workspace.sources, self.folder))
            keep_draft_of(
                self._decks, self.draft.path, self._files, self.folder, self._workspace.index, state
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.draft.close()


def refuse_faults(workspace: Workspace) -> None:
    """Raise UserFault where a story has an error: its cards would be taken for retired."""
    errors = [problem for problem in workspace.index.problems() if problem.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise UserFault(f"your stories have errors, so no deck is built: {errors[0]}{more}")


def _not_of_library(
    shipped: Iterable[Shipped], origins: Origins, own: Iterable[Known]
) -> list[Shipped]:
    """Return the lines that tell whose a story's cards are: a copy's go on as the library's."""
    stories = {name.partition("/")[0] for one in own for name in (one.card, *one.was)}
    library = {line.guid for line in origins.others(stories).values()} if stories else set()
    return [line for line in shipped if line.guid not in library]


def _base(sources: Sources, folder: str) -> str | None:
    """Return the library's manifest where the library is among what is built."""
    with_library = sources.library or not all(one.own for one in sources.folders)
    return library_manifest(folder) if with_library else None


def _known(index: CardIndex, stories: StoriesToRead, places: Container[str]) -> list[Known]:
    """Return what decides the course of each card, the note types before the cards.

    A story to be read comes before the first card of its own.
    """
    known = [Known(type_note.card, TYPE) for type_note in type_notes()]
    met = set[str]()
    for one in index.outlines():
        if one.note:
            known += stories.known(one.scenario, places) if one.scenario not in met else ()
            known.append(Known(one.id, one.note, one.was, one.id in places))
            met.add(one.scenario)
    return known


def _places(
    cards: Iterable[Outline], stories: StoriesToRead, split: str | None, *, everything: bool
) -> dict[str, Place]:
    """Return the place of each card that goes into a package, and of each story before those."""
    places: dict[str, Place] = {}
    counts: dict[str, int] = {}
    for one in new_order(cards):
        part = package_of(one, split, everything=everything)
        for name in (*stories.ids(one.scenario), one.id):
            if name not in places:
                counts[part] = counts.get(part, 0) + 1
                places[name] = Place(part, counts[part], len(places) + 1)
    return places


def _of_these(shipped: Manifest, cards: list[Known]) -> Manifest:
    """Of what others shipped only the cards in use count: nobody has the others from here."""
    names = {name for card in cards for name in (card.card, *card.was)}
    return {key: one for key, one in shipped.items() if one.card in names or one.type == TYPE}


def _is_live(one: Shipped) -> bool:
    return not one.retired and one.type != TYPE


def refuse_retiring(build: DeckBuild) -> None:
    """Raise UserFault where so much would be retired that something must be missing."""
    gone = len(build.edition.retired)
    if gone > MOST_RETIRED * build.live:
        raise UserFault(
            f"{gone:,} of {build.live:,} cards would be retired; are some stories missing? "
            "`lpcards diff` lists them, --yes retires them"
        )
