"""`e`: the learner's editor at the card's line, and the card as it is afterwards."""

from lpcards.cards.card import Card
from lpcards.study.open_content import Desk
from lpcards.study.reviewing.editor import edit
from lpcards.study.reviewing.own_copy import editable
from lpcards.study.reviewing.pages import fault_lines
from lpcards.system.folders import with_tilde
from lpcards.system.problem import Problem
from lpcards.terminal.keys import PASTED, Keys, decided
from lpcards.terminal.screen import Surface


def edited(card: Card, desk: Desk, surface: Surface, keys: Keys) -> str:
    """Let the learner edit the card's source; return in a sentence what came of it.

    The content is read again also after an editor that failed: it may have saved before.
    """
    try:
        with editable(card.path, desk.sources) as path:
            _edit_until_sound(path, card.line, desk, surface, keys)
    finally:
        now = desk.reload().card(card.id)
    if now is None:
        return f"{card.id} is no longer in the content."
    where = f" Your copy: {with_tilde(now.path)}" if now.path != card.path else ""
    return ("Changed." if now.fingerprint != card.fingerprint else "Unchanged.") + where


def _edit_until_sound(path: str, line: int, desk: Desk, surface: Surface, keys: Keys) -> None:
    """Open the editor, and again at the first fault if the learner wishes."""
    while True:
        with surface.left():
            edit(path, line, desk.compiled.settings.editor)
        faults = _faults_in(path, desk)
        if not faults:
            return
        if not _goes_back(faults, surface, keys):
            return
        line = faults[0].line


def _goes_back(faults: list[Problem], surface: Surface, keys: Keys) -> bool:
    """Show what keeps the file from being loaded; say whether to open the editor again."""

    def draw() -> None:
        surface.draw(*fault_lines(surface.width, faults))

    def act(key: str) -> bool | None:
        if key in {PASTED, "?"}:
            surface.fresh()  # the page itself says what its keys do
            return None
        return key == "e"

    return decided(draw, keys.read, act)


def _faults_in(path: str, desk: Desk) -> list[Problem]:
    problems = desk.reload().problems()
    return [one for one in problems if one.path == path and one.severity == "error"]
