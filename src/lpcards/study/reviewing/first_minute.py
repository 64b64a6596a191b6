"""The first minute: what a card is, two questions, what the answers come to.

Plain lines on the ordinary screen, so that dumb terminals and screen readers get the same. Whether
it is the first minute the log says: nothing is in it. The date is kept in the settings, and asked
no more; what is skipped is asked no more once a card was answered.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from rich.text import Text

from lpcards.cards.choices import Story
from lpcards.english.printable import date_name
from lpcards.study.authoring.given_text import file_typed
from lpcards.study.reviewing.first_answers import (
    FIRST_MINUTE,
    MINUTES,
    NOTES,
    WAYS,
    WHEN,
    day_understood,
    interview_meant,
    keep_first_settings,
    what_a_card_is,
)
from lpcards.study.reviewing.promise import promise_of
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Conversation, Left
from lpcards.terminal.text_lines import wrapped

if TYPE_CHECKING:
    from lpcards.study.authoring.story_of_notes import WrittenStory

Answer = TypeVar("Answer")

ON = "space: go on to the first card   q: not today"
NOT_ON = "Space goes on, q leaves it for another day."
DAY = f"{WHEN} Write Dec 12 or in 3 weeks; Enter if you don't know."
OWN_NOTES = f"{NOTES} Name the file; Enter starts with an example."
MORE_NOTES = "Do you have notes for another story? Name the file; Enter if not."
NAME = "Type the name of a text file or a Word file, or drag the file into this window."
NO_DATE_YET = 'Once you know the date: `lpcards set interview="Dec 12"`.'


class FirstMinute:
    """The first minute of a learner; `lpcards welcome` asks for it again."""

    def __init__(self, workspace: Workspace, talk: Conversation) -> None:
        """Have it in a conversation."""
        self._workspace = workspace
        self._talk = talk

    def goes_on(self) -> bool:
        """Say all there is to say, ask and keep what is not yet known; False: not today."""
        try:
            self._introduce()
            self._ask()
            self._talk.say("", promise_of(self._workspace))
            if not self._workspace.index.appointments:
                self._talk.say("", NO_DATE_YET)
            self._talk.wait(ON, NOT_ON)
        except Left:
            self._talk.say("", "Not today, then. `lpcards review` starts again.")
            return False
        return True

    def ask_again(self) -> None:
        """Ask both once more, and say what it comes to."""
        try:
            self._introduce()
            self._ask(again=True)
            self._talk.say("", promise_of(self._workspace))
        except Left:
            self._talk.say("", "Nothing was changed.")

    def _introduce(self) -> None:
        title = Text(FIRST_MINUTE, "bold")
        self._talk.show([Text(), *wrapped(title, self._talk.width)])
        self._talk.say(what_a_card_is(self._workspace))

    def _answer(self, meant: Callable[[str], Answer], question: str, about: str) -> Answer | None:
        """Return what `meant` makes of the line typed; None: nothing. Raises Left, for `q` too.

        `?` says what may be typed: `about`.
        """

        def or_left(line: str) -> Answer:
            if line == "q":
                raise Left
            if line == "?":
                raise UserFault(f"{about} Enter goes on without, q leaves.")
            return meant(line)

        return self._talk.ask(or_left, "", question)

    def _ask(self, *, again: bool = False) -> None:
        """Ask what is not known yet, or all `again`; then keep it. Raises Left."""
        settings = dict(self._settings(again=again))
        has_own = any(story.own for story in self._stories())
        story = None
        if again or not has_own:
            story = self._answer(self._drafted, MORE_NOTES if has_own else OWN_NOTES, NAME)
        self._keep(settings)
        if story is not None:
            self._workspace.reload()
            self._say_written(story)

    def _stories(self) -> Iterator[Story]:
        return (story for story in self._workspace.index.stories() if story.type == "scenario")

    def _settings(self, *, again: bool) -> Iterator[tuple[str, str | int]]:
        """Yield the settings that come of the answers; a date that is set is asked only `again`."""
        settings, today = self._workspace.index.settings, self._workspace.moment().day
        if again or not self._workspace.index.appointments:
            kept = date_name(settings.interview, today) if settings.interview else ""
            if day := self._answer(self._day, _keeping(DAY, kept), WAYS):
                yield "interview", day.isoformat()
        if not settings.minutes:
            yield "minutes", MINUTES

    def _day(self, line: str) -> date:
        """Return the day that is meant. Raises UserFault."""
        today = self._workspace.moment().day
        day = interview_meant(line, today)
        self._talk.say(day_understood(day, today))
        return day

    def _drafted(self, line: str) -> "WrittenStory":
        """Return the story that was made of the notes in a file. Raises UserFault."""
        from lpcards.study.authoring.given_notes import counted_stories, notes_from  # few have any
        from lpcards.study.authoring.story_of_notes import write_story_of

        try:
            notes = notes_from(file_typed(line), lambda words: self._talk.say("", words))
            if len(notes.stories) > 1:
                raise UserFault(
                    f"{counted_stories(notes)}. `lpcards new --from` makes a file of each; "
                    "go on without them now."
                )
            return write_story_of(self._workspace, notes)
        except OSError as fault:
            raise UserFault(f"{line}: {fault.strerror}.") from fault

    def _say_written(self, story: "WrittenStory") -> None:
        self._talk.say(
            "",
            f"Your story is in {with_tilde(story.path)}; what was guessed is marked `# proposed`. "
            f"`lpcards edit {story.id}` opens it, `lpcards check {story.id}` says what is missing.",
        )

    def _keep(self, settings: dict[str, str | int]) -> None:
        if not settings:
            return
        if words := keep_first_settings(self._workspace, settings):
            self._talk.say("", words)


def _keeping(question: str, kept: str) -> str:
    """Return the question as it is asked where there is an answer already."""
    return f"{question[: question.index('Enter')]}Enter keeps {kept}." if kept else question
