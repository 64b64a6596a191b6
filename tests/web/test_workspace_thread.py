"""The workspace's thread: one thing after another, and nobody waits for what is closed."""

import asyncio
import threading

import pytest

from lpcards.study.workspace import Workspace
from lpcards.web.workspace_thread import WorkspaceThread

PATIENCE = 60


class SlowToClose(Workspace):
    """A workspace that closes when a test says so, as one does whose disk is busy."""

    def __init__(self):
        super().__init__((), None, None)
        self.may_close = threading.Event()
        self.closings = 0

    def close(self):
        assert self.may_close.wait(PATIENCE)
        super().close()
        self.closings += 1


def test_an_answer_is_out_before_its_workspace_is_closed(home):
    workspace = SlowToClose()
    thread = WorkspaceThread(workspace)
    assert asyncio.run(thread.run(lambda _: "done")) == "done"
    assert workspace.closings == 0
    workspace.may_close.set()
    thread.close()
    assert workspace.closings == 1


def test_what_comes_next_waits_until_it_is_closed(home):
    workspace = SlowToClose()
    thread = WorkspaceThread(workspace)

    async def both():
        await thread.run(lambda _: None)
        asyncio.get_running_loop().call_later(0.05, workspace.may_close.set)
        return await thread.run(lambda one: one.closings)

    assert asyncio.run(both()) == 1
    thread.close()


def test_a_fault_reaches_who_asked_and_the_next_is_answered(home):
    thread = WorkspaceThread(Workspace((), None, None))
    with pytest.raises(ZeroDivisionError):
        asyncio.run(thread.run(lambda _: 1 // 0))
    assert asyncio.run(thread.run(lambda _: 1)) == 1
    thread.close()
