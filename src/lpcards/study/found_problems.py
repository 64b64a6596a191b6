"""What is wrong with the content, and what would make it stronger."""

import os

from lpcards.study.content_files import from_here
from lpcards.study.noticing import bare_folders
from lpcards.study.open_content import Desk
from lpcards.study.places import list_paths
from lpcards.system.problem import Problem


def found_problems(
    desk: Desk, rules: tuple[str, ...], path: str | None, *, no_advice: bool
) -> list[Problem]:
    """Return what is to be told of the file at `path` (None: of all), errors first."""
    compiled = desk.compiled if no_advice else desk.advised()
    found = [*compiled.problems(), *([] if no_advice else compiled.advice())]
    wanted = [
        from_here(one)
        for one in (*found, *_problems_of_lists(desk), *_bare_folders(desk))
        if path in {None, one.path}
        and (one.severity == "error" or not (no_advice or (rules and one.rule not in rules)))
    ]
    return sorted(wanted, key=lambda one: (one.severity != "error", one[:3]))


def counts_of(desk: Desk, path: str | None) -> tuple[int, int]:
    """Return how many stories and cards were looked at."""
    stories = [one for one in desk.compiled.stories() if path in {None, one.path}]
    scenarios = sum(story.type == "scenario" for story in stories)
    return scenarios, sum(story.cards for story in stories)


def _bare_folders(desk: Desk) -> list[Problem]:
    """Return advice on folders without a story."""
    bare = bare_folders(desk.compiled)
    return [Problem(folder, 1, 1, "file", "advice", words) for folder, words in bare]


def _problems_of_lists(desk: Desk) -> list[Problem]:
    """Return the problems of the list of what `export --redact` replaces."""
    if not any(map(os.path.lexists, list_paths(desk.sources))):
        return []
    from lpcards.study.redacted_export import read_lists

    return read_lists(desk.sources)[1]
