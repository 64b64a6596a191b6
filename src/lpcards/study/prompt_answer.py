"""The line that `due --short` is answered from the next time: what it belongs to, and its file."""

import contextlib
import os
from collections.abc import Iterator

from lpcards.index import prompt_line
from lpcards.index.cache_file import PACKAGE
from lpcards.index.scan import files_in, folders_in, is_young
from lpcards.study.workspace import Workspace
from lpcards.system.disk import replace_file
from lpcards.system.folders import SETTINGS

LOG_ENDS = ("", "-wal", "-journal")
MOST_LINES = 16


class PromptInputs:
    """All that the number of due cards depends on, as it was before anything was read."""

    def __init__(self, workspace: Workspace) -> None:
        """Look at every file."""
        self._where = prompt_line.question()
        paths = sorted({os.fsencode(path) for path in _watched(workspace)})
        self._files = [(path, prompt_line.stat_of(path)) for path in paths]

    def keep(self, line: str, rollover: int) -> None:
        """Keep the line; not while a file is so young that its stat may hide a change."""
        young = any(is_young(stat.decode()) for _, stat in self._files if stat)
        if self._where and not young:
            kept = prompt_line.line_of(self._where, rollover, line.encode(), self._files)
            with contextlib.suppress(OSError):  # it is counted anew then
                _write(prompt_line.path_for(self._where), kept)


def _watched(workspace: Workspace) -> Iterator[str]:
    """Yield the path of every file and folder that has a say, whether or not it is there."""
    sources = workspace.sources
    yield from (f"{os.path.realpath(workspace.database)}{end}" for end in LOG_ENDS)
    yield sources.settings
    yield os.path.join(os.path.dirname(sources.settings), "content")
    yield os.path.join(os.path.dirname(sources.folders[0].path), SETTINGS)
    folders = sources.using(library=True)
    yield from (path for folder in folders for path in folders_in(folder.path))
    yield from (found.path for found in files_in(folders))
    yield from _program()


def _program() -> Iterator[str]:
    for folder, inside, names in os.walk(PACKAGE):
        inside[:] = [name for name in inside if name != "__pycache__"]
        yield folder
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))


def _write(path: str, line: bytes) -> None:
    """Put the line in its place in one step (mode 0600); of many questions only some are kept."""
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    kept = [name for name in os.listdir(folder) if name.startswith(prompt_line.PREFIX)]
    if len(kept) >= MOST_LINES:
        for name in kept:
            os.unlink(os.path.join(folder, name))
    replace_file(path, line, 0o600, durable=False)
