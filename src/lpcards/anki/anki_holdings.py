"""What Anki holds of our decks, read from what it exported with scheduling."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from lpcards.anki.anki_configuration import day_zero
from lpcards.anki.collection import SENSELESS, open_collection
from lpcards.anki.note_types import FIELD_IDS, TEMPLATE_IDS, TYPE_IDS
from lpcards.anki.notes import FIELDS, STORY
from lpcards.anki.our_notes import OURS, KnownCards, our_notes
from lpcards.anki.wall_clock import local_offset
from lpcards.system.problem import UserFault

SEPARATOR = "\x1f"
TO_READ = "SELECT guid, substr(flds, 1, instr(flds, char(31)) - 1) FROM notes WHERE mid = ?"


class HeldCard(NamedTuple):
    """The first card of a note: its deck's name, and its schedule in Anki's own numbers.

    `filtered`: it lies in a filtered deck, `deck` is its home.
    """

    number: int
    deck: str
    filtered: bool
    kind: int
    queue: int
    due: int
    interval: int
    factor: int
    reps: int
    lapses: int


class HeldNote(NamedTuple):
    """One of our notes. `fields` by their names in Anki; `mod` in Unix seconds: its last change."""

    number: int
    mod: int
    fields: dict[str, str]
    tags: tuple[str, ...]
    card: HeldCard


class HeldType(NamedTuple):
    """One of our note types as Anki has it: its name, its template's, what stands there, `mod`.

    `called` leads from our name of a field to the one that it has there.
    """

    name: str
    template: str
    front: str
    back: str
    css: str
    mod: int
    called: dict[str, str]


class HeldReview(NamedTuple):
    """A row of the review log: its time in UTC milliseconds, button (0: none), milliseconds."""

    at: int
    button: int
    took: int


class AnkiHoldings(NamedTuple):
    """Our notes by guid, our types, and the review log by card, oldest first.

    Due days count from `day_zero`; None if Anki holds none of our decks.
    """

    notes: dict[str, HeldNote]
    types: dict[str, HeldType]
    reviews: dict[int, list[HeldReview]]
    day_zero: date | None


class Sought(NamedTuple):
    """Which notes are looked for: their `guids`, and the one of each card that is asked.

    A note that has another guid is still taken for a card's if it is ours by what is `known` of it.
    """

    guids: Collection[str]
    of_cards: Mapping[str, str]
    known: KnownCards


def holdings_in(paths: Iterable[str], sought: Sought) -> AnkiHoldings:
    """Return what the packages at `paths` hold of the notes that are sought, by the guids sought.

    Raises UserFault for one that cannot be read.
    """
    held, strangers = AnkiHoldings({}, {}, {}, None), dict[str, HeldNote]()
    for path in paths:
        with open_collection(path) as db:
            try:
                found = _holdings(db, sought.guids)
                strangers |= _strangers(db, sought)
            except SENSELESS:
                raise UserFault("what Anki exported of your cards makes no sense") from None
            held = AnkiHoldings(
                {**held.notes, **found.notes},
                {**held.types, **found.types},
                {**held.reviews, **found.reviews},
                found.day_zero,
            )
    return held._replace(notes={**strangers, **held.notes})


def _holdings(db: sqlite3.Connection, guids: Collection[str]) -> AnkiHoldings:
    """Return what one package holds."""
    (models,) = db.execute("SELECT models FROM col").fetchone()
    return AnkiHoldings(
        {guid: note for guid, note in _notes(db) if guid in guids},
        _types(json.loads(models)),
        _reviews(db),
        day_zero(db, local_offset),
    )


def _strangers(db: sqlite3.Connection, sought: Sought) -> dict[str, HeldNote]:
    """Return the notes that are a card's, or a story's to read, under another guid."""
    ours = {one.guid: one.card for one in our_notes(db, sought.known) if one.standing == OURS}
    cards = {guid: sought.known.present.get(card, card) for guid, card in ours.items()}
    to_read = db.execute(TO_READ, [TYPE_IDS[STORY]])
    cards |= {guid: card for guid, card in to_read if not sought.known.is_keyed(card)}
    return {
        sought.of_cards[cards[guid]]: note
        for guid, note in _notes(db)
        if guid not in sought.guids and cards.get(guid) in sought.of_cards
    }


def _types(models: dict[str, Any]) -> dict[str, HeldType]:
    found = {}
    for name, number in TYPE_IDS.items():
        if (model := models.get(str(number))) is not None:
            faces = model["tmpls"]
            face = next((one for one in faces if one.get("id") == TEMPLATE_IDS[name]), faces[0])
            looks = (face["name"], face["qfmt"], face["afmt"], model["css"])
            found[name] = HeldType(
                model["name"], *looks, int(model["mod"]), dict(_called(name, model))
            )
    return found


def _called(name: str, model: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield our name of each field and the learner's: what was renamed keeps its id."""
    by_id = {field.get("id"): field["name"] for field in model["flds"]}
    for at, field in enumerate(FIELDS[name]):
        yield field, by_id.get(FIELD_IDS[name] + at, field)


def _notes(db: sqlite3.Connection) -> Iterator[tuple[str, HeldNote]]:
    """Yield the notes of a package with their guids."""
    models, decks = map(json.loads, db.execute("SELECT models, decks FROM col").fetchone())
    names = {int(key): _names(model) for key, model in models.items()}
    cards = dict(_cards(db, {int(key): deck["name"] for key, deck in decks.items()}))
    for number, guid, model, mod, tags, text in db.execute(
        "SELECT id, guid, mid, mod, tags, flds FROM notes"
    ):
        if number in cards and model in names:
            fields = dict(zip(names[model], text.split(SEPARATOR), strict=False))
            yield guid, HeldNote(number, int(mod), fields, tuple(tags.split()), cards[number])


def _names(model: dict[str, Any]) -> list[str]:
    return [field["name"] for field in sorted(model["flds"], key=lambda field: field["ord"])]


def _cards(db: sqlite3.Connection, decks: dict[int, str]) -> Iterator[tuple[int, HeldCard]]:
    """Yield the first card of each note, by the note's id."""
    rows = db.execute(
        "SELECT nid, id, did, odid, type, queue, due, ivl, factor, reps, lapses FROM cards"
        " WHERE ord = 0"
    )
    for note, number, deck, home, *schedule in rows:
        yield note, HeldCard(number, decks.get(home or deck, ""), bool(home), *map(int, schedule))


def _reviews(db: sqlite3.Connection) -> dict[int, list[HeldReview]]:
    found = defaultdict(list)
    for card, *row in db.execute("SELECT cid, id, ease, time FROM revlog ORDER BY id"):
        found[card].append(HeldReview(*map(int, row)))
    return found
