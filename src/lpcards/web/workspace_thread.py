"""The one thread that works with the workspace: SQLite's connections belong to a thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._done, work)

    def warm_up(self, look: Callable[[Workspace], None]) -> None:
        """Do before anybody asks what the first page would wait for; what fails will fail again."""
        self._thread.submit(self._done, look)
        self._thread.submit(self._done, promise_kept)

    def _done(self, work: Callable[[Workspace], Outcome]) -> Outcome:
        try:
            return work(self._workspace)
        finally:
            self._workspace.close()

    def close(self) -> None:
        """Wait for what is being done; nothing more is."""
        self._thread.shutdown()
