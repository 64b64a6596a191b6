"""A text to be coached: a story's, a file's or one that is typed."""

import os
from typing import TYPE_CHECKING

import click

from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.story.models import Guide, Scenario
from lpcards.story.principles import EVERY_STORY
from lpcards.study.authoring.given_text import STDIN, given_text, name_of_source
from lpcards.study.authoring.whole_stories import guides_of
from lpcards.study.content_files import from_here, path_of
from lpcards.study.naming import principles_with_cards
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.advice.coaching import AnswerText, Coaching
    from lpcards.story.reading import Source


MOST_BYTES = 100_000
"""Two hours of speech."""

INVITATION = "Type or paste your answer, then press Enter and Ctrl-D."


def coaching_of(
    workspace: Workspace, file: str, step: str, principles: tuple[str, ...]
) -> "tuple[Coaching, dict[str, str | None]]":
    """Return what there is to say, and what of: the `file` or the `story`."""
    from lpcards.advice.coaching import coached, weak_phrases

    principles = principles_with_cards(workspace.index, principles)
    story = _story(workspace.index, file)
    if story and step:
        raise click.UsageError(f"{file} is a story, so --step is not needed")
    level = workspace.index.settings.level or ""
    answer = (
        _answer_of_story(story, file, level) if story else _answer(workspace, file, step, level)
    )
    chosen = Selection(kinds=("disqualifier",), principles=_narrowed(principles))
    phrases = weak_phrases(workspace.index.cards(chosen))
    ignored = [ignore.rule for ignore in story.ignore] if story else []
    source = {
        "file": None if story or file == STDIN else file,
        "story": story.id if story else None,
    }
    return coached(answer, phrases, ignored), source


def _narrowed(principles: tuple[str, ...]) -> tuple[str, ...]:
    return (*principles, EVERY_STORY) if principles else ()


def _story(index: CardIndex, name: str) -> Scenario | None:
    """Return the story that has this id, or is in this file; None if it names plain text."""
    path = _path_of_story(index, name)
    if path is None:
        return None
    source = _read(path)
    if isinstance(source.file, Guide):
        raise UserFault(f"{name} is a guide, not a story: `lpcards check` checks it")
    if source.file is None:
        error = next(problem for problem in source.problems if problem.severity == "error")
        raise UserFault(str(from_here(error)))
    return source.file


def _path_of_story(index: CardIndex, name: str) -> str | None:
    from lpcards.index.scan import ENDINGS

    if name == STDIN or os.path.exists(name):
        return name if name.endswith(ENDINGS) else None
    return path_of(index, name)


def _read(path: str) -> "Source":
    from lpcards.index.scan import bytes_of
    from lpcards.story.reading import read_source

    return read_source(path, bytes_of(path))


def _answer_of_story(story: Scenario, name: str, level: str) -> "AnswerText":
    from lpcards.advice.coaching import answer_of_story

    answer = answer_of_story(story, level)
    if not answer.parts:
        raise UserFault(f"{name} has nothing to say yet: its steps have no `example`")
    return answer


def _answer(workspace: Workspace, file: str, step: str, level: str) -> "AnswerText":
    from lpcards.advice.coaching import answer_of, targets_of

    too_much = f"more than {MOST_BYTES:,} bytes, or two hours of speech: coach one answer at a time"
    try:
        text = given_text(file, MOST_BYTES, too_much, INVITATION).text
    except FileNotFoundError:
        raise UserFault(f"there is no file and no story {file!r}{_hint(workspace, file)}") from None
    if not text.strip():
        raise UserFault(f"{name_of_source(file)}: there is nothing to coach, it is empty")
    return answer_of(text, targets_of(guides_of(workspace.index, EVERY_STORY), level), step)


def _hint(workspace: Workspace, file: str) -> str:
    """Return what may have been meant."""
    from lpcards.story.fault import closest

    guess = closest(file, [story.id for story in workspace.index.stories()])
    return f"; did you mean {guess!r}?" if guess else "; - reads standard input"
