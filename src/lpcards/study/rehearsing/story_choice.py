"""A story is chosen: the one proposed, or one from a list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.text import Text

from lpcards.english.printable import printable
from lpcards.practice.clock_words import interview_words
from lpcards.study.rehearsing.telling_session import TellingSession
from lpcards.terminal.keys import ENDED
from lpcards.terminal.page import ScreenPage, keys_below
from lpcards.terminal.terminal import Terminal
from lpcards.terminal.text_lines import LABEL, QUIET, hanging, inline, rule, wrapped

DIGITS = "123456789"
STOPPED, NONE = -1, -2
"""What is chosen besides a position: nothing at all, or no story for this question."""


class OfferedStory(NamedTuple):
    """A story to choose: its title, and whether it is somebody else's."""

    title: str
    example: bool


class StoryProposal(ScreenPage[int]):
    """Stories proposed for a rehearsal, one at a time; decides the position, or STOPPED."""

    rows = (
        ("enter", "begin"),
        ("n", "propose another story"),
        ("q", "stop"),
    )

    def __init__(
        self, titles: Sequence[str], lines: Callable[[int], tuple[str, ...]], terminal: Terminal
    ) -> None:
        """Propose the first; `lines` say what to know of the one at a position."""
        super().__init__(terminal)
        self._titles = titles
        self._lines = lines
        self._at = 0

    @property
    def _has_more(self) -> bool:
        return len(self._titles) > 1

    def press(self, key: str) -> int | None:
        """Begin, propose another, or stop."""
        if key in {"space", "enter"}:
            return self._at
        if key in {"q", ENDED}:
            return STOPPED
        if key == "n" and self._has_more:
            self._at = (self._at + 1) % len(self._titles)
        else:
            self.press_other(key)
        return None

    def draw(self) -> None:
        """Show the proposal."""
        width = self.surface.width
        lines = [*wrapped(inline(self._titles[self._at], "bold"), width), Text()]
        for line in self._lines(self._at):
            lines += wrapped(Text(printable(line)), width)
        keys = ("Enter: begin", *(("n another story",) if self._has_more else ()), "q stop")
        self.scroll.show(self.surface, lines, keys_below(keys, self.message, width))


class StoryList(ScreenPage[int]):
    """A question, and the stories that would do; decides the position, NONE or STOPPED.

    The clock of the interview runs.
    """

    rows = (
        ("1-9", "tell that story"),
        ("space", "more stories, where there are any"),
        ("n", "none of these; the next question"),
        ("q", "stop; what was said is kept"),
    )

    def __init__(
        self, question: str, top: str, offers: Sequence[OfferedStory], session: TellingSession
    ) -> None:
        """Ask it; `top` is the line above."""
        super().__init__(session.terminal)
        self._question = question
        self._top = top
        self._offers = offers
        self._session = session
        self._first = 0

    def run(self) -> int:
        """Ask the question aloud, and wait for a choice."""
        self.surface.fresh()
        self._session.interview.start()
        self._session.voice.say(self._question)
        return super().run()

    def read(self) -> str | None:
        """Return the next key; None after a second."""
        return self._session.key(None if self.surface.plain else 1.0)

    def press(self, key: str) -> int | None:
        """Choose, or show the stories that had no room."""
        if key in {"q", ENDED}:
            return STOPPED
        if key == "n":
            return NONE
        if key in DIGITS and DIGITS.index(key) < len(self._shown):
            return self._first + DIGITS.index(key)
        if key == "space" and self._has_more:
            self._first += len(DIGITS)
            self._first = self._first if self._first < len(self._offers) else 0
        elif key.isdigit():
            self.message = f"There is no story {key} here."
        else:
            self.press_other(key)
        return None

    @property
    def _shown(self) -> Sequence[OfferedStory]:
        return self._offers[self._first : self._first + len(DIGITS)]

    @property
    def _has_more(self) -> bool:
        return len(self._offers) > len(DIGITS)

    def draw(self) -> None:
        """Show the question and the stories."""
        surface = self.surface
        if surface.plain:
            lines = [*self._spoken_lines(), self.message]
            surface.draw([Text(printable(line)) for line in lines], [Text(self._spoken_keys())])
            return
        width = surface.width
        more = ("space: more",) if self._has_more else ()
        keys = ("a digit: tell that story", *more, "n none of these", "q stop")
        self.scroll.show(surface, self._lines(width), keys_below(keys, self.message, width))

    def _lines(self, width: int) -> list[Text]:
        clock = interview_words(self._session.interview.elapsed, self._session.seconds)
        return [
            *wrapped(Text(self._top, LABEL), width),
            *wrapped(Text(clock, QUIET), width),
            rule(width),
            *wrapped(inline(self._question, "bold"), width),
            Text(),
            *(
                line
                for at, offer in enumerate(self._shown)
                for line in hanging(Text(f" {DIGITS[at]}  "), _titled(offer), width)
            ),
        ]

    def _spoken_lines(self) -> list[str]:
        titles = [f"{at + 1}: {_titled(offer).plain}" for at, offer in enumerate(self._shown)]
        return [f"{self._top}.", self._question, *titles]

    def _spoken_keys(self) -> str:
        more = "space: more stories. " if self._has_more else ""
        return f"A digit picks a story. {more}n: none of these. q: stop."


def _titled(offer: OfferedStory) -> Text:
    return inline(offer.title) + Text(" (an example)" if offer.example else "", QUIET)
