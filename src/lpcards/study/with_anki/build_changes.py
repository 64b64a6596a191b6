"""What the next build would change of each note, field by field."""

import html
import re
from collections.abc import Iterator

from lpcards.anki.decks import notes_before
from lpcards.anki.note_types import is_type
from lpcards.anki.notes import FIELDS, Note
from lpcards.study.with_anki.deck_build import DeckBuild

PICTURE = re.compile(r'<img src="([^"]*+)" alt="([^"]*+)">')
TAG = re.compile(r"<[^<>]*>")

Change = tuple[str, str, str]
"""A field's name, its text then and now."""


def changed_notes(build: DeckBuild) -> Iterator[tuple[str, list[Change]]]:
    """Yield what changed of each card, in study order, then of the note types."""
    edition = build.edition
    names = (*edition.changed, *(f"#{name}" for name in edition.changed_types))
    notes = build.draft.notes(frozenset(names))
    guids = {guid for guid, _ in notes.values()}
    wanted = {one.guid: one for one in build.before.values() if one.guid in guids}
    before = notes_before(build.folder, build.base, wanted)
    for name in names:
        guid, now = notes[name]
        changes = list(_changes(before[guid], now)) if guid in before else []
        if changes:
            yield name, changes


def changes_json(build: DeckBuild, changed: dict[str, list[Change]]) -> dict[str, object]:
    """Return what a build would change as scripts read it."""
    return {
        "added": list(build.edition.added),
        "changed": [
            {
                "card": name,
                "fields": [
                    {"field": field, "before": before, "after": after}
                    for field, before, after in changes
                ],
            }
            for name, changes in changed.items()
            if not is_type(name)
        ],
        "types": [name[1:] for name in changed if is_type(name)],
        "retired": list(build.edition.retired),
        "unchanged": build.edition.unchanged,
    }


def _changes(then: Note, now: Note) -> Iterator[Change]:
    for field, before, after in zip(_names(now), _texts(then), _texts(now), strict=False):
        if before != after:
            yield field, before, after


def _names(note: Note) -> tuple[str, ...]:
    return (*FIELDS.get(note.type, ("name", "front", "back", "css", "names")), "tags")


def _texts(note: Note) -> tuple[str, ...]:
    fields = note.fields
    if note.type in FIELDS:
        fields = tuple(plain(field) for field in fields)
    return (*fields, " ".join(note.tags))


def plain(field: str) -> str:
    """Return a field's HTML as the words a learner reads."""
    told = PICTURE.sub(r" [picture: \2, \1] ", field)
    return " ".join(html.unescape(TAG.sub(" ", told)).split())
