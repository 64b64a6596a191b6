"""A folder where logs meet; whatever the learner has carries it from machine to machine.

Each machine writes segments, and never touches those of others: no file has two writers. What lies
there is believed for what it holds, not for its name; a file that is not whole is looked at again
when it has changed.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain

from lpcards.log import Log, LogProblem
from lpcards.log.exchange import Exchange, SeenFile
from lpcards.log.time_left import OutOfTime
from lpcards.sync import segment
from lpcards.sync.age_key import AgeKey
from lpcards.sync.packed_file import no_key
from lpcards.sync.place import CameIn, FileFault, WentOut, never
from lpcards.sync.segment_files import (
    Found,
    SegmentListing,
    home_of,
    is_named_encrypted,
    is_plain_of,
    listed,
    need_folder,
    segment_name,
    segments_in,
    stat_of,
)
from lpcards.sync.segment_reading import ReadingPace, SegmentReading
from lpcards.system.disk import replace_file, write_new
from lpcards.system.folders import with_tilde
from lpcards.system.private_files import PRIVATE
from lpcards.system.problem import UserFault
from lpcards.system.trace import trace

AT_ONCE, IN_A_HURRY = 20_000, 100
"""Lines that are added in one transaction, at least; fewer where time is short."""
LARGEST_IN_A_HURRY = 32 << 10
"""Bytes of a file that is read where time is short: some hundred events."""
MOST_FILES_IN_A_HURRY = 200
"""So many new files are more than there is time for."""
MOST_NOTED_IN_A_HURRY = 5_000
"""Events that an account can take note of: a log that goes to a new place has more."""
LATER = CameIn(left=1)
"""There was no time to see what is there."""
NOT_DOWNLOADED = "iCloud has not downloaded it yet"

SeenFiles = dict[str, SeenFile]
"""Files as the account of a folder has them, by their names."""


class FolderPlace:
    """One folder, and the key to what lies in it."""

    def __init__(self, folder: str, device: str, key: AgeKey | None = None) -> None:
        """Name the folder, which need not be there yet; `device` names new segments."""
        self._folder = folder
        self.home = home_of(folder)
        self.shown = with_tilde(os.path.abspath(folder))
        self._segments = segments_in(self.home)
        self._device = device
        self.key = key
        if key and _is_inside(key.path, os.path.realpath(folder)):
            raise UserFault(
                f"the key {key.path} lies in the folder that it is to protect: move it out of there"
            )

    @property
    def name(self) -> str:
        """The account's name: to go there with another key is to begin anew."""
        return f"{self._plain_name} key {self.key.fingerprint}" if self.key else self._plain_name

    @property
    def _plain_name(self) -> str:
        return f"folder {self.home}"

    def would_send(self, log: Log) -> WentOut:
        """Return what has not gone there yet."""
        count = log.exchange(self.name).waiting_count()
        return WentOut(count, -(-count // segment.MOST_LINES))

    def faults(self, log: Log) -> list[FileFault]:
        """Return what is known of files that could not be taken in; none is read.

        UserFault where there is no folder.
        """
        need_folder(self._folder)
        return list(_faults(log.exchange(self.name).files(), listed(self._segments)))

    def take_in(self, log: Log, now: int, is_over: Callable[[], bool] = never) -> CameIn:
        """Take in the new segments, small ones first; stop where `is_over`, wherever that is.

        A UserFault where there is no folder, or no key opens what is there. Where something has
        gone that was there before, or is not whole any more, the account is begun anew. What was
        at fault is tried again where there is time: to a newer lpcards, or once its carrier is
        done, it may be whole.
        """
        need_folder(self._folder)
        if is_over is not never:
            return self._in_a_hurry(log, now, is_over)
        account = log.exchange(self.name)
        before = {name: file for name, file in account.files().items() if not file.fault}
        there = listed(self._segments)
        if _has_vanished(before, there):
            before = self._begun_anew(account)
        came, refused = self._read(log, before, there, now)
        if refused & before.keys():
            before = self._begun_anew(account)
            came, _ = self._read(log, before, there, now)
        return came

    def _in_a_hurry(self, log: Log, now: int, is_over: Callable[[], bool]) -> CameIn:
        """Take in small segments of new names, and what was not whole, as far as there is time.

        That what was there has gone, or was spoilt, is seen where there is time.
        """
        account = log.exchange(self.name)
        pace = ReadingPace(IN_A_HURRY, is_over)
        if account.not_noted() > MOST_NOTED_IN_A_HURRY:
            return LATER
        try:
            at_rest = account.at_rest(now, pace.look)
            there = listed(self._segments, at_rest, pace.look, MOST_FILES_IN_A_HURRY)
        except OutOfTime:
            return LATER
        before = account.restless(now)
        new = self._new(log, before, there, now)
        small = [one for one in new if one.seen.size <= LARGEST_IN_A_HURRY]
        came = SegmentReading(self.key, small).take_in(account, now, pace)
        faults = _united(_faults(before, there), came.faults)
        unseen = len(there.files) == MOST_FILES_IN_A_HURRY
        return came._replace(faults=faults, left=came.left + len(new) - len(small) + unseen)

    def _begun_anew(self, account: Exchange) -> SeenFiles:
        """Return the files that are known then: none."""
        trace("%s lacks what was there: beginning anew", self.home)
        account.forget()
        return {}

    def _read(
        self, log: Log, before: SeenFiles, there: SegmentListing, now: int
    ) -> tuple[CameIn, set[str]]:
        """Return what came in, and the names of files that were refused.

        What this machine wrote before there was a key is none of that: `send` removes it.
        """
        if self.key:
            ours = {*self._forgotten_plain(log)}
            others = {name: found for name, found in there.files.items() if name not in ours}
            there = there._replace(files=others)
        reading = SegmentReading(self.key, self._new(log, before, there, now))
        came = reading.take_in(log.exchange(self.name), now, ReadingPace(AT_ONCE, never))
        faults = _united(_faults(before, there), came.faults)
        return came._replace(faults=faults), {*reading.faults}

    def _new(self, log: Log, before: SeenFiles, there: SegmentListing, now: int) -> list[Found]:
        """Return the files to be read, small ones first."""
        ours = self._own_plain(log) if self.key else {}
        files = [found for found in there.files.values() if found.seen.name not in ours]
        new = [found for found in files if _is_new(found.seen, before, now)]
        if self.key is None and any(is_named_encrypted(found.seen.name) for found in new):
            raise no_key(self._segments)
        return sorted(new, key=lambda found: (found.seen.size, found.seen.name))

    def send(self, log: Log) -> WentOut:
        """Write what waits, each segment whole or not at all."""
        account = log.exchange(self.name)
        went = WentOut()
        try:
            for piece in segment.pieces_of(account.waiting(), account.waiting_texts()):
                files = [self._written(piece)] if piece.lines else []
                self._note_sent(account, piece, files)
                went = WentOut(went.events + len(piece.events), went.files + len(files))
            if self.key:
                self._remove_plain(log)
        except OSError as fault:
            words = fault.strerror or fault
            raise UserFault(
                f"could not write into {self.shown}: {words}. What waits goes out next time."
            ) from fault
        return went

    def _note_sent(
        self, account: Exchange, piece: segment.SegmentPiece, files: list[SeenFile]
    ) -> None:
        """Note what was written; what cannot be noted is taken back, and goes out next time."""
        try:
            account.sent(piece.events, piece.texts, files)
        except LogProblem:
            for file in files:
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(self._segments, file.name))
            raise

    def _written(self, piece: segment.SegmentPiece) -> SeenFile:
        data = segment.SEGMENT.packed(piece.lines)
        if self.key:
            data = self.key.encrypted(data)
        first = piece.events[0] if piece.events else ""
        digest = sha256(data).hexdigest()
        name = segment_name(self._device, first, digest, encrypted=bool(self.key))
        for folder in (self.home, self._segments):
            with contextlib.suppress(FileExistsError):
                os.mkdir(folder, 0o700)
        path = os.path.join(segments_in(self.home), name)
        try:
            write_new(path, data)
        except FileExistsError:  # a run that was killed began it
            replace_file(path, data, PRIVATE)
        return stat_of(path, name)

    def _own_plain(self, log: Log) -> dict[str, SeenFile]:
        """Return what this log wrote there before it had a key."""
        files = log.exchange(self._plain_name).files()
        return {name: file for name, file in files.items() if file.own}

    def _remove_plain(self, log: Log) -> None:
        """Remove that: all of it is there encrypted."""
        own = self._own_plain(log)
        for name in (*own, *self._forgotten_plain(log)):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(self._segments, name))
        if own:
            log.exchange(self._plain_name).forget()

    def _forgotten_plain(self, log: Log) -> Iterator[str]:
        """Yield what this machine wrote there without a key, though its log knows no more of it."""
        account = log.exchange(self.name)
        for name, found in listed(self._segments).files.items():
            if is_plain_of(self._device, name):
                with contextlib.suppress(LogProblem, OSError):
                    data = segment.SEGMENT.read(found.path)
                    if data and account.has_all(segment.unpacked(data, name).other):
                        yield name


def _is_inside(path: str, folder: str) -> bool:
    return os.path.realpath(path).startswith(os.path.join(folder, ""))


def _has_vanished(before: SeenFiles, there: SegmentListing) -> bool:
    """Say whether a file has gone that was whole: what it held is there no more."""
    names = {name.lower() for name in (*there.files, *there.evicted)}
    return any(name.lower() not in names for name, file in before.items() if not file.fault)


def _is_new(seen: SeenFile, before: SeenFiles, now: int) -> bool:
    """Say whether a file is to be read: a new or changed one, or one whose time has come."""
    if seen.fault:
        return False
    known = before.get(seen.name)
    if known is None or (known.size, known.changed) != (seen.size, seen.changed):
        return True
    return 0 <= known.again <= now


def _united(*faults: Iterable[FileFault]) -> tuple[FileFault, ...]:
    """Return the faults of files, the last one of each."""
    return (*{fault.file: fault for fault in chain(*faults)}.values(),)


def _faults(before: SeenFiles, there: SegmentListing) -> Iterator[FileFault]:
    """Yield what lies there and could not be taken in before."""
    for name, (path, seen) in there.files.items():
        known = before.get(name)
        is_same = known and (known.size, known.changed) == (seen.size, seen.changed)
        fault = seen.fault or (known.fault if known and is_same else "")
        if fault:
            yield FileFault(path, fault)
    for name in sorted(there.evicted - before.keys() - there.files.keys()):
        yield FileFault(os.path.join(there.folder, name), NOT_DOWNLOADED)
