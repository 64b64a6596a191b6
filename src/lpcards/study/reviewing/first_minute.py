"""The first minute: what a card is, two questions, what the answers come to.

Plain lines on the ordinary screen, so that dumb terminals and screen readers get the same. Whether
it is the first minute the log says: nothing is in it. What is answered is kept in the settings,
and asked no more; what is skipped is asked no more once a card was answered.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from lpcards.english.dates import dates_meant
from lpcards.english.printable import counted, date_name
from lpcards.study.reviewing.promise import promise_of
from lpcards.study.workspace import Workspace
from lpcards.study.written_settings import keep_settings
from lpcards.system.folders import with_tilde
from lpcards.terminal.keys import ENDED, RESIZED, RESUMED, Keys
from lpcards.terminal.line_input import INDENTED, echoed_line
from lpcards.terminal.screen import print_below
from lpcards.terminal.text_lines import inline, text_width, wrapped

MOST_MINUTES, FURTHEST = 600, 1096
ON = "First a story, then its cards. space: on   q: not today"
NOT_ON = "Space goes on, q leaves it for another day."
SIX = "from 0 (blackout) to 5 (right at once)"
FOUR = "from 1 (again) to 4 (easy)"
CARD = (
    "A card asks one thing about an interview story. Say the answer aloud, press space to see it, "
    "and grade yourself {grades}. What was shaky comes back today, the rest just before "
    "you would forget it. Press `?` for all keys, `q` to stop: nothing is lost."
)
DAY = "When is your interview? Write 12 Dec, 2026-12-12 or in 3 weeks; Enter if you do not know."
MINUTES = "How many minutes a day do you want to give it? Enter for no limit."
NO_DAY = "I cannot read that date. Write it like 12 Dec, 12/19/2026, Friday or in 3 weeks."
NO_MINUTES = f"Write a number of minutes from 1 to {MOST_MINUTES}, such as 10."

Answer = TypeVar("Answer")


class NotToday(Exception):  # noqa: N818  it is what the learner says
    """The learner does not want to go on."""


class FirstMinute:
    """The first minute of a learner; `lpcards welcome` asks for it again."""

    def __init__(self, workspace: Workspace, console: Console, keys: Keys) -> None:
        """Talk on `console`'s terminal."""
        self._workspace = workspace
        self._console = console
        self._keys = keys

    @property
    def _width(self) -> int:
        return text_width(self._console.width)

    def goes_on(self) -> bool:
        """Say all there is to say, ask and keep what is not yet set; False: not today."""
        try:
            self._introduce()
            self._keep(dict(self._answers()))
            self._promise()
        except NotToday:
            self._say("", "Not today, then. `lpcards review` starts again.")
            return False
        except KeyboardInterrupt:
            self._write("\n")
            raise
        return True

    def ask_again(self) -> None:
        """Ask everything once more, with what is set, and say what it comes to."""
        try:
            self._introduce()
            self._keep(dict(self._answers(again=True)))
            self._say("", promise_of(self._workspace))
        except NotToday:
            self._say("", "Nothing was changed.")
        except KeyboardInterrupt:
            self._write("\n")
            raise

    def _introduce(self) -> None:
        four = self._workspace.index.settings.buttons == "4"
        self._print([Text(), *wrapped(Text("Your first minute with lpcards", "bold"), self._width)])
        self._say(CARD.format(grades=FOUR if four else SIX))

    def _answers(self, *, again: bool = False) -> Iterator[tuple[str, str | int]]:
        """Yield the settings that the learner answers; those set already are asked only `again`."""
        settings, today = self._workspace.index.settings, self._workspace.moment().day
        if again or not settings.interview:
            kept = date_name(settings.interview, today) if settings.interview else ""
            if day := self._asked(_keeping(DAY, kept), self._day):
                yield "interview", day.isoformat()
        if again or not settings.minutes:
            kept = counted(settings.minutes, "minute") if settings.minutes else ""
            if minutes := self._asked(_keeping(MINUTES, kept), _minutes):
                yield "minutes", minutes

    def _asked(self, words: str, meant: Callable[[str], Answer | str]) -> Answer | None:
        """Ask until `meant` makes something of it, or else print its complaint; None: skipped.

        Raises NotToday.
        """
        ask = partial(self._say, "", words)
        ask()
        while True:
            line = echoed_line(self._keys, self._write, self._width - len(INDENTED), ask)
            self._write("\n")
            if line is None:
                raise NotToday
            if not line.strip():
                return None
            found = meant(line)
            if not isinstance(found, str):
                return found
            self._say(found)

    def _day(self, line: str) -> date | str:
        today = self._workspace.moment().day
        readings = dates_meant(line, today)
        if not readings:
            return NO_DAY
        if len(readings) > 1:
            return f"{' or '.join(date_name(day, today) for day in readings)}? Write 12 Dec."
        [day] = readings
        away = (day - today).days
        if away < 0:
            return f"{date_name(day, today)} is over. Which day is it, from today on?"
        if away > FURTHEST:
            return f"{date_name(day, today)} is more than three years away. Which day is it?"
        self._say(
            f"{date_name(day, today)}: {counted(away, 'day') + ' from now' if away else 'today'}."
        )
        return day

    def _keep(self, answers: dict[str, str | int]) -> None:
        if not answers:
            return
        path = self._workspace.sources.settings
        fault = keep_settings(path, answers)
        name = with_tilde(path)
        self._workspace.reload()
        lines = ", ".join(f"`{key}: {value}`" for key, value in answers.items())
        if fault:
            self._say("", f"{name} could not take that ({fault}). Please write it there: {lines}.")
        else:
            self._say("", f"Kept in {name}; change it there whenever you like.")

    def _promise(self) -> None:
        index = self._workspace.index
        self._say("", promise_of(self._workspace))
        if not (index.settings.interview or index.settings.minutes):
            name = with_tilde(self._workspace.sources.settings)
            self._say("", f"When you know more: `interview` and `minutes` go into {name}.")
        self._say("", ON)
        while (key := self._keys.read()) not in {"space", "enter"}:
            if key in {"q", "escape", ENDED}:
                raise NotToday
            if key == RESUMED:
                self._say("", ON)
            elif key != RESIZED:
                self._say(NOT_ON)

    def _say(self, *paragraphs: str) -> None:
        for words in paragraphs:
            self._print(wrapped(inline(words), self._width) if words else [Text()])

    def _print(self, lines: list[Text]) -> None:
        print_below(self._console, lines)

    def _write(self, words: str) -> None:
        self._console.file.write(words)
        self._console.file.flush()


def _keeping(question: str, kept: str) -> str:
    """Return the question as it is asked where there is an answer already."""
    return f"{question[: question.index('Enter')]}Enter keeps {kept}." if kept else question


def _minutes(line: str) -> int | str:
    number = line.casefold().removesuffix("utes").removesuffix("ute").removesuffix("min").strip()
    known = number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= MOST_MINUTES
    return int(number) if known else NO_MINUTES
