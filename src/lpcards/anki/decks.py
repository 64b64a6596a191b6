"""A folder of decks: the packages and the manifest beside them, read, compared and written."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lpcards.anki.edition import Edition
from lpcards.anki.manifest import (
    NAME,
    Manifest,
    keyed,
    latest,
    read_manifest,
    write_manifest,
    written,
)
from lpcards.anki.package import Row, write_package
from lpcards.anki.readback import notes_in, packages_in, readable_in
from lpcards.anki.types import TYPE
from lpcards.problem import UserFault
from lpcards.words import counted

MAIN, RETIRED = "lpcards.apkg", "lpcards-retired.apkg"


class Built(NamedTuple):
    """One package of a build."""

    path: str
    notes: int
    sha256: str


class Before(NamedTuple):
    """What was shipped before, and a sentence on how that had to be found out ("": as usual).

    `inherited`: it is the library's, and nothing was shipped from this folder yet.
    """

    manifest: Manifest
    notice: str = ""
    inherited: bool = False


def shipped_before(folder: str, base: str | None) -> Before:
    """Return what a folder's last build shipped.

    Without a manifest it is read back from the packages; without those it starts from `base`,
    the manifest of the library (a path).
    """
    path = os.path.join(folder, NAME)
    if os.path.exists(path):
        manifest, repaired = _read(path)
        words = f"{path} held both sides of a merge; of each card the later edition counts"
        return _with_packages(folder, Before(manifest, words if repaired else ""))
    found = latest(one for package in packages_in(folder) for one, _ in notes_in(package))
    if found:
        words = f"{path} was missing; it was read back from the packages beside it"
        return Before(keyed(found.values()), words)
    if base and os.path.exists(base):
        return Before(_read(base)[0], inherited=True)
    return Before({})


def _read(path: str) -> tuple[Manifest, bool]:
    try:
        with open(path, encoding="utf-8") as file:
            return read_manifest(file.read(), path)
    except (OSError, UnicodeDecodeError) as fault:
        raise UserFault(f"{path} cannot be read: {fault}") from None


def _with_packages(folder: str, before: Before) -> Before:
    """Take in what a package has in a later edition than the manifest: that was put back.

    A package that cannot be read is passed over: the manifest says it all, and it is written anew.
    """
    known = {one.guid: one for one in before.manifest.values()}
    found = latest(one for package in packages_in(folder) for one, _ in readable_in(package))
    later = {
        guid: one for guid, one in found.items() if guid not in known or known[guid].mod < one.mod
    }
    if not later:
        return before
    words = f"the packages were {counted(len(later), 'card')} ahead of the manifest; they count"
    notice = "; ".join(filter(None, (before.notice, words)))
    return Before(keyed({**known, **later}.values()), notice)


def package_rows(
    edition: Edition, order: Iterable[str], parts: Mapping[str, str]
) -> dict[str, list[Row]]:
    """Return the rows of each package by its file name.

    `order` is the order of new cards, `parts` says which package a card belongs to.
    """
    packages: dict[str, list[Row]] = {}
    for card in order:
        if card in parts:
            rows = packages.setdefault(parts[card], [])
            rows.append(Row(edition.manifest[card], len(rows) + 1))
    retired = [one for _, one in sorted(edition.manifest.items()) if one.retired]
    if retired:
        packages[RETIRED] = [Row(one, at) for at, one in enumerate(retired, 1)]
    return packages


def is_current(path: str, rows: Iterable[Row], types: Mapping[str, int]) -> bool:
    """Say whether the package at `path` holds exactly these notes, in this order, and types."""
    if not os.path.exists(path):
        return False
    found = readable_in(path)
    kept = {one.guid: (one, due) for one, due in found if one.note.type != TYPE}
    mods = {one.note.card[1:]: one.mod for one, _ in found if one.note.type == TYPE}
    same = {row.shipped.guid: (row.shipped, row.due) for row in rows} == kept
    return same and all(types.get(sort) == mod for sort, mod in mods.items())


def is_manifest_current(folder: str, manifest: Manifest) -> bool:
    """Say whether the folder's manifest says exactly this."""
    try:
        with open(os.path.join(folder, NAME), encoding="utf-8") as file:
            return file.read() == written(manifest)
    except (OSError, UnicodeDecodeError):
        return False


def type_mods(manifest: Manifest) -> dict[str, int]:
    """Return each note type's last change."""
    return {key[1:]: one.mod for key, one in manifest.items() if one.note.type == TYPE}


def write_decks(
    folder: str,
    edition: Edition,
    packages: Mapping[str, list[Row]],
    *,
    level: int,
    left_over: Iterable[str] = (),
) -> list[Built]:
    """Write what changed: packages first, the manifest last. Returns all packages.

    `left_over` are the paths of packages that are removed.
    """
    os.makedirs(folder, exist_ok=True)
    types = type_mods(edition.manifest)
    built = []
    for name, rows in packages.items():
        path = os.path.join(folder, name)
        if edition.is_new or not is_current(path, rows, types):
            write_package(path, rows, types, level=level)
        built.append(Built(path, len(rows), sha256_of(path)))
    for path in left_over:
        os.unlink(path)
    write_manifest(os.path.join(folder, NAME), edition.manifest)
    return built


def sha256_of(path: str) -> str:
    """Return the digest of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
