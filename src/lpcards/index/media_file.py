"""A picture or sound of a story, as the cache keeps it."""

from typing import NamedTuple


class MediaFile(NamedTuple):
    """A picture or sound: as the author names it, its path, its state there, its name in decks.

    The name says what the content is: another content has another name. "": it has faults.
    """

    target: str
    path: str
    state: str
    name: str
