"""The pictures and sounds of a story on disk: found, looked into, and named by their content."""

import os
import stat
import unicodedata
from collections.abc import Callable, Iterable

from lpcards.index.media_file import MediaFile
from lpcards.index.scan import digest, state_of
from lpcards.story.fault import closest, quoted
from lpcards.story.markup import Run
from lpcards.story.media_kinds import ENDINGS, fault_of_content, kind_of
from lpcards.story.placed_media import PlacedMedia, placed_media
from lpcards.story.reading import Source
from lpcards.system.problem import Problem

MOST_BYTES = 5_000_000


def media_of(source: Source, root: str) -> tuple[list[MediaFile], list[Problem]]:
    """Return the pictures and sounds of a file below the folder `root`, and what is wrong."""
    placed, faults = placed_media(source)
    found: dict[str, tuple[MediaFile, str]] = {}
    for one in placed:
        target = one.run.target
        if target not in found:
            found[target] = _looked_at(one, os.path.dirname(source.path), root)
        if wrong := found[target][1]:
            faults.append(one.fault(wrong))
    problems = [fault.at(source.path) for fault in sorted(faults)]
    return [media for media, _ in found.values()], problems


class _Amiss(Exception):  # noqa: N818  it is told as a fault of the text that names the file
    pass


def _looked_at(one: PlacedMedia, folder: str, root: str) -> tuple[MediaFile, str]:
    """Return a file with its name in decks, or what is wrong with it."""
    path, wrong = _found(folder, one.run.target)
    state = state_of(path)
    name = ""
    if not wrong:
        try:
            name = _named(one.run, _data_of(path, root))
        except _Amiss as amiss:
            wrong = str(amiss)
    return MediaFile(one.run.target, path, state, name), wrong


def _found(folder: str, target: str) -> tuple[str, str]:
    """Return the path of a file and, where it is not there, what to say of it.

    A name may be composed of other signs than the file's (`ü` of one or of two); capitals count.
    """
    path = folder
    for part in target.split("/"):
        if part == ".":
            continue
        names = _names_in(path)
        same = part if part in names else next(filter(_like(part), names), "")
        if not same:
            return os.path.join(folder, *target.split("/")), _not_there(part, names)
        path = os.path.join(path, same)
    return path, ""


def _names_in(folder: str) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _like(name: str) -> Callable[[str], bool]:
    composed = unicodedata.normalize("NFC", name)
    return lambda other: unicodedata.normalize("NFC", other) == composed


def _not_there(name: str, names: Iterable[str]) -> str:
    known = {other.casefold(): other for other in names}
    if other := known.get(name.casefold()):
        return f"the file is called {quoted(other)}: capitals count, so write it so here"
    guess = known.get(closest(name, known), "")
    remedy = f"did you mean {quoted(guess)}?" if guess else "put it beside the story"
    return f"there is no file {quoted(name)}; {remedy}"


def _data_of(path: str, root: str) -> bytes:
    """Return the bytes of a file that lies below the folder `root` and is not too large."""
    real, top = os.path.realpath(path), os.path.realpath(root)
    if os.path.commonpath([real, top]) != top:
        raise _Amiss("this is a link to a file outside your stories: put the file itself here")
    try:
        about = os.stat(real)
        if not stat.S_ISREG(about.st_mode):
            raise _Amiss("this is not a file")
        data = read_media(real) if about.st_size <= MOST_BYTES else b""
    except OSError as fault:
        raise _Amiss(f"this cannot be read: {fault.strerror}") from None
    size = max(about.st_size, len(data))
    if size > MOST_BYTES:
        most = f"{MOST_BYTES // 1_000_000} MB"
        found = -(-size // 100_000) / 10
        raise _Amiss(f"{found} MB is too large: a picture or sound may have {most}")
    return data


def _named(run: Run, data: bytes) -> str:
    """Return the name in decks of a file with these bytes."""
    kind, wanted = kind_of(data), ENDINGS[run.target.rpartition(".")[2].lower()]
    if not kind:
        raise _Amiss(f"this is no {wanted} {run.kind}, whatever its name says: export it again")
    if kind != wanted:
        raise _Amiss(f"this is not {wanted} but {kind}: name the file `.{kind}`")
    if wrong := fault_of_content(kind, data):
        raise _Amiss(f"{quoted(run.target)} cannot be shown: {wrong}")
    return _name(data, kind)


def read_media(path: str) -> bytes:
    """Return a file's bytes, at most one more than may be. Raises OSError; waits for no pipe."""
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        return file.read(MOST_BYTES + 1)


def _name(data: bytes, kind: str) -> str:
    return f"lp-{digest(data)}.{kind}"


def is_named(data: bytes, name: str) -> bool:
    """Say whether that is the name of a file with these bytes."""
    return _name(data, name.rpartition(".")[2]) == name
