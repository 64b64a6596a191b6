"""`lpcards build`: Anki decks, one edition after another."""

from typing import TYPE_CHECKING

import click

from lpcards.cli.options import json_option, selecting
from lpcards.index.selection import Selection
from lpcards.study.messages import note
from lpcards.study.places import author_paths, decks_folder, is_of_library, private_stories
from lpcards.study.with_anki.build_result import keep_result, known_result, result_of, say_result
from lpcards.study.with_anki.deck_cards import digest_of_begun
from lpcards.system.problem import UserFault
from lpcards.terminal.progress_bar import progress_line

if TYPE_CHECKING:
    from lpcards.study.with_anki.deck_build import DeckBuild
    from lpcards.study.workspace import Workspace


@click.command("build")
@selecting
@click.option("--out", type=click.Path(file_okay=False), metavar="DIR", help="Where to.")
@click.option("--all", "everything", is_flag=True, help="Every card, not only what review teaches.")
@click.option("--split", type=click.Choice(["principle", "scenario"]), help="One package for each.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if the decks are old.")
@click.option(
    "--against",
    metavar="REV",
    help="With --check: also fail if learners who have the decks of this git revision would be "
    "left behind.",
)
@click.option("--dry-run", is_flag=True, help="Say what it would do; write nothing.")
@click.option("--store", is_flag=True, help="Leave the packages uncompressed.")
@click.option(
    "--with-progress",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Also write the cards with your schedule and answers, for Anki's first import.",
)
@click.option("--yes", is_flag=True, help="Retire more than a fifth of the cards.")
@json_option
@click.pass_context
def build_command(
    ctx: click.Context,
    out: str | None,
    everything: bool,
    split: str | None,
    check: bool,
    against: str | None,
    dry_run: bool,
    store: bool,
    with_progress: str | None,
    yes: bool,
    as_json: bool,
    named: Selection,
) -> None:
    """Build Anki decks of what review teaches.

    Import them with Anki's default options as often as you like: only what changed since the
    last build is updated.
    """
    if against is not None and not check:
        raise click.UsageError("--against goes with --check", ctx)
    workspace: Workspace = ctx.obj
    folder = out or decks_folder(workspace.sources)
    if is_of_library(folder):
        workspace.go_by_defaults()
    if not (check or dry_run):
        refuse_own(workspace, folder)
    way = repr((named, split, store, everything, digest_of_begun(workspace, folder)))
    authors = author_paths(workspace.sources, folder)
    anew = with_progress or against is not None
    known = None if anew else known_result(workspace.index, folder, way, authors)
    if known:
        say_result(known._replace(packages=()) if check or dry_run else known, as_json=as_json)
        return
    from lpcards.study.with_anki.deck_build import DeckBuild, refuse_retiring

    progress = progress_line(as_json=as_json)
    with DeckBuild(workspace, folder, progress, named, split, everything=everything) as build:
        if build.notice:
            note(build.notice)
        if check or dry_run:
            plain = not (everything or split or out or any(named))
            sound = _look(build, against, plain=plain, as_json=as_json)
            ctx.exit(1 if check and not sound else 0)
        if not yes:
            refuse_retiring(build)
        built = build.write(level=0 if store else 1, with_progress=with_progress)
        result = result_of(build.edition, built, build.left)
        say_result(result, as_json=as_json)
        build.keep()
    if not with_progress:
        keep_result(workspace.index, folder, way, authors, result)


def refuse_own(workspace: "Workspace", folder: str) -> None:
    """Raise UserFault where own stories would go to everybody: a clone's `decks/` is committed."""
    if not is_of_library(folder):
        return
    if own := private_stories(workspace.index.stories(), workspace.sources):
        raise UserFault(
            f"{folder} is for the library's decks, and these would hold {own[0]!r}, which is "
            "your own: name another folder with --out, or use `--content content`"
        )


def _look(build: "DeckBuild", against: str | None, *, plain: bool, as_json: bool) -> bool:
    """Say what a build would do, and whether the decks are current and lead on `against`.

    `plain`: a build without options writes the same.
    """
    from lpcards.anki.regressions import compared

    held = None if against is None else compared(build.folder, against, build.begins)
    more = {"regressions": held.as_json()} if held else {}
    say_result(result_of(build.edition, (), build.left), as_json=as_json, more=more)
    current = build.is_current()
    if not current:
        how = "`lpcards build`" if plain else "the same without `--check` and `--dry-run`"
        note(f"the decks in {build.folder} are not current; {how} writes them")
    for words in held.lines() if held else ():
        note(words)
    return current and not (held and held.found)
