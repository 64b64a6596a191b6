"""The folders that a platform has for a program's files, and the project that one is in.

They are those of PyPI `platformdirs` (a test compares them), worked out here, with next to no
imports, because a prompt cannot wait.
"""

import os
import sys

SETTINGS = "lpcards.yaml"
REDACT = "redact.yaml"
AUTHOR = "lpcards-author.txt"


def data_folder() -> str:
    """Return the folder for what must be kept: the log, the learner's stories."""
    return _folder("XDG_DATA_HOME", ".local/share", "Library/Application Support")


def config_folder() -> str:
    """Return the folder for settings."""
    return _folder("XDG_CONFIG_HOME", ".config", "Library/Application Support")


def cache_folder() -> str:
    """Return the folder for what can be thrown away."""
    return _folder("XDG_CACHE_HOME", ".cache", "Library/Caches")


def state_folder() -> str:
    """Return the folder for what this machine alone has to know, and traces of what went wrong."""
    return _folder("XDG_STATE_HOME", ".local/state", "Library/Application Support")


def anki_folders() -> tuple[str, ...]:
    """Return the folders in which Anki may keep its profiles, the one that it was told first."""
    told = os.environ.get("ANKI_BASE", "")
    usual = _base("XDG_DATA_HOME", ".local/share", "Library/Application Support")
    flatpak = os.path.join(_home(), ".var", "app", "net.ankiweb.Anki", "data")
    return (*([told] if told else []), *(os.path.join(base, "Anki2") for base in (usual, flatpak)))


def _folder(variable: str, linux: str, mac: str) -> str:
    return os.path.join(_base(variable, linux, mac), "lpcards")


def _base(variable: str, linux: str, mac: str) -> str:
    base = os.environ.get(variable, "")
    if os.path.isabs(base):
        return base
    return os.path.join(_home(), mac if sys.platform == "darwin" else linux)


def _home() -> str:
    """Return the home folder. A HOME that is no absolute path is as good as none."""
    home = os.environ.get("HOME", "")
    return home if os.path.isabs(home) else _home_of_user()


def with_tilde(path: str) -> str:
    """Return a path as people write it: `~/x` for what lies under the home folder."""
    home = _home().rstrip(os.path.sep)
    return f"~{path[len(home) :]}" if home and path.startswith(f"{home}{os.path.sep}") else path


def _home_of_user() -> str:
    import pwd

    from lpcards.system.problem import UserFault

    try:
        home = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        home = ""
    if not os.path.isabs(home):
        raise UserFault("there is no home folder to keep things in; set HOME")
    return home


def here() -> str:
    """Return the folder one is in; the root where it was removed."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return os.path.sep


def project_settings(start: str) -> str:
    """Return the path of the `lpcards.yaml` in `start` or the nearest parent, or ""."""
    inside = start
    while True:
        path = os.path.join(inside, SETTINGS)
        if os.path.isfile(path):
            return path
        parent = os.path.dirname(inside)
        if parent == inside:
            return ""
        inside = parent
