"""Notes to a story's file: what is proposed, where it has its place, and how it is written."""

import os
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
from lpcards.story.headings import ToldStory
from lpcards.study.authoring.given_notes import Notes, counted_stories
from lpcards.study.authoring.new_files import (
    SCHEMA_NAME,
    place_of,
    refuse_bad_id,
    refuse_taken,
    write_story,
)
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


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
    place = proposed_story_of(workspace, notes, names)
    return write_proposed(workspace, _sure(workspace, place, names, confirmed), names)


def proposed_story_of(
    workspace: Workspace, notes: Notes, names: GivenNames = UNNAMED
) -> WrittenStory:
    """Return the one story that all of the notes make, and where it would be written.

    Raises UserFault where it has no place, or the notes make none.
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
    return _placed(workspace, draft, story_id, names)


def write_each_story_of(
    workspace: Workspace,
    notes: Notes,
    names: GivenNames = UNNAMED,
    confirmed: Confirmed | None = None,
) -> list[WrittenStory]:
    """Write a file for each story in the notes; raise UserFault or OSError where one has no place.

    `names` may hold a principle, which is that of all.
    """
    places = proposed_stories_of(workspace, notes, names)
    done = list[WrittenStory]()
    for at, place in enumerate(places):
        others = {one.id for one in (*done, *places[at + 1 :])}
        sure = _sure(workspace, place, names, confirmed, others)
        done.append(write_proposed(workspace, sure, names))
    return done


def proposed_stories_of(
    workspace: Workspace, notes: Notes, names: GivenNames = UNNAMED
) -> list[WrittenStory]:
    """Return each story of the notes, and where it would be written; UserFault without a place."""
    if names.id or names.title or names.short:
        raise UserFault(f"{counted_stories(notes)}: one name does not fit all of them")
    unused, places = Unused(()), list[WrittenStory]()
    for number, story in enumerate(notes.stories, 1):
        draft = draft_of(story.readable, story.sections)
        if draft.steps or draft.questions:
            bare = slug(_bare(notes.source)) or "story"
            story_id = unused.name(id_of(draft) or f"{bare}-{number}")
            places.append(_placed(workspace, _on_its_lines(draft, story), story_id, names))
    return places


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
        refuse_title(workspace, place, names, title, others)

    return with_answers(workspace, place, confirmed(place.draft, refuse), names)


def refuse_title(
    workspace: Workspace,
    place: WrittenStory,
    names: GivenNames,
    title: str,
    others: Collection[str] = (),
) -> None:
    """Raise UserFault for a title that makes no id, or one that another story has."""
    story_id = names.id or title_slug(title)
    if not story_id:
        raise UserFault("No id can be made of that: write it in Latin letters.")
    if story_id in others:
        raise UserFault(f"Another story of these notes has the id {story_id!r}.")
    if story_id != place.id:
        refuse_taken(workspace, story_id)


def with_answers(
    workspace: Workspace, place: WrittenStory, draft: StoryDraft, names: GivenNames
) -> WrittenStory:
    """Return a story with what its author answered, where its title has it."""
    was = place.draft.title if place.draft else ""
    renamed = draft.title != was and not names.id
    story_id = (title_slug(draft.title) if renamed else "") or place.id
    return _placed(workspace, draft, story_id, names)


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


def write_proposed(
    workspace: Workspace, story: WrittenStory, names: GivenNames = UNNAMED
) -> WrittenStory:
    """Write a story where it has its place; raise UserFault or OSError where that fails."""
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
