"""Pages that are read and not answered: a story, a card to learn, the end."""

from collections.abc import Sequence

from rich.text import Text

from lpcards.card import Card
from lpcards.cli.page import Seen, card_lines, inline, rule, story_lines, wrapped
from lpcards.cli.reviewing.footer import flowed, help_lines
from lpcards.cli.reviewing.keys import ENDED, PASTED, REDRAW, Keys
from lpcards.cli.reviewing.screen import Surface
from lpcards.compiled import Story
from lpcards.problem import Problem
from lpcards.words import printable


class Pages:
    """Something to read, page by page."""

    more: tuple[str, ...] = ("space: more", "b back", "q stop")
    last: tuple[str, ...] = ("space: on to the cards", "b back", "q stop")

    def __init__(self, surface: Surface, keys: Keys) -> None:
        """Begin at the top."""
        self._surface = surface
        self._keys = keys
        self._offset = 0
        self._page = 1

    def lines(self, width: int) -> list[Text]:
        """Return what there is to read."""
        raise NotImplementedError

    def finished(self) -> bool:
        """Show it to its end; say whether the learner goes on."""
        while True:
            all_shown = self._draw()
            key = self._keys.read()
            if key in {"q", ENDED}:
                return False
            if key in {"space", "enter", "page-down"} and all_shown:
                return True
            self._move(key)

    def _move(self, key: str | None) -> None:
        page = max(1, self._page - 1)
        steps = {"space": page, "enter": page, "page-down": page, "b": -page, "page-up": -page}
        steps |= {"down": 1, "j": 1, "up": -1, "k": -1}
        self._offset = max(0, self._offset + steps.get(str(key), 0))

    def _draw(self) -> bool:
        """Show one page; say whether it is the last, measured with the keys of the last one."""
        width = self._surface.width
        lines = self.lines(width)
        footer = [rule(width), *flowed(self.last, width)]
        self._page = self._surface.room(footer)
        self._offset = min(self._offset, max(0, len(lines) - self._page))
        last = self._offset + self._page >= len(lines)
        if not last:
            footer = [rule(width), *flowed(self.more, width)]
            self._page = self._surface.room(footer)
        self._surface.draw(lines[self._offset :], footer)
        return last


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

    def __init__(self, surface: Surface, keys: Keys, *, four: bool) -> None:
        """Explain six grades, or the four buttons."""
        super().__init__(surface, keys)
        self._four = four

    last = ("any key: back",)
    more = ("space: more", "b back", "q close")

    def lines(self, width: int) -> list[Text]:
        """Return the list of keys."""
        return help_lines(width, four=self._four)

    def finished(self) -> bool:
        """Show it until a key says enough."""
        while True:
            all_shown = self._draw()
            key = self._keys.read()
            if key in {"q", ENDED} or (
                all_shown and key not in {*REDRAW, PASTED, "b", "up", "page-up"}
            ):
                return True
            self._move(key)


class Learning(Pages):
    """A new card with its answer, to be asked later."""

    last = ("Asked again at the end.", "space: next card")

    def __init__(self, card: Card, progress: str, surface: Surface, keys: Keys) -> None:
        """Show `card` whole."""
        super().__init__(surface, keys)
        self._card = card
        self._progress = progress

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
        )
        return card_lines(seen, width)


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
