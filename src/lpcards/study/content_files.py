"""Content files as they are named on the command line: by id, by file name, by path."""

import functools
import os
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from lpcards.index.card_index import CardIndex
from lpcards.index.file_index import KnownFile
from lpcards.system.problem import Problem, UserFault

if TYPE_CHECKING:
    from lpcards.cards.choices import Story
    from lpcards.story.models import Theme


def named_story(index: CardIndex, name: str) -> str:
    """Return the id of the story or guide that an id, a file's name or a path names.

    Raises UserFault if there is none; if it cannot be read, its first error is why.
    """
    file = _file(index, name)
    if file is None:
        meant = meant_by(name, [story.id for story in index.stories()]) or _faulty(index)
        raise UserFault(f"there is no story {name!r}{meant}")
    if file.path in index.copies or not file.is_loaded:
        raise _fault_of(index, file)
    return file.id


def named_path(index: CardIndex, name: str) -> str:
    """Return the path of a story's or guide's file, whether or not it can be read.

    Raises UserFault where there is none of that id, name or path.
    """
    return path_of(index, name) or named_story(index, name)


def themes_of(story: "Story") -> tuple["Theme", ...]:
    """Return a guide's map for other companies; a story has none."""
    from lpcards.study.authoring.whole_stories import guide_of  # here: reading costs time

    guide = guide_of(story) if story.type == "guide" else None
    return guide.themes if guide else ()


def path_of(index: CardIndex, name: str) -> str | None:
    """Return the path of the file of that id, name or path; None if there is none."""
    file = _file(index, name)
    return file.path if file else None


def refuse_unloaded(index: CardIndex, story: str) -> None:
    """Raise UserFault, with its first error, if there is a story of that id that cannot be read."""
    file = next((known for known in _files(index) if known.id == story), None)
    if file and not file.is_loaded:
        raise _fault_of(index, file)


def _file(index: CardIndex, name: str) -> KnownFile | None:
    """Return the first file of that id, else of that name, else at that path."""
    files, paths = index.files(), {os.path.abspath(name), os.path.realpath(name)}
    found = [
        *(file for file in _files(index) if file.id == name),
        *(file for file in files if name in _names(file.path)),
        *(file for file in files if file.path in paths),
    ]
    return found[0] if found else None


def _files(index: CardIndex) -> Iterable[KnownFile]:
    """Return the files that an id may mean: those that are no copies."""
    return (file for file in index.files() if file.path not in index.copies)


def _names(path: str) -> tuple[str, str]:
    name = os.path.basename(path)
    return name, os.path.splitext(name)[0]


def _fault_of(index: CardIndex, file: KnownFile) -> UserFault:
    found = [
        from_here(problem)
        for problem in index.problems()
        if problem.path == file.path and problem.severity == "error"
    ]
    from shlex import quote  # here: hardly any prompt has such a problem

    name = quote(_names(file.path)[1])
    more = f" (and {len(found) - 1} more: `lpcards check {name}`)" if len(found) > 1 else ""
    return UserFault(f"{found[0]}{more}")


def _faulty(index: CardIndex) -> str:
    return "; a content file could not be loaded: `lpcards check`" if index.faulty else ""


def from_here(problem: Problem) -> Problem:
    """Return a problem with its file's name as one would type it here."""
    return problem._replace(path=seen_from_here(problem.path))


def as_of(problem: Problem, today: date) -> Problem:
    """Return a problem with the date in it that words in the settings mean today."""
    from lpcards.english.dates import in_figures  # here: hardly any prompt has such a problem

    return problem._replace(message=in_figures(problem.message, today))


@functools.cache
def seen_from_here(path: str) -> str:
    """Return a file's path as one would type it here."""
    inside = os.path.relpath(path)
    return path if inside.startswith("..") else inside


def meant_by(wrong: str, known: Iterable[str]) -> str:
    """Return which of the known names may have been meant, as the end of a sentence."""
    from difflib import get_close_matches

    meant = get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f"; did you mean {meant[0]!r}?" if meant else ""
