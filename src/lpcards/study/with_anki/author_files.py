"""The authors of the stories in use, as the files beside the stories say, and those files."""

import contextlib
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice

from lpcards.anki.author_lines import Author, author_text, read_author
from lpcards.anki.edition import Known
from lpcards.anki.guids import guids_of
from lpcards.anki.manifest import Shipped
from lpcards.index.scan import Sources, bytes_of
from lpcards.study.messages import note
from lpcards.study.places import author_paths
from lpcards.system.disk import write_new
from lpcards.system.private_files import rewrite
from lpcards.system.problem import UserFault
from lpcards.system.trace import trace

ENOUGH = 9
"""So many lines of a story, and so many guids of each, tell which key it was shipped with."""


class AuthorFiles:
    """Whose key each story's cards begin with. Nothing is written before `save`."""

    def __init__(self, sources: Sources, decks: str, roots: Mapping[str, int]) -> None:
        """Read the files; `roots` has each story's place among the folders."""
        own = [root for root, folder in enumerate(sources.folders) if folder.own]
        *beside, self._last = author_paths(sources, decks)
        self._paths = dict(zip(own, beside, strict=True))
        self._read = {path: _read(path) for path in (*beside, self._last)}
        self._roots = {story: root for story, root in roots.items() if root in self._paths}
        self._shipped: dict[str, list[Shipped]] = defaultdict(list)
        self._was: dict[str, tuple[str, ...]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._keys: dict[str, str] = {}
        self._new, self._is_lost = "", False

    def look_at(self, known: Iterable[Known], shipped: Iterable[Shipped]) -> None:
        """Look at the cards there are, and at the lines of those that may begin something."""
        for card in known:
            story = _story(card.card)
            if story in self._roots:
                self._was[card.card] = card.was
                if story not in self._names:
                    self._names[story] = _stories(card)
        for line in shipped:
            self._shipped[_story(line.card)].append(line)

    @property
    def is_read(self) -> bool:
        """Whether a file has a key: the stories were built before, here or elsewhere."""
        return bool(self._names) and any(author.keys for author in self._read.values())

    def key_of(self, card_id: str) -> str:
        """Return the key that a card begins with: "" for the library's and those of old."""
        story = _story(card_id)
        if story not in self._names:
            return ""
        if story not in self._keys:
            self._keys[story] = self._found(story)
        return self._keys[story]

    def is_new(self, card_id: str) -> bool:
        """Say whether a card begins with a key that is written down nowhere yet."""
        return self.key_of(card_id) == self._new != ""

    def shipped_keys(self, card_id: str) -> tuple[str, ...]:
        """Return the keys that a card may have been shipped with, by what is known here.

        Its own first, then those of other machines and none at all, as it was before there were
        keys. Where no file has one nobody knows of any.
        """
        key = self.key_of(card_id)
        known = [key for author in self._read.values() for key in author.keys] if key else []
        return tuple(dict.fromkeys((key if key != self._new else "", *known, "")))

    def _found(self, story: str) -> str:
        names = self._names[story]
        recorded = (author.key_of(names) for author in self._read.values())
        key = next((key for key in recorded if key is not None), None)
        if key is None:
            key = self._explaining(names)
        return self._default(self._roots[story]) if key is None else key

    def _default(self, root: int) -> str:
        key = self._read[self._paths[root]].key or self._read[self._last].key
        self._new = self._new or os.urandom(8).hex()
        return key or self._new

    def _explaining(self, names: tuple[str, ...]) -> str | None:
        """Return the key with which a story was shipped from here; None: none of those known."""
        lines = [line for name in names for line in self._shipped.get(name, ())][:ENOUGH]
        keys = ["", *sorted({key for author in self._read.values() for key in author.keys})]
        for line in lines:
            for key in keys:
                if line.guid in self._guids(line, names, key):
                    return key
        self._is_lost = self._is_lost or bool(lines)
        return None

    def _guids(self, line: Shipped, names: tuple[str, ...], key: str) -> set[str]:
        slot = line.card.partition("/")[2]
        ids = {line.card, *self._was.get(line.card, ()), *(f"{name}/{slot}" for name in names)}
        return {guid for one in ids for guid in islice(guids_of(one, line.type, key), ENOUGH)}

    def save(self) -> None:
        """Write down a key where there is none yet, and the stories that go on with another."""
        for root, path in self._paths.items():
            keys = {one: self.key_of(one) for one in self._names if self._roots[one] == root}
            if keys:
                self._save(path, self._default(root), keys)

    def _save(self, path: str, key: str, keys: Mapping[str, str]) -> None:
        every = [*self._read.values()]
        others = {
            story: own
            for story, own in keys.items()
            if own != key and all(one.key_of(self._names[story]) is None for one in every)
        }
        is_new = not (self._read[path].keys or self._read[self._last].keys)
        if not (is_new or others):
            return
        trace("author: %s, %d more stories of another key", path, len(others))
        try:
            self._read[path] = _add(path, Author((key,) if is_new else (), others))
        except OSError:
            path = self._last
            self._read[path] = _add(path, Author((key,) if is_new else (), others))
        if is_new:
            note((LOST if self._is_lost else MADE).format(path))


def _add(path: str, more: Author) -> Author:
    """Add to a file, or begin one; return what it says then. Of two that begin it one does."""
    if more.keys:
        with contextlib.suppress(FileExistsError):
            write_new(path, author_text(more).encode())
            return more
    added = Author()

    def change(before: bytes) -> bytes:
        nonlocal added
        there = _said(before, path)
        if more.keys and there.keys:
            raise UserFault(f"another build made {path} just now; build again")
        added = Author(more.keys or there.keys, {**there.stories, **more.stories})
        return author_text(added).encode()

    rewrite(path, change, b"")
    return added


def _read(path: str) -> Author:
    try:
        return _said(bytes_of(path), path)
    except FileNotFoundError:
        return Author()
    except OSError as fault:
        raise UserFault(f"{path} cannot be read: {fault.strerror}") from None


def _said(data: bytes, path: str) -> Author:
    return read_author(data.decode("utf-8", "replace").removeprefix("\ufeff"), path)


def _story(card_id: str) -> str:
    return card_id.partition("/")[0]


def _stories(card: Known) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_story, (card.card, *card.was))))


MADE = (
    "{} is new: it keeps your cards in Anki apart from other people's. Keep it with the stories, "
    "in git too. If another machine built them before, see `lpcards docs anki` before you import"
)
LOST = (
    "{} was gone, and is a new one: cards that were built go on all the same, but put the old one "
    "back, from git or a copy, for those to come"
)
