"""Own stories, settings and what decks need, brought together with those of other machines."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lpcards.index.scan import digest
from lpcards.study import places
from lpcards.study.content_disk import ContentDisk
from lpcards.study.workspace import Workspace
from lpcards.sync.content_copies import Cipher, ContentCopies, Read
from lpcards.sync.content_copy import ContentCopy, Item
from lpcards.sync.content_names import SETTING
from lpcards.sync.content_now import versions_now, without_lost
from lpcards.sync.content_state import (
    ContentState,
    alone_with,
    other_folder,
    read_state,
    state_home,
    write_state,
)
from lpcards.sync.content_version import GONE, Meeting, Version, met, settled
from lpcards.sync.replaced_files import ReplacedFiles
from lpcards.sync.rival_files import RivalFiles
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
    cipher: Cipher | None = None,
    settling: Settling | None = None,
) -> CarriedContent:
    """Bring own content together with what lies in `home`, the program's folder in a `place`.

    Raises UserFault, before anything is written, where it is encrypted and there is no key.
    """
    device = places.device()
    if not device:
        raise UserFault("this machine has no name of its own: its folder of states is not writable")
    copies = ContentCopies(home, device, cipher)
    read = copies.read()
    folder = _own_folder(workspace)
    states = os.path.join(data_folder(), STATES)
    own = state_home(states, folder)
    if other := other_folder(states, place, own):
        raise UserFault(
            f"{home} has the stories of {other}: those of {folder} do not go there. Sync from "
            "there, or into another folder"
        )
    with alone_with(own):
        return _Carrying(workspace, own, folder, place, settling).carry(device, copies, read)


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
        self._replaced = ReplacedFiles(os.path.join(log, *KEPT), workspace.moment())
        self._own = own
        self._place = place
        self._settling = settling
        self._state = read_state(own, folder)
        self._disk = ContentDisk(workspace, folder, self._state.settings, self._replaced)
        self._rivals = RivalFiles(os.path.join(own, "theirs"), self._replaced)
        self._left: dict[str, str] = {}

    def carry(self, device: str, copies: ContentCopies, read: Read) -> CarriedContent:
        """Take in what is newer, and put this device's copy there."""
        disk = self._disk
        self._left |= {**read.faults, **disk.held}
        known = without_lost(self._state.items, disk.data, disk.held)
        mine = versions_now(known, disk.data, disk.held)
        before = dict(disk.data)
        for copy in read.copies:
            self._left |= copy.left_out
        ended: list[str] = []
        meetings = self._meetings(mine, read.copies, ended)
        self._apply(meetings, read.copies)
        items = self._items(mine, meetings)
        self._left |= disk.unite([copy.united for copy in read.copies])
        conflicts = self._conflicts(meetings, read.copies)
        self._keep(items)
        copy = ContentCopy(device, self._own_items(items), disk.united)
        has_written = copies.write(copy, read)
        came = [name for name, data in disk.data.items() if before.get(name) != data]
        return CarriedContent(
            came=(*sorted(came),),
            gone=(*sorted(before.keys() - disk.data.keys()),),
            went=(*sorted(_went(mine, known, read.copies)),),
            settled=(*ended,),
            conflicts=conflicts,
            left=self._left,
            kept=self._replaced.folder,
            has_written=has_written,
        )

    def _meetings(
        self, mine: Mapping[str, Version], copies: Sequence[ContentCopy], ended: list[str]
    ) -> dict[str, Meeting]:
        found: dict[str, Meeting] = {}
        names = sorted({*mine, *(name for copy in copies for name in copy.items)})
        for name in names:
            if name in self._disk.held:
                continue
            others = [copy.items[name].version for copy in copies if name in copy.items]
            meeting = met(mine.get(name), others)
            if self._settling and meeting.rivals and self._settling.ends(name):
                theirs = self._settling.theirs
                version = settled(meeting.version, meeting.rivals, theirs=theirs)
                meeting = met(version, others)
                ended.append(name)
            found[name] = meeting
        return found

    def _apply(self, meetings: Mapping[str, Meeting], copies: Sequence[ContentCopy]) -> None:
        """Make files and settings what they are to be; what cannot be is left as it is."""
        contents = {
            item.version.content: item.data for copy in copies for item in copy.items.values()
        }
        changed = {
            name: contents[meeting.version.content] if meeting.version.content else None
            for name, meeting in meetings.items()
            if meeting.version.content != _content(self._disk.data.get(name))
        }
        self._left |= self._disk.put(changed)

    def _items(
        self, mine: Mapping[str, Version], meetings: Mapping[str, Meeting]
    ) -> dict[str, Version]:
        """Return the versions of what is here now; what could not be put here is as it was."""
        found = {name: mine[name] for name in self._disk.held if name in mine}
        for name, meeting in meetings.items():
            if meeting.version.content == _content(self._disk.data.get(name)):
                found[name] = meeting.version
            elif name in mine:
                found[name] = mine[name]
        return found

    def _own_items(self, items: Mapping[str, Version]) -> dict[str, Item]:
        return {
            name: Item(version, self._disk.data.get(name))
            for name, version in items.items()
            if name not in self._disk.held
        }

    def _conflicts(
        self, meetings: Mapping[str, Meeting], copies: Sequence[ContentCopy]
    ) -> tuple[Conflict, ...]:
        found: list[Conflict] = []
        for name, meeting in meetings.items():
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


def _went(
    mine: Mapping[str, Version], known: Mapping[str, Version], copies: Iterable[ContentCopy]
) -> Iterator[str]:
    """Yield what was edited or deleted here since the last sync, and is not known elsewhere."""
    there = {(name, item.version.content) for copy in copies for name, item in copy.items.items()}
    for name, version in mine.items():
        if version != known.get(name) and (name, version.content) not in there:
            yield name


def _holder(name: str, rival: Version, copies: Iterable[ContentCopy]) -> ContentCopy:
    """Return the copy, of the first device of those, that holds a rival."""
    holders = (
        copy
        for copy in copies
        if name in copy.items and copy.items[name].version.content == rival.content
    )
    return min(holders, key=lambda copy: copy.device)
