"""How the clock of a telling looks, and what is said of it where nothing is redrawn."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from lpcards.english.printable import clock, duration, printable
from lpcards.terminal.card_face import Scroll
from lpcards.terminal.card_text import QUIET, Seen, card_lines, hanging, inline, rule, wrapped
from lpcards.terminal.footer import flowed
from lpcards.terminal.line_input import typed_rows
from lpcards.terminal.screen import Surface
from lpcards.terminal.typing import TypedAnswer

BAR = 30
MANY = 90
"""From so many seconds on, minutes are easier to read."""
DONE, OPEN = "=", "-"
SPEAKING = ("space: said, go on", "p pause", "r again", "h hint", "q stop")
STANDING = ("p: go on", "q stop")
TYPING = ("Enter: next line", "empty line: done", "Esc: other keys")
CLOSED = ("Enter: type on", "p pause", "r again", "h hint", "q stop")
ALOUD = "Space: said, go on. p: pause. r: again. h: hint. q: stop."


class Scene(NamedTuple):
    """A part as it is being said. `whole` and `loop` are seconds and target of what it is part of.

    `known` is what is remembered of the last time.
    """

    top: str
    title: str
    progress: str
    cue: str
    target: int
    elapsed: float
    running: bool
    whole: tuple[float, int] | None = None
    loop: tuple[float, int] | None = None
    known: str = ""
    hint: str = ""
    items: tuple[str, ...] = ()
    typed: TypedAnswer | None = None
    typing: bool = False
    message: str = ""


def show_scene(scene: Scene, surface: Surface, scroll: Scroll) -> None:
    """Show the part, or as much of it as fits."""
    if surface.plain:
        surface.draw([Text(line) for line in spoken(scene)], [Text(line) for line in _keys(scene)])
        scroll.offset = 0
        return
    width = surface.width
    scroll.show(surface, scene_lines(scene, width), [rule(width), *flowed(_footer(scene), width)])


def _keys(scene: Scene) -> list[str]:
    return [] if scene.typed is not None else [ALOUD if scene.running else "p goes on. q: stop."]


def _footer(scene: Scene) -> tuple[str, ...]:
    if not scene.running:
        return STANDING
    if scene.typed is None:
        return SPEAKING
    return TYPING if scene.typing else CLOSED


def scene_lines(scene: Scene, width: int) -> list[Text]:
    """Return the part as lines: what to say, the clock, what helps."""
    seen = Seen(
        top=f"{scene.top} · {scene.title}" if scene.title else scene.top,
        progress=f"{scene.progress} · {clock(scene.elapsed)} of {span(scene.target)}",
        front=scene.cue,
        hint=scene.hint,
    )
    parts = [
        card_lines(seen, width),
        [one for words in scene.items for one in hanging(Text(" - "), inline(words), width)],
        _clocks(scene, width),
        wrapped(Text(printable(scene.known), QUIET), width) if scene.known else [],
        _typed(scene, width),
        wrapped(Text(printable(scene.message), "italic"), width) if scene.message else [],
    ]
    return [line for part in parts if part for line in (Text(), *part)][1:]


def _clocks(scene: Scene, width: int) -> list[Text]:
    words = left(scene.elapsed, scene.target)
    over = scene.elapsed > scene.target
    words = words if scene.running else f"{words}, paused"
    line = Text(bar(scene.elapsed, scene.target, min(BAR, width - 16)), "bold" if over else "")
    line += Text(f"  {words}", "bold" if over or not scene.running else QUIET)
    return [line, *(Text(told, QUIET) for told in _wholes(scene))]


def _wholes(scene: Scene) -> Iterator[str]:
    if scene.whole:
        seconds, target = scene.whole
        yield f"in all {clock(seconds)} of {clock(target)}"
    if scene.loop:
        seconds, target = scene.loop
        yield loop_words(seconds, target)


def loop_words(seconds: float, target: int) -> str:
    """Return how far a mock interview is."""
    over = " · time is up: finish this one" if seconds >= target else ""
    return f"interview {clock(seconds)} of {clock(target)}{over}"


def bar(seconds: float, target: int, width: int) -> str:
    """Return the time that is gone as a bar."""
    done = min(width, int(width * seconds / target)) if target else 0
    return DONE * done + OPEN * (width - done)


def left(seconds: float, target: int) -> str:
    """Return how many seconds are left, or how many it is over."""
    rest = target - int(seconds)
    return f"{span(rest)} left" if rest >= 0 else f"{span(-rest)} over"


def span(seconds: int) -> str:
    """Return seconds as `30 s`, or as `2:55` where they are many."""
    return f"{seconds} s" if seconds < MANY else clock(seconds)


def _typed(scene: Scene, width: int) -> list[Text]:
    typed = scene.typed
    if typed is None or not (scene.typing or typed.line.text):
        return []
    return typed_rows(typed.line, width, cursor=scene.typing)


def spoken(scene: Scene) -> list[str]:
    """Return what is to be said of the part, a thing a line; never its running clock."""
    title = f": {scene.title}" if scene.title else ""
    told = [
        f"{scene.top}.",
        f"Part {scene.progress}{title}, {duration(scene.target)}.",
        inline(scene.cue).plain,
        scene.known,
        f"Hint: {inline(scene.hint).plain}" if scene.hint else "",
        *(f"To be heard: {inline(words).plain}" for words in scene.items),
        scene.message,
    ]
    return [said for line in told for said in printable(line).split("\n") if said.strip()]
