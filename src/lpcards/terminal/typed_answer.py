"""An answer that is typed: the typing, and what is made of it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from lpcards.cards.card import Card
from lpcards.terminal.keys import ENDED, Keys
from lpcards.terminal.line_editor import LONGEST, TypedLine, edited, fit, is_known
from lpcards.terminal.line_input import own_line
from lpcards.terminal.screen import Surface

if TYPE_CHECKING:
    from lpcards.english.clauses import WeakWords
    from lpcards.practice.judging import Judged

MOST_NAMED = 4
"""Missing words that are named."""
ASK_ROWS = "Type the answer, one item a line. An empty line ends it."
ASK_LINE = "Type the answer, then Enter."
FULL = "No more fits in."
NO_KEY = "That key does nothing while you type."
NOTHING_YET = "Nothing typed: Enter again shows the answer."


class TypedAnswer:
    """What is typed in answer to one question.

    `is_open` while keys are letters, `is_done` once it is handed in. `disqualifiers` gives the
    cards about phrases that would weaken this story; `slips` are the words that would.
    """

    def __init__(
        self,
        card: Card,
        items: tuple[int, ...],
        disqualifiers: Callable[[], Iterable[Card]],
        *,
        is_open: bool,
    ) -> None:
        """Begin with nothing."""
        self.line = TypedLine()
        self.is_open = is_open
        self.is_done = False
        self._card = card
        self._items = items
        self._disqualifiers = disqualifiers
        self._warned = False
        self._judged: Judged | None = None
        self.slips: tuple[WeakWords, ...] = ()

    @property
    def ask(self) -> str:
        """What the learner is to do."""
        return ASK_ROWS if self._items else ASK_LINE

    def is_left_by(self, key: str) -> bool:
        """Say whether a key stops it all: Ctrl-D on nothing, the end of the input."""
        return key == ENDED or (key == "ctrl-d" and not self.line.text)

    def press(self, key: str) -> str:
        """Take a key in; return the answer to it."""
        if key == "escape":
            self.is_open = False
        elif key == "enter":
            return self._entered()
        elif not is_known(key):
            return NO_KEY
        else:
            self.line = edited(self.line, key, rows=bool(self._items))
            return FULL if len(self.line.text) >= LONGEST else ""
        return ""

    def _entered(self) -> str:
        """Begin another line, or hand the answer in."""
        if not self.line.text.strip() and not self._warned:
            self._warned = True
            return NOTHING_YET
        if self._items and not self.line.is_on_empty_line:
            self.line = edited(edited(self.line, "end", rows=True), "new-row", rows=True)
        else:
            self.is_done = True
        return ""

    def dictated(self, surface: Surface, keys: Keys) -> None:
        """Let it be typed in the terminal's own line mode, which screen readers know."""
        ask = partial(surface.say, self.ask)
        ask()
        rows = []
        while (line := own_line(surface, keys, ask)) is not None and line.strip():
            rows.append(line)
            if not self._items:
                break
        self.line = TypedLine(fit("\n".join(rows), rows=True))
        self.is_done = True

    def judge(self, order: tuple[int, ...]) -> set[int]:
        """Hold it against the card; return the positions of the items that were hit."""
        from lpcards.practice.judging import judged, phrases_of, slips_in  # only typing needs it

        self.line = TypedLine(self.line.text.strip())
        self._judged = judged(self._card, self._items, self.line.text, order)
        phrases = phrases_of(self._disqualifiers())
        self.slips = slips_in(self.line.text, self._card, phrases)
        return self._judged.hits if self._items else set()

    @property
    def grade(self) -> int | None:
        """The grade to propose for an answer that is no checklist."""
        return self._judged.grade if self._judged else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What became of each item asked, or of the one answer, in words."""
        if self._judged is None:
            return ()
        return tuple(
            _note(match.verdict, match.missing if match.share else ())
            for match in self._judged.matches
        )

    def quoted(self, slip: "WeakWords") -> str:
        """Return the words of a slip in quotes."""
        return f'"{" ".join(self.line.text[slip.start : slip.end].split())}"'


def _note(verdict: str, missing: tuple[str, ...]) -> str:
    if verdict == "missed" or not missing:
        return verdict
    named = ", ".join(missing[:MOST_NAMED])
    return f"{verdict}, without: {named}{', ...' if len(missing) > MOST_NAMED else ''}"
