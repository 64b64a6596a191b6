"""`lpcards pull`: the reviews made in Anki, taken into the log."""

from collections.abc import Iterable

import click

from lpcards.anki.decks import shipped_before
from lpcards.anki.reviews import (
    FUTURE,
    RESCHEDULED,
    UNREADABLE,
)
from lpcards.cli.merge_logs import LATER
from lpcards.cli.options import json_option
from lpcards.english.printable import counted
from lpcards.study.messages import note, say, say_json
from lpcards.study.places import decks_folder, library_manifest
from lpcards.study.with_anki.pulled_reviews import Pulled, pulled
from lpcards.study.workspace import Workspace

REASONS = {
    RESCHEDULED: "not answers: a card moved by hand, reset or rescheduled",
    FUTURE: LATER,
    UNREADABLE: "make no sense",
}


@click.command("pull")
@click.argument("file", type=click.Path())
@click.option("--decks", type=click.Path(), metavar="DIR", help="Where `build` put the decks.")
@click.option("--dry-run", is_flag=True, help="Say what it would do; write nothing.")
@json_option
@click.pass_obj
def pull_command(
    workspace: Workspace, file: str, decks: str | None, dry_run: bool, as_json: bool
) -> None:
    """Bring reviews made in Anki into the log.

    Doing it twice changes nothing. FILE is what Anki exported with scheduling information
    (.apkg, .colpkg, old or new), or a collection file; Anki may have it open.
    """
    folder = decks or decks_folder(workspace.sources)
    before = shipped_before(folder, library_manifest(folder))
    if before.notice:
        note(before.notice)
    _say(pulled(workspace, file, before.manifest, dry_run=dry_run), as_json=as_json)


def _say(pulled: Pulled, *, as_json: bool) -> None:
    if as_json:
        say_json(pulled._asdict())
        return
    say(f"{counted(pulled.added, 'review')} added, {pulled.known} already known")
    for words in _left_out(pulled):
        say(words)


def _left_out(pulled: Pulled) -> Iterable[str]:
    for reason, number in sorted(pulled.skipped.items()):
        yield f"Left out: {number} ({REASONS[reason]})"
    if pulled.unknown:
        yield f"Left out: {pulled.unknown} (their cards are in neither your stories nor the decks)"
