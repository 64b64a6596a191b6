"""`lpcards build` and `lpcards diff`: Anki decks, one edition after another."""

import os
from collections.abc import Mapping
from typing import Any

import click

from lpcards.anki.decks import (
    is_current,
    is_manifest_current,
    package_rows,
    shipped_before,
    type_mods,
    write_decks,
)
from lpcards.anki.edition import Edition, Renamed, edition_of
from lpcards.anki.manifest import Manifest
from lpcards.anki.notes import note_of
from lpcards.anki.order import new_order
from lpcards.anki.parts import left_over, part_of
from lpcards.anki.types import TYPE, type_notes
from lpcards.card import Card
from lpcards.cli.carrying import refuse_place, write_with_progress
from lpcards.cli.comparing import compared
from lpcards.cli.desk import Desk
from lpcards.cli.naming import selecting, selection_of
from lpcards.cli.outcome import tell
from lpcards.cli.places import decks_folder, library_manifest
from lpcards.cli.saying import json_option, note
from lpcards.cli.waiting import Waiting, waiting
from lpcards.compiled.scan import Sources
from lpcards.problem import UserFault

MOST_RETIRED = 0.2


class Plan:
    """What a build would do: computed once, shown or carried out."""

    def __init__(self, desk: Desk, out: str | None, wait: Waiting) -> None:
        """Compare the content with what was shipped last; `wait` says how far it is."""
        with wait.during("reading the stories"):
            _refuse_faults(desk)
        self.folder = out or decks_folder(desk.sources)
        before = shipped_before(self.folder, _base(desk.sources, self.folder))
        self.notice = before.notice
        count = sum(story.cards for story in desk.compiled.stories())
        self.cards = list(wait.over(desk.compiled.cards(), count, "reading cards"))
        self.before = before.manifest
        if before.inherited:
            self.before = _of_these(before.manifest, self.cards)
        notes = [Renamed(one) for one in type_notes()]
        told = wait.over(self.cards, count, "making notes")
        notes += [Renamed(note_of(card), card.was) for card in told]
        self.edition = _of_cards(edition_of(notes, self.before, desk.moment().at // 1000))

    def packages(self, desk: Desk, told: dict[str, Any], split: str | None) -> dict[str, Any]:
        """Return the rows of each package for the selection."""
        chosen = {card.id for card in desk.compiled.cards(selection_of(desk.compiled, told))}
        parts = {card.id: part_of(card, split) for card in self.cards if card.id in chosen}
        return package_rows(self.edition, new_order(self.cards), parts)


def _refuse_faults(desk: Desk) -> None:
    errors = [one for one in desk.compiled.problems() if one.severity == "error"]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise UserFault(f"the content has faults, so no deck is built: {errors[0]}{more}")


def _base(sources: Sources, folder: str) -> str | None:
    """Return the library's manifest where the library is among what is built."""
    with_library = sources.library or not all(one.own for one in sources.folders)
    return library_manifest(folder) if with_library else None


def _of_these(shipped: Manifest, cards: list[Card]) -> Manifest:
    """Of what others shipped only the cards in use count: nobody has the others from here."""
    names = {name for card in cards for name in (card.id, *card.was)}
    return {
        key: one for key, one in shipped.items() if one.note.card in names or one.note.type == TYPE
    }


def _of_cards(edition: Edition) -> Edition:
    """Count cards only: the note types have editions too, and no place among the cards."""
    types = sum(name.startswith("#") for name in edition.order)
    changed = [name for name in (*edition.added, *edition.changed) if name.startswith("#")]
    return edition._replace(unchanged=edition.unchanged - (types - len(changed)))


@click.command("build")
@selecting
@click.option("--out", type=click.Path(file_okay=False), metavar="DIR", help="Where to.")
@click.option("--split", type=click.Choice(["principle", "scenario"]), help="One package each.")
@click.option("--check", is_flag=True, help="Write nothing; leave with 1 if the decks are old.")
@click.option(
    "--against",
    metavar="REV",
    help="With --check: fail too where the decks of this git revision would not be led on.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@click.option("--store", is_flag=True, help="Do not compress the packages.")
@click.option(
    "--with-progress",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Besides, write the cards with your schedule and answers, for Anki's first import.",
)
@click.option("--yes", is_flag=True, help="Retire more than a fifth of the cards.")
@json_option
@click.pass_context
def build_command(
    ctx: click.Context,
    /,
    out: str | None,
    split: str | None,
    check: bool,
    against: str | None,
    dry_run: bool,
    store: bool,
    with_progress: str | None,
    yes: bool,
    as_json: bool,
    **told: Any,  # noqa: ANN401
) -> None:
    """Build Anki decks: only what changed since the last build is newer.

    Import them with Anki's default options as often as you like.
    """
    if against is not None and not check:
        raise click.UsageError("--against belongs to --check", ctx)
    desk: Desk = ctx.obj
    wait = waiting(as_json=as_json)
    plan = Plan(desk, out, wait)
    if plan.notice:
        note(plan.notice)
    packages = plan.packages(desk, told, split)
    left = left_over(plan.folder, packages.keys(), plan.cards)
    if check or dry_run:
        sound = _look(plan, packages, left, against, as_json=as_json)
        ctx.exit(1 if check and not sound else 0)
    _guard(plan, yes=yes)
    if with_progress:
        refuse_place(with_progress, plan.folder)
    level = 0 if store else 1
    with wait.during("writing the packages"):
        built = write_decks(plan.folder, plan.edition, packages, level=level, left_over=left)
        if with_progress:
            types = type_mods(plan.edition.manifest)
            built.append(write_with_progress(desk, with_progress, packages, types, level=level))
    tell(plan.edition, built, left, as_json=as_json)


def _look(
    plan: Plan,
    packages: Mapping[str, Any],
    left: list[str],
    against: str | None,
    *,
    as_json: bool,
) -> bool:
    """Say what a build would do, and whether the decks are current and lead on `against`."""
    held = None if against is None else compared(plan.folder, against)
    more = {"regressions": held.as_json()} if held else {}
    tell(plan.edition, [], left, as_json=as_json, more=more)
    current = not left and _is_current(plan, packages)
    if not current:
        note(f"the decks in {plan.folder} are not current; `lpcards build` writes them")
    for words in held.lines() if held else ():
        note(words)
    return current and not (held and held.found)


def _is_current(plan: Plan, packages: Mapping[str, Any]) -> bool:
    if plan.edition.is_new:
        return False
    types = type_mods(plan.edition.manifest)
    return is_manifest_current(plan.folder, plan.edition.manifest) and all(
        is_current(os.path.join(plan.folder, name), rows, types) for name, rows in packages.items()
    )


def _guard(plan: Plan, *, yes: bool) -> None:
    live = sum(not one.retired and one.note.type != TYPE for one in plan.before.values())
    gone = len(plan.edition.retired)
    if gone > MOST_RETIRED * live and not yes:
        raise UserFault(
            f"{gone} of {live} cards would be retired; is some content missing? "
            "`lpcards diff` lists them, --yes retires them"
        )
