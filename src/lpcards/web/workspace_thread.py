"""The one thread that works with the workspace: SQLite's connections belong to a thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from lpcards.study.reviewing.promise import promise_kept
from lpcards.study.workspace import Workspace

Outcome = TypeVar("Outcome")


class WorkspaceThread:
    """A workspace, and the thread that everything done with it runs in, one thing after another."""

    def __init__(self, workspace: Workspace) -> None:
        """Work with `workspace`, which nobody else may touch until it is closed."""
        self._workspace = workspace
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workspace")

    async def run(self, work: Callable[[Workspace], Outcome]) -> Outcome:
        """Return what `work` makes of the workspace, content and log as they are by now.

        Both are opened anew each time: the terminal may have answered meanwhile, an editor saved.
        Nobody waits until they are closed: what was answered is on the disk before.
        """
        outcome: Future[Outcome] = Future()
        self._thread.submit(self._do, work, outcome)
        return await asyncio.wrap_future(outcome)

    def warm_up(self, look: Callable[[Workspace], None]) -> None:
        """Do before anybody asks what the first page would wait for; what fails will fail again."""
        self._thread.submit(self._do, look, Future())
        self._thread.submit(self._do, promise_kept, Future())

    def _do(self, work: Callable[[Workspace], Outcome], outcome: "Future[Outcome]") -> None:
        if not outcome.set_running_or_notify_cancel():
            return
        try:
            outcome.set_result(work(self._workspace))
        except BaseException as fault:  # noqa: BLE001  whoever asked gets it
            outcome.set_exception(fault)
        finally:
            self._workspace.close()

    def close(self) -> None:
        """Wait for what is being done; nothing more is."""
        self._thread.shutdown()
