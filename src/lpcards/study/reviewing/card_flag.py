"""The key that flags a card with a note, and takes the flag off."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from lpcards.study.reviewing.card_notes import FLAG_OFF, flag_words

if TYPE_CHECKING:
    from lpcards.terminal.line_input import Prompt


class CardFlag:
    """The flag of a card; its `words` are "" while there is none."""

    def __init__(self, words: str, mark: Callable[[str | None], None]) -> None:
        """Begin with what is shown of it; `mark` puts it on with a note, or (None) takes it off."""
        self.words = words
        self._mark = mark

    def toggle(self, ask: Callable[["Prompt"], str | None]) -> str:
        """Take it off, or put it on with the note asked for; return the answer to the key."""
        if self.words:
            self._mark(None)
            self.words = ""
            return FLAG_OFF
        from lpcards.terminal.line_input import NOTE  # here: few cards are flagged

        note = ask(NOTE)
        if note is None:
            return "Not flagged."
        self._mark(note)
        self.words = flag_words(note)
        return ""
