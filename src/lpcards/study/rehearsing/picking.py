"""A story is picked: the one proposed, or one from a list."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.text import Text

from lpcards.english.printable import printable
from lpcards.study.rehearsing.clock_face import loop_words
from lpcards.study.rehearsing.telling_table import Table
from lpcards.terminal.card_face import Scroll
from lpcards.terminal.card_text import LABEL, QUIET, hanging, inline, rule, wrapped
from lpcards.terminal.footer import STEPS, Rows, keys_below, unheeded
from lpcards.terminal.keys import ENDED, decided

DIGITS = "123456789"
PROPOSAL_KEYS: Rows = (
    ("enter", "begin"),
    ("n", "propose another story"),
    ("q", "stop"),
)
KEYS: Rows = (
    ("1-9", "tell that story"),
    ("space", "more stories, where there are any"),
    ("n", "none of these; the next question"),
    ("q", "stop; what was said is kept"),
)
STOPPED, NONE = -1, -2
"""What is picked besides a position: nothing at all, or no story for this question."""


class Offer(NamedTuple):
    """A story to pick: its title, and whether it is somebody else's."""

    title: str
    example: bool


class Proposals(NamedTuple):
    """Stories proposed for a rehearsal: their titles, and what to know of the one at a position."""

    titles: Sequence[str]
    lines: Callable[[int], tuple[str, ...]]


def proposed(proposals: Proposals, table: Table) -> int:
    """Return the position of the story that the learner takes, or STOPPED."""
    at, message, scroll = 0, "", Scroll()

    def draw() -> None:
        _show_proposal(proposals, at, message, scroll, table)

    def act(key: str) -> int | None:
        nonlocal at, message
        table.surface.forget(message)
        message = ""
        if key in {"space", "enter"}:
            return at
        if key == "n" and len(proposals.titles) > 1:
            at = (at + 1) % len(proposals.titles)
        elif key in STEPS:
            message = scroll.move(STEPS[key], draw)
        elif key == "?":
            table.help(PROPOSAL_KEYS)
        else:
            message = unheeded(key)
        return STOPPED if key in {"q", ENDED} else None

    return decided(draw, lambda: table.key(None), act)


def _show_proposal(
    proposals: Proposals, at: int, message: str, scroll: Scroll, table: Table
) -> None:
    width, more = table.surface.width, len(proposals.titles) > 1
    lines = [*wrapped(inline(proposals.titles[at], "bold"), width), Text()]
    lines += [
        part for line in proposals.lines(at) for part in wrapped(Text(printable(line)), width)
    ]
    keys = ("Enter: begin", *(("n another story",) if more else ()), "q stop")
    scroll.show(table.surface, lines, keys_below(keys, message, width))


class Picking:
    """A question, and the stories that would do; the clock of the interview runs."""

    def __init__(self, question: str, about: str, offers: Sequence[Offer], table: Table) -> None:
        """Ask it; `about` is the line on top."""
        self._question = question
        self._about = about
        self._offers = offers
        self._table = table
        self._first = 0
        self._scroll = Scroll()
        self._message = ""

    def picked(self) -> int:
        """Return the position of the story that the learner picks, or NONE or STOPPED."""
        self._table.surface.fresh()
        self._table.loop.start()
        self._table.voice.say(self._question)
        return decided(self._draw, self._read, self._act_on)

    def _read(self) -> str | None:
        return self._table.key(None if self._table.surface.plain else 1.0)

    def _act_on(self, key: str) -> int | None:
        self._table.surface.forget(self._message)
        self._message = ""
        if key in {"q", ENDED}:
            return STOPPED
        if key == "n":
            return NONE
        if key in DIGITS and DIGITS.index(key) < len(self._page):
            return self._first + DIGITS.index(key)
        self._aside(key)
        return None

    def _aside(self, key: str) -> None:
        if key == "space" and self._has_more:
            self._turn()
        elif key in STEPS:
            self._message = self._scroll.move(STEPS[key], self._draw)
        elif key == "?":
            self._table.help(KEYS)
        elif key.isdigit():
            self._message = f"There is no story {key} here."
        else:
            self._message = unheeded(key)

    def _turn(self) -> None:
        """Show the stories that had no room."""
        self._first += len(DIGITS)
        if self._first >= len(self._offers):
            self._first = 0

    @property
    def _page(self) -> Sequence[Offer]:
        return self._offers[self._first : self._first + len(DIGITS)]

    @property
    def _has_more(self) -> bool:
        return len(self._offers) > len(DIGITS)

    def _draw(self) -> None:
        surface = self._table.surface
        if surface.plain:
            lines = [*self._spoken(), self._message]
            surface.draw([Text(printable(line)) for line in lines], [Text(self._keys())])
            return
        width = surface.width
        footer = keys_below(self._keys().split(" · "), self._message, width)
        self._scroll.show(surface, self._lines(width), footer)

    def _keys(self) -> str:
        if self._table.surface.plain:
            return (
                f"A digit picks a story. {self._more(': more stories.')}n: none of these. q: stop."
            )
        return f"a digit: tell that story · {self._more(': more · ')}n none of these · q stop"

    def _more(self, words: str) -> str:
        return f"space{words}".replace(".", ". ") if self._has_more else ""

    def _lines(self, width: int) -> list[Text]:
        clock = loop_words(self._table.loop.elapsed, self._table.seconds)
        return [
            *wrapped(Text(self._about, LABEL), width),
            *wrapped(Text(clock, QUIET), width),
            rule(width),
            *wrapped(inline(self._question, "bold"), width),
            Text(),
            *(
                line
                for at, offer in enumerate(self._page)
                for line in hanging(Text(f" {DIGITS[at]}  "), _titled(offer), width)
            ),
        ]

    def _spoken(self) -> list[str]:
        titles = [f"{at + 1}: {_titled(one).plain}" for at, one in enumerate(self._page)]
        return [f"{self._about}.", self._question, *titles]


def _titled(offer: Offer) -> Text:
    return inline(offer.title) + Text(" (an example)" if offer.example else "", QUIET)
