"""Where things are: the platform's folders, the learner's content, the library, the settings."""

import os
from typing import TYPE_CHECKING

from lpcards.index.scan import Folder, Sources
from lpcards.system.disk import write_new
from lpcards.system.folders import (
    AUTHOR,
    REDACT,
    SETTINGS,
    config_folder,
    data_folder,
    here,
    project_settings,
    state_folder,
)
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lpcards.cards.choices import Story

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def database() -> str:
    """Return the path of the log."""
    return os.path.join(data_folder(), "reviews.db")


def library_folder() -> str:
    """Return the folder of the library: inside the installed package, else beside the source."""
    installed = os.path.join(PACKAGE, "library")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), "content")


def own_folder() -> str:
    """Return the folder of the learner's stories where no project has one."""
    return os.path.join(data_folder(), "content")


def sources_for(content: tuple[str, ...]) -> Sources:
    """Return where content and settings come from, given the `--content` folders."""
    if content:
        return _named(tuple(os.path.abspath(folder) for folder in content))
    library = Folder(library_folder(), own=False)
    project = project_settings(here())
    beside = os.path.join(os.path.dirname(project), "content")
    if project and os.path.isdir(beside) and not _is_library(beside):
        return Sources((Folder(beside, own=True),), library, project)
    return Sources((Folder(own_folder(), own=True),), library, project or user_settings())


def _named(folders: tuple[str, ...]) -> Sources:
    for folder in folders:
        if not os.path.isdir(folder):
            raise UserFault(f"there is no folder {folder!r}; --content needs a folder of stories")
    own = tuple(Folder(path, own=not _is_library(path)) for path in folders)
    beside = os.path.join(os.path.dirname(folders[0]), SETTINGS)
    return Sources(own, None, beside if os.path.isfile(beside) else user_settings())


def _is_library(folder: str) -> bool:
    """Say whether this is the library, or that of a clone of the project: nobody's own stories."""
    real = os.path.realpath(folder)
    return real == os.path.realpath(library_folder()) or _is_of_project(real, "content")


def _is_of_project(folder: str, name: str) -> bool:
    """Say whether this is the folder `name` of a clone of the project, whichever program runs."""
    project, inside = os.path.split(os.path.realpath(folder))
    return inside == name and os.path.isfile(os.path.join(project, "src", "lpcards", "__main__.py"))


def private_stories(stories: "Iterable[Story]", sources: Sources) -> list[str]:
    """Return the ids of what is the learner's: own stories, and all that lies in their folders.

    A page that was imported is an example, and still no part of the library.
    """
    folders = [os.path.join(folder.path, "") for folder in sources.folders if folder.own]
    return [story.id for story in stories if story.own or story.path.startswith((*folders,))]


def is_of_library(decks: str) -> bool:
    """Say whether in this folder the library's decks lie, for everybody to have."""
    return _is_of_project(decks, "decks")


def user_settings() -> str:
    """Return the path of the learner's own settings, where a project has no say."""
    return os.path.join(config_folder(), SETTINGS)


def list_paths(sources: Sources) -> tuple[str, ...]:
    """Return where lists for `export --redact` may lie: beside the settings, and one's own."""
    folders = (os.path.dirname(sources.settings), config_folder())
    return tuple(dict.fromkeys(os.path.join(folder, REDACT) for folder in folders if folder))


def decks_folder(sources: Sources) -> str:
    """Return where decks go: `decks/` beside the content in use."""
    return os.path.join(os.path.dirname(sources.folders[0].path), "decks")


def library_manifest(folder: str) -> str | None:
    """Return the path of the library's manifest, the base of a learner's first build."""
    installed = os.path.join(PACKAGE, "library", "manifest")
    beside = os.path.join(os.path.dirname(library_folder()), "decks", "manifest")
    path = installed if os.path.exists(installed) else beside
    return None if os.path.dirname(path) == os.path.abspath(folder) else path


def author_paths(sources: Sources, decks: str) -> list[str]:
    """Return where authors' files may lie: in each folder of own stories, else with the decks."""
    folders = [folder.path for folder in sources.folders if folder.own]
    return [os.path.join(folder, AUTHOR) for folder in (*folders, decks)]


def device() -> str:
    """Return this machine's name in the log: eight random hex digits, made once (mode 0600).

    "" where it cannot be kept: the log then goes by the host's name.
    """
    path = os.path.join(state_folder(), "device")
    try:
        with open(path, encoding="ascii") as file:
            name = file.read().strip()
    except FileNotFoundError:
        name = _new_device(path)
    except (OSError, UnicodeDecodeError):
        return ""
    return name if len(name) == 8 and name.isalnum() else ""  # noqa: PLR2004


def _new_device(path: str) -> str:
    name = os.urandom(4).hex()
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        write_new(path, name.encode())
    except OSError:
        return ""
    return name
