"""What this machine knew of its content when it last synced: a small file beside the log.

It is written in one step. Where it is lost nothing is: texts that are alike count as the same, and
those that differ are shown as two edits.
"""

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.index.scan import digest
from lpcards.sync.content_version import Version
from lpcards.system.disk import replace_file
from lpcards.system.private_files import PRIVATE, private_folder
from lpcards.system.problem import UserFault

FORMAT = 1
STATE = "state.json"
GONE_AWAY = (FileNotFoundError, NotADirectoryError)


class ContentState(NamedTuple):
    """The folder of the stories, the settings' file, where they were carried, all items."""

    folder: str
    settings: str = ""
    places: tuple[str, ...] = ()
    items: dict[str, Version] = {}  # noqa: RUF012  never changed


def state_home(home: str, folder: str) -> str:
    """Return where, below `home`, the state of a folder of stories is kept."""
    return os.path.join(home, digest(folder.encode("utf-8", "surrogateescape"))[:8])


@contextlib.contextmanager
def alone_with(home: str) -> Iterator[float]:
    """Let no other process carry content of the same folder. Raises UserFault while one does.

    Yields what the disk takes for the time (seconds since 1970).
    """
    private_folder(home)
    handle = os.open(home, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise UserFault("another lpcards is syncing your stories: try again later") from None
    else:
        os.utime(home)
        yield os.stat(home).st_mtime
    finally:
        os.close(handle)


def read_state(home: str, folder: str) -> ContentState:
    """Return what is known; nothing, where the file is not there or was damaged."""
    try:
        with open(os.path.join(home, STATE), "rb") as file:
            values = json.load(file)
        items = {
            name: Version(content, frozenset(ids), tuple(past))
            for name, (content, ids, past) in values["items"].items()
            if values["format"] == FORMAT
        }
        return ContentState(folder, str(values["settings"]), tuple(values["places"]), items)
    except (*GONE_AWAY, ValueError, TypeError, KeyError, AttributeError):
        return ContentState(folder)


def write_state(home: str, state: ContentState) -> None:
    """Keep what is known now."""
    items = {
        name: [content, sorted(ids), past]
        for name, (content, ids, past) in sorted(state.items.items())
    }
    values = {"format": FORMAT, **state._asdict(), "items": items}
    replace_file(os.path.join(home, STATE), json.dumps(values).encode(), PRIVATE)


def other_folder(home: str, place: str, own: str) -> str:
    """Return another folder of stories that was carried to the place before, or ""."""
    with contextlib.suppress(*GONE_AWAY):
        for name in sorted(os.listdir(home)):
            inside = os.path.join(home, name)
            if inside != own and place in read_state(inside, "").places:
                return _folder_of(inside)
    return ""


def _folder_of(home: str) -> str:
    with open(os.path.join(home, STATE), "rb") as file:
        return str(json.load(file)["folder"])
