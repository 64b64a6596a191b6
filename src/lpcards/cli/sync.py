"""`lpcards sync`: this machine's log, and the places where it meets others."""

import os
from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

import click
from click.core import ParameterSource

from lpcards.anki.anki_connect import URL
from lpcards.cli.merge_logs import LATER
from lpcards.cli.options import DRY, json_option
from lpcards.english.printable import counted, on_a_line
from lpcards.story.hub_urls import HUBS
from lpcards.study.messages import note, say, say_json
from lpcards.study.places import device
from lpcards.study.syncing import (
    ANKI,
    AnkiOptions,
    PlaceOptions,
    SyncedPlace,
    place_named,
    places_set,
    shown_name,
    synced,
    synced_json,
    synced_line,
)
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault
from lpcards.terminal.progress_bar import progress_line

if TYPE_CHECKING:
    from lpcards.sync.folder_place import FolderPlace

MOST_NAMED = 5
NOWHERE = (
    "say where to: `lpcards sync ~/Dropbox`, `lpcards sync anki`; or once and for all "
    "`lpcards set sync=~/Dropbox`"
)
KEPT = (
    "Kept a new key in {0}. Copy it to your other machines, but not through the folder that they "
    "share, and keep a copy: without it nobody can read what lies there. On each machine:"
)
OF_ANKI = ("url", "remote", "ankiweb", "yes")
"""Options that only a running Anki heeds."""
OF_FOLDERS = {
    "key": "it encrypts nothing that goes elsewhere",
    "with_content": "a hub has answers only, and Anki has its cards from `lpcards sync anki`",
    "theirs": "only there a story has two edits",
    "only": "it names a file of your stories",
}
"""Options that only folders heed, and why nothing else does."""


@click.command("sync")
@click.argument("where", required=False)
@click.option("--key", metavar="FILE", help="folder: encrypt what lies there with this key (age).")
@click.option("--new-key", metavar="FILE", help="folder: make such a key, and do nothing else.")
@click.option(
    "--with-content",
    is_flag=True,
    help="folder: carry own stories, settings and what decks need, too.",
)
@click.option(
    "--ours",
    is_flag=True,
    help="folder: of two edits of a story let yours count. anki: replace texts that were changed "
    "there.",
)
@click.option(
    "--theirs", is_flag=True, help="folder: of two edits of a story take the other machine's."
)
@click.option(
    "--only", multiple=True, metavar="FILE", help="folder: settle two edits of this file alone."
)
@click.option(
    "--whole/--no-whole",
    default=None,
    help="hub: send what is about your own stories, too, or do not.",
)
@click.option(
    "--url",
    default=URL,
    envvar="LPCARDS_ANKI_URL",
    metavar="URL",
    show_default=True,
    help="anki: where AnkiConnect listens.",
)
@click.option("--remote", is_flag=True, help="anki: let the URL be another machine's.")
@click.option(
    "--ankiweb/--no-ankiweb",
    default=None,
    help="anki: let Anki synchronise with its server before and after, or do not. Without it: if "
    "its profile has an account.",
)
@click.option("--yes", is_flag=True, help="anki: retire more than a fifth of the cards.")
@click.option("--dry-run", is_flag=True, help="Say what it would do; write nothing.")
@json_option
@click.pass_context
def sync_command(
    ctx: click.Context,
    where: str | None,
    key: str | None,
    new_key: str | None,
    with_content: bool,
    ours: bool,
    theirs: bool,
    only: tuple[str, ...],
    dry_run: bool,
    url: str,
    remote: bool,
    ankiweb: bool | None,
    whole: bool | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Bring all your machines, and Anki, together.

    WHERE is a folder that a service or a stick carries to your other machines: each writes its
    answers there, and takes in the others'. Or it is a hub, `postgresql://...`. Or it is `anki`,
    the desktop program with the add-on AnkiConnect: its reviews come into the log, edited stories
    and the answers given here go to it (a key of the add-on is taken from the variable
    LPCARDS_ANKI_KEY). Without WHERE it is what the setting `sync` says. Doing it twice changes
    nothing. An option is for the sort of place that its text begins with; the last ones are for
    all.
    """
    workspace: Workspace = ctx.obj
    if new_key is not None:
        _make_key(new_key, as_json=as_json)
        return
    names = [where] if where else places_set(workspace)
    if not names:
        raise click.UsageError(NOWHERE, ctx)
    _refuse_options(ctx, names)
    anki, options = AnkiOptions(url, remote, ankiweb, ours, yes), PlaceOptions(key or "", whole)
    settles = theirs or (ours and names != [ANKI])
    content = _Content(with_content or settles, settles, theirs, only)
    sync = _Sync(workspace, anki, options, content, dry_run=dry_run, as_json=as_json)
    if where:
        values = sync.with_place(where)
        if as_json:
            say_json(values)
    elif not sync.with_all(names):
        ctx.exit(1)
    if dry_run and not as_json:
        say(DRY)


def _refuse_options(ctx: click.Context, names: list[str]) -> None:
    """Raise a usage error for options that none of the places heeds, or that contradict."""
    given = {
        str(parameter.name): parameter.opts[0]
        for parameter in ctx.command.params
        if ctx.get_parameter_source(str(parameter.name)) is ParameterSource.COMMANDLINE
    }
    for name, option in given.items():
        if name == "whole" and not any(place.startswith(HUBS) for place in names):
            raise click.UsageError("--whole is for a hub", ctx)
        if name in OF_ANKI and ANKI not in names:
            raise click.UsageError(f"{option} is for `lpcards sync anki`", ctx)
        if name in OF_FOLDERS and all(map(_is_no_folder, names)):
            raise click.UsageError(f"{option} is for folders: {OF_FOLDERS[name]}", ctx)
        if name == "ours" and all(place.startswith(HUBS) for place in names):
            raise click.UsageError("--ours is for folders and Anki", ctx)
        if name == "ours" and ANKI in names and len(names) > 1:
            raise click.UsageError(
                "--ours is one thing for a folder and another for Anki: say where to", ctx
            )
    if {"ours", "theirs"} <= given.keys():
        raise click.UsageError("--ours and --theirs contradict each other", ctx)
    if "only" in given and not {"ours", "theirs"} & given.keys():
        raise click.UsageError("--only goes with --ours or --theirs", ctx)


def _is_no_folder(place: str) -> bool:
    return place == ANKI or place.startswith(HUBS)


def _make_key(path: str, *, as_json: bool) -> None:
    from lpcards.sync.age_key import new_key
    from lpcards.system.synced_folders import syncing

    if who := syncing(path):
        raise UserFault(
            f"{path} lies in a folder that {who} shares: whoever carries your answers would have "
            "the key. Choose another place"
        )
    new_key(path)
    if as_json:
        say_json({"key": os.path.abspath(path)})
        return
    whole = os.path.abspath(path)
    say(KEPT.format(with_tilde(whole)))
    say(f"    lpcards set sync_key={_pasted(whole)}")


HELD = "Not sent: {} of your own stories, or with words of yours (--whole sends them)"


class _Content(NamedTuple):
    """Whether content is carried, settings aside; how two edits of a story (`only` some) end."""

    is_asked_for: bool
    settles: bool
    theirs: bool
    only: tuple[str, ...]


class _Sync:
    """One run of the command: with which options places are met, and how it is said."""

    def __init__(
        self,
        workspace: Workspace,
        anki: AnkiOptions,
        options: PlaceOptions,
        content: _Content,
        *,
        dry_run: bool,
        as_json: bool,
    ) -> None:
        self._workspace, self._anki, self._options = workspace, anki, options
        self._content = content
        self._dry_run, self._as_json = dry_run, as_json

    def with_place(self, where: str) -> dict[str, object]:
        """Sync with one place and say so, where that is not left to JSON; return the JSON."""
        if where == ANKI:
            from lpcards.cli.running_anki import synced_with_anki  # here: a folder needs no decks

            progress = progress_line(as_json=self._as_json)
            values, lines = synced_with_anki(
                self._workspace, self._anki, progress, dry_run=self._dry_run
            )
        else:
            values, lines = self._with_others(where)
        if not self._as_json:
            for words in lines:
                say(words)
        return values

    def _with_others(self, where: str) -> tuple[dict[str, object], list[str]]:
        """Sync with a folder or a hub; return the JSON, and what to say."""
        from lpcards.sync.folder_place import FolderPlace

        workspace, content = self._workspace, self._content
        place = place_named(workspace, where, self._options)
        is_carried = content.is_asked_for or workspace.index.settings.sync_content
        if not (is_carried and isinstance(place, FolderPlace)):
            done = synced(workspace, place, dry_run=self._dry_run)
            lines = [*synced_lines(done)]
            if isinstance(place, FolderPlace):
                lines += _readable_lines(place, where, self._options.key)
            return synced_json(where, done), lines
        from lpcards.cli.content_words import content_json, content_lines  # here: few need it
        from lpcards.study.content_by_folder import ContentByFolder
        from lpcards.study.content_sync import Settling

        by_folder = ContentByFolder(place)
        done = synced(workspace, place, dry_run=self._dry_run)
        settling = Settling(content.theirs, content.only) if content.settles else None
        carried = by_folder.carried(workspace, settling, dry_run=self._dry_run)
        values = {**synced_json(where, done), "content": content_json(carried)}
        return values, [*synced_lines(done), *content_lines(carried, where)]

    def with_all(self, names: list[str]) -> bool:
        """Sync with one place after another; a fault of one leaves the others. Say if all went."""
        found = []
        for where in names:
            try:
                found.append(self.with_place(where))
            except (UserFault, OSError) as fault:
                words = str(fault) if isinstance(fault, UserFault) else _of_disk(fault)
                note(f"lpcards: {words}")
                found.append({"where": shown_name(where), "error": words})
        if self._as_json:
            say_json(found)
        return not any("error" in values for values in found)


def _readable_lines(place: "FolderPlace", where: str, key: str) -> Iterator[str]:
    """Yield that stories sent before there was a key still lie at a place, for all to read."""
    if not place.key:
        return
    from lpcards.sync.content_place import readable_copy  # here: few need it

    if path := readable_copy(place.home, device()):
        yield f"Anybody can read your stories in {with_tilde(path)}: encrypt them with"
        named = f" --key {_pasted(key)}" if key else ""
        yield f"    lpcards sync {_pasted(where)} --with-content{named}"


def _pasted(path: str) -> str:
    return with_tilde(path) if quote(path) == path else quote(path)


def _of_disk(fault: OSError) -> str:
    return f"{fault.filename or 'a file'}: {fault.strerror or fault}"


def synced_lines(done: SyncedPlace) -> Iterator[str]:
    """Yield what a sync came to: counts, then what is left and why."""
    yield synced_line(done)
    if done.came.future:
        yield f"Comes in later: {counted(done.came.future, 'event')}, {LATER}"
    if done.went.held:
        yield HELD.format(counted(done.went.held, "event"))
    faults = done.came.faults
    for file, fault in faults[:MOST_NAMED]:
        yield f"Not read: {on_a_line(with_tilde(file))}: {on_a_line(fault)}"
    if len(faults) > MOST_NAMED:
        yield f"Not read either: {len(faults) - MOST_NAMED:,} more (`lpcards doctor` names them)"
