"""What Anki has to be told of an edition: notes changed, added and retired, looks. Pure.

As with an import, a text is replaced only where the edition that changed it is newer than the
learner's last change of the note. Unlike an import, nothing else of the note is: the learner's tags
and the spare fields are not in what is sent.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from unicodedata import normalize

from lpcards.anki.anki_holdings import AnkiHoldings, HeldNote, HeldType
from lpcards.anki.edition_draft import Drafted
from lpcards.anki.note_types import FACES, css
from lpcards.anki.notes import FIELDS, RETIRED_TAG, SPARE

OURS = ("kind", "level", "principle", "scenario", "own", "retired")
"""The tags `lpcards::...` that editions set; any other is the learner's."""


class NoteUpdate(NamedTuple):
    """What is changed of a note that Anki has: by its number there."""

    card: str
    number: int
    fields: dict[str, str]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    retired: int | None = None
    """The Anki card to be suspended: its note is retired by this."""
    back: int | None = None
    """The Anki card that need not be suspended any more: its note is back."""


class NewLook(NamedTuple):
    """What one of our note types looks like now, by the names it has in Anki."""

    name: str
    template: str
    front: str
    back: str
    css: str


class NoteUpdates(NamedTuple):
    """All that Anki has to be told. `new` leads from guid to the deck that the card goes into.

    `kept` are the cards whose text there is another one and stays: the learner changed the note
    after the edition.
    """

    looks: list[NewLook]
    notes: list[NoteUpdate]
    new: dict[str, str]
    kept: list[str]


def updates_for(
    drafted: Iterable[Drafted],
    types: Mapping[str, int],
    held: AnkiHoldings,
    *,
    ours: bool = False,
) -> NoteUpdates:
    """Return what Anki has to be told; `types` has each note type's last change (Unix seconds).

    `ours`: a text goes there whatever the learner has changed of the note.
    """
    lines = list(drafted)
    notes, kept = [], []
    for line in lines:
        there = held.notes.get(line.guid)
        if there is None:
            continue
        fields = _fields(line, there, held.types.get(line.note.type))
        if fields and not ours and line.mod <= there.mod:
            if not line.retired:
                kept.append(line.note.card)
            fields = {}
        if update := _update(line, there, fields):
            notes.append(update)
    new = [line for line in lines if line.chosen and line.guid not in held.notes]
    target = _Decks(lines, held)
    return NoteUpdates(
        [*_looks(types, held)],
        notes,
        {line.guid: target.of(line) for line in new},
        kept,
    )


def _looks(types: Mapping[str, int], held: AnkiHoldings) -> Iterator[NewLook]:
    for name, mod in types.items():
        there = held.types.get(name)
        if there is None or mod <= there.mod:
            continue
        now = NewLook(there.name, there.template, *FACES[name], css())
        if now[2:] != (there.front, there.back, there.css):
            yield now


def _update(line: Drafted, there: HeldNote, fields: dict[str, str]) -> NoteUpdate | None:
    wanted, had = {*line.note.tags}, {*there.tags}
    added = tuple(sorted(tag for tag in wanted if not _has(had, tag)))
    removed = tuple(sorted(tag for tag in had if _is_ours(tag) and not _has(wanted, tag)))
    if not (added or removed or fields):
        return None
    return NoteUpdate(
        line.note.card,
        there.number,
        fields,
        added,
        removed,
        there.card.number if _has({*added}, RETIRED_TAG) else None,
        there.card.number if _has({*removed}, RETIRED_TAG) else None,
    )


def _fields(line: Drafted, there: HeldNote, look: HeldType | None) -> dict[str, str]:
    """Return the fields that are other ones now, by the names that they have there."""
    called = look.called if look else {}
    pairs = zip(FIELDS[line.note.type], line.note.fields, strict=True)
    texts = {called.get(name, name): text for name, text in pairs if name not in SPARE}
    return {
        name: text
        for name, text in texts.items()
        if name in there.fields and normalize("NFC", text) != normalize("NFC", there.fields[name])
    }


def _has(tags: Iterable[str], tag: str) -> bool:
    """Say whether a tag is among others; Anki keeps to whichever case it had first."""
    return tag.casefold() in {one.casefold() for one in tags}


def _is_ours(tag: str) -> bool:
    root, _, rest = tag.casefold().partition("::")
    return root == "lpcards" and rest.partition("::")[0] in OURS


class _Decks:
    """Where new cards go: into the deck that is meant for them, or to where the learner put it."""

    def __init__(self, lines: Iterable[Drafted], held: AnkiHoldings) -> None:
        self._lived_in: dict[str, Counter[str]] = defaultdict(Counter)
        for line in lines:
            if line.guid in held.notes and not line.retired:
                home = held.notes[line.guid].card.deck
                self._lived_in[_root(line.note.deck)][home] += 1

    def of(self, line: Drafted) -> str:
        """Return where a new card goes.

        That is the deck of its edition, or the one of the settings. But where the cards that were
        shipped to that deck, or to others below its root, all lie elsewhere, the learner renamed
        it: then the card goes to where most of them are.
        """
        deck = line.note.deck
        homes = self._lived_in.get(_root(deck), Counter())
        if line.home != deck or not homes or any(_root(home) == _root(deck) for home in homes):
            return line.home
        return min(homes, key=lambda name: (-homes[name], name))


def _root(deck: str) -> str:
    return deck.partition("::")[0].casefold()
