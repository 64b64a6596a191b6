"""The question as it stands, on a screen or as spoken lines."""

from collections.abc import Callable

from rich.text import Text

from lpcards.english.printable import printable
from lpcards.terminal.card_state import State
from lpcards.terminal.card_text import LABEL, QUIET, card_lines, hanging, rule, wrapped
from lpcards.terminal.footer import NO_FURTHER, flowed, footer_parts
from lpcards.terminal.line_editor import Line
from lpcards.terminal.line_input import Prompt, typed_rows
from lpcards.terminal.screen import Surface

SLIP = "underline"


class Scroll:
    """From which line on something is shown where it does not fit, and how many lines at once."""

    def __init__(self) -> None:
        """Begin at the top."""
        self.offset = 0
        self.page = 1

    def to_end(self) -> None:
        """Show the end the next time."""
        self.offset = 1_000_000

    def move(self, step: int, draw: Callable[[], None]) -> str:
        """Go on by `step` lines, and past none; return what is to be told if `draw` found none."""
        before, most = self.offset, max(1, self.page)
        self.offset = max(0, before + max(-most, min(most, step)))
        draw()
        return NO_FURTHER if self.offset == before else ""

    def show(self, surface: Surface, lines: list[Text], footer: list[Text]) -> None:
        """Draw as much as fits above `footer`."""
        if len(lines) > surface.room(footer):
            footer = [Text("more: arrow keys", QUIET), *footer]
        self.page = surface.room(footer)
        self.offset = max(0, min(self.offset, len(lines) - self.page))
        surface.draw(lines[self.offset :], footer)


def show(state: State, surface: Surface, scroll: Scroll) -> None:
    """Show the card, or as much of it as fits."""
    if surface.plain:
        from lpcards.terminal.spoken_face import spoken_footer, spoken_lines

        surface.draw(_texts(spoken_lines(state)), _texts(spoken_footer(state)))
        scroll.offset = 0
        return
    width = surface.width
    footer = [rule(width), *flowed(footer_parts(state), width)]
    scroll.show(surface, screen_lines(state, width), footer)


def show_prompt(
    lines: Callable[[int], list[Text]], surface: Surface, line: Line | None, prompt: Prompt
) -> None:
    """Show `lines` (for a width), and below the line that is being typed; without one only ask."""
    if line is None:
        surface.say(prompt.sentence)
        return
    width, scroll = surface.width, Scroll()
    rows = [*lines(width), Text(), *typed_rows(line, width, prompt.label)]
    scroll.to_end()
    scroll.show(surface, rows, [rule(width), *flowed(prompt.keys, width)])


def _texts(lines: list[str]) -> list[Text]:
    return [Text(line) for line in lines]


def screen_lines(state: State, width: int) -> list[Text]:
    """Return the card as lines, and below it what was typed, what is told, why it is hard."""
    parts = [
        card_lines(state.seen(timed=True), width),
        _typing(state, width),
        _told(state, width),
        wrapped(_quiet(state.hints.told()), width) if state.revealed and state.hints.taken else [],
        [line for words in state.question.leech for line in wrapped(_quiet(words), width)],
        wrapped(Text(printable(state.message), "italic"), width) if state.message else [],
    ]
    return [line for part in parts if part for line in (Text(), *part)][1:]


def _quiet(words: str) -> Text:
    return Text(printable(words), QUIET)


def _typing(state: State, width: int) -> list[Text]:
    if state.typed is None or state.revealed or not (state.typing or state.typed.line.text):
        return []
    line = state.typed.line
    return typed_rows(line if state.typing else Line(line.text, ""), width, cursor=state.typing)


def _told(state: State, width: int) -> list[Text]:
    """Return what was typed, its slips underlined and named, and what became of it."""
    typed = state.typed
    if typed is None or not (state.is_typed and state.revealed):
        return []
    said = Text(typed.line.text or "(nothing)", "" if typed.line.text else QUIET)
    lines = []
    for start, end, remedy in typed.slips():
        said.stylize(SLIP, start, end)
        words = " ".join(typed.line.text[start:end].split())
        lines += wrapped(Text(f'"{words}": ', LABEL) + Text(printable(remedy)), width)
    verdict = [] if state.question.items else [f"({note})" for note in state.notes]
    head = Text("You typed: ", LABEL) + Text(printable("".join(verdict)), QUIET)
    rows = [row for part in said.split("\n") for row in hanging(Text("  "), part, width)]
    return [*wrapped(head, width), *rows, *lines]
