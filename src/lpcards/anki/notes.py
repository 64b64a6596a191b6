"""A card as a note: what goes into which field."""

from functools import lru_cache
from hashlib import blake2b
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


def tombstone(note: Note) -> Note:
    """Return what a removed card's note becomes: text that says so, and the tag to find it by."""
    words = (
        "This card is no longer in lpcards. Search for "
        f"<b>tag:{RETIRED_TAG} -is&#58;suspended</b> and suspend what is found."
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
