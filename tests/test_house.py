"""The house in which the code lives: one name for one thing, and no way that leads in a circle."""

import ast
from collections import defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import lpcards

HOUSE = Path(lpcards.__file__).parent
FILES = sorted(HOUSE.rglob("*.py"))


def module_of(path):
    return ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def shared(names):
    """Return the names that several places have, with the places."""
    places = defaultdict(list)
    for name, place in names:
        places[name].append(place)
    return {name: found for name, found in places.items() if len(found) > 1}


def test_no_two_files_share_a_name():
    assert shared((path.stem, module_of(path)) for path in FILES if path.stem != "__init__") == {}


def test_no_two_public_classes_share_a_name():
    classes = (
        (node.name, module)
        for module, tree in MODULES.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert shared(classes) == {}


def imported_by(tree):
    """Yield the modules that a module imports, wherever in it that stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_imports_do_not_go_in_a_circle():
    needs = {name: {*imported_by(tree)} & {*MODULES} - {name} for name, tree in MODULES.items()}
    assert [*TopologicalSorter(needs).static_order()]  # it raises CycleError, with the circle
