"""How the clock of a telling looks, and what is printed of it where nothing is redrawn."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from lpcards.english.printable import clock, duration, printable
from lpcards.practice.card_view import CardView
from lpcards.practice.clock_words import interview_words, left, span
from lpcards.terminal.card_face import card_lines, spaced
from lpcards.terminal.card_keys import say_it
from lpcards.terminal.line_input import typed_rows
from lpcards.terminal.page import Scroll
from lpcards.terminal.screen import Surface
from lpcards.terminal.text_lines import QUIET, flowed, hanging, inline, rule, wrapped

BAR = 30
DONE, OPEN = "=", "-"
SPEAKING = ("space: said, go on", "p pause", "r again", "h hint", "q stop")
PAUSED = ("p: go on", "q stop")
TYPING, OTHERS = ("Enter: next line", "empty line: done"), "Esc: other keys"
TYPE_ON, CLOSED = "Enter: type on", ("p pause", "r again", "h hint", "q stop")
ALOUD = "Space: said, go on. p: pause. r: again. h: hint. q: stop."
TYPED_ALOUD = "Ctrl-L: say it. Enter: type it. h: hint. q: stop."


class PartView(NamedTuple):
    """A part of a story as it is being said: its card, and the clocks around it.

    The `view` holds the items if they are shown; its remarks are what is known of the last time.
    `whole` and `interview` are seconds and target of what the part belongs to.
    """

    view: CardView
    top: str
    title: str
    elapsed: float
    running: bool
    whole: tuple[float, int] | None = None
    interview: tuple[float, int] | None = None

    @property
    def target(self) -> int:
        """How many seconds it may take."""
        return self.view.card.seconds


def show_part(part: PartView, surface: Surface, scroll: Scroll) -> None:
    """Show the part, or as much of it as fits."""
    if surface.plain:
        lines, keys = spoken_part(part), _spoken_keys(part)
        surface.draw([Text(line) for line in lines], [Text(line) for line in keys])
        scroll.offset = 0
        return
    width = surface.width
    scroll.show(surface, part_lines(part, width), [rule(width), *flowed(_footer(part), width)])


def _spoken_keys(part: PartView) -> list[str]:
    if part.view.typed is not None:
        return [TYPED_ALOUD] if part.view.listens else []
    return [ALOUD if part.running else "p goes on. q: stop."]


def _footer(part: PartView) -> tuple[str, ...]:
    view = part.view
    if view.typing:
        return view.keys or (*TYPING, *say_it(view), OTHERS)
    if not part.running and not (view.typed and view.typed.speech):
        return PAUSED
    return SPEAKING if view.typed is None else (TYPE_ON, *say_it(view), *CLOSED)


def part_lines(part: PartView, width: int) -> list[Text]:
    """Return the part as lines: what to say, the clock, what helps."""
    view = part.view
    top = f"{part.top} · {part.title}" if part.title else part.top
    progress = f"{view.progress} · {clock(part.elapsed)} of {span(part.target)}"
    parts = [
        card_lines(view._replace(card=view.card._replace(top=top), progress=progress), width),
        [
            line
            for item in view.asked_items()
            for line in hanging(Text(" - "), inline(item.text), width)
        ],
        _clocks(part, width),
        *(wrapped(Text(printable(words), QUIET), width) for words in view.remarks),
        _typed(view, width),
        wrapped(Text(printable(view.message), "italic"), width) if view.message else [],
    ]
    return list(spaced(parts))


def _clocks(part: PartView, width: int) -> list[Text]:
    words = left(part.elapsed, part.target)
    over = part.elapsed > part.target
    words = words if part.running else f"{words}, paused"
    line = Text(bar(part.elapsed, part.target, min(BAR, width - 16)), "bold" if over else "")
    line += Text(f"  {words}", "bold" if over or not part.running else QUIET)
    return [line, *(Text(clock_words, QUIET) for clock_words in _outer_clocks(part))]


def _outer_clocks(part: PartView) -> Iterator[str]:
    if part.whole:
        seconds, target = part.whole
        yield f"in all {clock(seconds)} of {clock(target)}"
    if part.interview:
        yield interview_words(*part.interview)


def bar(seconds: float, target: int, width: int) -> str:
    """Return the time that is gone as a bar."""
    done = min(width, int(width * seconds / target)) if target else 0
    return DONE * done + OPEN * (width - done)


def _typed(view: CardView, width: int) -> list[Text]:
    typed = view.typed
    if typed is None or not (view.typing or typed.line.text):
        return []
    return typed_rows(typed.line, width, cursor=view.typing)


def spoken_part(part: PartView) -> list[str]:
    """Return what to print of the part, a thing a line; never its running clock."""
    view = part.view
    title = f": {part.title}" if part.title else ""
    lines = [
        f"{part.top}.",
        f"Part {view.progress}{title}, {duration(part.target)}.",
        inline(view.card.front).plain,
        *view.remarks,
        *(f"Hint: {inline(hint).plain}" for hint in view.hint),
        *(f"To be said: {inline(item.text).plain}" for item in view.asked_items()),
        view.message,
    ]
    return [row for line in lines for row in printable(line).split("\n") if row.strip()]
