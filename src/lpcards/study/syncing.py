"""Syncs with places where logs meet: which place a name means, and what a sync comes to."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from lpcards.log import Log, open_log
from lpcards.story.hub_urls import HUBS
from lpcards.study import places
from lpcards.study.workspace import Workspace
from lpcards.sync.place import CameIn, MeetingPlace, WentOut
from lpcards.system.disk import scratch_folder
from lpcards.system.folders import here, state_folder, with_tilde
from lpcards.system.problem import UserFault

ANKI = "anki"
"""The name that always means a running Anki; a folder of that name is `./anki`."""


class AnkiOptions(NamedTuple):
    """Where AnkiConnect listens, and what may be done. `ankiweb` None: if there is an account."""

    url: str
    remote: bool = False
    ankiweb: bool | None = None
    ours: bool = False
    yes: bool = False


class PlaceOptions(NamedTuple):
    """How to meet: the file of the key ("": as the settings say), a hub with own stories' events.

    None leaves it to the settings.
    """

    key: str = ""
    whole: bool | None = None


AS_SET = PlaceOptions()


class SyncedPlace(NamedTuple):
    """What a sync with one place came to."""

    place: MeetingPlace
    came: CameIn
    went: WentOut


def places_set(workspace: Workspace) -> list[str]:
    """Return the places of the settings, folders as paths; `anki` may be among them.

    A relative folder is one beside the settings' file.
    """
    beside = os.path.dirname(workspace.sources.settings)
    return [_path(place, beside) for place in workspace.index.settings.sync]


def _path(place: str, beside: str) -> str:
    if place == ANKI or place.startswith(HUBS):
        return place
    return os.path.normpath(os.path.join(beside or here(), os.path.expanduser(place)))


def place_named(workspace: Workspace, where: str, options: PlaceOptions = AS_SET) -> MeetingPlace:
    """Return the place of that name: a hub's address, or a folder. UserFault: there is none."""
    if where.startswith(HUBS):
        return _hub(workspace, where, options)
    if "://" in where:
        raise UserFault("a hub's address begins with `postgresql://`")
    return _folder(workspace, where, options)


def _hub(workspace: Workspace, where: str, options: PlaceOptions) -> MeetingPlace:
    from lpcards.sync.hub_address import HubAddress
    from lpcards.sync.hub_place import HubPlace

    is_whole = workspace.index.settings.sync_whole if options.whole is None else options.whole
    return HubPlace(HubAddress(where), None if is_whole else partial(_library_cards, workspace))


def _library_cards(workspace: Workspace) -> dict[str, str]:
    """Return the fingerprints of all cards but those of the learner's own stories, by their ids."""
    index = workspace.index
    own = {*places.private_stories(index.stories(), workspace.sources)}
    return {card.id: card.fingerprint for card in index.cards() if card.scenario not in own}


def _folder(workspace: Workspace, where: str, options: PlaceOptions) -> MeetingPlace:
    from lpcards.sync.age_key import read_key
    from lpcards.sync.folder_place import FolderPlace

    path = options.key or _key_set(workspace)
    key = read_key(path) if path else None
    device = places.device()
    if not device:  # under a name that other machines may have no file is this machine's alone
        raise UserFault(
            f"nothing was sent: this machine's name cannot be read or kept in "
            f"{with_tilde(state_folder())}, a folder that you have to be able to write into"
        )
    return FolderPlace(where, device, key)


def _key_set(workspace: Workspace) -> str:
    key = workspace.index.settings.sync_key
    return _path(key, os.path.dirname(workspace.sources.settings)) if key else ""


def synced(workspace: Workspace, place: MeetingPlace, *, dry_run: bool = False) -> SyncedPlace:
    """Take in what is new at a place, then send what waits.

    A dry run takes it into a copy of the log, which is thrown away, and sends nothing.
    """
    now = workspace.moment().at
    if dry_run:
        with _copy_of_log(workspace) as log:
            came = place.take_in(log, now)
            return SyncedPlace(place, came, place.would_send(log))
    log = workspace.writing()
    return SyncedPlace(place, place.take_in(log, now), place.send(log))


@contextmanager
def _copy_of_log(workspace: Workspace) -> Iterator[Log]:
    with scratch_folder() as folder:
        path = os.path.join(folder, "reviews.db")
        if os.path.exists(workspace.database):
            workspace.reading().backup(path)
        with open_log(path, workspace.rules, workspace.index.aliases) as log:
            yield log


def shown_name(where: str) -> str:
    """Return the name of a place as it may be shown: a hub's address has no password then."""
    if not where.startswith(HUBS):
        return where
    from lpcards.sync.hub_address import HubAddress

    return HubAddress(where).shown


def synced_line(done: SyncedPlace) -> str:
    """Return in words how much went and came."""
    return f"Synced with {done.place.shown}: {done.went.events:,} out, {done.came.added:,} in."


def synced_json(where: str, done: SyncedPlace) -> dict[str, object]:
    """Return what a sync came to as scripts read it."""
    return {
        "where": shown_name(where),
        "in": done.came.added,
        "out": done.went.events,
        "known": done.came.known,
        "future": done.came.future,
        "held": done.went.held,
        "files": {"read": done.came.files, "written": done.went.files},
        "faults": [fault._asdict() for fault in done.came.faults],
    }
