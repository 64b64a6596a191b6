"""The learner's folder of stories, as content is carried: what lies in it, and careful writing.

What is replaced or taken away here is kept first. No link is followed, and nothing is written
outside the folder.
"""

import os
import stat
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.index.scan import is_passed_over
from lpcards.sync.content_copy import MOST_DATA, MOST_ITEMS
from lpcards.sync.content_names import (
    beginnings,
    fault_of_data,
    fault_of_name,
    folded,
    is_content,
    most_bytes,
)
from lpcards.sync.replaced_files import ReplacedFiles
from lpcards.system.disk import replacing, write_new
from lpcards.system.private_files import private_folder

FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class LyingFile(NamedTuple):
    """A file as it lies there."""

    path: str
    data: bytes


class Lying(NamedTuple):
    """The files of a folder by name, and those that nobody touches, with reasons."""

    files: dict[str, LyingFile]
    held: dict[str, str]


def content_in(folder: str) -> Lying:
    """Return the stories, pictures and sounds of a folder; one that is not there is empty.

    Raises OSError where one cannot be read.
    """
    files: dict[str, LyingFile] = {}
    held: dict[str, str] = {}
    size = 0
    for name, path in _paths_in(folder, ""):
        composed = unicodedata.normalize("NFC", name)
        wrong = "another file has the same name" if composed in files else fault_of_name(composed)
        data = b""
        if not wrong:
            data, wrong = _read(path, composed)
        if not wrong and (size + len(data) > MOST_DATA or len(files) >= MOST_ITEMS // 2):
            wrong = "together these files are too many"
        if wrong:
            held[composed] = wrong
        else:
            files[composed] = LyingFile(path, data)
            size += len(data)
    for name in held.keys() & files.keys():
        del files[name]
    return Lying(files, held)


def _paths_in(folder: str, start: str) -> Iterator[tuple[str, str]]:
    """Yield name and path of what might be content below a folder, in the order of the names."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        name = f"{start}{os.fsencode(entry.name).decode('utf-8', 'backslashreplace')}"
        if is_passed_over(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _paths_in(entry.path, f"{name}/")
        elif is_content(entry.name):
            yield name, entry.path


def _read(path: str, name: str) -> tuple[bytes, str]:
    """Return a file's bytes, and why it is not carried ("": it is)."""
    try:
        with open(os.open(path, FLAGS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return b"", "it is no plain file"
            data = file.read(most_bytes(name) + 1)
    except OSError:
        if os.path.islink(path):
            return b"", "it is a link"
        raise
    return data, fault_of_data(name, data)


class ContentFolder:
    """A folder as it was looked at, and what is written into it afterwards."""

    def __init__(self, folder: str, replaced: ReplacedFiles) -> None:
        """Look at a folder; `replaced` is where files go that are replaced or taken away."""
        self.folder = os.path.realpath(folder)
        self._replaced = replaced
        self.files, self.held = content_in(self.folder)
        self._beginnings: dict[str, str] = {}

    def write(self, name: str, data: bytes) -> str:
        """Put a file there; return why not, in words, or ""."""
        if name in self.held:
            return self.held[name]
        if self._has_twin(name):
            return "another file's name differs in no more than capitals or accents"
        lying = self.files.get(name)
        path = lying.path if lying else os.path.join(self.folder, *name.split("/"))
        wrong = self._written(path, name, data, lying)
        if not wrong:
            self.files[name] = LyingFile(path, data)
        return wrong

    def _written(self, path: str, name: str, data: bytes, lying: LyingFile | None) -> str:
        if self._is_led_out(path):
            return "a link or a file is in its way"
        if lying is None:
            private_folder(os.path.dirname(path))
            try:
                write_new(path, data)
            except FileExistsError:
                return "something else is in its way"
            return ""
        self._replaced.keep(name, lying.data)
        try:
            with replacing(path, stat.S_IMODE(os.lstat(path).st_mode)) as beside:
                with open(beside, "wb") as file:
                    file.write(data)
                _refuse_saved(path, lying)
        except _Saved as saved:
            return str(saved)
        return ""

    def _has_twin(self, name: str) -> bool:
        if not self._beginnings:
            names = (*self.files, *self.held)
            self._beginnings = {folded(one): one for each in names for one in beginnings(each)}
        mine = {folded(one): one for one in beginnings(name)}
        if any(self._beginnings.get(key, one) != one for key, one in mine.items()):
            return True
        self._beginnings |= mine
        return False

    def remove(self, name: str) -> str:
        """Take a file away; return why not, in words, or ""."""
        lying = self.files.get(name)
        if lying is None:
            return self.held.get(name, "")
        try:
            self._replaced.keep(name, lying.data)
            if self._is_led_out(lying.path):
                return "a link or a file is in its way"
            _refuse_saved(lying.path, lying)
            os.unlink(lying.path)
        except _Saved as saved:
            return str(saved)
        del self.files[name]
        self._beginnings.clear()
        self._remove_empty(os.path.dirname(lying.path))
        return ""

    def _remove_empty(self, folder: str) -> None:
        """Remove folders in which nothing is left."""
        while folder != self.folder:
            try:
                os.rmdir(folder)
            except OSError:
                return
            folder = os.path.dirname(folder)

    def _is_led_out(self, path: str) -> bool:
        """Say whether on the way to a file there is anything but folders."""
        inside = os.path.dirname(path)
        while inside != self.folder:
            if os.path.lexists(inside) and not stat.S_ISDIR(os.lstat(inside).st_mode):
                return True
            inside = os.path.dirname(inside)
        return False


class _Saved(Exception):  # noqa: N818  it is no fault of anybody
    """A file is not to be replaced: the text says why."""


def _refuse_saved(path: str, lying: LyingFile) -> None:
    """Raise _Saved where somebody has saved a file since, or where it may only be read."""
    if not os.access(path, os.W_OK):
        raise _Saved("it may only be read")
    with open(os.open(path, FLAGS | os.O_RDWR), "rb") as file:
        if file.read(len(lying.data) + 1) != lying.data:
            raise _Saved("it was saved just now: sync again")
