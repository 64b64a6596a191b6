"""One-line notices: content and settings that could not be loaded."""

from collections.abc import Iterator

from lpcards.compiled import Compiled
from lpcards.store import Log
from lpcards.words import counted


def notice_of(compiled: Compiled, log: Log | None = None) -> Iterator[str]:
    """Yield what the learner should know before anything else."""
    if compiled.faulty:
        files = counted(len(compiled.faulty), "content file")
        yield f"{files} could not be loaded; `lpcards check` says why"
    if compiled.faulty_settings:
        yield "lpcards.yaml has faults: the default settings are in force; see `lpcards check`"
    if log is not None and log.notice:
        yield log.notice
