"""Which names a file of content may have that comes from another machine."""

import unicodedata
from collections.abc import Iterator

from lpcards.index.scan import ENDINGS, LARGEST, is_passed_over
from lpcards.index.story_media import MOST_BYTES
from lpcards.story import media_kinds
from lpcards.system.folders import REDACT, SETTINGS

SETTING = "setting:"
"""How the name of a setting begins, among those of files: no file's name has a colon."""
MOST_FOLDERS, LONGEST_PART, LONGEST = 16, 255, 1000
ODD = frozenset('\\:*?"<>|')
NOT_CONTENT = frozenset({SETTINGS, REDACT, SETTINGS.replace("yaml", "yml")})
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
"""What no file may be called on Windows, and on a stick from there."""


def fault_of_name(name: str) -> str:
    """Return why a file of content may not have this name, in words; "": it may.

    A name is a path below the folder of the stories, its parts joined by slashes.
    """
    parts = name.split("/")
    if len(parts) > MOST_FOLDERS or len(name.encode("utf-8", "replace")) > LONGEST:
        return "its name is too long"
    if any(map(_is_odd, parts)) or unicodedata.normalize("NFC", name) != name:
        return "its name is one that not every machine can have"
    if any(map(is_passed_over, parts)) or not is_content(parts[-1]):
        return "a file of this name is no story, picture or sound"
    return ""


def _is_odd(part: str) -> bool:
    return (
        part in {"", ".", ".."}
        or part != part.strip()
        or part.endswith(".")
        or len(part.encode("utf-8", "replace")) > LONGEST_PART
        or not ODD.isdisjoint(part)
        or any(unicodedata.category(char)[0] == "C" for char in part)
        or part.partition(".")[0].casefold() in DEVICES
    )


def is_content(name: str) -> bool:
    """Say whether a file of this name (without folders) may be a story, a picture or a sound."""
    if folded(name) in NOT_CONTENT:
        return False
    return name.endswith(ENDINGS) or _is_media(name)


def _is_media(name: str) -> bool:
    return "." in name and name.rpartition(".")[2].lower() in media_kinds.ENDINGS


def most_bytes(name: str) -> int:
    """Return how large a file of this name may be."""
    return MOST_BYTES if _is_media(name) else LARGEST


def folded(name: str) -> str:
    """Return what names have in common that some file systems take for one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def fault_of_data(name: str, data: bytes) -> str:
    """Return why these bytes are not to be a file of this name, in words; "": they may be."""
    if len(data) > most_bytes(name):
        return f"it is larger than {most_bytes(name) // 1_000_000} MB"
    if _is_media(name):
        wanted = media_kinds.ENDINGS[name.rpartition(".")[2].lower()]
        if media_kinds.kind_of(data) != wanted:
            return f"it is no {wanted}, whatever its name says"
    return ""


def beginnings(name: str) -> Iterator[str]:
    """Yield the path of each folder of a name, and the name."""
    parts = name.split("/")
    yield from ("/".join(parts[: count + 1]) for count in range(len(parts)))
