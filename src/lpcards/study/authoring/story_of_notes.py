"""`new --from` and the first minute: notes, from a file or standard input, to a story's file."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from lpcards.drafts.draft_text import PROPOSED, draft_yaml
from lpcards.drafts.notes import (
    LeftOut,
    StoryDraft,
    draft_of,
    first_clause,
    likely_principles,
    short_of,
)
from lpcards.english.slugs import Unused, slug, title_slug
from lpcards.story.decoding import decoded
from lpcards.story.headings import ToldStory, stories_in
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.given_text import given_text, name_of_source, words_for_pictures
from lpcards.study.authoring.new_files import (
    SCHEMA_NAME,
    place_of,
    refuse_bad_id,
    refuse_taken,
    write_story,
)
from lpcards.study.messages import note
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

MOST = 200_000
_INSIDE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""What nobody sees, and a word processor leaves inside of words."""


class GivenNames(NamedTuple):
    """What the learner calls a story besides its notes ("": nothing is given)."""

    id: str = ""
    title: str = ""
    short: str = ""
    principle: str = ""


UNNAMED = GivenNames()
Confirmed = Callable[[StoryDraft, Callable[[str], None]], StoryDraft]
"""Puts a draft to the learner; what refuses a title whose id is taken comes with it."""


class WrittenStory(NamedTuple):
    """A story that was written, and where; `draft` is what it was made of."""

    id: str
    path: str
    draft: StoryDraft | None = None


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
    text = _read(source, tell)
    return Notes(source, text, stories_in(text))


def write_story_of(
    workspace: Workspace,
    notes: Notes,
    names: GivenNames = UNNAMED,
    confirmed: Confirmed | None = None,
) -> WrittenStory:
    """Write one story made of all of the notes.

    `confirmed` puts to the learner what is proposed, once it is known that the story has a place.
    Raises UserFault or OSError where nothing was written.
    """
    if names.id:
        refuse_bad_id(names.id)
    draft = _titled(draft_of(notes.text), names)
    if not (draft.steps or draft.questions):
        raise UserFault(f"there is nothing in {notes.name} to make a story of")
    story_id = names.id or id_of(draft) or slug(_bare(notes.source))
    if not story_id:
        raise UserFault(
            "no name can be made from these notes: name the story, as in `lpcards new my-story`"
        )
    place = _placed(workspace, draft, story_id, names)
    return _written(workspace, _sure(workspace, place, names, confirmed), names)


def write_each_story_of(
    workspace: Workspace,
    notes: Notes,
    names: GivenNames = UNNAMED,
    confirmed: Confirmed | None = None,
) -> list[WrittenStory]:
    """Write a file for each story in the notes; raise UserFault or OSError where one has no place.

    `names` may hold a principle, which is that of all.
    """
    if names.id or names.title or names.short:
        raise UserFault(f"{counted_stories(notes)}: one name does not fit all of them")
    unused, places = Unused(()), list[WrittenStory]()
    for number, story in enumerate(notes.stories, 1):
        draft = draft_of(story.readable, story.sections)
        if draft.steps or draft.questions:
            bare = slug(_bare(notes.source)) or "story"
            story_id = unused.name(id_of(draft) or f"{bare}-{number}")
            places.append(_placed(workspace, _on_its_lines(draft, story), story_id, names))
    done = list[WrittenStory]()
    for at, place in enumerate(places):
        others = {one.id for one in (*done, *places[at + 1 :])}
        sure = _sure(workspace, place, names, confirmed, others)
        done.append(_written(workspace, sure, names))
    return done


def _sure(
    workspace: Workspace,
    place: WrittenStory,
    names: GivenNames,
    confirmed: Confirmed | None,
    others: Collection[str] = (),
) -> WrittenStory:
    """Return a story that is to be written, as the learner confirms it: its place may be another.

    `others` are ids that stories of the same notes have. Raises UserFault where it has no place.
    """
    if confirmed is None or place.draft is None:
        return place

    def refuse(title: str) -> None:
        story_id = names.id or title_slug(title)
        if not story_id:
            raise UserFault("No id can be made of that: write it in Latin letters.")
        if story_id in others:
            raise UserFault(f"Another story of these notes has the id {story_id!r}.")
        if story_id != place.id:
            refuse_taken(workspace, story_id)

    draft = confirmed(place.draft, refuse)
    renamed = draft.title != place.draft.title and not names.id
    story_id = (title_slug(draft.title) if renamed else "") or place.id
    return _placed(workspace, draft, story_id, names)


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


def _on_its_lines(draft: StoryDraft, story: ToldStory) -> StoryDraft:
    """Return a draft whose lines are counted from the beginning of all the notes."""
    more = story.first - 1 - story.head.count("\n") + story.preamble.count("\n")
    left = tuple(one._replace(line=one.line + more) for one in draft.left)
    before = " ".join(story.preamble.split())
    left = ((LeftOut(story.first, "", before), *left)) if before else left
    return draft._replace(
        left=left, doubtful=tuple((at + more, name) for at, name in draft.doubtful)
    )


def id_of(draft: StoryDraft) -> str:
    """Return an id made of the words of the title that tell the story from others; "" of none."""
    return title_slug(first_clause(draft.title))


def _placed(
    workspace: Workspace, draft: StoryDraft, story_id: str, names: GivenNames
) -> WrittenStory:
    return WrittenStory(story_id, place_of(workspace, story_id, _principle(draft, names)), draft)


def _principle(draft: StoryDraft, names: GivenNames) -> str:
    """Return the principle that is given, or named in the notes, or that their words fit best."""
    return names.principle or next(iter(draft.principles), "") or ranked_principles(draft)[0]


def ranked_principles(draft: StoryDraft) -> list[str]:
    """Return the ids of the principles, the likeliest first."""
    told = (sentence for sentences in draft.steps.values() for sentence in sentences)
    return likely_principles(" ".join([draft.title, draft.loose, *draft.asked, *told]))


def _written(workspace: Workspace, story: WrittenStory, names: GivenNames) -> WrittenStory:
    draft = story.draft
    if draft:
        is_guess = not (names.principle or draft.principles)
        principle = _principle(draft, names) + (PROPOSED if is_guess else "")
        text = draft_yaml(draft, story.id, principle, f"../{SCHEMA_NAME}")
        write_story(workspace, story.path, text)
    return story


def what_is_named(story: WrittenStory) -> Iterator[str]:
    """Yield in sentences what of the notes is not in a step, and what is a guess for a reason."""
    draft = story.draft
    if draft is None:
        return
    if draft.left:
        places = _places((one.line, one.name) for one in draft.left)
        yield f"Kept below the story, as comments: {places}."
    if draft.doubtful:
        yield (
            "A heading that lpcards does not know, or that means two steps: "
            f"{_places(draft.doubtful)}. Its words stay where they are, and the steps are marked "
            "as a guess."
        )
    if not draft.is_english:
        yield "Your headings are understood. Advice on a story's words knows English only."


def _places(lines: Iterable[tuple[int, str]]) -> str:
    found = (f'line {line} ("{name}")' if name else f"line {line}" for line, name in lines)
    return ", ".join(dict.fromkeys(found))


def _titled(draft: StoryDraft, names: GivenNames) -> StoryDraft:
    """Return the draft with what the learner calls it; a title is rather the id than a guess."""
    if names.title:
        draft = draft._replace(title=names.title, confirmed=draft.confirmed | {"title"})
    elif names.id and "title" not in draft.confirmed:
        named = names.id.replace("-", " ").capitalize()
        draft = draft._replace(title=named, short=short_of(named))
    return draft._replace(short=names.short or draft.short)


def _bare(source: str) -> str:
    """Return the name of a file without folder and ending."""
    return os.path.splitext(os.path.basename(source))[0]


def _read(source: str, tell: Callable[[str], None]) -> str:
    too_much = f"more than {MOST:,} bytes: give it in parts"
    given = given_text(source, MOST, too_much, tell=tell)
    text = f"{given.asked}\n\n{given.text}" if given.asked else given.text
    read = decoded(text.replace("\r\n", "\n").encode())
    if read.text is None:
        raise UserFault(f"{name_of_source(source)}: {read.faults[0].message}")
    words = words_for_pictures(read.text, tell)
    return _INSIDE.sub("", words).replace("\ufffd", " ")
