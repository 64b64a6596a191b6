"""Machines of one learner in one process: each has a home, and all sync content by one folder."""

import os
from contextlib import contextmanager
from pathlib import Path

from lpcards.study.content_sync import carry_content
from lpcards.study.workspace import Workspace

NOW = "2026-03-02T09:00"
SHARED = "shared/lpcards"


class Machine:
    """A machine: its home, with stories, settings, and what a sync put aside."""

    def __init__(self, root, name):
        """Make its home below `root`."""
        self.root = Path(root)
        self.home = self.root / name
        self.content = self.home / ".local/share/lpcards/content"
        self.settings = self.home / ".config/lpcards/lpcards.yaml"
        self.kept = self.home / ".local/share/lpcards/backups/stories"
        self.content.mkdir(parents=True)
        (self.root / SHARED).mkdir(parents=True, exist_ok=True)

    def write(self, name, text):
        """Save a story, or any file, among the content."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def delete(self, name):
        """Delete a file, if it is there."""
        (self.content / name).unlink(missing_ok=True)

    def set(self, text):
        """Write the settings' file."""
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.settings.write_text(text, "utf-8")

    @property
    def files(self):
        """What lies among the content: bytes by name."""
        return files_in(self.content)

    @property
    def texts(self):
        """All that this machine has anywhere, the content of all its files."""
        return {*files_in(self.home / ".local/share").values()}

    @property
    def device(self):
        """Its name in the shared folder."""
        return (self.home / ".local/state/lpcards/device").read_text()

    @property
    def copy(self):
        """The path of its copy in the shared folder."""
        return self.root / SHARED / "content" / f"{self.device}.lpc"

    def sync(self, settling=None, key=None):
        """Bring its content together with what lies in the shared folder."""
        named = (str(self.content),) if self.content.exists() else ()  # no library to be compiled
        with self.at(), Workspace(named, None, NOW) as workspace:
            shared = str(self.root / SHARED)
            return carry_content(workspace, shared, "folder shared", key, settling)

    @contextmanager
    def at(self):
        """Let this process be on the machine."""
        before, inside = os.environ["HOME"], os.getcwd()
        os.environ["HOME"] = str(self.home)
        os.chdir(self.home)
        try:
            yield
        finally:
            os.environ["HOME"] = before
            os.chdir(inside)


def files_in(folder):
    """Return the bytes of all files below a folder, by name."""
    files = (path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def machines(root, *names):
    """Return machines of these names."""
    return [Machine(root, name) for name in names]
