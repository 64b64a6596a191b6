"""The learner's own copy of a library file: what `e` edits instead of the installed one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from lpcards.index.scan import Sources, bytes_of
from lpcards.study.places import library_folder
from lpcards.system.problem import UserFault


@contextmanager
def editable(path: str, sources: Sources) -> Iterator[str]:
    """Give the path to edit: the file itself, or the learner's copy of a library file.

    A copy that was not changed is taken away again: it would hide the library's next edition.
    """
    from lpcards.study.private_files import private_folder  # here: they cost the first card time
    from lpcards.system.disk import write_new

    target = _place_of_copy(path, sources)
    if target is None:
        yield path
        return
    if os.path.lexists(target) and not _same(path, target):
        raise UserFault(f"{target} is in the way of a copy of the library's file")
    private_folder(os.path.dirname(target))
    write_new(target, bytes_of(path))
    try:
        yield target
    finally:
        if _same(path, target):
            os.unlink(target)
        else:
            _copy_schema(sources.folders[0].path)


def _place_of_copy(path: str, sources: Sources) -> str | None:
    library = os.path.realpath(library_folder())
    inside = os.path.relpath(os.path.realpath(path), library)
    mine = sources.folders[0] if sources.folders else None
    if inside.startswith("..") or mine is None or not mine.own:
        return None
    return os.path.join(mine.path, inside)


def _same(one: str, other: str) -> bool:
    from filecmp import cmp

    return os.path.isfile(other) and cmp(one, other, shallow=False)


def _copy_schema(folder: str) -> None:
    from lpcards.study.private_files import write_whole

    schema = os.path.join(library_folder(), "lpcards.schema.json")
    if os.path.exists(schema):
        write_whole(os.path.join(folder, "lpcards.schema.json"), bytes_of(schema))
