"""`f`: a card is flagged with a note, or its flag is taken away."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lpcards.terminal.line_input import Prompt


def flag_words(note: str | None) -> str:
    """Return what is shown of a flag with this note; "" without a flag."""
    return "" if note is None else f"Flagged: {note}" if note else "Flagged."


class Flag:
    """The flag of a card; its `words` are "" while there is none."""

    def __init__(self, words: str, mark: Callable[[str | None], None]) -> None:
        """Begin with what is shown of it; `mark` puts it on with a note, or (None) takes it off."""
        self.words = words
        self._mark = mark

    def toggled(self, asked: Callable[["Prompt"], str | None]) -> str:
        """Take it off, or put it on with the note `asked` for; return what is to be told."""
        if self.words:
            self._mark(None)
            self.words = ""
            return "The flag is taken away."
        from lpcards.terminal.line_input import NOTE  # here: few cards are flagged

        note = asked(NOTE)
        if note is None:
            return "Not flagged."
        self._mark(note)
        self.words = flag_words(note)
        return ""
