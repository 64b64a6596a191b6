"""Write the cards of a content folder with genanki, as its manual says. FOLDER CACHE PACKAGE

The cards are read from the same warm cache and the fields made by the same code as ours.
"""

import sys

import genanki

from lpcards.anki.note_types import FACES, NAMES, css
from lpcards.anki.notes import CLOZE, FIELDS, QUESTION, note_of
from lpcards.index.card_index import open_index
from lpcards.index.scan import Folder, Sources

DECK = 2_059_400_110


def model(note_type: str, number: int) -> genanki.Model:
    """Return a note type with our fields and templates."""
    face = FACES[note_type]
    return genanki.Model(
        number,
        NAMES[note_type],
        fields=[{"name": name} for name in FIELDS[note_type]],
        templates=[{"name": "Card", "qfmt": face.front, "afmt": face.back}],
        css=css(),
        model_type=genanki.Model.CLOZE if note_type == CLOZE else genanki.Model.FRONT_BACK,
    )


def main(folder: str, cache: str, path: str, settings: str) -> None:
    """Add note after note to one deck and write it."""
    models = {QUESTION: model(QUESTION, 1_607_392_319), CLOZE: model(CLOZE, 1_607_392_320)}
    deck = genanki.Deck(DECK, "lpcards")
    with open_index(Sources((Folder(folder, own=True),), None, settings), cache) as index:
        for card in index.by_id():
            if not card.note:
                continue
            note = note_of(card)
            copy = genanki.Note(model=models[note.type], fields=note.fields, tags=note.tags)
            deck.add_note(copy)
    genanki.Package(deck).write_to_file(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
