"""The pictures and sounds of a package: which its notes show, and their bytes."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from lpcards.index.story_media import is_named, read_media
from lpcards.system.problem import UserFault

MOST_LISTED = 10_000_000
"""Bytes of the list of a package's files that are read; ours is smaller by far."""
_SHOWN = re.compile(r"(?:<img src=\"|\[sound:)(lp-[0-9a-f]{32}\.[a-z0-9]{3,4})")
"""Only our own: in an author's text `<` and `[` are written as entities."""


def media_in(fields: Iterable[str]) -> list[str]:
    """Return the names of the pictures and sounds that fields show, sorted."""
    return sorted({name for text in fields for name in _SHOWN.findall(text)})


def bytes_of(names: Iterable[str], paths: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of the files of these names; `paths` has where each lies.

    Raises UserFault where a file is no longer what it was when the notes were made.
    """
    for name in names:
        path = paths.get(name, "")
        try:
            data = read_media(path)
        except OSError:
            data = b""
        if not is_named(data, name):
            what = path or f"a picture ({name})"
            raise UserFault(f"{what} changed during the build: build again")
        yield name, data


def listed_in(path: str) -> list[str]:
    """Return the names of the pictures and sounds that a package of ours holds, sorted.

    Raises what reading a damaged file raises.
    """
    with zipfile.ZipFile(path) as archive, archive.open("media") as file:
        listed = json.loads(file.read(MOST_LISTED))
        return sorted(listed[key] for key in listed.keys() & {*archive.namelist()})
