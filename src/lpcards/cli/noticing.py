"""One-line notices: content and settings that could not be loaded."""

from collections.abc import Iterator

from lpcards.compiled import Compiled, Selection
from lpcards.session import Queue
from lpcards.store import Log
from lpcards.words import counted


def notice_of(compiled: Compiled, log: Log | None = None) -> Iterator[str]:
    """Yield what the learner should know before anything else."""
    if compiled.faulty:
        files = counted(len(compiled.faulty), "content file")
        yield f"{files} could not be loaded; `lpcards check` says why"
    yield from _copies(compiled)
    if compiled.faulty_settings:
        yield "lpcards.yaml has faults: the default settings are in force; see `lpcards check`"
    if log is not None and log.notice:
        yield log.notice


def _copies(compiled: Compiled) -> Iterator[str]:
    copies = [one for one in compiled.copies.items() if one[0] not in compiled.faulty]
    if len(copies) == 1:
        [(copy, original)] = copies
        name, other = (path.rpartition("/")[2] for path in (copy, original))
        named = (name, other) if name != other else (copy, original)
        yield "{} is ignored: {} has the same id (`lpcards check`)".format(*named)
    elif copies:
        yield f"{len(copies)} files are ignored: others have their ids (`lpcards check`)"


def ends_of(compiled: Compiled, queue: Queue, chosen: Selection | None = None) -> Iterator[str]:
    """Yield why there is nothing new any more, where the settings are the reason."""
    if queue.new:
        return
    held = compiled.held_back(chosen)
    if held:
        cards = counted(held, "more card")
        yield f"{cards} wait behind `kinds`, `level` and `examples` in lpcards.yaml"
