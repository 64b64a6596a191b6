"""Which commands there are: known by the files of this folder, none of which is imported for it."""

import functools
import os

FOLDER = os.path.dirname(__file__)
GROUPS = {
    "Every day": (
        *("review", "due", "plan", "stats", "report", "pause", "next", "grade", "undo"),
        *("show", "why", "cards", "flag", "bury", "suspend", "resume", "serve"),
    ),
    "Your stories": (
        *("new", "edit", "watch", "check", "read", "list", "coach", "asked", "coverage"),
        *("search", "followups", "import", "ids"),
    ),
    "Rehearsing": ("rehearse", "mock", "debrief", "sheet"),
    "Anki": ("build", "diff", "preview", "pull", "export"),
    "More than one machine": ("sync", "hub", "merge"),
    "Upkeep": (
        *(
            "settings",
            "set",
            "welcome",
            "docs",
            "help",
            "completion",
            "doctor",
            "adopt",
            "log",
            "backup",
        ),
        *("restore", "schema"),
    ),
}
"""What commands are for, and those of a kind in the order in which they are met."""
LAST = "Upkeep"
"""The group of a command that none of them names."""


def module_of(command: str) -> str:
    """Return the name of the module that may hold a command, such as `import_page`; "": none."""
    return next((name for name in _modules() if command in _names_in(name)), "")


@functools.cache
def help_lines() -> dict[str, str]:
    """Return each command with the first line of its docstring, read and not imported."""
    found = dict(line for module in _modules() for line in _commands_in(_source(module)))
    named = [name for names in GROUPS.values() for name in names]
    return {name: found[name] for name in (*named, *sorted({*found} - {*named}))}


def grouped_help_lines() -> dict[str, dict[str, str]]:
    """Return the same by what the commands are for."""
    lines = {**help_lines()}
    groups = {
        title: {name: lines.pop(name) for name in names if name in lines}
        for title, names in GROUPS.items()
    }
    groups[LAST] |= lines
    return groups


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
