"""What was said aloud, as a program wrote it down: its words, how many, and how fast."""

import re
from typing import NamedTuple

from lpcards.english.printable import clock, counted
from lpcards.practice.typed_line import fit

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colors, erased lines
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles, links
    r"|\x1b[ -/]*[0-~]?"
)
_NO_SPEECH = re.compile(r"\[[^\[\]\n]*\]|\([^()\n]*\)|\*[^*\n]*\*|[♪♫]")
"""Times, `[BLANK_AUDIO]`, `(music)`, `*coughs*`: nobody says brackets."""
_HEADING = "###"


class Speech(NamedTuple):
    """So many `words` said in so many `seconds`."""

    words: int
    seconds: float

    @property
    def words_a_minute(self) -> int:
        """Words a minute; 0 where that is too short to say."""
        return round(60 * self.words / self.seconds) if self.seconds >= 1 else 0

    def __str__(self) -> str:
        """Return it in words: `84 words in 0:38, 133 a minute`."""
        fast = f", {self.words_a_minute} a minute" if self.words_a_minute else ""
        return f"{counted(self.words, 'word')} in {clock(self.seconds)}{fast}"


def words_heard(output: str, *, rows: bool) -> str:
    """Return the words in what a program printed, its lines as rows or all in one.

    Of a line that it wrote several times over, the last state counts. Nothing of it can move a
    cursor.
    """
    lines = (_spoken(line) for line in _ESCAPES.sub("", output).split("\n"))
    return ("\n" if rows else " ").join(line for line in lines if line)


def _spoken(line: str) -> str:
    states = [state for state in line.split("\r") if state.strip()]
    last = states[-1] if states else ""
    if last.startswith(_HEADING):
        return ""
    return " ".join(fit(_NO_SPEECH.sub(" ", last), rows=False).split())
