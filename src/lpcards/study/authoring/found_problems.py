"""What is wrong with the content, and what would make it stronger."""

import os

from lpcards.study.content_files import as_of, from_here
from lpcards.study.notices import bare_folders
from lpcards.study.places import list_paths
from lpcards.study.workspace import Workspace
from lpcards.system.problem import Problem


def found_problems(
    workspace: Workspace, rules: tuple[str, ...], path: str | None, *, no_advice: bool
) -> list[Problem]:
    """Return what is to be said of the file at `path` (None: of all), errors first."""
    index = workspace.index if no_advice else workspace.advised()
    today = workspace.moment().day
    found = [*index.problems(), *([] if no_advice else index.advice())]
    wanted = [
        as_of(from_here(one), today)
        for one in (*found, *_problems_of_lists(workspace), *_bare_folders(workspace))
        if path in {None, one.path}
        and (one.severity == "error" or not (no_advice or (rules and one.rule not in rules)))
    ]
    return sorted(wanted, key=lambda one: (one.severity != "error", one[:3]))


def counts_of(workspace: Workspace, path: str | None) -> tuple[int, int]:
    """Return how many stories and cards were looked at."""
    stories = [story for story in workspace.index.stories() if path in {None, story.path}]
    scenarios = sum(story.type == "scenario" for story in stories)
    return scenarios, sum(story.cards for story in stories)


def _bare_folders(workspace: Workspace) -> list[Problem]:
    """Return advice on folders without a story."""
    bare = bare_folders(workspace.index)
    return [Problem(folder, 1, 1, "file", "advice", words) for folder, words in bare]


def _problems_of_lists(workspace: Workspace) -> list[Problem]:
    """Return the problems of the list of what `export --redact` replaces."""
    if not any(map(os.path.lexists, list_paths(workspace.sources))):
        return []
    from lpcards.study.redacted_export import read_lists

    return read_lists(workspace.sources)[1]
