"""Two manifests compared, the second as it lies there, the first as a revision shipped it.

Does the later one lead on everybody who took the earlier? Whoever imported an edition has its notes
for ever. A build never does what is listed here; a merge done wrong does, or a manifest that was
put back or edited by hand.
"""

import json
import os
import shlex
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from lpcards.anki.guids import guids_of
from lpcards.anki.manifest import MARKS, NAME, Manifest, Shipped, read_manifest
from lpcards.anki.note_types import TYPE
from lpcards.english.printable import counted
from lpcards.system.git import file_at
from lpcards.system.problem import UserFault

GONE, OLDER, RETYPED = "gone", "older", "retyped"
REPLACED, MOVED, REDATED, SILENT = "replaced", "moved", "redated", "silent"

Begins = Callable[[str, str], Iterator[str]]
"""The guids that a card (its id, its note's type) begins with where it was never shipped."""


class ManifestLine(NamedTuple):
    """A line of a manifest, and its key there."""

    key: str
    shipped: Shipped


class Regression(NamedTuple):
    """A card that was shipped, what is wrong with it, and its line now: None if that is gone."""

    fault: str
    before: ManifestLine
    after: ManifestLine | None

    def __str__(self) -> str:
        return f"{_name(self.before.shipped)} {_words(self)}"


def regressions(before: Manifest, after: Manifest, begins: Begins = guids_of) -> list[Regression]:
    """Return, by card, what `after` does wrong to those who have what `before` shipped."""
    return list(_found(before, after, begins))


def _found(before: Manifest, after: Manifest, begins: Begins) -> Iterator[Regression]:
    now = {
        shipped_line.guid: ManifestLine(key, shipped_line) for key, shipped_line in after.items()
    }
    shipped = {shipped_line.guid for shipped_line in before.values()}
    newcomers = {
        (shipped_line.card, shipped_line.type): shipped_line.guid
        for shipped_line in after.values()
        if not shipped_line.retired
        and shipped_line.guid not in shipped
        and _is_begun(shipped_line, now, begins)
    }
    for key, shipped_line in sorted(before.items()):
        line = now.get(shipped_line.guid)
        if fault := _fault(shipped_line, line.shipped, newcomers) if line else GONE:
            yield Regression(fault, ManifestLine(key, shipped_line), line)


def _is_begun(shipped: Shipped, given: Container[str], begins: Begins) -> bool:
    """Whether a card has a guid of its own making, not one that went on from another card."""
    own = begins(shipped.card, shipped.type)
    return any(guid == shipped.guid for guid in takewhile(given.__contains__, own))


def _fault(before: Shipped, after: Shipped, newcomers: Mapping[tuple[str, str], str]) -> str:
    """Return the worst of a guid's faults; "" if Anki will go on with it.

    `newcomers` are the guids that cards began with later, by the card's id and note type.
    """
    lost = after.retired and not before.retired
    faults = (
        (OLDER, after.mod < before.mod),
        (RETYPED, after.type != before.type),
        (REPLACED, lost and (after.card, after.type) in newcomers),
        (MOVED, after.deck != before.deck),
        (REDATED, after.since != before.since),
        (SILENT, after.mod == before.mod and _shown(after) != _shown(before)),
    )
    return next((fault for fault, found in faults if found), "")


def _shown(shipped: Shipped) -> tuple[object, ...]:
    return shipped.digest, shipped.retired


def _name(shipped: Shipped) -> str:
    return f"the note type {shipped.card[1:]}" if shipped.type == TYPE else shipped.card


def _words(regression: Regression) -> str:
    before, after = regression.before.shipped, regression.after
    if after is None:
        return "is gone and has left no tombstone"
    now = after.shipped
    return {
        OLDER: f"went back to an older edition: its mod fell from {before.mod} to {now.mod}",
        RETYPED: f"is a {now.type} under the guid of a {before.type}",
        REPLACED: "begins anew under another guid, and what was learned of it is retired",
        MOVED: f"moved from the deck {before.deck!r} to {now.deck!r}",
        REDATED: f"began at {before.since}, and now at {now.since}: its numbers follow from that",
        SILENT: f"has other text or tags under the same mod {now.mod}",
    }[regression.fault]


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
            f"people with the decks of {self.revision} would never get this; "
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


def compared(folder: str, revision: str, begins: Begins = guids_of) -> Compared:
    """Compare a folder's manifest, as it lies there, with the one of a git revision.

    `begins` tells what a card of the present content would begin with.
    Raises UserFault if git cannot tell, or what it tells cannot be read.
    """
    path = os.path.join(folder, NAME)
    shipped = file_at(path, revision)
    if shipped is None:
        return Compared(folder, revision, shipped=False, found=[])
    now = _now(path)
    after = read_manifest(now.split("\n"), path)[0]
    found = regressions(_then(shipped, path, revision), after, begins)
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
