"""The pictures and sounds of an example, beside the learner's copy of it."""

import os
from collections.abc import Iterator

from lpcards.system.disk import write_new
from lpcards.system.private_files import private_folder
from lpcards.system.problem import UserFault


def copy_media(path: str, root: str, target: str) -> list[str]:
    """Put what the story at `path`, below `root`, shows beside its copy `target`.

    Return the paths that are new; raise UserFault where something else lies in the way of one.
    """
    made: list[str] = []
    for there, data in _media(path, root):
        place = os.path.join(os.path.dirname(target), there)
        if not os.path.lexists(place):
            private_folder(os.path.dirname(place))
            made.append(write_new(place, data))
        elif not _holds(place, data):
            take_away(made)
            raise UserFault(f"{place} is in the way of a picture of the example")
    return made


def take_away(paths: list[str]) -> None:
    """Remove files just made, and the folders that are then empty."""
    for path in paths:
        os.unlink(path)
        folder = os.path.dirname(path)
        if not os.listdir(folder):
            os.rmdir(folder)


def _media(path: str, root: str) -> Iterator[tuple[str, bytes]]:
    """Yield, seen from the story, where each of its pictures and sounds lies, and its bytes."""
    from lpcards.index.card_rows import read_bytes  # here: reading costs time
    from lpcards.index.story_media import media_of, read_media
    from lpcards.story.reading import read_source

    data, _ = read_bytes(path)
    media, _ = media_of(read_source(path, data), root)
    for one in media:
        if one.name:
            yield os.path.relpath(one.path, os.path.dirname(path)), read_media(one.path)


def _holds(path: str, data: bytes) -> bool:
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as file:
        return file.read(len(data) + 1) == data
