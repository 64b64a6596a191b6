"""What of a learner's files goes from machine to machine, as it lies here, and is written here."""

import os
from collections.abc import Callable, Iterable, Mapping

from lpcards.anki.manifest import NAME
from lpcards.study.carried_settings import (
    CARRIED,
    carried_settings,
    fault_of_setting,
    with_carried,
)
from lpcards.study.places import author_paths, decks_folder, is_of_library
from lpcards.study.workspace import Workspace
from lpcards.sync.content_copy import AUTHOR, MANIFEST
from lpcards.sync.content_folder import ContentFolder
from lpcards.sync.content_lines import united_authors, united_manifests
from lpcards.sync.content_names import SETTING
from lpcards.sync.replaced_files import ReplacedFiles
from lpcards.system.folders import SETTINGS
from lpcards.system.private_files import private_folder, write_whole
from lpcards.system.problem import UserFault

ALL_SETTINGS = frozenset(SETTING + key for key in CARRIED)


class ContentDisk:
    """The files and settings by name, those that are `held` (with reasons), the united texts."""

    def __init__(
        self, workspace: Workspace, folder: str, settings: str, replaced: ReplacedFiles
    ) -> None:
        """Look at all of it; `settings` is the file whose settings are carried ("": this one)."""
        sources = workspace.sources
        self.settings = settings or sources.settings
        self._replaced = replaced
        self._folder = ContentFolder(folder, replaced)
        self.held = dict(self._folder.held)
        self.data = {name: file.data for name, file in self._folder.files.items()}
        if sources.settings and sources.settings == self.settings:
            self._read_settings()
        else:
            self.held |= dict.fromkeys(ALL_SETTINGS, "")
        decks = decks_folder(sources)
        authors = author_paths(sources, decks)
        self._author = next(filter(os.path.exists, authors), authors[0])
        self._manifest = "" if is_of_library(decks) else os.path.join(decks, NAME)
        self._now = workspace.moment().at // 1000
        self.united: dict[str, str] = {}

    def _read_settings(self) -> None:
        data = _bytes(self.settings)
        if data is None:
            return
        values, at_fault = carried_settings(data)
        self.data |= values
        self.held |= dict.fromkeys(at_fault, f"{SETTINGS} has a fault here")

    def put(self, changed: Mapping[str, bytes | None]) -> dict[str, str]:
        """Write what came in (None: it is gone); return what could not be, with reasons."""
        left: dict[str, str] = {}
        settings = {name: data for name, data in changed.items() if name.startswith(SETTING)}
        files = [name for name in changed if name not in settings]
        for name in sorted(files, key=lambda name: (changed[name] is not None, name)):
            data = changed[name]
            wrong = self._folder.remove(name) if data is None else self._folder.write(name, data)
            if wrong:
                left[name] = wrong
            else:
                self._note(name, data)
        return left | self._put_settings(settings)

    def _note(self, name: str, data: bytes | None) -> None:
        if data is None:
            self.data.pop(name, None)
        else:
            self.data[name] = data

    def _put_settings(self, values: Mapping[str, bytes | None]) -> dict[str, str]:
        left = {
            name: fault
            for name, value in values.items()
            if value is not None and (fault := fault_of_setting(name, value))
        }
        sound = {name: value for name, value in values.items() if name not in left}
        if not sound:
            return left
        if wrong := self._written(sound):
            return left | dict.fromkeys(sound, wrong)
        for name, value in sound.items():
            self._note(name, value)
        return left

    def _written(self, values: Mapping[str, bytes | None]) -> str:
        """Put settings into their file; return why not, or ""."""
        before = _bytes(self.settings)
        data = with_carried(before or b"", values)
        if data is None:
            return f"{SETTINGS} cannot take more lines, or has faults"
        self._write(self.settings, SETTINGS, before, data)
        return ""

    def _write(self, path: str, name: str, before: bytes | None, data: bytes) -> None:
        if before is not None:
            self._replaced.keep(name, before)
        private_folder(os.path.dirname(path))
        write_whole(path, data)

    def unite(self, others: Iterable[Mapping[str, str]]) -> dict[str, str]:
        """Unite the lines of the author's file and the manifest with others'; return the faults."""
        others = [*others]
        left = self._unite(AUTHOR, self._author, others, united_authors)
        if not self._manifest:
            return left

        def manifests(texts: Iterable[str], path: str) -> str:
            return united_manifests(texts, path, self._now)

        return left | self._unite(MANIFEST, self._manifest, others, manifests)

    def _unite(
        self,
        name: str,
        path: str,
        others: Iterable[Mapping[str, str]],
        united: Callable[[Iterable[str], str], str],
    ) -> dict[str, str]:
        left: dict[str, str] = {}
        before = _bytes(path)
        try:
            own = text = united([(before or b"").decode("utf-8-sig")], path)
            for other in others:
                try:
                    text = united([text, other.get(name, "")], f"another device's {name}")
                except UserFault as fault:
                    left[name] = str(fault)
            if text != own:
                self._write(path, os.path.basename(path), before, text.encode())
        except (UserFault, UnicodeDecodeError) as fault:
            return {name: str(fault)}
        if text != united([], path):
            self.united[name] = text
        return left


def _bytes(path: str) -> bytes | None:
    """Return a file's bytes; None if there is none."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
