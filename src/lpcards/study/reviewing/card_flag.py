"""The key that flags a card with a note, and takes the flag off."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lpcards.terminal.line_input import Prompt


class CardFlag:
    """The flag of a card; its `words` are "" while there is none."""

    def __init__(self, words: str, mark: Callable[[str | None], str]) -> None:
        """Begin with what is shown of it.

        `mark` puts it on with a note, or (None) takes it off, and returns what to say of it.
        """
        self.words = words
        self._mark = mark

    def toggle(self, ask: Callable[["Prompt"], str | None]) -> str:
        """Take it off, or put it on with the note asked for; return the answer to the key."""
        if self.words:
            self.words = ""
            return self._mark(None)
        from lpcards.terminal.line_input import NOTE  # here: few cards are flagged

        note = ask(NOTE)
        if note is None:
            return "Not flagged."
        self.words = self._mark(note)
        return ""
