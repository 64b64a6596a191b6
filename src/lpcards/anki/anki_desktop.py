"""What is asked of a running Anki, and what it is told: the calls of AnkiConnect, by their purpose.

What belongs together goes out in one request, which Anki carries out without doing anything else
meanwhile. So no answer of the learner falls between a note's text and its tags.
"""

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lpcards.anki.anki_account import has_account
from lpcards.anki.anki_connect import AnkiConnect, AnkiRefusal, AnkiUnreachable, Order, order
from lpcards.anki.answers_out import NewSchedule
from lpcards.anki.media_files import bytes_of
from lpcards.anki.note_types import TYPE_IDS
from lpcards.anki.note_updates import NewLook, NoteUpdate
from lpcards.anki.progress import RevlogRow
from lpcards.system.disk import scratch_folder
from lpcards.system.problem import UserFault

OURS = " OR ".join((*(f"mid:{number}" for number in TYPE_IDS.values()), "tag:lpcards::*"))
"""Anki's search for our cards: those of our note types, whatever the learner calls them."""

SETTLING = 0.2
"""Seconds after which an Anki that was told to synchronise has begun to."""

NARROW = 50
"""Milliseconds by which a row of the review log gives way to one of another deck."""


MOSTLY = 2
"""Of so many cards one at least is ours where a deck is mostly ours."""


class AnkiDesktop:
    """A running Anki with AnkiConnect. Every fault is a UserFault."""

    def __init__(self, anki: AnkiConnect) -> None:
        """Say hello; AnkiUnreachable if nobody answers."""
        self._anki = anki
        anki.greet()

    def has_account(self) -> bool | None:
        """Return whether Anki has an account to synchronise with; None if nobody knows."""
        media = self._anki.ask("getMediaDirPath")
        return has_account(media) if isinstance(media, str) else None

    def synchronise(self) -> None:
        """Let Anki synchronise with its server, and wait until it is done with the collection."""
        self._anki.ask("sync")
        time.sleep(SETTLING)
        self._anki.ask("findCards", query="cid:1")

    def export(self, folder: str) -> list[str]:
        """Have every deck that holds cards of ours exported into a folder; return the packages.

        A deck is exported with those below it, once. Raises UserFault if no package is there.
        """
        cards = self._anki.ask_for(list, "findCards", query=OURS)
        if not cards:
            return []
        holding = self._anki.ask_for(dict, "getDecks", cards=cards)
        if not all(isinstance(some, list) for some in holding.values()):
            raise self._anki.strange()
        decks = _topmost(self._gathered(holding))
        paths = {deck: os.path.join(folder, f"{at}.apkg") for at, deck in enumerate(decks)}
        for deck, path in paths.items():
            self._anki.ask("exportPackage", deck=deck, path=path, includeSched=True)
            if not os.path.isfile(path):
                raise UserFault(
                    f"Anki wrote no export to {path}: it does not see this machine's files. "
                    "Export the deck there and `lpcards pull` it"
                )
        return [*paths.values()]

    def _gathered(self, decks: Mapping[str, Sequence[int]]) -> list[str]:
        """Return the decks, several below one root by their root, if it is mostly ours.

        One export is as quick as another, whatever is in it; but a learner's own decks may be large
        and full of sounds.
        """
        below = Counter(map(_root, decks))
        roots = [root for root, count in below.items() if count > 1]
        found = self._anki.ask_all(order("findCards", query=_in_deck(root)) for root in roots)
        if not all(isinstance(cards, list) for cards in found):
            raise self._anki.strange()
        ours = {
            root
            for root, cards in zip(roots, found, strict=True)
            if len(cards) <= MOSTLY * sum(len(decks[deck]) for deck in decks if _root(deck) == root)
        }
        return [*ours, *(deck for deck in decks if _root(deck) not in ours)]

    def card_being_asked(self) -> int | None:
        """Return the card in front of the learner, by its number; None if none is."""
        try:
            card = self._anki.ask("guiCurrentCard")
        except AnkiRefusal:
            return None
        return card.get("cardId") if isinstance(card, dict) else None

    def restyle(self, looks: Iterable[NewLook]) -> None:
        """Give note types their new looks."""
        self._anki.ask_all(call for look in looks for call in _looking(look))

    def update(self, notes: Iterable[NoteUpdate]) -> None:
        """Change what has to be changed of notes, and nothing else of them."""
        self._anki.ask_all(call for note in notes for call in _updating(note))

    def show(self, names: Iterable[str], paths: Mapping[str, str]) -> None:
        """Put pictures and sounds into Anki's folder, but for those that it has; `paths` by name.

        A name follows from what is in the file, so one that is there need not be looked at.
        """
        wanted = [*names]
        if not wanted:
            return
        there = {*map(str, self._anki.ask_for(list, "getMediaFilesNames", pattern="lp-*"))}
        with scratch_folder() as folder:
            for name, data in bytes_of([name for name in wanted if name not in there], paths):
                path = os.path.join(folder, name)
                with open(path, "wb") as file:
                    file.write(data)
                self._anki.ask("storeMediaFile", filename=name, path=path)

    def take(self, package: str) -> None:
        """Import a package."""
        if self._anki.ask("importPackage", path=package) is not True:
            raise AnkiUnreachable(f"Anki did not import {package}: open your profile there")

    def add_answers(self, rows: Sequence[RevlogRow]) -> None:
        """Add rows to the review log. One whose time another deck's row has comes shortly after.

        All of them, or those of which Anki has no row yet.
        """
        if not rows:
            return
        try:
            self._anki.ask("insertReviews", reviews=rows)
        except AnkiRefusal:
            self._add_one_by_one(rows)

    def _add_one_by_one(self, rows: Sequence[RevlogRow]) -> None:
        left = list(rows)
        for _ in range(NARROW):
            done = self._anki.tried(order("insertReviews", reviews=[row]) for row in left)
            left = [
                row._replace(id=row.id + 1)
                for row, is_done in zip(left, done, strict=True)
                if not is_done
            ]
            if not left:
                return
        raise AnkiRefusal("Anki did not take the answers into its review log")

    def reschedule(self, schedules: Iterable[NewSchedule]) -> None:
        """Set the schedules of cards."""
        self._anki.ask_all(
            order(
                "setSpecificValueOfCard",
                card=card,
                keys=[*values],
                newValues=[*values.values()],
                warning_check=True,
            )
            for card, values in schedules
        )

    def show_anew(self) -> None:
        """Let Anki's window show what was changed behind its back."""
        decks = self._anki.ask_for(list, "deckNames")
        if decks:
            self._anki.ask("createDeck", deck=decks[0])  # it is there: only the window is renewed


def _root(deck: str) -> str:
    return deck.partition("::")[0]


def _in_deck(name: str) -> str:
    """Return Anki's search for a deck: what it has for a pattern is escaped."""
    escaped = "".join(f"\\{char}" if char in '\\"*_:' else char for char in name)
    return f'"deck:{escaped}"'


def _topmost(decks: Iterable[str]) -> list[str]:
    """Return the decks without those that lie below another of them."""
    every = [*decks]
    names = {deck.casefold() for deck in every}
    return sorted(deck for deck in every if not names & {*_above(deck.casefold())})


def _above(deck: str) -> Iterator[str]:
    parts = deck.split("::")
    return ("::".join(parts[:at]) for at in range(1, len(parts)))


def _looking(look: NewLook) -> Iterator[Order]:
    faces = {look.template: {"Front": look.front, "Back": look.back}}
    yield order("updateModelTemplates", model={"name": look.name, "templates": faces})
    yield order("updateModelStyling", model={"name": look.name, "css": look.css})


def _updating(note: NoteUpdate) -> Iterator[Order]:
    """Yield the calls for one note; the tag that says that it is done comes last."""
    if note.retired is not None:
        yield order("suspend", cards=[note.retired])
    if note.back is not None:
        yield order("unsuspend", cards=[note.back])
    if note.fields:
        yield order("updateNoteFields", note={"id": note.number, "fields": note.fields})
    if note.removed:
        yield order("removeTags", notes=[note.number], tags=" ".join(note.removed))
    if note.added:
        yield order("addTags", notes=[note.number], tags=" ".join(note.added))
