"""Other devices' edits of files that were edited here, too; they are no part of the content."""

import os
from collections.abc import Collection

from lpcards.index.scan import digest
from lpcards.sync.replaced_files import ReplacedFiles
from lpcards.system.disk import replace_file
from lpcards.system.private_files import PRIVATE, private_folder


class RivalFiles:
    """A folder of them, for each device its own; what is settled is kept elsewhere."""

    def __init__(self, folder: str, replaced: ReplacedFiles) -> None:
        """Show files below `folder`."""
        self._folder = folder
        self._replaced = replaced
        self._shown: set[str] = set()

    def show(self, device: str, name: str, data: bytes) -> tuple[str, bool]:
        """Put a file there; return its path, and whether it was not there before."""
        path = os.path.join(self._folder, device, *name.split("/"))
        self._shown.add(path)
        before = _bytes(path)
        if before == data:
            return path, False
        if before is not None:
            self._replaced.keep(name, before)
        private_folder(os.path.dirname(path))
        replace_file(path, data, PRIVATE)
        return path, True

    def tidy(self, in_use: Collection[str]) -> None:
        """Take away what was not shown this time; it is kept, unless its digest is one in use."""
        for inside, _, names in os.walk(self._folder, topdown=False):
            for path in sorted(os.path.join(inside, name) for name in names):
                if path not in self._shown:
                    self._take_away(path, in_use)
            if not os.listdir(inside):
                os.rmdir(inside)

    def _take_away(self, path: str, in_use: Collection[str]) -> None:
        data = _bytes(path)
        if data is not None and digest(data) not in in_use:
            name = os.path.relpath(path, self._folder).partition(os.path.sep)[2]
            self._replaced.keep(name or os.path.basename(path), data)
        os.unlink(path)


def _bytes(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None
