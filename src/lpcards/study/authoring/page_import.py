"""A pasted page on its way into a file of its own: what the story is called, its text."""

import os
from collections.abc import Iterator

from lpcards.drafts.import_report import Imported
from lpcards.drafts.page import Names, StoryData, Walkthrough, names_of
from lpcards.index.card_index import CardIndex
from lpcards.index.scan import ENDINGS
from lpcards.story.principles import EVERY_STORY, PRINCIPLES
from lpcards.story.reading import read_source
from lpcards.story.yaml_emitter import file_text
from lpcards.study.authoring.new_files import SCHEMA_NAME, refuse_bad_id, refuse_taken, write_schema
from lpcards.study.workspace import Workspace
from lpcards.system.disk import write_new
from lpcards.system.private_files import private_folder
from lpcards.system.problem import UserFault

_MARK = "Imported from a page; its mark: "
_ANEW = "`--id NAME` imports it anyway, under that name"
_FILL_IN = "FILL IN `principle` below: the page does not say which. Then it loads."
_NOT_OTHERS = {*PRINCIPLES, EVERY_STORY}


def names_given(workspace: Workspace, story_id: str, page: Walkthrough) -> Names:
    """Return the names of a story whose id was given; raise UserFault if it cannot have it."""
    refuse_bad_id(story_id)
    refuse_taken(workspace, story_id)
    return names_of(page.title)._replace(id=story_id)


def names_made_up(workspace: Workspace, mark: str, page: Walkthrough) -> Names:
    """Return names made from the title; raise UserFault if the page is there already."""
    folder = workspace.sources.folders[0].path
    if before := next((path for path in _files_in(folder) if _is_marked(path, mark)), None):
        raise UserFault(f"this page was already imported: {before} ({_ANEW})")
    stories = workspace.index.stories()
    same = next((story for story in stories if page.title and story.title == page.title), None)
    if same:
        raise UserFault(f"there is already a story with this title: {same.path} ({_ANEW})")
    files = (os.path.splitext(os.path.basename(path))[0] for path in _files_in(folder))
    return names_of(page.title, {*(story.id for story in stories), *files})


def known_principles(index: CardIndex) -> dict[str, str]:
    """Return the names of all principles by id: the sixteen, and those that guides name."""
    guides = (story for story in index.stories() if story.type == "guide")
    others = {story.principle: story.short for story in guides}
    return PRINCIPLES | {id_: name for id_, name in others.items() if id_ not in _NOT_OTHERS}


def made_of_page(workspace: Workspace, page: Walkthrough, story: StoryData, mark: str) -> Imported:
    """Return an import; raise UserFault if its file could not be read."""
    principle = story.data["principle"]
    has_one = isinstance(principle, str)
    folder = workspace.sources.folders[0].path
    inside = os.path.join(folder, principle) if has_one else folder
    path = os.path.join(inside, f"{story.data['id']}.yaml")
    schema = f"yaml-language-server: $schema={'../' if has_one else ''}{SCHEMA_NAME}"
    remarks = (schema, f"{_MARK}{mark}")
    text = file_text(story.data, remarks if has_one else (_FILL_IN, *remarks))
    problems = read_source(path, text.encode()).problems
    for problem in problems:
        if problem.severity == "error" and problem.rule != "required":
            raise UserFault(f"no story can be made from the page: {problem.message}")
    return Imported(page, story, path, text)


def write_import(workspace: Workspace, made: Imported) -> None:
    """Write the story's file, and the schema beside it."""
    private_folder(os.path.dirname(made.path))
    write_schema(workspace.sources.folders[0].path)
    write_new(made.path, made.text.encode())


def _files_in(folder: str) -> Iterator[str]:
    for inside, _, names in os.walk(folder):
        yield from (os.path.join(inside, name) for name in names if name.endswith(ENDINGS))


def _is_marked(path: str, mark: str) -> bool:
    try:
        with open(path, "rb") as file:
            return f"{_MARK}{mark}".encode() in file.read(1000)
    except OSError:
        return False
