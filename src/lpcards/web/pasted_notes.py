"""Notes that were pasted into the page: the stories in them, as often as a form brings them."""

import base64
import binascii
from collections.abc import Mapping
from typing import NamedTuple

from lpcards.study.authoring.given_notes import (
    Notes,
    counted_stories,
    lines_of_stories,
    notes_pasted,
)
from lpcards.study.authoring.page_import import known_principles
from lpcards.study.authoring.story_of_notes import (
    GivenNames,
    WrittenStory,
    proposed_stories_of,
    proposed_story_of,
)
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.web.proposed_story import ProposedStory, with_shifts

ONE, EACH = "one", "each"
MOST_STORIES = 20
MOST_SHIFTS = 4_000
"""Characters: some four hundred sentences moved."""


class PastedNotes(NamedTuple):
    """Notes; `way` is whether they make one story or a story each ("": that is to be asked).

    `id` is the story's where its author gives one.
    """

    text: str
    way: str
    shifts: str
    remarks: list[str]
    notes: Notes
    id: str = ""

    @property
    def packed(self) -> str:
        """The notes as a form carries them: no browser changes a letter of it."""
        return base64.urlsafe_b64encode(self.text.encode("utf-8", "replace")).decode()

    @property
    def is_open(self) -> bool:
        """Whether nobody said yet if several stories are meant to be one."""
        return len(self.notes.stories) > 1 and self.way not in {ONE, EACH}

    @property
    def choice(self) -> tuple[str, list[str]]:
        """How many stories are in it, and a line for each."""
        return counted_stories(self.notes), lines_of_stories(self.notes)

    def proposed(self, workspace: Workspace, typed: Mapping[str, str]) -> list[ProposedStory]:
        """Return the stories that are proposed, with what was `typed` into their form.

        Raises UserFault.
        """
        places = self._places(workspace)
        if len(places) > MOST_STORIES:
            raise UserFault(f"{counted_stories(self.notes)}: paste at most {MOST_STORIES} at once")
        known = known_principles(workspace.index)
        return [
            ProposedStory(
                at, place, with_shifts(place.draft, at, self.shifts), typed, known, self._names
            )
            for at, place in enumerate(places)
            if place.draft is not None
        ]

    def _places(self, workspace: Workspace) -> list[WrittenStory]:
        if len(self.notes.stories) > 1 and self.way == EACH:
            return proposed_stories_of(workspace, self.notes, self._names)
        return [proposed_story_of(workspace, self.notes, self._names)]

    @property
    def _names(self) -> GivenNames:
        return GivenNames(id=self.id)


def pasted_notes(text: str, way: str = "", shifts: str = "", story_id: str = "") -> PastedNotes:
    """Return notes that were pasted. Raises UserFault if there is too much or nothing of them."""
    remarks: list[str] = []
    if not text.strip():
        raise UserFault("Paste your notes first.")
    if len(shifts) > MOST_SHIFTS:
        raise UserFault("That is moved too often: put it in order in your notes.")
    return PastedNotes(text, way, shifts, remarks, notes_pasted(text, remarks.append), story_id)


def unpacked(packed: str) -> str:
    """Return the notes that a form carried; "" of what is none."""
    try:
        return base64.b64decode(packed, b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
