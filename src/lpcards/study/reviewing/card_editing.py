"""A card edited in the middle of a review: its file in an editor, until it can be loaded."""

from lpcards.cards.card import Card
from lpcards.study.own_commands import own_command
from lpcards.study.reviewing.editor import edit, editable
from lpcards.study.reviewing.reading_pages import FaultPage
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.problem import Problem
from lpcards.terminal.terminal import Terminal


def edit_card(card: Card, workspace: Workspace, terminal: Terminal) -> str:
    """Let the learner edit the card's source; return in a sentence what came of it.

    The content is read again also after an editor that failed: it may have saved before.
    """
    try:
        with editable(card.path, workspace.sources) as path:
            _edit_until_sound(path, card.line, workspace, terminal)
    finally:
        now = workspace.reload().card(card.id)
    if now is None:
        return "That card is no longer in your stories."
    where = f" Your copy: {with_tilde(now.path)}" if now.path != card.path else ""
    return ("Changed." if now.fingerprint != card.fingerprint else "Unchanged.") + where


def _edit_until_sound(path: str, line: int, workspace: Workspace, terminal: Terminal) -> None:
    """Open the editor, and again at the first fault if the learner wishes."""
    while True:
        with terminal.surface.left():
            edit(path, line, own_command(workspace, "editor"))
        faults = _faults_in(path, workspace)
        if not faults or not FaultPage(faults, terminal).run():
            return
        line = faults[0].line


def _faults_in(path: str, workspace: Workspace) -> list[Problem]:
    problems = workspace.reload().problems()
    return [fault for fault in problems if fault.path == path and fault.severity == "error"]
