"""`sync anki`: both ways with a running Anki.

Everything is found out by comparing: what is there already is not done again, so a run that was
broken off anywhere is simply run again. The manifest is written when Anki has the edition: until
then the next run makes the edition anew, newer than whatever Anki has.
"""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lpcards.anki.anki_desktop import AnkiDesktop
from lpcards.anki.anki_holdings import AnkiHoldings, Sought, holdings_in
from lpcards.anki.answers_out import AnswersOut, Told, answers_out
from lpcards.anki.decks import shipped_before
from lpcards.anki.manifest import Manifest
from lpcards.anki.media_files import media_in
from lpcards.anki.note_updates import NoteUpdates, updates_for
from lpcards.anki.package import all_of, write_package
from lpcards.anki.progress import steps_of
from lpcards.study.places import library_manifest
from lpcards.study.with_anki.deck_build import DeckBuild
from lpcards.study.with_anki.pulled_reviews import Pulled, given_here, in_all, known_to, pulled
from lpcards.study.with_anki.unclear_owner import refuse_unclear
from lpcards.study.workspace import Workspace
from lpcards.system.disk import scratch_folder
from lpcards.system.trace import trace
from lpcards.terminal.progress_bar import ProgressLine


class Synced(NamedTuple):
    """What a sync came to: the reviews pulled, cards by what became of their notes, answers out.

    `looks` counts note types, `waiting` answers that could not be carried over now. `kept` are
    cards whose text was changed in Anki after the edition. `had_ours`: Anki had cards of ours
    before.
    """

    pulled: Pulled
    added: list[str]
    changed: list[str]
    retired: list[str]
    looks: int
    out: int
    waiting: int
    kept: list[str]
    has_written: bool
    had_ours: bool


class AnkiSync:
    """One sync with a running Anki, step by step. Where it is a dry run nothing is written."""

    def __init__(
        self,
        workspace: Workspace,
        desktop: AnkiDesktop,
        progress: ProgressLine,
        *,
        dry_run: bool,
        ours: bool = False,
    ) -> None:
        """Keep what is needed; nothing is asked yet. `ours`: texts changed in Anki are replaced."""
        self._workspace, self._desktop = workspace, desktop
        self._progress, self._dry_run, self._ours = progress, dry_run, ours

    def take_in(self, packages: Sequence[str], folder: str) -> Pulled:
        """Take the reviews in what Anki exported into the log; `folder` has the decks.

        Raises UserFault where nobody can say whose the cards there are.
        """
        before = _shipped(folder)
        refuse_unclear(self._workspace, packages, folder, before)
        return in_all(
            pulled(self._workspace, package, folder, before, dry_run=self._dry_run)
            for package in packages
        )

    def tell(self, build: DeckBuild, packages: Sequence[str], reviews: Pulled) -> Synced:
        """Tell Anki of the edition of `build`, and carry answers over; return all that was done.

        `packages` are what Anki exported, `reviews` what was taken in of them.
        """
        lines = list(build.draft.drafted())
        cards = {line.guid: line.note.card for line in lines if not line.retired}
        sought = Sought(
            {line.guid for line in lines},
            {card: guid for guid, card in cards.items()},
            known_to(self._workspace, build.folder, _shipped(build.folder)),
        )
        held = holdings_in(packages, sought)
        trace("Anki holds %d of %d notes", len(held.notes), len(lines))
        updates = updates_for(lines, build.edition.types, held, ours=self._ours)
        if not self._dry_run:
            build.keep_authors()
            self._update(updates, build)
        answers = self._carried_over(sought, held, is_new=bool(updates.new))
        return Synced(
            reviews,
            [cards[guid] for guid in updates.new],
            [note.card for note in updates.notes if note.retired is None],
            [note.card for note in updates.notes if note.retired is not None],
            len(updates.looks),
            len(answers.rows),
            answers.waiting,
            updates.kept,
            not self._dry_run and any((*updates[:3], *answers[:2])),
            bool(held.notes),
        )

    def _update(self, updates: NoteUpdates, build: DeckBuild) -> None:
        with self._progress.during("telling Anki what changed"):
            self._desktop.restyle(updates.looks)
            texts = (text for note in updates.notes for text in note.fields.values())
            self._desktop.show(media_in(texts), self._workspace.index.media_paths())
            self._desktop.update(updates.notes)
            if updates.new:
                self._add(updates.new, build)

    def _add(self, decks: Mapping[str, str], build: DeckBuild) -> None:
        """Have the new notes imported, and nothing but them."""
        with scratch_folder() as folder:
            draft, package = (os.path.join(folder, name) for name in ("draft", "new.apkg"))
            build.draft.part_for(decks, draft)
            media = self._workspace.index.media_paths()
            write_package(package, all_of(draft), build.edition.types, media=media)
            self._desktop.take(package)

    def _carried_over(self, sought: Sought, held: AnkiHoldings, *, is_new: bool) -> AnswersOut:
        """Carry answers over. What Anki has is read again right before: it may have gone on."""
        told = self._told(sought.of_cards)
        out = answers_out(told, held)
        if self._dry_run or not (is_new or any(out)):
            return out
        with self._progress.during("carrying answers over"), scratch_folder() as folder:
            held = holdings_in(self._desktop.export(folder), sought)
            out = answers_out(told, held, self._desktop.card_being_asked())
            self._desktop.add_answers(out.rows)
            self._desktop.reschedule(out.schedules)
        return out

    def _told(self, guids: Mapping[str, str]) -> dict[str, Told]:
        """Return what the log says of the cards that were answered here, by their guids."""
        log, rules = self._workspace.reading(), self._workspace.rules
        remembered = [card for card, _ in log.remembered() if card in guids]
        told = {
            guids[card]: Told(list(steps_of(log.live(card), rules)), given_here(log, card))
            for card in remembered
        }
        return {guid: one for guid, one in told.items() if one.given}


def _shipped(folder: str) -> Manifest:
    """Return the manifest of a folder of decks."""
    return shipped_before(folder, library_manifest(folder)).manifest
