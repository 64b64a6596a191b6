"""Two manifests compared: does the later one lead on everybody who took the earlier? Pure.

Whoever imported an edition has its notes for ever. A build never does what is listed here; a merge
done wrong does, or a manifest that was put back or edited by hand.
"""

from collections.abc import Container, Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

from lpcards.anki.manifest import Manifest, Shipped
from lpcards.anki.note_types import TYPE
from lpcards.anki.notes import guids_of

GONE, OLDER, RETYPED = "gone", "older", "retyped"
REPLACED, MOVED, SILENT = "replaced", "moved", "silent"


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


def regressions(before: Manifest, after: Manifest) -> list[Regression]:
    """Return, by card, what `after` does wrong to those who have what `before` shipped."""
    return list(_found(before, after))


def _found(before: Manifest, after: Manifest) -> Iterator[Regression]:
    now = {
        shipped_line.guid: ManifestLine(key, shipped_line) for key, shipped_line in after.items()
    }
    shipped = {shipped_line.guid for shipped_line in before.values()}
    newcomers = {
        (shipped_line.card, shipped_line.type): shipped_line.guid
        for shipped_line in after.values()
        if not shipped_line.retired
        and shipped_line.guid not in shipped
        and _begins(shipped_line, now)
    }
    for key, shipped_line in sorted(before.items()):
        line = now.get(shipped_line.guid)
        if fault := _fault(shipped_line, line.shipped, newcomers) if line else GONE:
            yield Regression(fault, ManifestLine(key, shipped_line), line)


def _begins(shipped: Shipped, given: Container[str]) -> bool:
    """Whether a card has a guid of its own making, not one that went on from another card."""
    own = guids_of(shipped.card, shipped.type)
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
        SILENT: f"has other text or tags under the same mod {now.mod}",
    }[regression.fault]
