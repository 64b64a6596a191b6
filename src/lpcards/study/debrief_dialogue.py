"""The dialogue after an interview: one question after the other, each kept before the next."""

import re
from collections.abc import Callable, Iterator, Sequence

from lpcards.cards.choices import Story
from lpcards.english.printable import counted, date_name
from lpcards.practice.interview_record import BEST, AskedQuestion
from lpcards.story.appointments import Appointment
from lpcards.study.authoring.met_questions import cleaned_question
from lpcards.study.debriefing import Debriefing, NotInItsFile, cleaned_note
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Answer, Conversation, Left

WHICH = "Which interview? A number; Enter for the first."
QUESTION = "What were you asked? Enter when that was all."
STORY = "Which story did you tell? Its number or its name; Enter if you had none."
MISSED = "What did you miss? Numbers such as 1 3-5, or words of your own; Enter for nothing."
OUTCOME = f"How did it go? 1 (badly) to {BEST} (very well), or in words; Enter skips."
STOPPED = "Stopped. What you had entered is kept."
LONGEST = 70
SPAN = re.compile(r"(\d+)(?:-(\d+))?")
NUMBERS = re.compile(rf"{SPAN.pattern}(?:[\s,]+{SPAN.pattern})*")


def chosen_interview(
    talk: Conversation, past: Sequence[Appointment], workspace: Workspace
) -> Appointment:
    """Ask which interview is meant, if there were several. Raises Left."""
    today = workspace.moment().day
    if len(past) < 2:  # noqa: PLR2004
        return past[0]
    lines = [f"{at}  {_title(one)}, {date_name(one.on, today)}" for at, one in enumerate(past, 1)]
    at = _ask(talk, lambda line: _number(line, len(past)), "", *lines, WHICH)
    return past[(at or 1) - 1]


class DebriefDialogue:
    """Asks what happened in an interview, and keeps each answer as it comes."""

    def __init__(self, workspace: Workspace, interview: Appointment, talk: Conversation) -> None:
        """Ask about `interview`."""
        self._debriefing = Debriefing(workspace, interview)
        self._workspace = workspace
        self._talk = talk
        self._kept = self._missed = 0

    def run(self) -> None:
        """Ask until all is said; who leaves loses nothing."""
        interview, today = self._debriefing.interview, self._workspace.moment().day
        self._talk.say("", f"{_title(interview)}, {date_name(interview.on, today)}.")
        try:
            while question := _ask(self._talk, cleaned_question, "", QUESTION):
                self._take(question)
            self._ask_outcome()
        except (Left, KeyboardInterrupt):
            self._talk.say("", STOPPED if self._kept else "Nothing was entered.")
        self._say_end()

    def _take(self, question: str) -> None:
        """Ask about a question and keep it, also if the learner leaves meanwhile."""
        asked = AskedQuestion(question)
        try:
            if story := self._ask_story():
                asked = asked._replace(story=story.id)
                missed, note = self._ask_missed(story)
                asked = asked._replace(missed=missed, note=note)
        finally:
            try:
                words = self._debriefing.keep(asked)
            except NotInItsFile as fault:
                words = f"{fault}."
            self._kept += 1
            self._missed += len(asked.missed)
        self._talk.say(words)

    def _ask_story(self) -> Story | None:
        stories = self._debriefing.stories
        if not stories:
            return None

        def meant(line: str) -> Story:
            if line.isdigit():
                return stories[_number(line, len(stories)) - 1]
            return self._debriefing.story(line)

        lines = [f"{at}  {story.short}" for at, story in enumerate(stories, 1)]
        return _ask(self._talk, meant, *lines, STORY)

    def _ask_missed(self, story: Story) -> tuple[tuple[str, ...], str]:
        """Return the cards that were missed, and what else was, in words."""
        cards = self._debriefing.cards_of(story)

        def meant(line: str) -> tuple[tuple[str, ...], str]:
            if not NUMBERS.fullmatch(line):
                return (), cleaned_note(line)
            numbers = _numbers(line, len(cards))
            return tuple(dict.fromkeys(cards[at - 1][0] for at in numbers)), ""

        lines = [f"{at}  {_cut(front)}" for at, (_, front) in enumerate(cards, 1)]
        return _ask(self._talk, meant, *lines, MISSED) or ((), "")

    def _ask_outcome(self) -> None:
        def meant(line: str) -> tuple[int, str]:
            return (_number(line, BEST), "") if line.isdigit() else (0, cleaned_note(line))

        if outcome := _ask(self._talk, meant, "", OUTCOME):
            self._debriefing.keep_outcome(*outcome)
            self._kept += 1

    def _say_end(self) -> None:
        if self._missed:
            cards = f"{counted(self._missed, 'card')} that you missed"
            verb = "comes" if self._missed == 1 else "come"
            self._talk.say("", f"{cards} {verb} first in your next `lpcards review`.")
        elif self._kept:
            self._talk.say("", "Kept. `lpcards debrief --show` shows it.")


def _ask(talk: Conversation, meant: Callable[[str], Answer], *question: str) -> Answer | None:
    """Ask as `talk` does; a line with nothing but `q` leaves, as everywhere. Raises Left."""

    def understood(line: str) -> Answer:
        if line.lower() == "q":
            raise Left
        return meant(line)

    return talk.ask(understood, *question)


def _title(interview: Appointment) -> str:
    return f"Your interview at {interview.company}" if interview.company else "Your interview"


def _number(line: str, most: int) -> int:
    if line.isdigit() and 1 <= int(line) <= most:
        return int(line)
    raise UserFault(f"Write a number from 1 to {most}.")


def _numbers(line: str, most: int) -> Iterator[int]:
    """Yield the numbers of a line, those of `2-4` one by one. Raises UserFault."""
    for first, last in SPAN.findall(line):
        low, high = sorted((_number(first, most), _number(last or first, most)))
        yield from range(low, high + 1)


def _cut(front: str) -> str:
    words = " ".join(front.split())
    return (
        words
        if len(words) <= LONGEST
        else f"{words[: LONGEST - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    )
