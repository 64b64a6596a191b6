"""A card as a note: what goes into which field, and which numbers it has for ever.

A note's and a card's id follow from the guid alone, so two guids may have one: of 100,000 cards two
do with a chance of 1 in 160. The published ids cannot change, so whoever comes later gives way.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

from lpcards.anki.fields import cloze, escaped, field_of, labelled, list_of, ticks_of
from lpcards.anki.typography import typeset
from lpcards.cards.card import Card

QUESTION, CLOZE, STORY = "question", "cloze", "story"
ASKED = (QUESTION, CLOZE)
"""The types whose notes are cards here; a story is only read."""
DECK = "lpcards"
"""The one deck of all cards: Anki takes new ones deck by deck, and knows an order only within."""
SPARE = ("Extra1", "Extra2", "Extra3")
FIELDS = {
    QUESTION: ("ID", "Top", "Front", "Options", "Hint", "Back", "Why", "Items", "Below", *SPARE),
    CLOZE: ("ID", "Top", "Text", "Hint", "Why", *SPARE),
    STORY: ("ID", "Top", "Title", "Overview", "Fold", "Parts", *SPARE),
}
OWN_TAG, RETIRED_TAG = "lpcards::own", "lpcards::retired"
FIRST_ID, ID_RANGE = 100_000_000_000, 1_600_000_000_000
"""Note and card ids look like past milliseconds: Anki counts on from the greatest it has."""


class Note(NamedTuple):
    """What Anki has of a card, but for its numbers. Fields are HTML, in the type's order."""

    card: str
    type: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str

    @property
    def digest(self) -> str:
        """Return what changes when a learner's note has to be updated."""
        text = "\x1f".join((self.type, *self.fields, " ".join(self.tags)))
        return blake2b(text.encode(), digest_size=10).hexdigest()


def note_of(card: Card, *, own: bool = False) -> Note:
    """Return the card's note; `own`: its story is the learner's."""
    fields = _cloze_fields(card) if card.note == CLOZE else _question_fields(card)
    tags = tags_of(card.kind, card.level, card.principle, card.scenario)
    return Note(card.id, card.note, (*fields, *BLANK), (*tags, OWN_TAG) if own else tags, DECK)


BLANK = ("",) * len(SPARE)


def _question_fields(card: Card) -> tuple[str, ...]:
    first, _, why = card.back.partition("\n")
    media = dict(card.media)
    return (
        card.id,
        escaped(typeset(card.top)),
        field_of(card.front, media),
        list_of(_mixed(card), media) if card.options else "",
        field_of(card.hint, media),
        field_of(first, media),
        labelled(why, media),
        ticks_of(card.items, card.must, media),
        labelled(card.below, media),
    )


def _mixed(card: Card) -> list[str]:
    """Return a quiz's options in an order of their own: Anki cannot shuffle them."""
    return sorted(card.options, key=lambda option: _digest(f"{card.id} {option}"))


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass")).digest()


def _cloze_fields(card: Card) -> tuple[str, ...]:
    before, _, rest = card.front.rpartition("[")
    cue, _, after = rest.partition("]")
    first, _, why = card.back.partition("\n")
    text = cloze(before, first, after, cue)
    media = dict(card.media)
    behind = "\n".join(filter(None, (why, card.below)))
    top, hint = escaped(typeset(card.top)), field_of(card.hint, media)
    return card.id, top, text, hint, labelled(behind, media)


@lru_cache(maxsize=1024)
def tags_of(kind: str, level: str, principle: str, scenario: str) -> tuple[str, ...]:
    """Return the tags of a note, without those that are empty."""
    values = {"kind": kind, "level": level, "principle": principle, "scenario": scenario}
    return tuple(f"lpcards::{key}::{value}" for key, value in values.items() if value)


def guid_of(card_id: str, note_type: str) -> str:
    """Return the guid that a card's first edition gets: from its id and its type alone.

    It is a number of 64 bits in base 64, its last digit first.
    """
    number = int.from_bytes(blake2b(f"{note_type} {card_id}".encode(), digest_size=8).digest())
    return urlsafe_b64encode((number << 6).to_bytes(9))[10::-1].decode()


def guids_of(card_id: str, note_type: str) -> Iterator[str]:
    """Yield the guids that a card may begin with: the first of them that no other has."""
    yield guid_of(card_id, note_type)
    for number in count(2):
        yield guid_of(f"{card_id}#{number}", note_type)


def number_of(guid: str, kind: str) -> int:
    """Return the id of a note or card (`kind`), from the guid alone: equal on every device."""
    digest = blake2b(f"{kind} {guid}".encode(), digest_size=8).digest()
    return FIRST_ID + int.from_bytes(digest) % ID_RANGE


@cache
def deck_number(name: str) -> int:
    """Return a deck's id; Anki matches decks by name and only wants one that is not 0 or 1."""
    return number_of(name, "deck")


def tombstone(note: Note) -> Note:
    """Return what a removed card's note becomes: text that says so, and the tag to find it by."""
    words = (
        "This card is no longer in lpcards. Search for "
        f"<b>tag:{RETIRED_TAG}</b> to delete all such cards, or keep it."
    )
    blank = dict.fromkeys(FIELDS[note.type], "")
    blank["ID"] = note.card
    if note.type == CLOZE:
        blank["Text"] = f"{words} {{{{c1::Retired&#58; {escaped(note.card)}}}}}"
    else:
        asked, answered = ("Title", "Parts") if note.type == STORY else ("Front", "Back")
        blank[asked], blank[answered] = words, f"Retired: {escaped(note.card)}"
    tags = tuple(sorted({*note.tags, RETIRED_TAG}))
    return note._replace(fields=tuple(blank.values()), tags=tags)


NOTE, CARD = "note", "card"


class Guids:
    """The guids that are given: known by the ids that follow from them."""

    def __init__(self, guids: Iterable[str]) -> None:
        """Begin with what was shipped, which is gone through when first a guid is to be given."""
        self._given = guids

    @cached_property
    def _ids(self) -> tuple[set[int], set[int]]:
        notes, cards = set(), set()
        for guid in self._given:
            notes.add(number_of(guid, NOTE))
            cards.add(number_of(guid, CARD))
        return notes, cards

    def take(self, guid: str) -> bool:
        """Give a guid if no id of its own is given; say whether it is."""
        notes, cards = self._ids
        note, card = number_of(guid, NOTE), number_of(guid, CARD)
        if note in notes or card in cards:
            return False
        notes.add(note)
        cards.add(card)
        return True


def numbers_of(guids: Iterable[str], kind: str) -> dict[str, int]:
    """Return the note or card ids (`kind`) of one package's guids, no two alike.

    Two guids of one manifest can meet only where branches were merged that each began one: then
    the later in the alphabet takes a second id. Both follow from the guids, so both are stable.
    """
    ids = {guid: number_of(guid, kind) for guid in guids}
    return ids if len(set(ids.values())) == len(ids) else _apart(ids, kind)


def _apart(ids: dict[str, int], kind: str) -> dict[str, int]:
    first, taken, numbers = set[int](), set(ids.values()), {}
    for guid in sorted(ids):
        numbers[guid] = number = ids[guid]
        if number in first:
            numbers[guid] = _next(guid, kind, taken)
        first.add(number)
        taken.add(numbers[guid])
    return numbers


def _next(guid: str, kind: str, taken: set[int]) -> int:
    turn = 2
    while (number := number_of(f"{guid}#{turn}", kind)) in taken:
        turn += 1
    return number
