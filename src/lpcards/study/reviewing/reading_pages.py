"""Pages that are read and not answered: a story, a card to learn, the end, a file's faults."""

from collections.abc import Callable, Sequence

from rich.text import Text

from lpcards.cards.choices import Story
from lpcards.english.printable import printable
from lpcards.practice.card_view import CardView, learning_view
from lpcards.practice.typed_line import TypedLine
from lpcards.study.reviewing.card_flag import CardFlag
from lpcards.system.problem import Problem
from lpcards.terminal.card_face import card_lines, show_prompt, story_lines
from lpcards.terminal.keys import ENDED, PASTED
from lpcards.terminal.line_input import Prompt, asked_line
from lpcards.terminal.page import NOT_KEYS, READING_KEYS, ReadingPages, ScreenPage, keys_below
from lpcards.terminal.terminal import Terminal
from lpcards.terminal.text_lines import flowed, inline, rule, wrapped

TIME_KEYS = "Enter goes on, q stops; other keys do nothing here."


class StoryPages(ReadingPages):
    """A story, all of it."""

    def __init__(
        self, story: Story, sections: Sequence[tuple[str, str, int]], terminal: Terminal
    ) -> None:
        """Read `story`."""
        super().__init__(terminal)
        self._story = story
        self._sections = sections

    def lines(self, width: int) -> list[Text]:
        """Return the story."""
        return story_lines(self._story, self._sections, width)


class PassagePages(ReadingPages):
    """Passages of a story, before the first card that they answer.

    `has_enough`: the learner read all of it, or wants to read no more.
    """

    rows = (
        *READING_KEYS,
        ("w", "read the whole of it"),
        ("s", "skip what is to be read, in this sitting"),
    )

    def __init__(
        self,
        story: Story,
        pages: Sequence[Sequence[tuple[str, str, int]]],
        whole: Sequence[tuple[str, str, int]],
        terminal: Terminal,
    ) -> None:
        """Read `pages` of `story`, or the `whole`."""
        super().__init__(terminal)
        self._story = story
        self._pages = pages
        self._whole = whole
        self._at = 0
        self.has_enough = False

    @property
    def _is_first(self) -> bool:
        return self._at == 0 and self.scroll.offset == 0

    def draw(self) -> None:
        """Show the page, with the keys that it has."""
        is_last = self._at + 1 == len(self._pages)
        self.more = ("space: more", *self._other_keys)
        self.last = ("space: on to the card", *self._other_keys) if is_last else self.more
        super().draw()

    @property
    def _other_keys(self) -> tuple[str, ...]:
        back = () if self._is_first else ("b back",)
        return (*back, "w all of it", "s skip", "q stop")

    def lines(self, width: int) -> list[Text]:
        """Return the passages of the page."""
        return story_lines(self._story, self._pages[self._at], width)

    def press(self, key: str) -> bool | None:
        """Read on, read all, or skip."""
        if key == "s":
            self.has_enough = True
            return True
        if key == "w":
            self.has_enough = True
            self.surface.fresh()
            return StoryPages(self._story, self._whole, self.terminal).run()
        if key == "b" and self.scroll.offset == 0 and self._at:
            self._turn(-1)
            return None
        outcome = super().press(key)
        if not outcome or self._at + 1 == len(self._pages):
            return outcome
        self._turn(1)
        return None

    def _turn(self, step: int) -> None:
        self._at += step
        self.scroll.offset = 0
        self.surface.fresh()


class LearningPages(ReadingPages):
    """A new card with its answer, to be asked later."""

    rows = (*READING_KEYS, ("f", "flag the card with a note, or take the flag off"))

    def __init__(
        self,
        view: CardView,
        mark: Callable[[str | None], str],
        terminal: Terminal,
    ) -> None:
        """Show the card of a view whole; `mark` puts its flag on and off."""
        super().__init__(terminal)
        self._view = view
        self._flag = CardFlag(view.flag, mark)
        self._name_keys()

    def lines(self, width: int) -> list[Text]:
        """Return the card with everything on it."""
        return card_lines(learning_view(self._view._replace(flag=self._flag.words)), width)

    def press(self, key: str) -> bool | None:
        """Flag the card, or turn the pages."""
        if key != "f":
            return super().press(key)
        self.message = self._flag.toggle(self._asked_line)
        self._name_keys()
        return None

    def _name_keys(self) -> None:
        flag = "f unflag" if self._flag.words else "f flag"
        self.last = ("It is asked again at the end.", "space: next card", flag)

    def _asked_line(self, prompt: Prompt) -> str | None:
        def draw(line: TypedLine | None, now: Prompt) -> None:
            show_prompt(self.lines, self.surface, line, now)

        return asked_line(self.surface, self.keys, draw, prompt)


class LastPage(ScreenPage[bool]):
    """Nothing is left: `u` takes the last answer back, any other key ends; decides which."""

    def __init__(self, head: str, message: str, terminal: Terminal, *, undo: bool) -> None:
        """Say it in the words of `head`; `undo`: there is an answer to take back."""
        super().__init__(terminal, message)
        self._head = head
        self._news = message
        self._undo = undo

    def draw(self) -> None:
        """Show the end."""
        width = self.surface.width
        answer = wrapped(inline(self.message), width) if self.message else []
        head = wrapped(Text(self._head, "bold"), width)
        keys = ("u undo the last answer", "any other key: the summary")
        below = flowed(keys if self._undo else ("any key: the summary",), width)
        self.surface.draw([*head, *answer], [rule(width), *below])

    def press(self, key: str) -> bool | None:
        """Leave; to ask or to paste does not."""
        if key == "?":
            self.message = self._news
            self.surface.fresh()  # the page itself says what its keys do
        elif key == PASTED:
            self.message = NOT_KEYS
        else:
            return self._undo and key == "u"
        return None


class TimeIsOver(ScreenPage[bool]):
    """Says that the minutes are over and how many cards wait; decides whether to go on."""

    def __init__(self, words: str, terminal: Terminal) -> None:
        """Say it in these words."""
        super().__init__(terminal)
        self._words = words

    def draw(self) -> None:
        """Show it."""
        width = self.surface.width
        footer = keys_below(("Enter goes on", "q stops"), self.message, width)
        self.surface.draw(wrapped(Text(self._words, "bold"), width), footer)

    def press(self, key: str) -> bool | None:
        """Decide, or say which keys do."""
        if key in {"enter", "space"}:
            return True
        if key in {"q", ENDED}:
            return False
        self.message = NOT_KEYS if key == PASTED else TIME_KEYS
        return None


class FaultPage(ScreenPage[bool]):
    """What keeps an edited file from being loaded; decides whether the editor is opened again."""

    def __init__(self, faults: Sequence[Problem], terminal: Terminal) -> None:
        """Show `faults`."""
        super().__init__(terminal)
        self._faults = faults

    def draw(self) -> None:
        """Show the faults."""
        width = self.surface.width
        lines = [Text("The file cannot be loaded like this.", "bold")]
        for fault in self._faults:
            words = Text(printable(f"Line {fault.line}: {fault.message}"))
            lines += [Text(), *wrapped(words, width)]
        keys = ("e: back to the editor", "any other key: go on without its cards")
        self.surface.draw(lines, [rule(width), *flowed(keys, width)])

    def press(self, key: str) -> bool | None:
        """Decide; to ask or to paste does not."""
        if key in {PASTED, "?"}:
            self.surface.fresh()  # the page itself says what its keys do
            return None
        return key == "e"
