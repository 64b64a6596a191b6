"""Notes as they are given: a file, standard input, or a text that was pasted."""

import re
from collections.abc import Callable
from typing import NamedTuple

from lpcards.drafts.notes import draft_of
from lpcards.story.decoding import decoded
from lpcards.story.headings import ToldStory, stories_in
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.given_text import STDIN, given_text, name_of_source, words_for_pictures
from lpcards.study.messages import note
from lpcards.system.problem import UserFault

MOST = 200_000
"""Bytes of notes that are taken."""
_INSIDE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""What nobody sees, and a word processor leaves inside of words."""


class Notes(NamedTuple):
    """Notes as they were read, and the stories in them."""

    source: str
    text: str
    stories: tuple[ToldStory, ...]

    @property
    def name(self) -> str:
        """What to call them in a sentence."""
        return "the notes" if self.source == "-" else self.source


def notes_from(source: str, tell: Callable[[str], None] = note) -> Notes:
    """Read notes from a file of any sort, or from standard input (`-`); `tell` what is left out.

    Raises UserFault or OSError.
    """
    too_much = f"more than {MOST:,} bytes: give it in parts"
    given = given_text(source, MOST, too_much, tell=tell)
    text = f"{given.asked}\n\n{given.text}" if given.asked else given.text
    return _notes_in(text, source, name_of_source(source), tell)


def notes_pasted(text: str, tell: Callable[[str], None] = note) -> Notes:
    """Return the notes of a text that was pasted; `tell` what is left out. Raises UserFault."""
    data = text.encode("utf-8", "replace")
    if len(data) > MOST:
        raise UserFault(f"that is more than {MOST:,} bytes: give it in parts")
    return _notes_in(data.decode(), STDIN, "the notes", tell)


def _notes_in(text: str, source: str, name: str, tell: Callable[[str], None]) -> Notes:
    read = decoded(text.replace("\r\n", "\n").encode())
    if read.text is None:
        raise UserFault(f"{name}: {read.faults[0].message}")
    words = words_for_pictures(read.text, tell)
    plain = _INSIDE.sub("", words).replace("\ufffd", " ")
    return Notes(source, plain, stories_in(plain))


def counted_stories(notes: Notes) -> str:
    """Say how many stories are in the notes."""
    return f"{len(notes.stories)} stories are in {notes.name}"


def lines_of_stories(notes: Notes) -> list[str]:
    """Return a line for each story of the notes: which lines it has, and its title."""
    titles = (
        draft_of(story.readable, story.sections).title or "no title" for story in notes.stories
    )
    return [
        f"lines {story.first}-{story.last}: {one_line(title)}"
        for story, title in zip(notes.stories, titles, strict=True)
    ]
