"""The note types, frozen: fields and templates never move; only their text and looks may change.

Ids of types, fields and templates are constants for ever: Anki recognises them by these.
"""

import json
import os
from typing import Any, NamedTuple

from lpcards.anki.notes import CLOZE, FIELDS, QUESTION, STORY, Note

TYPE = "note-type"
TYPE_IDS = {QUESTION: 1_763_900_000_001, CLOZE: 1_763_900_000_002, STORY: 1_763_900_000_003}
NAMES = {QUESTION: "lpcards question", CLOZE: "lpcards cloze", STORY: "lpcards story"}
FIELD_IDS = {QUESTION: 17_639_000_100, CLOZE: 17_639_000_200, STORY: 17_639_000_400}
SORTED_BY = {QUESTION: 0, CLOZE: 0, STORY: 2}
"""Which field Anki's browser lists as the sort field: another one forces a full sync."""
TEMPLATE = "Card"
TEMPLATE_IDS = {QUESTION: 17_639_000_301, CLOZE: 17_639_000_302, STORY: 17_639_000_303}


def _block(look: str, field: str, filled: str = "") -> str:
    """Return a part of a template that is left out where its field is empty."""
    inside = filled or f"{{{{{field}}}}}"
    return f'{{{{#{field}}}}}<div class="lp-{look}" dir="auto">{inside}</div>{{{{/{field}}}}}'


HEAD = '<div class="lp-card"><div class="lp-top" dir="auto">{{Top}}</div>'
FRONT = '<div class="lp-front" dir="auto">{{Front}}</div>' + _block("options", "Options")
SENTENCE = '<div class="lp-front" dir="auto">{{cloze:Text}}</div>'
HINT = _block("hint", "Hint", "{{hint:Hint}}")
WHY = _block("why", "Why")
BACK, ITEMS, BELOW = _block("back", "Back"), _block("items", "Items"), _block("below", "Below")
GRADING = _block(
    "grading",
    "Items",
    "All of them: <b>Good</b>. One missing: <b>Hard</b>. More, or one with (must): <b>Again</b>.",
)
LINE = '<hr id="answer">'
BEHIND = f'{{{{#Why}}}}{LINE}<div class="lp-why" dir="auto">{{{{Why}}}}</div>{{{{/Why}}}}'
ANSWER = f"{LINE}{BACK}{WHY}{ITEMS}{GRADING}{BELOW}"
TITLE = '<div class="lp-front" dir="auto">{{Title}}</div>'
TASK = _block(
    "task",
    "Top",
    "Read this before its cards. Press <b>Good</b> when you have read it; suspend it when you know "
    "it.",
)
OVERVIEW = _block("part", "Overview")
PARTS = '<div class="lp-part" dir="auto">{{Parts}}</div>'
FOLDED = (
    f'{{{{#Fold}}}}<details class="lp-fold"><summary>{{{{Fold}}}}</summary>{PARTS}</details>'
    f"{{{{/Fold}}}}{{{{^Fold}}}}{PARTS}{{{{/Fold}}}}"
)
SPARE = "".join(_block("extra", f"Extra{n}") for n in (1, 2, 3))


class Face(NamedTuple):
    """A type's one template: what stands on the front and on the back."""

    front: str
    back: str


FACES = {
    QUESTION: Face(f"{HEAD}{FRONT}{HINT}</div>", f"{HEAD}{FRONT}{ANSWER}{SPARE}</div>"),
    CLOZE: Face(f"{HEAD}{SENTENCE}{HINT}</div>", f"{HEAD}{SENTENCE}{BEHIND}{SPARE}</div>"),
    STORY: Face(
        f"{HEAD}{TITLE}{TASK}{OVERVIEW}{FOLDED}</div>",
        f"{HEAD}{TITLE}{OVERVIEW}{PARTS}{SPARE}</div>",
    ),
}


def css() -> str:
    """Return the style sheet of all types."""
    with open(os.path.join(os.path.dirname(__file__), "card.css"), encoding="utf-8") as file:
        return file.read()


def type_notes() -> list[Note]:
    """Return the types as lines for the manifest: they have editions as notes have."""
    return [Note(f"#{name}", TYPE, _looks(name), (), "") for name in sorted(NAMES)]


def _looks(name: str) -> tuple[str, ...]:
    return NAMES[name], *FACES[name], css(), ", ".join((TEMPLATE, *FIELDS[name]))


def looks_of(model: dict[str, Any]) -> tuple[str, ...]:
    """Return what may change of a type: name, front, back, looks, names of template and fields."""
    face = model["tmpls"][0]
    names = (face["name"], *(field["name"] for field in model["flds"]))
    return model["name"], face["qfmt"], face["afmt"], model["css"], ", ".join(names)


def is_type(name: str) -> bool:
    """Say whether a name in the manifest is a note type's and no card's."""
    return name.startswith("#")


def model_json(note_type: str, mod: int) -> dict[str, Any]:
    """Return a note type as Anki's collection holds it; `mod` is its last change, Unix seconds."""
    from lpcards.anki.genanki_parts import Model

    fields = [
        {"name": name, "id": FIELD_IDS[note_type] + at} for at, name in enumerate(FIELDS[note_type])
    ]
    face = FACES[note_type]
    template = {
        "name": TEMPLATE,
        "id": TEMPLATE_IDS[note_type],
        "qfmt": face.front,
        "afmt": face.back,
    }
    model = Model(
        TYPE_IDS[note_type],
        NAMES[note_type],
        fields=fields,
        templates=[template],
        css=css(),
        model_type=Model.CLOZE if note_type == CLOZE else Model.FRONT_BACK,
        sort_field_index=SORTED_BY[note_type],
    )
    values = model.to_json(mod, 1)
    return json.loads(json.dumps({**values, "did": None}))  # type: ignore[no-any-return]
