"""`new --from`: notes, from a file or standard input, to the text of a story."""

import sys

from lpcards.drafts.draft_text import PROPOSED, draft_yaml
from lpcards.drafts.notes import StoryDraft, draft_of, first_clause, short_of
from lpcards.english.slugs import slug
from lpcards.story.decoding import decoded
from lpcards.study.authoring.new_files import DEFAULT, SCHEMA_NAME
from lpcards.system.problem import UserFault

MOST = 200_000


def drafted(source: str, story_id: str | None, title: str, short: str) -> tuple[str, StoryDraft]:
    """Return the id and the draft of a story made of notes; `source` may be `-`, standard input.

    The id, the title and the nickname that the learner gave go before the notes'.
    """
    draft = _titled(draft_of(_read(source)), story_id or "", title, short)
    if not (draft.steps or draft.questions):
        raise UserFault(f"there is nothing in {_named(source)} to make a story of")
    story_id = story_id or slug(first_clause(draft.title))
    if not story_id:
        raise UserFault("these notes give no id: name the story, as in `lpcards new my-story`")
    return story_id, draft


def story_text(draft: StoryDraft, story_id: str, principle: str) -> str:
    """Return the YAML of a story; without a `principle` one is proposed."""
    principle = principle or f"{DEFAULT}{PROPOSED}"
    return draft_yaml(draft, story_id, principle, f"../{SCHEMA_NAME}")


def _titled(draft: StoryDraft, story_id: str, title: str, short: str) -> StoryDraft:
    """Return the draft with what the learner calls it; a title is rather the id than a guess."""
    if title:
        draft = draft._replace(title=title, confirmed=draft.confirmed | {"title"})
    elif story_id and "title" not in draft.confirmed:
        named = story_id.replace("-", " ").capitalize()
        draft = draft._replace(title=named, short=short_of(named))
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
    read = decoded(data.replace(b"\r\n", b"\n"))
    if read.text is None:
        raise UserFault(f"{_named(source)}: {read.faults[0].message}")
    return read.text.replace("\ufffd", " ")
