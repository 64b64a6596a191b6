"""`lpcards build`: Anki decks, one edition after another."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from lpcards.cli.naming import selecting
from lpcards.cli.places import decks_folder
from lpcards.cli.saying import json_option, note, say, say_json
from lpcards.cli.unchanged import Outcome, remember, unchanged
from lpcards.words import counted

if TYPE_CHECKING:
    from lpcards.anki.decks import Built
    from lpcards.cli.building import Plan
    from lpcards.cli.desk import Desk


@click.command("build")
@selecting
@click.option("--out", type=click.Path(file_okay=False), metavar="DIR", help="Where to.")
@click.option("--split", type=click.Choice(["principle", "scenario"]), help="One package each.")
@click.option("--check", is_flag=True, help="Write nothing; leave with 1 if the decks are old.")
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
    desk: Desk = ctx.obj
    folder = out or decks_folder(desk.sources)
    asked = {key: value for key, value in told.items() if value}
    way = repr((asked, split, store))
    known = None if with_progress else unchanged(desk.compiled, folder, way)
    if known:
        _tell(known if not (check or dry_run) else known._replace(packages=()), as_json=as_json)
        return
    from lpcards.cli.building import Plan, refuse_retiring

    with Plan(desk, folder, told, split) as plan:
        if plan.notice:
            note(plan.notice)
        if check or dry_run:
            current = plan.is_current()
            _tell(_outcome(plan, ()), as_json=as_json)
            if not current:
                note(f"the decks in {folder} are not current; `lpcards build` writes them")
            ctx.exit(0 if dry_run or current else 1)
        if not yes:
            refuse_retiring(plan)
        built = plan.write(desk, level=0 if store else 1, with_progress=with_progress)
        outcome = _outcome(plan, built)
        _tell(outcome, as_json=as_json)
    if not with_progress:
        remember(desk.compiled, folder, way, outcome)


def _outcome(plan: "Plan", built: Iterable["Built"]) -> Outcome:
    edition = plan.edition
    packages = tuple(one._asdict() for one in built)
    return Outcome(packages, *edition[:4], edition.changed_types)


def _tell(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        say_json(outcome._asdict())
        return
    for one in outcome.packages:
        say(f"{one['path']}: {counted(one['notes'], 'note')}")
    told = (("added", outcome.added), ("changed", outcome.changed), ("retired", outcome.retired))
    parts = [f"{len(names)} {word}" for word, names in told if names]
    say(", ".join([*parts, f"{outcome.unchanged} unchanged"]))
