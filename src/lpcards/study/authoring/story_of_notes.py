"""`new --from` and the first minute: notes, from a file or standard input, to a story's file."""

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from lpcards.drafts.draft_text import PROPOSED, draft_yaml
from lpcards.drafts.notes import StoryDraft, draft_of, first_clause, short_of
from lpcards.english.slugs import slug
from lpcards.story.decoding import decoded
from lpcards.study.authoring.new_files import (
    DEFAULT,
    SCHEMA_NAME,
    place_of,
    refuse_bad_id,
    write_story,
)
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

MOST = 200_000


class GivenNames(NamedTuple):
    """What the learner calls a story besides its notes ("": nothing is given)."""

    id: str = ""
    title: str = ""
    short: str = ""
    principle: str = ""


UNNAMED = GivenNames()


class WrittenStory(NamedTuple):
    """A story that was written, and where."""

    id: str
    path: str


def write_story_of(
    workspace: Workspace,
    notes: str,
    names: GivenNames = UNNAMED,
    confirmed: Callable[[StoryDraft], StoryDraft] | None = None,
) -> WrittenStory:
    """Write a story made of the file `notes`, or of standard input (`-`).

    `confirmed` puts to the learner what is proposed, once it is known that the story has a place.
    Raises UserFault or OSError where nothing was written.
    """
    if names.id:
        refuse_bad_id(names.id)
    draft = _titled(draft_of(_read(notes)), names)
    if not (draft.steps or draft.questions):
        raise UserFault(f"there is nothing in {_named(notes)} to make a story of")
    story_id = names.id or slug(first_clause(draft.title)) or slug(_bare(notes))
    if not story_id:
        raise UserFault(
            "no name can be made from these notes: name the story, as in `lpcards new my-story`"
        )
    path = place_of(workspace, story_id, names.principle)
    principle = names.principle or f"{DEFAULT}{PROPOSED}"
    draft = confirmed(draft) if confirmed else draft
    write_story(workspace, path, draft_yaml(draft, story_id, principle, f"../{SCHEMA_NAME}"))
    return WrittenStory(story_id, path)


def _titled(draft: StoryDraft, names: GivenNames) -> StoryDraft:
    """Return the draft with what the learner calls it; a title is rather the id than a guess."""
    if names.title:
        draft = draft._replace(title=names.title, confirmed=draft.confirmed | {"title"})
    elif names.id and "title" not in draft.confirmed:
        named = names.id.replace("-", " ").capitalize()
        draft = draft._replace(title=named, short=short_of(named))
    return draft._replace(short=names.short or draft.short)


def _named(source: str) -> str:
    return "the notes" if source == "-" else source


def _bare(source: str) -> str:
    """Return the name of a file without folder and ending."""
    return os.path.splitext(os.path.basename(source))[0]


def _read(source: str) -> str:
    if source == "-":
        data = sys.stdin.buffer.read(MOST + 1)
    else:
        with open(source, "rb") as file:
            data = file.read(MOST + 1)
    if len(data) > MOST:
        raise UserFault(f"{_named(source)} has more than {MOST:,} bytes: one story at a time")
    read = decoded(data.replace(b"\r\n", b"\n"))
    if read.text is None:
        raise UserFault(f"{_named(source)}: {read.faults[0].message}")
    return read.text.replace("\ufffd", " ")
