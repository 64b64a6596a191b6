"""`lpcards pull`: the reviews made in Anki, taken into the log."""

import sys
import zipfile
from collections.abc import Iterator

import click

from lpcards.anki.decks import shipped_before
from lpcards.anki.reviews import (
    FUTURE,
    MADE,
    RESCHEDULED,
    UNREADABLE,
)
from lpcards.cli.merge_logs import LATER
from lpcards.cli.options import DRY, json_option
from lpcards.english.printable import counted
from lpcards.study.messages import note, say, say_json
from lpcards.study.places import decks_folder, library_manifest
from lpcards.study.with_anki.pulled_reviews import Pulled, pulled
from lpcards.study.workspace import Workspace

REASONS = {
    RESCHEDULED: "not answers: a due day set by hand, or cards rescheduled",
    FUTURE: LATER,
    UNREADABLE: "make no sense",
    MADE: "of cards and copies that you made in Anki",
}


@click.command("pull")
@click.argument("file", required=False, type=click.Path())
@click.option("--decks", type=click.Path(), metavar="DIR", help="Where `build` put the decks.")
@click.option("--dry-run", is_flag=True, help="Say what it would do; write nothing.")
@json_option
@click.pass_obj
def pull_command(
    workspace: Workspace, file: str | None, decks: str | None, dry_run: bool, as_json: bool
) -> None:
    """Bring reviews made in Anki into the log.

    Doing it twice changes nothing. FILE is what Anki exported with scheduling information
    (.apkg, .colpkg, old or new), or a collection file; Anki may have it open. Without FILE you
    choose one of those that Anki keeps on this machine.
    """
    if file is None:
        from lpcards.study.with_anki.which_file import which_file

        at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        file = which_file(workspace, asks=at_terminal and not as_json)
    folder = decks or decks_folder(workspace.sources)
    before = shipped_before(folder, library_manifest(folder))
    if before.notice:
        note(before.notice)
    result = pulled(workspace, file, folder, before.manifest, dry_run=dry_run)
    if as_json:
        say_json(result._asdict())
        return
    for words in _lines(result, file):
        say(words)
    if dry_run:
        say(DRY)


def _lines(pulled: Pulled, file: str) -> Iterator[str]:
    yield f"{counted(pulled.added, 'review')} added, {pulled.known} already known"
    yield from beside(pulled)
    if not any((pulled.added, pulled.known, pulled.skipped, pulled.unknown, pulled.forgotten)):
        yield _why_nothing(pulled, file)


def beside(pulled: Pulled) -> Iterator[str]:
    """Yield what a pull came to beside its reviews: cards forgotten, and what was left out."""
    if pulled.forgotten:
        yield f"{counted(pulled.forgotten, 'card')} reset in Anki: new again here, history kept"
    if pulled.days:
        cards = counted(pulled.days, "card")
        yield f"{cards} now as in Anki: due on its day, or suspended (`follow: anki`)"
    for reason, number in sorted(pulled.skipped.items()):
        yield f"Left out: {number} ({REASONS[reason]})"
    if pulled.unknown:
        yield f"Left out: {pulled.unknown} (their cards are in neither your stories nor the decks)"


def _why_nothing(pulled: Pulled, file: str) -> str:
    """Say why there is no review to be had."""
    if not pulled.notes:
        return f"None of your cards is in {file}."
    cards = f"{counted(pulled.notes, 'card')} of yours"
    whole = file.endswith(".colpkg") or not zipfile.is_zipfile(file)
    if pulled.review_log or whole:
        return f"{file} has {cards}; none was answered in Anki yet."
    return (
        f"{file} has {cards} but no review log. If you did answer some, export again with "
        '"Include scheduling information" ticked.'
    )
