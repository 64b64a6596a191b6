"""An answer that is typed, and what is made of it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from lpcards.cards.card import Card
from lpcards.practice.speech import Speech
from lpcards.practice.typed_line import LONGEST, TypedLine, fit

if TYPE_CHECKING:
    from lpcards.english.clauses import WeakWords
    from lpcards.practice.judging import Judged

MOST_NAMED = 4
"""Missing words that are named."""
ASK_ROWS = "Type the answer, one item a line. An empty line ends it."
ASK_LINE = "Type the answer, then Enter."


class TypedAnswer:
    """What is typed in answer to one question; `is_done` once it is handed in.

    `disqualifiers` gives the cards about phrases that would weaken this story; `slips` are the
    words that would. `speech` is what of it was said aloud and heard (None: nothing).
    """

    def __init__(
        self, card: Card, items: tuple[int, ...], disqualifiers: Callable[[], Iterable[Card]]
    ) -> None:
        """Begin with nothing."""
        self.line = TypedLine()
        self.is_done = False
        self._card = card
        self._items = items
        self._disqualifiers = disqualifiers
        self._judged: Judged | None = None
        self.slips: tuple[WeakWords, ...] = ()
        self.speech: Speech | None = None

    @property
    def has_rows(self) -> bool:
        """Say whether it has several lines, one for each item."""
        return bool(self._items)

    @property
    def ask(self) -> str:
        """What the learner is to do."""
        return ASK_ROWS if self.has_rows else ASK_LINE

    def hand_in(self, text: str) -> None:
        """Take a whole text as the answer."""
        self.line = TypedLine(fit(text, rows=self.has_rows)[:LONGEST])
        self.is_done = True

    def hear(self, text: str, seconds: float) -> None:
        """Add words that were said aloud in so many seconds; they can be mended as if typed."""
        said, text = self.speech or Speech(0, 0.0), text[:LONGEST]
        self.speech = Speech(said.words + len(text.split()), said.seconds + seconds)
        self.line = self.with_words(text)

    @property
    def said_seconds(self) -> float:
        """How many seconds of it were said aloud."""
        return self.speech.seconds if self.speech else 0.0

    def with_words(self, text: str) -> TypedLine:
        """Return the answer with words at its end: on a line of their own, or behind a space."""
        joint = "\n" if self.has_rows else " "
        whole = joint.join(part for part in (self.line.text.strip(), text) if part)
        return TypedLine(whole[:LONGEST])

    def begin_again(self) -> None:
        """Take back what was typed and said."""
        self.line, self.speech = TypedLine(), None

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
