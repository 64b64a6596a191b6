"""`build --check --against`: the decks' manifest now, and as a revision shipped it."""

import json
import os
import shlex
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.anki.against import Line, Regression, regressions
from lpcards.anki.manifest import NAME, Manifest, line_of, read_manifest
from lpcards.cli.revision import file_at
from lpcards.problem import UserFault
from lpcards.words import counted

MOST_SAID = 10


class Compared(NamedTuple):
    """A folder of decks, the revision it was held against, and what that found.

    `shipped` says that the revision had a manifest at all.
    """

    folder: str
    revision: str
    shipped: bool
    found: list[Regression]

    def lines(self) -> Iterator[str]:
        """Yield what to say of it."""
        if not self.shipped:
            path = os.path.join(self.folder, NAME)
            yield f"{self.revision} has no {path}: nothing was shipped from there yet"
        for one in self.found[:MOST_SAID]:
            yield str(one)
        if len(self.found) > MOST_SAID:
            yield f"... and {counted(len(self.found) - MOST_SAID, 'more card')}"
        if self.found:
            yield self._remedy()

    def _remedy(self) -> str:
        folder, revision = shlex.quote(self.folder), shlex.quote(self.revision)
        return (
            f"who has the decks of {self.revision} would never get this; "
            f"`git -C {folder} checkout {revision} -- .` brings them back, "
            "and `lpcards build` then makes what you have now an edition of its own"
        )

    def as_json(self) -> list[dict[str, object]]:
        """Return the findings as scripts read them, `before` and `after` as manifest lines."""
        return [
            {
                "card": one.before.shipped.note.card,
                "guid": one.before.shipped.guid,
                "fault": one.fault,
                "before": _line(one.before),
                "after": one.after and _line(one.after),
            }
            for one in self.found
        ]


def _line(line: Line) -> object:
    return json.loads(line_of(line.key, line.shipped))


def compared(folder: str, revision: str) -> Compared:
    """Compare a folder's manifest, as it lies there, with the one of a git revision.

    Raises UserFault if git cannot tell, or what it tells cannot be read.
    """
    path = os.path.join(folder, NAME)
    told = file_at(path, revision)
    found = [] if told is None else regressions(_then(told, path, revision), _now(path))
    return Compared(folder, revision, told is not None, found)


def _then(told: bytes, path: str, revision: str) -> Manifest:
    try:
        return read_manifest(told.decode(), path)[0]
    except (UserFault, UnicodeDecodeError):
        raise UserFault(
            f"{path} as it is in {revision} cannot be read (did a later lpcards write it?)"
        ) from None


def _now(path: str) -> Manifest:
    """Return what lies there; one that is gone has nothing of what was shipped."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return read_manifest(file.read(), path)[0]
