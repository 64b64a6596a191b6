"""The first minute: what a card is, two questions, what the answers come to.

Plain lines on the ordinary screen, so that dumb terminals and screen readers get the same. Whether
it is the first minute the log says: nothing is in it. What is answered is kept in the settings,
and asked no more; what is skipped is asked no more once a card was answered.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from lpcards.english.dates import dates_meant
from lpcards.english.printable import counted, date_name
from lpcards.study.reviewing.promise import promise_of
from lpcards.study.workspace import Workspace
from lpcards.study.written_settings import keep_settings
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Conversation, Left
from lpcards.terminal.text_lines import wrapped

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


class FirstMinute:
    """The first minute of a learner; `lpcards welcome` asks for it again."""

    def __init__(self, workspace: Workspace, talk: Conversation) -> None:
        """Have it in a conversation."""
        self._workspace = workspace
        self._talk = talk

    def goes_on(self) -> bool:
        """Say all there is to say, ask and keep what is not yet set; False: not today."""
        try:
            self._introduce()
            self._keep(dict(self._answers()))
            self._promise()
        except Left:
            self._talk.say("", "Not today, then. `lpcards review` starts again.")
            return False
        return True

    def ask_again(self) -> None:
        """Ask everything once more, with what is set, and say what it comes to."""
        try:
            self._introduce()
            self._keep(dict(self._answers(again=True)))
            self._talk.say("", promise_of(self._workspace))
        except Left:
            self._talk.say("", "Nothing was changed.")

    def _introduce(self) -> None:
        four = self._workspace.index.settings.buttons == "4"
        title = Text("Your first minute with lpcards", "bold")
        self._talk.show([Text(), *wrapped(title, self._talk.width)])
        self._talk.say(CARD.format(grades=FOUR if four else SIX))

    def _answers(self, *, again: bool = False) -> Iterator[tuple[str, str | int]]:
        """Yield the settings that the learner answers; those set already are asked only `again`."""
        settings, today = self._workspace.index.settings, self._workspace.moment().day
        if again or not settings.interview:
            kept = date_name(settings.interview, today) if settings.interview else ""
            if day := self._talk.ask(self._day, "", _keeping(DAY, kept)):
                yield "interview", day.isoformat()
        if again or not settings.minutes:
            kept = counted(settings.minutes, "minute") if settings.minutes else ""
            if minutes := self._talk.ask(_minutes, "", _keeping(MINUTES, kept)):
                yield "minutes", minutes

    def _day(self, line: str) -> date:
        """Return the day that is meant. Raises UserFault."""
        today = self._workspace.moment().day
        day = _only(dates_meant(line, today), today)
        away = (day - today).days
        if away < 0:
            raise UserFault(f"{date_name(day, today)} is over. Which day is it, from today on?")
        if away > FURTHEST:
            name = date_name(day, today)
            raise UserFault(f"{name} is more than three years away. Which day is it?")
        self._talk.say(
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
            self._talk.say(
                "", f"{name} could not take that ({fault}). Please write it there: {lines}."
            )
        else:
            self._talk.say("", f"Kept in {name}; change it there whenever you like.")

    def _promise(self) -> None:
        index = self._workspace.index
        self._talk.say("", promise_of(self._workspace))
        if not (index.settings.interview or index.settings.minutes):
            name = with_tilde(self._workspace.sources.settings)
            self._talk.say("", f"When you know more: `interview` and `minutes` go into {name}.")
        self._talk.wait(ON, NOT_ON)


def _keeping(question: str, kept: str) -> str:
    """Return the question as it is asked where there is an answer already."""
    return f"{question[: question.index('Enter')]}Enter keeps {kept}." if kept else question


def _only(readings: Sequence[date], today: date) -> date:
    """Return the day, if it is one. Raises UserFault."""
    if not readings:
        raise UserFault(NO_DAY)
    if len(readings) > 1:
        either = " or ".join(date_name(day, today) for day in readings)
        raise UserFault(f"{either}? Write 12 Dec.")
    return readings[0]


def _minutes(line: str) -> int:
    """Return a number of minutes. Raises UserFault."""
    number = line.casefold().removesuffix("utes").removesuffix("ute").removesuffix("min").strip()
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= MOST_MINUTES):
        raise UserFault(NO_MINUTES)
    return int(number)
