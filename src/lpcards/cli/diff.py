"""`lpcards diff`: what the next build would ship, word by word."""

import html
import re
from collections.abc import Iterator

import click

from lpcards.anki.decks import notes_before
from lpcards.anki.note_types import is_type
from lpcards.anki.notes import FIELDS, Note
from lpcards.english.difference import marked, word_runs
from lpcards.study.building import Plan
from lpcards.study.open_content import Desk
from lpcards.study.places import decks_folder
from lpcards.study.progress_bar import waiting
from lpcards.study.saying import json_option, note, say_json, say_lines

TAG = re.compile(r"<[^<>]*>")


@click.command("diff")
@click.option("--out", type=click.Path(file_okay=False), metavar="DIR", help="The decks' folder.")
@json_option
@click.pass_obj
def diff_command(desk: Desk, out: str | None, as_json: bool) -> None:
    """Show what the next build would add, change and retire.

    What changed is shown word by word. Nothing is written.
    """
    folder, wait = out or decks_folder(desk.sources), waiting(as_json=as_json)
    with Plan(desk, folder, wait, afresh=True) as plan:
        if plan.notice:
            note(plan.notice)
        changed = {name: list(changes) for name, changes in _changed(plan)}
        if as_json:
            say_json(_as_json(plan, changed))
        else:
            say_lines(_lines(plan, changed))


Change = tuple[str, str, str]
"""A field's name, its text then and now."""


def _changed(plan: Plan) -> Iterator[tuple[str, list[Change]]]:
    """Yield what changed of each card, in study order, then of the note types."""
    edition = plan.edition
    names = (*edition.changed, *(f"#{name}" for name in edition.changed_types))
    told = plan.draft.notes(frozenset(names))
    guids = {guid for guid, _ in told.values()}
    wanted = {one.guid: one for one in plan.before.values() if one.guid in guids}
    before = notes_before(plan.folder, plan.base, wanted)
    for name in names:
        guid, now = told[name]
        changes = list(_changes(before[guid], now)) if guid in before else []
        if changes:
            yield name, changes


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
    return " ".join(html.unescape(TAG.sub(" ", field)).split())


def _as_json(plan: Plan, changed: dict[str, list[Change]]) -> dict[str, object]:
    return {
        "added": list(plan.edition.added),
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
        "retired": list(plan.edition.retired),
        "unchanged": plan.edition.unchanged,
    }


def _lines(plan: Plan, changed: dict[str, list[Change]]) -> Iterator[str]:
    for name in plan.edition.added:
        yield f"added    {name}"
    for name, changes in changed.items():
        yield f"changed  {name}"
        for field, before, after in changes:
            words = " ".join(marked(kind, run) for kind, run in word_runs(before, after))
            yield f"    {field}: {words}"
    for name in plan.edition.retired:
        yield f"retired  {name}"
    yield f"{plan.edition.unchanged:,} unchanged"
