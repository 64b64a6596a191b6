"""Where the copies of a log lie: in `backups/` beside it, each named after its reason."""

import os

FOLDER = "backups"
DAILY = "????-??-??"
BEFORE = "before-{}-????-??-??-??????"
KINDS = (DAILY, BEFORE.format("*"), "format-[0-9]*", "by-hand-????-??-??-[0-9]*.db")


def path_of(real: str, name: str) -> str:
    """Return the path of the copy `name` of the log at `real`."""
    return os.path.join(os.path.dirname(real), FOLDER, f"{os.path.basename(real)}.{name}")


def names_of(real: str, *kinds: str) -> list[str]:
    """Return the names of the copies there are, of some or all kinds, in alphabetical order."""
    from fnmatch import fnmatchcase

    folder, start = os.path.split(path_of(real, ""))
    try:
        found = sorted(name for name in os.listdir(folder) if name.startswith(start))
    except OSError:
        return []
    names = (name.removeprefix(start) for name in found)
    return [name for name in names if any(fnmatchcase(name, kind) for kind in kinds or KINDS)]


def offered(real: str) -> str:
    """Return how to get at the copies of the log at `real`; "" if there are none."""
    number = len(names_of(real))
    if not number:
        return ""
    return f"`lpcards restore` lists {'its copy' if number == 1 else f'its {number} copies'}"
