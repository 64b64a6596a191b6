"""Pictures and sounds as `data:` addresses, for pages that load nothing."""

from base64 import b64encode
from collections.abc import Iterable

from lpcards.index.media_file import MediaFile
from lpcards.index.story_media import read_media
from lpcards.story.media_kinds import TYPES

MOST_BYTES = 20_000_000
"""Of all pictures and sounds on one page; a browser is slow with more."""


def data_addresses(files: Iterable[MediaFile]) -> dict[str, str]:
    """Return a `data:` address for each name in decks, as many as go on a page, in their order.

    What cannot be read, and what has faults, is left out.
    """
    found, room = dict[str, str](), MOST_BYTES
    for file in files:
        if file.name and file.name not in found and (data := _bytes_of(file.path, room)):
            kind = TYPES[file.name.rpartition(".")[2]]
            found[file.name] = f"data:{kind};base64,{b64encode(data).decode()}"
            room -= len(data)
    return found


def _bytes_of(path: str, room: int) -> bytes:
    try:
        data = read_media(path)
    except OSError:
        return b""
    return data if len(data) <= room else b""
