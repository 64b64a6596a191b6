"""The settings file: read like a story, with the same kind of messages."""

from lpcards.content.fault import Fault
from lpcards.content.reading import any_error, problems_of, validated
from lpcards.content.tree import Tree, tree_of
from lpcards.problem import Problem
from lpcards.settings import Settings


def read_settings(path: str, data: bytes) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings in `data` and its problems; with a fault, the default settings.

    An empty file is in order: it sets nothing.
    """
    tree = tree_of(data)
    settings, faults = _settings_of(tree)
    return settings or Settings(), problems_of(path, [*tree.faults, *faults])


def _settings_of(tree: Tree) -> tuple[Settings | None, list[Fault]]:
    if tree.data is None or tree.data == "" or () in tree.spoiled:
        return None, []
    if not isinstance(tree.data, dict):
        said = "settings are keys with values: write lines such as `new: 10`"
        return None, [Fault(*tree.marks.position(()), "type", said)]
    settings, faults = validated(Settings, tree)
    return (None if any_error([*faults, *tree.faults]) else settings), faults
