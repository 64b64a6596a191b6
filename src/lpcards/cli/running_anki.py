"""`lpcards sync anki`: reviews in, stories and answers out, with an Anki that runs."""

import os
from collections.abc import Iterator

from lpcards.anki.anki_connect import KEY, AnkiConnect
from lpcards.anki.anki_desktop import AnkiDesktop
from lpcards.cli.build import refuse_own
from lpcards.cli.pull import beside
from lpcards.english.printable import counted
from lpcards.study.messages import note
from lpcards.study.places import decks_folder, is_of_library
from lpcards.study.syncing import ANKI, AnkiOptions
from lpcards.study.with_anki.anki_sync import AnkiSync, Synced
from lpcards.study.with_anki.deck_build import DeckBuild, refuse_faults, refuse_retiring
from lpcards.study.workspace import Workspace
from lpcards.system.disk import scratch_folder
from lpcards.terminal.progress_bar import ProgressLine

IMPORTED = (
    "AnkiConnect imports with Anki's options for merging note types, learning progress and deck "
    "presets on, and Anki's import window has them on from now on"
)


def synced_with_anki(
    workspace: Workspace, options: AnkiOptions, progress: ProgressLine, *, dry_run: bool
) -> tuple[dict[str, object], list[str]]:
    """Bring the terminal and a running Anki together; return that as JSON, and in words."""
    folder = decks_folder(workspace.sources)
    if is_of_library(folder):
        workspace.go_by_defaults()
    if not dry_run:
        refuse_own(workspace, folder)
    refuse_faults(workspace)
    connect = AnkiConnect(options.url, os.environ.get(KEY, ""), remote=options.remote)
    desktop = AnkiDesktop(connect)
    account = desktop.has_account() if options.ankiweb is None else options.ankiweb
    if account and not dry_run:
        _synchronise(desktop, progress)
    sync = AnkiSync(workspace, desktop, progress, dry_run=dry_run, ours=options.ours)
    with scratch_folder() as exports:
        with progress.during("reading what Anki has"):
            packages = desktop.export(exports)
            reviews = sync.take_in(packages, folder)
        with DeckBuild(workspace, folder, progress) as build:  # what was begun there is in it
            if build.notice:
                note(build.notice)
            if not (options.yes or dry_run):
                refuse_retiring(build)
            synced = sync.tell(build, packages, reviews)
            if not dry_run and not build.is_current():
                build.write(level=1, with_progress=None)
                build.keep()
    if synced.has_written:
        desktop.show_anew()
        if account:
            _synchronise(desktop, progress)
    return _values(synced, account), [*_lines(synced, account)]


def _synchronise(desktop: AnkiDesktop, progress: ProgressLine) -> None:
    with progress.during("Anki synchronises"):
        desktop.synchronise()


def _lines(synced: Synced, account: bool | None) -> Iterator[str]:
    yield (
        f"{counted(synced.pulled.added, 'answer')} in from Anki, {synced.out:,} out; "
        f"cards there: {', '.join(_counts(synced)) or 'nothing new'}"
    )
    yield from beside(synced.pulled)
    yield from _remarks(synced, account)


def _values(synced: Synced, account: bool | None) -> dict[str, object]:
    pulled = synced.pulled
    return {
        "where": ANKI,
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
