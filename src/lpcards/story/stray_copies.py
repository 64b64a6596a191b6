"""Copies that a sync or an editor leaves beside a file: none takes the place of its original.

Which file is the original follows from the names alone. Times tell nothing: an original that was
just edited is the newer one, and a copy that has just arrived is, too.
"""

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

Position = tuple[str, int, int]
"""An id with the line and the column where it stands, from 1."""

_ID = re.compile(
    rb"^(?P<key>id:[ \t]*)(?P<quote>[\"']?)(?P<id>[a-z0-9]+(-[a-z0-9]+)*)(?P=quote)"
    rb"[ \t]*(#.*)?\r?$",
    re.MULTILINE,
)
NOWHERE = 0
"""The line of an id that stands nowhere, and is taken from the file's name."""


class Claim(NamedTuple):
    """A file of the content folder `root` that says it is the story or guide `id`."""

    root: int
    path: str
    id: str
    line: int = 1


def stated_id(path: str, data: bytes) -> Position:
    """Return the id of a file that cannot be loaded: the one it states, else its name."""
    found = _ID.search(data)
    if found is None:
        return stem_of(path), NOWHERE, 1
    line = data.count(b"\n", 0, found.start()) + 1
    return found["id"].decode(), line, len(found["key"]) + 1


def stem_of(path: str) -> str:
    """Return a file's name without its ending."""
    return os.path.splitext(os.path.basename(path))[0]


def copies_in(claims: Iterable[Claim]) -> dict[str, str]:
    """Return the path of each file that is ignored, and of the one that has its id by rights.

    Of the files of one folder with one id the one named after the id stays, else the one from
    whose name the others are made, which is the shorter one, `.yaml` before `.yml`.
    """
    found: dict[str, str] = {}
    groups: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.root, claim.id), []).append(claim)
    for group in groups.values():
        left = group
        while left:
            original, *others = sorted(left, key=_rank)
            found.update((one.path, original.path) for one in others if _yields(one, original))
            left = [one for one in others if one.path not in found]
    return found


def _rank(claim: Claim) -> tuple[bool, int, bool, int, str]:
    stem = stem_of(claim.path)
    twin = not claim.path.endswith(".yaml")
    return stem != claim.id, len(stem), twin, len(claim.path), claim.path


def _yields(other: Claim, original: Claim) -> bool:
    """Say whether `other` gives way; to a file that states no id only what is named after it."""
    return original.line != NOWHERE or stem_of(original.path) in stem_of(other.path)
