"""One-line notices: content that could not be loaded, or is none."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from lpcards.day.queue import Queue
from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
from lpcards.index.scan import ENDINGS, folders_in, is_passed_over
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.system.folders import SETTINGS

MOST, LOOKED_AT = 3, 1000
"""Kinds of files that are named, and files that are looked at for that."""
OURS = (SETTINGS, "lpcards.schema.json")


def notice_of(index: CardIndex, log: Log | None = None) -> Iterator[str]:
    """Yield what the learner should know before anything else."""
    if index.faulty:
        files = counted(len(index.faulty), "content file")
        yield f"{files} could not be loaded; `lpcards check` says why"
    yield from _copies(index)
    yield from (f"{folder}: {words}" for folder, words in bare_folders(index))
    if log is not None and log.notice:
        yield log.notice


def _copies(index: CardIndex) -> Iterator[str]:
    copies = [one for one in index.copies.items() if one[0] not in index.faulty]
    if len(copies) == 1:
        [(copy, original)] = copies
        name, other = (path.rpartition("/")[2] for path in (copy, original))
        named = (name, other) if name != other else (copy, original)
        yield "{} is ignored: {} has the same id (`lpcards check`)".format(*named)
    elif copies:
        yield f"{len(copies)} files are ignored: other files have the same ids (`lpcards check`)"


def bare_folders(index: CardIndex) -> Iterator[tuple[str, str]]:
    """Yield each folder of one's own without a story in which something else lies, and what.

    One's own folder may be empty or missing; one that was named should not be.
    """
    for folder in index.bare_folders():
        there = Counter(_ending(name) for name in islice(_files_in(folder), LOOKED_AT))
        kinds = ", ".join(f"{count:,} {ending}" for ending, count in there.most_common(MOST))
        if there:
            small = any(ending.lower() in ENDINGS for ending in there)
            more = " (in small letters)" if small else ""
            yield folder, f"no story here: lpcards looks for .yaml{more} and finds {kinds}"
        elif index.only_named:
            yield folder, "no story here: lpcards looks for .yaml and finds nothing"


def _files_in(folder: str) -> Iterator[str]:
    """Yield the names of the files below a folder, hidden ones and ours left out."""
    for inside in folders_in(folder):
        with suppress(OSError):
            for entry in os.scandir(inside):
                if not (is_passed_over(entry.name) or entry.name in OURS) and entry.is_file():
                    yield entry.name


def _ending(name: str) -> str:
    return os.path.splitext(name)[1] or name


def ends_of(index: CardIndex, queue: Queue, chosen: Selection | None = None) -> Iterator[str]:
    """Yield why there is nothing new any more, where the settings are the reason."""
    if queue.new:
        return
    held = index.held_back(chosen)
    if held:
        yield (
            "Nothing new is left; `kinds`, `level` and `examples` in lpcards.yaml hold back "
            f"{counted(held, 'more card')}."
        )
