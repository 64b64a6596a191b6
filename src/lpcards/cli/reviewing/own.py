"""The learner's own copy of a library file: what `e` edits instead of the installed one."""

import os
import shutil

from lpcards.cli.places import library_folder
from lpcards.compiled.scan import Sources
from lpcards.problem import UserFault


def editable_copy(path: str, sources: Sources) -> tuple[str, bool]:
    """Return the path to edit, and whether the library's file was copied there just now."""
    library = os.path.realpath(library_folder())
    inside = os.path.relpath(os.path.realpath(path), library)
    if inside.startswith(".."):
        return path, False
    mine = sources.folders[0] if sources.folders else None
    if mine is None or not mine.own:
        return path, False
    target = os.path.join(mine.path, inside)
    if os.path.lexists(target):
        raise UserFault(f"{target} is in the way of a copy of the library's file")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(path, target)
    _copy_schema(library, mine.path)
    return target, True


def _copy_schema(library: str, folder: str) -> None:
    schema = os.path.join(library, "lpcards.schema.json")
    if os.path.exists(schema):
        shutil.copyfile(schema, os.path.join(folder, "lpcards.schema.json"))
