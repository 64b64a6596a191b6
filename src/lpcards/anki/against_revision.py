"""`build --check --against`: the decks' manifest now, and as a revision shipped it."""

import json
import os
import shlex
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from lpcards.anki.manifest import MARKS, NAME, Manifest, read_manifest
from lpcards.anki.regressions import Regression, regressions
from lpcards.english.printable import counted
from lpcards.system.git import file_at
from lpcards.system.problem import UserFault

MOST_SAID = 10


class Compared(NamedTuple):
    """A folder of decks, the revision it was held against, and what that found.

    `shipped` says that the revision had a manifest at all.
    """

    folder: str
    revision: str
    shipped: bool
    found: list[Regression]
    then: str = ""
    now: str = ""

    def lines(self) -> Iterator[str]:
        """Yield what to say of it."""
        if not self.shipped:
            path = os.path.join(self.folder, NAME)
            yield f"{self.revision} has no {path}: nothing was shipped from there yet"
        for regression in self.found[:MOST_SAID]:
            yield str(regression)
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
        then, now = _by_guid(self.then), _by_guid(self.now)
        return [
            {
                "card": regression.before.shipped.card,
                "guid": regression.before.shipped.guid,
                "fault": regression.fault,
                "before": then[regression.before.shipped.guid],
                "after": now.get(regression.before.shipped.guid),
            }
            for regression in self.found
        ]


def _by_guid(text: str) -> dict[str, object]:
    """Return a manifest's lines by guid; of two for one guid the later edition."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith(MARKS)]
    listed = sorted(map(json.loads, lines), key=itemgetter("mod"))
    return {line["guid"]: line for line in listed}


def compared(folder: str, revision: str) -> Compared:
    """Compare a folder's manifest, as it lies there, with the one of a git revision.

    Raises UserFault if git cannot tell, or what it tells cannot be read.
    """
    path = os.path.join(folder, NAME)
    shipped = file_at(path, revision)
    if shipped is None:
        return Compared(folder, revision, shipped=False, found=[])
    now = _now(path)
    found = regressions(_then(shipped, path, revision), read_manifest(now.split("\n"), path)[0])
    return Compared(folder, revision, True, found, shipped.decode(), now)


def _then(manifest: bytes, path: str, revision: str) -> Manifest:
    try:
        return read_manifest(manifest.decode().split("\n"), path)[0]
    except (UserFault, UnicodeDecodeError):
        raise UserFault(
            f"{path} as it is in {revision} cannot be read (did a later lpcards write it?)"
        ) from None


def _now(path: str) -> str:
    """Return what lies there; one that is gone has nothing of what was shipped."""
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8", newline="\n") as file:
        return file.read()
