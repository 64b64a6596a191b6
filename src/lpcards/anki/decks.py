"""A folder of decks: the packages and the manifest beside them, read, compared and written."""

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from lpcards.anki.edition import Edition
from lpcards.anki.edition_draft import EditionDraft
from lpcards.anki.fields import NO_MEDIA
from lpcards.anki.manifest import (
    MARKS,
    NAME,
    Manifest,
    Shipped,
    keyed,
    latest,
    read_line,
    read_manifest,
)
from lpcards.anki.notes import Note
from lpcards.anki.package import part_of, write_package
from lpcards.anki.package_reading import is_ahead, notes_in, packages_in
from lpcards.anki.package_reading import is_current as package_is_current
from lpcards.english.printable import counted
from lpcards.system.disk import replacing
from lpcards.system.problem import UserFault

MOST_BYTES = 1 << 30
"""A manifest is smaller by far; a damaged one may be a single line without end."""


class Built(NamedTuple):
    """One package of a build."""

    path: str
    notes: int
    sha256: str


class Decks(NamedTuple):
    """The packages of a build, and the stat of the manifest that it wrote."""

    packages: list[Built]
    manifest: os.stat_result


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
    if os.path.lexists(path):
        manifest, repaired = _read(path)
        words = f"{path} held both sides of a merge; of each card the later edition counts"
        return _with_packages(folder, Before(manifest, words if repaired else ""))
    found = latest(line for package in packages_in(folder) for line, _ in notes_in(package))
    if found:
        words = f"{path} was missing; it was read back from the packages beside it"
        return Before(keyed(found.values()), words)
    if base and os.path.exists(base):
        return Before(_read(base)[0], inherited=True)
    return Before({})


def _read(path: str) -> tuple[Manifest, bool]:
    if os.path.exists(path) and not os.path.isfile(path):
        raise UserFault(f"{path} cannot be read: it is not a file")
    try:
        if os.path.getsize(path) > MOST_BYTES:
            raise UserFault(f"{path} cannot be read: no manifest is that large")
        with open(path, encoding="utf-8", newline="\n") as file:
            return read_manifest(file, path)
    except (OSError, UnicodeDecodeError) as fault:
        raise UserFault(f"{path} cannot be read: {fault}") from None


def _with_packages(folder: str, before: Before) -> Before:
    """Take in what a package has in a later edition than the manifest: that was put back.

    A package that cannot be read is passed over: the manifest says it all, and it is written anew.
    """
    known = {line.guid: line for line in before.manifest.values()}
    mods = {line.guid: line.mod for line in known.values()}
    ahead = [package for package in packages_in(folder) if is_ahead(package, mods)]
    found = latest(line for package in ahead for line, _ in notes_in(package))
    later = {guid: line for guid, line in found.items() if mods.get(guid, 0) < line.mod}
    if not later:
        return before
    words = f"the packages were {counted(len(later), 'card')} ahead of the manifest; they count"
    notice = "; ".join(filter(None, (before.notice, words)))
    return Before(keyed({**known, **later}.values()), notice)


def shipped_of_stories(path: str, stories: Collection[str]) -> dict[tuple[str, str], Shipped]:
    """Return what a manifest (a path) has of these stories' cards, by card and note type.

    Of two lines for one the one that is not retired counts.
    """
    begins = tuple(f'{{"card": "{name}/' for name in stories)
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = [(at, line) for at, line in enumerate(file, 1) if line.startswith(begins)]
    found = [read_line(line, at, path)[1] for at, line in lines]
    return {(one.card, one.type): one for one in sorted(found, key=lambda one: not one.retired)}


def notes_before(folder: str, base: str | None, wanted: Mapping[str, Shipped]) -> dict[str, Note]:
    """Return the notes of editions that were shipped, by guid, as far as they are `wanted`."""
    notes = {}
    for line, fields in _all_before(folder, base):
        asked = wanted.get(line.guid)
        if asked is not None and asked.digest == line.digest:
            notes[line.guid] = Note(line.card, line.type, fields, line.tags, line.deck)
    return notes


def _all_before(folder: str, base: str | None) -> Iterator[tuple[Shipped, tuple[str, ...]]]:
    for path in (os.path.join(folder, NAME), base):
        if path and os.path.exists(path):
            with open(path, encoding="utf-8", newline="\n") as file:
                lines = (line for line in file if line.strip() and not line.startswith(MARKS))
                yield from (read_line(line, at, path)[1:] for at, line in enumerate(lines, 1))
    for package in packages_in(folder):
        with contextlib.suppress(UserFault):
            yield from notes_in(package)


def is_current(folder: str, draft: EditionDraft, types: Mapping[str, int]) -> bool:
    """Say whether a folder holds the packages and the manifest of the draft."""
    return _is_manifest_current(os.path.join(folder, NAME), draft) and all(
        _is_written(folder, draft, part, types) for part in draft.parts
    )


def _is_manifest_current(path: str, draft: EditionDraft) -> bool:
    try:
        with open(path, encoding="utf-8", newline="\n") as file:
            pairs = zip_longest(file, draft.lines())
            return all(line == f"{drafted}\n" for line, drafted in pairs)
    except (OSError, UnicodeDecodeError):
        return False


def _is_written(folder: str, draft: EditionDraft, part: str, types: Mapping[str, int]) -> bool:
    path = os.path.join(folder, part)
    return os.path.exists(path) and package_is_current(path, draft.path, part, types)


def write_decks(
    folder: str,
    edition: Edition,
    draft: EditionDraft,
    *,
    level: int,
    media: Mapping[str, str] = NO_MEDIA,
    left_over: Iterable[str] = (),
) -> Decks:
    """Write what changed: packages first, the manifest last, so that a kill is found out.

    `media` has the paths of pictures and sounds by their names in decks, `left_over` are the paths
    of packages that are removed.
    """
    os.makedirs(folder, exist_ok=True)
    packages = _packages(folder, edition, draft, media, level)
    manifest = _write_manifest(os.path.join(folder, NAME), draft)
    for path in left_over:
        os.unlink(path)
    return Decks(packages, manifest)


def _write_manifest(path: str, draft: EditionDraft) -> os.stat_result:
    with (
        replacing(path, 0o644) as beside,
        open(beside, "w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(f"{line}\n" for line in draft.lines())
        file.flush()
        return os.fstat(file.fileno())


def _packages(
    folder: str, edition: Edition, draft: EditionDraft, media: Mapping[str, str], level: int
) -> list[Built]:
    built = []
    for part, notes in draft.parts.items():
        path = os.path.join(folder, part)
        if edition.is_new or not _is_written(folder, draft, part, edition.types):
            content = part_of(draft.path, part)
            write_package(path, content, edition.types, media=media, level=level)
        built.append(Built(path, notes, sha256_of(path)))
    return built


def sha256_of(path: str) -> str:
    """Return the digest of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
