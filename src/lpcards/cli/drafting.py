"""`new --from`: notes, from a file or standard input, to the text of a story."""

import sys

from lpcards.cli.confirming import Confirming
from lpcards.content.decoding import decoded
from lpcards.content.drafting import story_of
from lpcards.notes import LONGEST_SHORT, Draft, draft_of
from lpcards.problem import UserFault
from lpcards.words import slug

MOST = 200_000


def drafted(
    source: str, story_id: str | None, title: str, short: str, principle: str, *, asking: bool
) -> tuple[str, str]:
    """Return the id and the text of a story made of the notes in `source` (`-`: standard input).

    What is proposed is put to the learner, if `asking` and somebody sits at a terminal.
    """
    draft = _titled(draft_of(_read(source)), title, short)
    if not (draft.steps or draft.questions):
        raise UserFault(f"there is nothing in {_named(source)} to make a story of")
    if asking and source != "-" and sys.stdin.isatty() and sys.stdout.isatty():
        draft = Confirming(draft).finished()
    story_id = story_id or slug(draft.title)
    if not story_id:
        raise UserFault("these notes give no id: name the story, as in `lpcards new my-story`")
    return story_id, story_of(draft, story_id, principle, "../lpcards.schema.json")


def _titled(draft: Draft, title: str, short: str) -> Draft:
    """Return the draft with the title and nickname that the learner gave."""
    if len(short) > LONGEST_SHORT:
        raise UserFault(f"--short stands on every card: at most {LONGEST_SHORT} characters")
    if title:
        draft = draft._replace(title=title, confirmed=draft.confirmed | {"title"})
    return draft._replace(short=short or draft.short)


def _named(source: str) -> str:
    return "the notes" if source == "-" else source


def _read(source: str) -> str:
    if source == "-":
        data = sys.stdin.buffer.read(MOST + 1)
    else:
        with open(source, "rb") as file:
            data = file.read(MOST + 1)
    if len(data) > MOST:
        raise UserFault(f"{_named(source)} has more than {MOST:,} bytes: one story at a time")
    told = decoded(data.replace(b"\r\n", b"\n"))
    if told.text is None:
        raise UserFault(f"{_named(source)}: {told.faults[0].message}")
    return told.text.replace("\ufffd", " ")
