"""The dialogue on a draft of notes: what it is called, and the guesses that matter most."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from rich.text import Text

from lpcards.drafts.notes import Move, StoryDraft, shifted
from lpcards.english.printable import counted, printable
from lpcards.story.models import STEPS
from lpcards.story.principles import short_principle
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.draft_answers import (
    OUT,
    confirmed,
    points_meant,
    short_meant,
    title_meant,
    with_beat,
    with_metric,
    with_principle,
    with_task,
    with_title,
    words_of,
)
from lpcards.study.authoring.draft_questions import (
    METRIC,
    PRINCIPLE,
    SHORT,
    SOURCE,
    TASK,
    TITLE,
    UNSAID,
    DraftQuestion,
    action_heading,
)
from lpcards.study.authoring.principle_question import principle_lines, principle_meant
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Conversation, Left
from lpcards.terminal.text_lines import hanging

Answer = TypeVar("Answer")

ASKED = (
    "Enter takes what is shown, and what you type takes its place. `-` leaves it out, `?` "
    "explains, `q` ends and keeps your answers: the rest stays in the file, marked `# proposed`."
)
KEPT = "Enter keeps it, or type it."
KEEP = "Enter keeps it, - leaves it out, or type it."
OPEN = "Type it, or Enter leaves it open."
MOVING = (
    f"{UNSAID} < moves the first sentence to the step before, > the last one to the step after."
)
RIGHT = "Right? Enter yes, < or >"


class Open(NamedTuple):
    """What is not yet given of a story's names, and what they may be.

    `ids` are principles, the likeliest first, `known` their names. `refuse` raises UserFault for a
    title that makes an id which another story has.
    """

    title: bool
    short: bool
    principle: bool
    ids: Sequence[str]
    known: Mapping[str, str]
    refuse: Callable[[str], None]


class Confirming:
    """Asks for the names of a draft, then goes through the guesses that matter."""

    def __init__(self, draft: StoryDraft, talk: Conversation, names: Open) -> None:
        """Begin with all of them open."""
        self._draft = draft
        self._talk = talk
        self._names = names

    def finished(self) -> StoryDraft:
        """Ask until all is answered or the learner has had enough; return what came of it.

        The end of the input is enough, too; Ctrl-C is not: it raises KeyboardInterrupt.
        """
        try:
            self._talk.say(ASKED)
            self._title()
            self._short()
            self._principle()
            self._steps()
            self._metric()
            self._whose()
            self._moves()
        except Left:
            self._talk.say("", "The rest stays in the file, marked `# proposed`.")
        return self._draft

    # What it is called

    def _title(self) -> None:
        if not self._names.title:
            return

        def meant(line: str) -> str:
            title = title_meant(line)
            self._names.refuse(line)
            return title

        title = self._answer(
            TITLE.about, meant, *self._shown(TITLE.heading, [self._draft.title]), KEPT
        )
        self._draft = with_title(self._draft, title or "")

    def _short(self) -> None:
        if not self._names.short:
            return
        shown = self._shown(SHORT.heading, [self._draft.short])
        short = self._answer(SHORT.about, short_meant, *shown, KEPT)
        self._draft = self._draft._replace(short=short or self._draft.short)

    def _principle(self) -> None:
        if not self._names.principle:
            return
        named = self._draft.principles
        ids = list(dict.fromkeys([*named, *self._names.ids]))
        best = short_principle(ids[0])

        def meant(line: str) -> str:
            return "" if line == OUT else principle_meant(line, ids, self._names.known)

        shown = [*self._shown(PRINCIPLE.heading, []), *principle_lines(ids, self._talk.width)]
        chosen = self._answer(
            PRINCIPLE.about, meant, *shown, f"A number or a name. Enter takes {best}."
        )
        if chosen != "":
            self._draft = with_principle(self._draft, chosen or ids[0])

    # What is which step

    def _steps(self) -> None:
        if not self._draft.guessed:
            return
        self._talk.say("", MOVING)
        for name in STEPS:
            while (key := self._asked_step(name)) is not None:
                self._shift(name, forward=key == ">")
        self._draft = confirmed(self._draft, "steps")

    def _asked_step(self, name: str) -> str | None:
        about = "The steps are said in this order. What you type here is a key: < or >."

        def meant(line: str) -> str:
            if line not in {"<", ">"}:
                raise UserFault("< and > are the keys; Enter says yes.")
            return line

        shown = self._shown(name.capitalize(), self._draft.steps.get(name, ("(nothing)",)))
        return self._answer(about, meant, *shown, RIGHT)

    def _shift(self, name: str, *, forward: bool) -> None:
        before = self._draft
        self._draft = shifted(before, name, forward=forward)
        if self._draft is before:
            self._talk.say("Nothing can move that way.")

    # What matters

    def _metric(self) -> None:
        found = self._draft.needs.get("metric", "")
        typed = self._kept(METRIC, found)
        self._draft = with_metric(self._draft, typed)
        if typed:
            source = self._kept(SOURCE, "")
            self._draft = self._draft._replace(metric_source=source)

    def _kept(self, question: DraftQuestion, found: str) -> str:
        """Return what was found, or what is typed in its place; "" if it is left out."""
        shown = self._shown(question.heading, [found] if found else [])
        typed = self._answer(question.about, one_line, *shown, KEEP if found else OPEN)
        if typed is None:
            return found
        return "" if typed == OUT else typed

    def _whose(self) -> None:
        moves = self._draft.phrases.get("task", ())
        self._draft = with_task(self._draft, self._points(TASK.heading, moves, TASK.about))

    def _points(self, heading: str, moves: tuple[Move, ...], about: str) -> tuple[Move, ...] | None:
        """Return which points of a step are kept, or typed in their place (None: all of them)."""
        shown = self._shown(heading, map(words_of, moves), numbered=len(moves) > 1)
        return self._answer(about, partial(points_meant, moves=moves), *shown, _several(moves))

    def _moves(self) -> None:
        about = "What you did yourself, as you say it aloud. Type them anew with ; between them."
        at = 0
        for beat in self._draft.beats:
            points = self._points(action_heading(beat.name), beat.moves, about)
            before = len(self._draft.beats)
            self._draft = with_beat(self._draft, at, points)
            at += len(self._draft.beats) == before

    # How it is asked

    def _shown(
        self, heading: str, lines: Iterable[str], *, numbered: bool = False
    ) -> list[str | Text]:
        """Return what stands above a question, the words of the notes as they are."""
        shown: list[str | Text] = ["", heading]
        for at, line in enumerate(lines, 1):
            mark = Text(f"  {at} " if numbered else "  - ")
            shown += hanging(mark, Text(printable(line)), self._talk.width)
        return shown

    def _answer(
        self, about: str, meant: Callable[[str], Answer], *question: str | Text
    ) -> Answer | None:
        """Return what `meant` makes of the line typed; None: Enter. Raises Left, for `q` too."""

        def or_left(line: str) -> Answer:
            if line.lower() == "q":
                raise Left
            if line == "?":
                raise UserFault(about)
            return meant(line)

        return self._talk.ask(or_left, *question)


def _several(moves: Sequence[Move]) -> str:
    if not moves:
        return OPEN
    if len(moves) == 1:
        return KEEP
    return f"Enter keeps the {counted(len(moves), 'point')}, a number leaves one out, - all."
