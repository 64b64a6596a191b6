"""The story that a learner would tell to an interviewer's question, noted in the story's file."""

from collections.abc import Iterable

from lpcards.cards import question
from lpcards.cards.card import Card
from lpcards.cards.choices import Story, are_same
from lpcards.index.scan import bytes_of
from lpcards.story.models import Guide, PlainQuestion
from lpcards.story.reading import read_source
from lpcards.story.writing_answers import with_item
from lpcards.story.yaml_emitter import Item
from lpcards.study.reviewing.editor import editable
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.private_files import rewrite
from lpcards.system.problem import UserFault

MOST_NAMES = 9
"""Stories that are named to choose from."""
NONE = "none"
GAP = "no story yet"
"""What is noted on a question's flag."""


def name_story(card: Card, words: str, workspace: Workspace) -> str:
    """Note a question in the story named for it; return in a sentence where it is now.

    `words` are the story's name, perhaps a colon and its first sentence; or NONE, which marks the
    question as a gap. Raises UserFault or OSError where nothing was written.
    """
    named, _, opening = words.partition(":")
    index = workspace.reload()  # a story may have been edited since the question was asked
    stories = [one for one in index.stories(own=True) if one.type == "scenario"]
    story = story_named(named, stories)
    if story is None and named.strip().casefold() == NONE:
        return _mark_gap(card, workspace)
    if story is None:
        raise UserFault(f"Begin with the name of one of your stories{names_of(stories)}")
    item = _item(_question(card), story, opening.strip())
    with editable(story.path, workspace.sources) as path:
        rewrite(path, lambda before: with_item(before, "asked", item))
    _unmark_gap(card, workspace)
    workspace.reload()
    return f"Written into {with_tilde(path)}."


def story_named(name: str, stories: Iterable[Story]) -> Story | None:
    """Return the story that somebody names: by its id, or in the few words that stand for it."""
    wanted = name.strip().casefold()
    return next((story for story in stories if wanted in {story.id, story.short.casefold()}), None)


def names_of(stories: Iterable[Story]) -> str:
    """Return, behind a sentence, the names of one's own stories; "" if there are none."""
    names = [story.short for story in stories if story.own]
    return f"; your stories: {', '.join(names[:MOST_NAMES])}" if names else ""


def _question(card: Card) -> tuple[PlainQuestion, tuple[str, ...]]:
    """Return the question as its guide has it now, and the principles that fit it."""
    file = read_source(card.path, bytes_of(card.path)).file
    found = next((one for one in question.cards(file) if one.id == card.id), None) if file else None
    if not isinstance(file, Guide) or found is None:
        raise UserFault(f"nothing was written: that question is no longer in {card.path}")
    asked = file.questions[int(found.place[1])]
    return asked, question.fitting(file, asked)


def _item(question: tuple[PlainQuestion, tuple[str, ...]], story: Story, opening: str) -> Item:
    """Return what goes into the story: the principle where it would be told for another one."""
    asked, fitting = question
    if any(are_same(asked.ask, known.ask) for known in story.asked):
        raise UserFault(f"nothing was written: {story.short} already has that question")
    other = fitting[:1] if story.principle not in fitting else ()
    more = {"principle": "".join(other), "opening": opening}
    return {"ask": asked.ask, **{key: value for key, value in more.items() if value}}


def _mark_gap(card: Card, workspace: Workspace) -> str:
    workspace.writing().note("flag", card.id, workspace.moment(), {"note": GAP})
    return f"Flagged: {GAP}."


def _unmark_gap(card: Card, workspace: Workspace) -> None:
    if workspace.writing().flags().get(card.id) == GAP:
        workspace.writing().note("flag", card.id, workspace.moment(), {"off": True})
