"""Parts that are typed instead of said, or said to a command that writes them down."""

from collections.abc import Callable

from lpcards.practice.script import SpokenPart
from lpcards.study.own_commands import own_command
from lpcards.study.rehearsing.rehearsed_story import typed_part
from lpcards.study.rehearsing.telling_session import TellingSession
from lpcards.study.workspace import Workspace
from lpcards.terminal.answer_typing import AnswerTyping
from lpcards.terminal.listening import listener_at

Typing = Callable[[SpokenPart], AnswerTyping | None]


def typing_in(workspace: Workspace, session: TellingSession, listen: str | None) -> Typing:
    """Return what has each part typed; with the command `listen` it can be said instead."""
    terminal = session.terminal
    listener = listener_at(terminal, listen)

    def typing(part: SpokenPart) -> AnswerTyping:
        is_open = not terminal.surface.plain
        return AnswerTyping(typed_part(workspace, part), is_open=is_open, listener=listener)

    return typing


def none_typed(_: SpokenPart) -> None:
    """Have no part typed."""


def listen_command(workspace: Workspace, *, typing: bool) -> str | None:
    """Return the command that listens where parts are typed, before the terminal is taken."""
    return own_command(workspace, "listen") if typing else None
