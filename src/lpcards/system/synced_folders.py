"""Folders that a program or a server keeps the same on several machines: no place for a log.

Of a log in use a sync carries file and `-wal` one by one, and puts a `-wal` beside another
machine's file: that destroys it. A folder is known by its name, by what the program leaves in it,
or by the type of its file system, where that can be read.
"""

import contextlib
import os
from collections.abc import Iterator

from lpcards.system.folders import state_folder

NAMES = {
    "dropbox": "Dropbox",
    "mobile documents": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
}
MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
REMOTE = {
    **dict.fromkeys(("nfs", "nfs4"), "NFS"),
    **dict.fromkeys(("cifs", "smb3", "smbfs"), "SMB"),
    **dict.fromkeys(("afpfs", "afs", "davfs", "fuse.davfs2", "fuse.sshfs"), "a server"),
    **dict.fromkeys(("fuse.rclone", "fuse.google-drive-ocamlfuse"), "a cloud drive"),
}
MOUNTS = "/proc/self/mountinfo"


def syncing(path: str) -> str:
    """Return who syncs or serves the folder of the file at `path`: `Dropbox`, `NFS`; "": nobody."""
    folders = list(_up(os.path.dirname(os.path.realpath(path))))
    return _by_name(folders) or _by_mark(folders) or _by_mount(folders)


def warning(path: str) -> str:
    """Return what to say of a log that lies in such a folder; "" for any other."""
    who = syncing(path)
    if not who:
        return ""
    return (
        f"The log lies in a folder that {who} shares between machines; that can destroy it. Keep "
        "it on this machine (`--db` or LPCARDS_DB), and let `lpcards sync` carry the answers."
    )


def first_warning(path: str) -> str:
    """Return that warning, but of each log only once on this machine."""
    words = warning(path)
    return words if words and not _was_warned_of(os.path.realpath(path)) else ""


def _was_warned_of(real: str) -> bool:
    """Say whether this log was warned of before; from now on it was."""
    line = ascii(real)
    with contextlib.suppress(OSError):
        os.makedirs(state_folder(), mode=0o700, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
        handle = os.open(os.path.join(state_folder(), "synced"), flags, 0o600)
        with os.fdopen(handle, "r+", encoding="ascii", errors="replace") as file:
            if line in file.read().splitlines():
                return True
            file.write(f"{line}\n")
    return False


def _up(folder: str) -> Iterator[str]:
    """Yield the folder and those it lies in."""
    yield folder
    while (parent := os.path.dirname(folder)) != folder:
        folder = parent
        yield folder


def _by_name(folders: list[str]) -> str:
    """Return whose folder it is by its name, such as `Dropbox (Work)` or `OneDrive - Work`."""
    for folder in folders:
        name = os.path.basename(folder).casefold()
        for start, who in NAMES.items():
            rest = name.removeprefix(start)
            if rest != name and not rest[:1].isalnum():
                return who
    return ""


def _by_mark(folders: list[str]) -> str:
    for folder in folders:
        for mark, who in MARKS.items():
            if os.path.exists(os.path.join(folder, mark)):
                return who
    return ""


def _by_mount(folders: list[str]) -> str:
    """Return who serves the file system that the innermost of the folders is on."""
    try:
        with open(MOUNTS, encoding="utf-8", errors="surrogateescape") as file:
            types = dict(map(_mount, file))
    except OSError:  # no Linux
        return ""
    kind = next((types[folder] for folder in folders if folder in types), "")
    return REMOTE.get(kind, "")


def _mount(line: str) -> tuple[str, str]:
    """Return where a file system is mounted, and its type; see proc_pid_mountinfo(5)."""
    before, _, behind = line.partition(" - ")
    place = before.split(" ")[4].encode("utf-8", "surrogateescape")
    return place.decode("unicode_escape").encode("latin-1").decode("utf-8", "surrogateescape"), (
        behind.split(" ")[0]
    )
