"""Pages that are read and not answered: a story, a card to learn, the end."""

from collections.abc import Sequence

from rich.text import Text

from lpcards.cards.card import Card
from lpcards.cards.choices import Story
from lpcards.english.printable import printable
from lpcards.study.reviewing.flagging import Flag
from lpcards.study.reviewing.sitting import Table
from lpcards.system.problem import Problem
from lpcards.terminal.card_face import Scroll, show_prompt
from lpcards.terminal.card_text import Seen, card_lines, inline, rule, story_lines, wrapped
from lpcards.terminal.footer import Rows, flowed, help_lines, keys_below, unheeded
from lpcards.terminal.keys import ENDED, PASTED, Keys, decided
from lpcards.terminal.line_editor import Line
from lpcards.terminal.line_input import Prompt, asked_line
from lpcards.terminal.screen import Surface

ONWARD = frozenset({"space", "enter", "page-down"})
KEYS: Rows = (
    ("space", "a page on, and at the end go on"),
    ("b", "a page back"),
    ("arrows", "a line on, a line back"),
    ("q", "stop; nothing is lost"),
)


class Pages:
    """Something to read, page by page."""

    more: tuple[str, ...] = ("space: more", "b back", "q stop")
    last: tuple[str, ...] = ("space: on to the cards", "b back", "q stop")
    rows: Rows = KEYS

    def __init__(self, surface: Surface, keys: Keys) -> None:
        """Begin at the top."""
        self._surface = surface
        self._keys = keys
        self._scroll = Scroll()
        self._is_last = False
        self._message = ""

    def lines(self, width: int) -> list[Text]:
        """Return what there is to read."""
        raise NotImplementedError

    def finished(self) -> bool:
        """Show it to its end; say whether the learner goes on."""
        return decided(self._draw, self._keys.read, self._act_on)

    def _act_on(self, key: str) -> bool | None:
        self._surface.forget(self._message)
        self._message = ""
        if key in {"q", ENDED}:
            return False
        if key in ONWARD and self._is_last:
            return True
        self._pressed(key)
        return None

    def _pressed(self, key: str) -> None:
        if key == "?":
            Help(self.rows, self._surface, self._keys).finished()
            self._surface.fresh()
        elif step := self._steps.get(key, 0):
            self._message = self._scroll.move(step, self._draw)
        else:
            self._message = unheeded(key)

    @property
    def _steps(self) -> dict[str, int]:
        page = max(1, self._scroll.page - 1)  # a line stays, to find on from
        steps = dict.fromkeys(ONWARD, page) | {"b": -page, "page-up": -page}
        return steps | {"down": 1, "j": 1, "up": -1, "k": -1}

    def _draw(self) -> None:
        """Show one page. Whether it is the last is measured with the keys of the last one."""
        width = self._surface.width
        lines = self.lines(width)
        footer = keys_below(self.last, self._message, width)
        self._scroll.page = self._surface.room(footer)
        offset = min(self._scroll.offset, max(0, len(lines) - self._scroll.page))
        self._is_last = offset + self._scroll.page >= len(lines)
        if not self._is_last:
            footer = keys_below(self.more, self._message, width)
            self._scroll.page = self._surface.room(footer)
        self._surface.draw(lines[offset:], footer)
        self._scroll.offset = offset


class Reading(Pages):
    """A story, shown before its first card."""

    def __init__(
        self,
        story: Story,
        sections: Sequence[tuple[str, str, int]],
        surface: Surface,
        keys: Keys,
    ) -> None:
        """Read `story`."""
        super().__init__(surface, keys)
        self._story = story
        self._sections = sections

    def lines(self, width: int) -> list[Text]:
        """Return the story."""
        return story_lines(self._story, self._sections, width)


class Help(Pages):
    """What each key does; any key goes back."""

    last = ("any key: back",)
    more = ("space: more", "b back", "q close")

    def __init__(self, rows: Rows, surface: Surface, keys: Keys) -> None:
        """Explain the keys of `rows`."""
        super().__init__(surface, keys)
        self.rows = rows

    def lines(self, width: int) -> list[Text]:
        """Return the list of keys."""
        return help_lines(self.rows, width)

    def _act_on(self, key: str) -> bool | None:
        """Do as on other pages; but at the end any key will do."""
        leaves = self._is_last and key not in {PASTED, "b", "up", "k", "page-up"}
        return True if leaves or key in {"q", "?"} else super()._act_on(key)


class Learning(Pages):
    """A new card with its answer, to be asked later."""

    rows = (*KEYS, ("f", "flag the card with a note, or take the flag away"))

    def __init__(self, card: Card, progress: str, flag: str, table: Table) -> None:
        """Show `card` whole; `flag` is what is shown of its flag."""
        super().__init__(table.surface, table.keys)
        self._card = card
        self._progress = progress
        self._flag = Flag(flag, table.flag)
        self._name_keys()

    def lines(self, width: int) -> list[Text]:
        """Return the card with everything on it."""
        card = self._card
        seen = Seen(
            top=card.top,
            progress=self._progress,
            front=card.front,
            hint=card.hint,
            options=card.options,
            revealed=True,
            back=card.back,
            items=tuple((item, False, at in card.must) for at, item in enumerate(card.items)),
            tickable=False,
            below=card.below,
            flag=self._flag.words,
        )
        return card_lines(seen, width)

    def _pressed(self, key: str) -> None:
        if key == "f":
            self._message = self._flag.toggled(self._asked_line)
            self._name_keys()
        else:
            super()._pressed(key)

    def _name_keys(self) -> None:
        flag = "f unflag" if self._flag.words else "f flag"
        self.last = ("Asked again at the end.", "space: next card", flag)

    def _asked_line(self, prompt: Prompt) -> str | None:
        def draw(line: Line | None, now: Prompt) -> None:
            show_prompt(self.lines, self._surface, line, now)

        return asked_line(self._surface, self._keys, draw, prompt)


def done_lines(
    width: int, message: str, left: str = "", *, undo: bool = True
) -> tuple[list[Text], list[Text]]:
    """Return the last page and its footer; `left` says what minutes left undone.

    `undo`: there is an answer to take back.
    """
    told = wrapped(inline(message), width) if message else []
    lines = [*wrapped(Text(left or "All done for today.", "bold"), width), *told]
    keys = ("u undo the last answer", "any other key: the summary")
    return lines, [rule(width), *flowed(keys if undo else ("any key: the summary",), width)]


def fault_lines(width: int, faults: Sequence[Problem]) -> tuple[list[Text], list[Text]]:
    """Return what keeps an edited file from being loaded, and the footer."""
    lines = [Text("The file cannot be loaded as it is now.", "bold")]
    for fault in faults:
        lines += [Text(), *wrapped(Text(printable(f"Line {fault.line}: {fault.message}")), width)]
    keys = ("e: back to the editor", "any other key: go on without its cards")
    return lines, [rule(width), *flowed(keys, width)]
