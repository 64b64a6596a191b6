"""`lpcards sync`: reviews in, stories and answers out, with an Anki that runs."""

import os
from collections.abc import Iterator

import click

from lpcards.anki.anki_connect import KEY, URL, AnkiConnect
from lpcards.anki.anki_desktop import AnkiDesktop
from lpcards.cli.build import refuse_own
from lpcards.cli.options import json_option
from lpcards.cli.pull import DRY, beside
from lpcards.english.printable import counted
from lpcards.study.messages import note, say, say_json
from lpcards.study.places import decks_folder, is_of_library
from lpcards.study.with_anki.anki_sync import AnkiSync, Synced
from lpcards.study.with_anki.deck_build import DeckBuild, refuse_faults, refuse_retiring
from lpcards.study.workspace import Workspace
from lpcards.system.disk import scratch_folder
from lpcards.terminal.progress_bar import ProgressLine, progress_line

ANKI = "anki"
IMPORTED = (
    "AnkiConnect imports with Anki's options for merging note types, learning progress and deck "
    "presets on, and Anki's import window has them on from now on"
)


@click.command("sync")
@click.argument("where", type=click.Choice([ANKI]))
@click.option(
    "--url",
    default=URL,
    envvar="LPCARDS_ANKI_URL",
    metavar="URL",
    show_default=True,
    help="Where AnkiConnect listens.",
)
@click.option("--remote", is_flag=True, help="Let the URL be another machine's.")
@click.option(
    "--ankiweb/--no-ankiweb",
    default=None,
    help="Let Anki synchronise with its server before and after, or do not. Without it: if its "
    "profile has an account.",
)
@click.option("--ours", is_flag=True, help="Replace texts that were changed in Anki, too.")
@click.option("--yes", is_flag=True, help="Retire more than a fifth of the cards.")
@click.option("--dry-run", is_flag=True, help="Say what it would do; write nothing.")
@json_option
@click.pass_obj
def sync_command(
    workspace: Workspace,
    where: str,
    url: str,
    remote: bool,
    ankiweb: bool | None,
    ours: bool,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Bring the terminal and a running Anki together.

    WHERE is `anki`: the desktop program, with the add-on AnkiConnect. Its reviews come into the
    log; edited stories and the answers given here go to it. Doing it twice changes nothing. A key
    of the add-on is taken from the variable LPCARDS_ANKI_KEY.
    """
    folder = decks_folder(workspace.sources)
    if is_of_library(folder):
        workspace.go_by_defaults()
    if not dry_run:
        refuse_own(workspace, folder)
    refuse_faults(workspace)
    desktop = AnkiDesktop(AnkiConnect(url, os.environ.get(KEY, ""), remote=remote))
    account = desktop.has_account() if ankiweb is None else ankiweb
    progress = progress_line(as_json=as_json)
    if account and not dry_run:
        _synchronise(desktop, progress)
    sync = AnkiSync(workspace, desktop, progress, dry_run=dry_run, ours=ours)
    with scratch_folder() as exports:
        with progress.during("reading what Anki has"):
            packages = desktop.export(exports)
            reviews = sync.take_in(packages, folder)
        with DeckBuild(workspace, folder, progress) as build:  # what was begun there is in it
            if build.notice:
                note(build.notice)
            if not (yes or dry_run):
                refuse_retiring(build)
            synced = sync.tell(build, packages, reviews)
            if not dry_run and not build.is_current():
                build.write(level=1, with_progress=None)
                build.keep()
    if synced.has_written:
        desktop.show_anew()
        if account:
            _synchronise(desktop, progress)
    _say(synced, where, account, as_json=as_json)
    if dry_run and not as_json:
        say(DRY)


def _synchronise(desktop: AnkiDesktop, progress: ProgressLine) -> None:
    with progress.during("Anki synchronises"):
        desktop.synchronise()


def _say(synced: Synced, where: str, account: bool | None, *, as_json: bool) -> None:
    if as_json:
        say_json(_values(synced, where, account))
        return
    say(
        f"{counted(synced.pulled.added, 'answer')} in from Anki, {synced.out:,} out; "
        f"cards there: {', '.join(_counts(synced)) or 'nothing new'}"
    )
    for words in (*beside(synced.pulled), *_remarks(synced, account)):
        say(words)


def _values(synced: Synced, where: str, account: bool | None) -> dict[str, object]:
    pulled = synced.pulled
    return {
        "where": where,
        "in": pulled.added,
        "out": synced.out,
        "known": pulled.known,
        "skipped": pulled.skipped,
        "unknown": pulled.unknown,
        "forgotten": pulled.forgotten,
        "days": pulled.days,
        "added": synced.added,
        "changed": synced.changed,
        "retired": synced.retired,
        "types": synced.looks,
        "waiting": synced.waiting,
        "kept": synced.kept,
        "ankiweb": account,
    }


def _counts(synced: Synced) -> Iterator[str]:
    lists = {"added": synced.added, "changed": synced.changed, "retired": synced.retired}
    yield from (f"{len(cards):,} {word}" for word, cards in lists.items() if cards)
    if synced.looks:
        yield "layout changed"


def _remarks(synced: Synced, account: bool | None) -> Iterator[str]:
    if synced.waiting:
        yield (
            f"{counted(synced.waiting, 'answer')} will go out later: the cards are in a filtered "
            "deck, or open in Anki right now"
        )
    if synced.kept:
        yield (
            "Text kept as it is in Anki, where it was changed after the last build: "
            f"{counted(len(synced.kept), 'note')} (--ours brings the one from here)"
        )
    if synced.added and synced.has_written and not synced.had_ours:
        yield IMPORTED
    if account is None:
        yield "Whether Anki has an account could not be seen: --ankiweb lets it synchronise"
