"""How a log stands with the places of the settings: what has not gone there, what is at fault."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcards.english.printable import counted, on_a_line
from lpcards.study.workspace import Workspace
from lpcards.sync.place import FileFault
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault


class SyncStanding(NamedTuple):
    """A place by its name, events that `wait` to go there, files at fault, why it is not there."""

    where: str
    waiting: int | None
    faults: tuple[FileFault, ...]
    error: str = ""


def standings(workspace: Workspace) -> list[SyncStanding]:
    """Return how the log stands with each place of the settings but Anki; nothing is read there."""
    if not workspace.index.settings.sync:
        return []
    from lpcards.study.syncing import ANKI, places_set

    return [_standing(workspace, where) for where in places_set(workspace) if where != ANKI]


def _standing(workspace: Workspace, where: str) -> SyncStanding:
    from lpcards.study.syncing import place_named

    log = workspace.reading()
    waiting = None
    try:
        place = place_named(workspace, where)
        waiting = place.would_send(log).events
        return SyncStanding(where, waiting, tuple(place.faults(log)))
    except UserFault as fault:
        return SyncStanding(where, waiting, (), str(fault))
    except OSError as fault:
        return SyncStanding(where, waiting, (), f"{fault.filename}: {fault.strerror or fault}")


def standing_json(standing: SyncStanding) -> dict[str, object]:
    """Return a standing as scripts read it."""
    return {
        "where": standing.where,
        "waiting": standing.waiting,
        "faults": [fault._asdict() for fault in standing.faults],
        "error": standing.error or None,
    }


def standing_lines(standing: SyncStanding) -> Iterator[str]:
    """Yield what people should know of a place."""
    if standing.error:
        yield f"Not synced: {on_a_line(standing.error)}"
    if standing.waiting:
        where = on_a_line(with_tilde(standing.where))
        remedy = "" if standing.error else ": `lpcards sync`"
        yield f"{counted(standing.waiting, 'event')} not yet in {where}{remedy}"
    for file, fault in standing.faults:
        yield f"Not read: {on_a_line(with_tilde(file))}: {on_a_line(fault)}"
