"""Which commands there are: known by the files of this folder, none of which is imported for it."""

import functools
import os

FOLDER = os.path.dirname(__file__)
ORDER = (
    *("review", "due", "plan", "rehearse", "mock", "read", "sheet", "list", "cards", "stats"),
    *("show", "why", "next", "grade", "undo", "suspend", "resume", "bury", "pause", "flag"),
    *("build", "diff", "preview", "export", "pull", "check", "coach", "new", "import", "edit"),
    *("watch", "asked", "coverage", "followups", "ids", "schema", "log", "backup", "restore"),
    *("merge", "doctor", "adopt", "settings", "docs", "completion", "help"),
)
"""The order of a day; a command that it does not name is listed last."""


def module_of(command: str) -> str:
    """Return the name of the module that may hold a command, such as `import_page`; "": none."""
    return next((name for name in _modules() if command in _names_in(name)), "")


@functools.cache
def help_lines() -> dict[str, str]:
    """Return each command with the first line of its docstring, read and not imported."""
    found = dict(line for module in _modules() for line in _commands_in(_source(module)))
    last = len(ORDER)
    place = {name: at for at, name in enumerate(ORDER)}
    return {name: found[name] for name in sorted(found, key=lambda it: (place.get(it, last), it))}


def _commands_in(source: str) -> list[tuple[str, str]]:
    import re

    pattern = r'^@click\.command\("([a-z]+)".*?^    """([^\n]*?)(?:""")?$'
    return re.findall(pattern, source, re.MULTILINE | re.DOTALL)


def _modules() -> list[str]:
    return [name.removesuffix(".py") for name in os.listdir(FOLDER) if name.endswith(".py")]


def _names_in(module: str) -> list[str]:
    """Return which commands a module holds if it is named as a command's: `this_and_that_page`."""
    return [part.partition("_")[0] for part in module.split("_and_")]


def _source(module: str) -> str:
    with open(os.path.join(FOLDER, f"{module}.py"), encoding="utf-8") as file:
        return file.read()
