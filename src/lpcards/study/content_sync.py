"""Own stories, settings and what decks need, brought together with those of other machines."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lpcards.index.scan import digest, folders_in
from lpcards.study import places
from lpcards.study.content_disk import ContentDisk
from lpcards.study.workspace import Workspace
from lpcards.sync.age_key import AgeKey
from lpcards.sync.content_copies import ContentCopies, Read
from lpcards.sync.content_copy import ContentCopy, Item
from lpcards.sync.content_names import SETTING
from lpcards.sync.content_state import (
    ContentState,
    alone_with,
    other_folder,
    read_state,
    state_home,
    write_state,
)
from lpcards.sync.content_version import (
    GONE,
    Meeting,
    Version,
    met,
    settled,
    versions_now,
    without_lost,
)
from lpcards.sync.replaced_files import ReplacedFiles
from lpcards.sync.rival_files import RivalFiles
from lpcards.system.disk import sweep
from lpcards.system.folders import data_folder
from lpcards.system.problem import UserFault

KEPT, STATES = ("backups", "stories"), "sync"


class Settling(NamedTuple):
    """How conflicts end: ours or theirs; of all files, or of the `only` ones."""

    theirs: bool
    only: tuple[str, ...] = ()

    def ends(self, name: str) -> bool:
        """Say whether a file's or setting's conflict is to end."""
        return not self.only or name.removeprefix(SETTING) in self.only


class Conflict(NamedTuple):
    """Two edits of one file or setting: its name, on which device the other one was made.

    `path` is where the other device's file was put ("": it is a setting); `ours` and `theirs` are
    what they hold. `is_new`: it was not said before.
    """

    name: str
    device: str
    path: str
    ours: bytes
    theirs: bytes
    is_new: bool


class CarriedContent(NamedTuple):
    """What a sync of content came to: names that came in, that came in as gone, that go out.

    `left` are names and paths that neither came nor went, with the reason. What was replaced here
    was `kept` in that folder ("": nothing was).
    """

    came: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    left: Mapping[str, str] = {}
    kept: str = ""
    has_written: bool = False


def carry_content(
    workspace: Workspace,
    home: str,
    place: str,
    key: AgeKey | None = None,
    settling: Settling | None = None,
    *,
    dry_run: bool = False,
) -> CarriedContent:
    """Bring own content together with what lies in `home`, the program's folder in a `place`.

    A dry run says what it would do, and writes nothing.
    Raises UserFault, before anything is written, where it is encrypted and there is no key.
    """
    device = places.device()
    if not device:
        raise UserFault("this machine has no name of its own: its folder of states is not writable")
    copies = ContentCopies(home, device, key)
    folder = _own_folder(workspace)
    states = os.path.join(data_folder(), STATES)
    own = state_home(states, folder)
    if other := other_folder(states, place, own):
        raise UserFault(
            f"{home} has the stories of {other}: those of {folder} do not go there. Sync from "
            "there, or into another folder"
        )
    if dry_run:
        read = copies.read()
        return _Carrying(workspace, own, folder, place, settling).look(read)
    with alone_with(own) as now:  # from here on: what is read is not to change before it is written
        read = copies.read()
        carrying = _Carrying(workspace, own, folder, place, settling)
        done = carrying.carry(device, copies, read)
        for inside in (folder, own, carrying.replaced.home, copies.folder):
            sweep(folders_in(inside), now)
        return done


def _own_folder(workspace: Workspace) -> str:
    found = next((folder.path for folder in workspace.sources.folders if folder.own), None)
    if found is None:
        raise UserFault("there are no stories of your own here to sync: go to another folder")
    return os.path.realpath(found)


class _Carrying:
    def __init__(
        self, workspace: Workspace, own: str, folder: str, place: str, settling: Settling | None
    ) -> None:
        log = os.path.dirname(os.path.realpath(workspace.database))
        self.replaced = ReplacedFiles(os.path.join(log, *KEPT), workspace.moment())
        self._own = own
        self._place = place
        self._settling = settling
        self._state = read_state(own, folder)
        self._disk = ContentDisk(workspace, folder, self._state.settings, self.replaced)
        self._rivals = RivalFiles(os.path.join(own, "theirs"), self.replaced)
        self._left: dict[str, str] = {}
        self._known: dict[str, Version] = {}
        self._mine: dict[str, Version] = {}
        self._met: dict[str, Meeting] = {}
        self._ended: list[str] = []

    def look(self, read: Read) -> CarriedContent:
        """Say what `carry` would do."""
        self._look(read)
        changed = self._changed(read.copies)
        conflicts = [
            Conflict(name, _holder(name, rival, read.copies).device, "", b"", b"", is_new=True)
            for name, meeting in self._met.items()
            for rival in meeting.rivals
        ]
        return CarriedContent(
            came=(*(name for name, data in changed.items() if data is not None),),
            gone=(*(name for name, data in changed.items() if data is None),),
            went=self._went(read.copies),
            settled=(*self._ended,),
            conflicts=(*conflicts,),
            left=self._left,
        )

    def carry(self, device: str, copies: ContentCopies, read: Read) -> CarriedContent:
        """Take in what is newer, and put this device's copy there."""
        disk = self._disk
        self._look(read)
        before, went = dict(disk.data), self._went(read.copies)
        self._left |= disk.put(self._changed(read.copies))
        items = self._items()
        self._left |= disk.unite([copy.united for copy in read.copies])
        conflicts = self._conflicts(read.copies)
        self._keep(items)
        copy = ContentCopy(device, self._own_items(items), disk.united)
        has_written = copies.write(copy, read)
        came = [name for name, data in disk.data.items() if before.get(name) != data]
        return CarriedContent(
            came=(*sorted(came),),
            gone=(*sorted(before.keys() - disk.data.keys()),),
            went=went,
            settled=(*self._ended,),
            conflicts=conflicts,
            left=self._left,
            kept=self.replaced.folder,
            has_written=has_written,
        )

    def _look(self, read: Read) -> None:
        """Find out what is here now, and what becomes of each file and setting."""
        disk = self._disk
        self._left |= {**read.faults, **disk.held}
        for copy in read.copies:
            self._left |= copy.left_out
        self._known = without_lost(self._state.items, disk.data, disk.held)
        there: dict[str, list[Version]] = {}
        for copy in read.copies:
            for name, item in copy.items.items():
                there.setdefault(name, []).append(item.version)
        self._mine = versions_now(self._known, disk.data, disk.held, there)
        self._meet(read.copies)

    def _meet(self, copies: Sequence[ContentCopy]) -> None:
        names = sorted({*self._mine, *(name for copy in copies for name in copy.items)})
        for name in names:
            if name in self._disk.held:
                continue
            others = [copy.items[name].version for copy in copies if name in copy.items]
            meeting = met(self._mine.get(name), others)
            if self._settling and meeting.rivals and self._settling.ends(name):
                theirs = self._settling.theirs
                version = settled(meeting.version, meeting.rivals, theirs=theirs)
                meeting = met(version, others)
                self._ended.append(name)
            self._met[name] = meeting

    def _changed(self, copies: Sequence[ContentCopy]) -> dict[str, bytes | None]:
        """Return the files and settings that are to be others (None: gone)."""
        contents = {
            item.version.content: item.data for copy in copies for item in copy.items.values()
        }
        return {
            name: contents[meeting.version.content] if meeting.version.content else None
            for name, meeting in self._met.items()
            if meeting.version.content != _content(self._disk.data.get(name))
        }

    def _items(self) -> dict[str, Version]:
        """Return the versions of what is here now; what could not be put here is as it was."""
        found = {name: self._mine[name] for name in self._disk.held if name in self._mine}
        for name, meeting in self._met.items():
            if meeting.version.content == _content(self._disk.data.get(name)):
                found[name] = meeting.version
            elif name in self._mine:
                found[name] = self._mine[name]
        return found

    def _went(self, copies: Iterable[ContentCopy]) -> tuple[str, ...]:
        """Return what was edited or deleted here since the last sync, and is not known there."""
        there = {
            (name, item.version.content) for copy in copies for name, item in copy.items.items()
        }
        edited = (name for name, version in self._mine.items() if version != self._known.get(name))
        return (*sorted(name for name in edited if (name, self._mine[name].content) not in there),)

    def _own_items(self, items: Mapping[str, Version]) -> dict[str, Item]:
        return {
            name: Item(version, self._disk.data.get(name))
            for name, version in items.items()
            if name not in self._disk.held
        }

    def _conflicts(self, copies: Sequence[ContentCopy]) -> tuple[Conflict, ...]:
        found: list[Conflict] = []
        for name, meeting in self._met.items():
            for rival in meeting.rivals:
                copy = _holder(name, rival, copies)
                data = copy.items[name].data or b""
                path, is_new = "", True
                if not name.startswith(SETTING):
                    path, is_new = self._rivals.show(copy.device, name, data)
                ours = self._disk.data.get(name, b"")
                found.append(Conflict(name, copy.device, path, ours, data, is_new))
        self._rivals.tidy({_content(data) for data in self._disk.data.values()})
        return (*found,)

    def _keep(self, items: dict[str, Version]) -> None:
        where = dict.fromkeys([*self._state.places, self._place])
        state = ContentState(self._state.folder, self._disk.settings, (*where,), items)
        if state != self._state:
            write_state(self._own, state)


def _content(data: bytes | None) -> str:
    return GONE if data is None else digest(data)


def _holder(name: str, rival: Version, copies: Iterable[ContentCopy]) -> ContentCopy:
    """Return the copy, of the first device of those, that holds a rival."""
    holders = (
        copy
        for copy in copies
        if name in copy.items and copy.items[name].version.content == rival.content
    )
    return min(holders, key=lambda copy: copy.device)
