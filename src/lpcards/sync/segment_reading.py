"""Segments read one after another, so that no more than one is in memory at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from lpcards.log import LogProblem
from lpcards.log.exchange import Arrival, Exchange, SeenFile, TakenIn
from lpcards.log.merge import Merged
from lpcards.log.time_left import Look, OutOfTime, looking
from lpcards.sync import segment
from lpcards.sync.age_key import AgeKey
from lpcards.sync.packed_file import opened
from lpcards.sync.place import CameIn, FileFault, never
from lpcards.sync.segment_files import Found


class ReadingPace(NamedTuple):
    """How many lines are added in one transaction, at least, and whether the time is over."""

    lines: int
    is_over: Callable[[], bool]

    @property
    def is_short(self) -> bool:
        """Whether the time may be over before all is done."""
        return self.is_over is not never

    @property
    def look(self) -> Look:
        """What ends a step that takes longer."""
        return looking(self.is_over)


class SegmentReading:
    """Files of a folder on their way into a log."""

    def __init__(self, key: AgeKey | None, files: Iterable[Found]) -> None:
        """Take the key and the files; nothing is read yet."""
        self._key = key
        self._files = deque(files)
        self._paths = {found.seen.name: found.path for found in self._files}
        self._refused: list[SeenFile] = []
        self._merged = Merged(0, 0)
        self._count = 0
        self.faults: dict[str, FileFault] = {}
        """What could not be taken in, by the file's name."""

    def take_in(self, account: Exchange, now: int, pace: ReadingPace) -> CameIn:
        """Take in the files as far as there is time; what was begun then is left, too."""
        left = len(self._files)
        while self._files and not pace.is_over():
            try:
                self._take_some(account, now, pace)
            except OutOfTime:
                break
            left = len(self._files)
        return CameIn(*self._merged, self._count, tuple(self.faults.values()), left)

    def _take_some(self, account: Exchange, now: int, pace: ReadingPace) -> None:
        arrivals = [*self._arrivals(pace)]  # read before the log is locked for it
        more = bool(self._files) and not pace.is_short
        for taken in account.take_in(arrivals, now, look=pace.look, more=more):
            self._note(taken)
        if self._refused:
            account.sent([], [], self._refused)
            self._refused = []

    def _note(self, taken: TakenIn) -> None:
        if taken.fault:
            self._refuse(taken.name, _shortened(taken.fault, taken.name))
        else:
            self._count += 1
            self._merged = Merged(*map(sum, zip(self._merged, taken.merged, strict=True)))

    def _refuse(self, name: str, fault: str) -> None:
        self.faults[name] = FileFault(self._paths[name], fault)

    def _arrivals(self, pace: ReadingPace) -> Iterator[Arrival]:
        lines = 0
        look = pace.look
        while self._files and lines < pace.lines:
            look()
            found = self._files.popleft()
            name = found.seen.name
            try:
                data = opened(segment.SEGMENT.read(found.path), self._key, found.path)
                if data:
                    other = segment.unpacked(data, name, look)
                    lines += other.lines
                    yield Arrival(name, other.other, found.seen)
            except LogProblem as fault:
                words = _shortened(str(fault), name)
                self._refuse(name, words)
                self._refused.append(found.seen._replace(fault=words))
            except OSError as fault:  # it may be readable the next time: it is not noted
                self._refuse(name, fault.strerror or str(fault))


def _shortened(fault: str, name: str) -> str:
    """Return a fault of a file without the file's name, and without what became of it."""
    words = fault.replace(f" of {name}", "").replace(f"{name}:", "line ").replace(name, "it")
    for end in (": nothing was merged.", " Nothing was merged.", "."):
        words = words.removesuffix(end)
    return words
