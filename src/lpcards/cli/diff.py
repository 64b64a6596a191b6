"""`lpcards diff`: what the next build would ship, word by word."""

from collections.abc import Iterator

import click

from lpcards.cli.options import json_option
from lpcards.english.difference import marked, word_runs
from lpcards.study.messages import note, say_json, say_lines
from lpcards.study.places import decks_folder, is_of_library
from lpcards.study.with_anki.build_changes import Change, changed_notes, changes_json
from lpcards.study.with_anki.deck_build import DeckBuild
from lpcards.study.workspace import Workspace
from lpcards.terminal.progress_bar import progress_line


@click.command("diff")
@click.option("--all", "everything", is_flag=True, help="Of every card, as `build --all`.")
@click.option("--out", type=click.Path(file_okay=False), metavar="DIR", help="The decks' folder.")
@json_option
@click.pass_obj
def diff_command(workspace: Workspace, everything: bool, out: str | None, as_json: bool) -> None:
    """Show what the next build would add, change and retire.

    Changes are shown word by word. Nothing was written.
    """
    folder, progress = out or decks_folder(workspace.sources), progress_line(as_json=as_json)
    if is_of_library(folder):
        workspace.go_by_defaults()
    with DeckBuild(workspace, folder, progress, everything=everything, afresh=True) as build:
        if build.notice:
            note(build.notice)
        changed = {name: list(changes) for name, changes in changed_notes(build)}
        if as_json:
            say_json(changes_json(build, changed))
        else:
            say_lines(_lines(build, changed))


def _lines(build: DeckBuild, changed: dict[str, list[Change]]) -> Iterator[str]:
    for name in build.edition.added:
        yield f"added    {name}"
    for name, changes in changed.items():
        yield f"changed  {name}"
        for field, before, after in changes:
            words = " ".join(marked(kind, run) for kind, run in word_runs(before, after))
            yield f"    {field}: {words}"
    for name in build.edition.retired:
        yield f"retired  {name}"
    yield f"{build.edition.unchanged:,} unchanged"
