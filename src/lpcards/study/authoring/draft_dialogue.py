"""The dialogue on a draft of notes: what it is called, and the guesses that matter most.

Asked is what an interviewer would ask first: what changed, how one knows, whose it was, and what
one did. All else stays in the file as it is proposed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from rich.text import Text

from lpcards.drafts.notes import LONGEST_SHORT, Move, StoryDraft, moves_typed, shifted, short_of
from lpcards.english.printable import counted, printable
from lpcards.story.models import STEPS
from lpcards.story.principles import short_principle
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.principle_question import principle_lines, principle_meant
from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import Conversation, Left
from lpcards.terminal.text_lines import hanging

Answer = TypeVar("Answer")

OUT = "-"
ASKED = (
    "Enter takes what is shown, and what you type takes its place. `-` leaves it out, `?` "
    "explains, `q` ends and keeps your answers: the rest stays in the file, marked `# proposed`."
)
KEPT = "Enter keeps it, or type it."
KEEP = "Enter keeps it, - leaves it out, or type it."
OPEN = "Type it, or Enter leaves it open."
MOVING = (
    "Your notes do not say which part is which. < moves the first sentence to the step before, > "
    "the last one to the step after."
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
        about = "The title stands above the story when you read it. Its id is made of it, for good."

        def meant(line: str) -> str:
            if line == OUT:
                raise UserFault("A story has a title.")
            self._names.refuse(line)
            return one_line(line)

        was = self._draft.title
        title = self._answer(about, meant, *self._shown("Title", [was]), KEPT)
        self._draft = self._draft._replace(title=title or was)
        if title and self._draft.short == short_of(was):
            self._draft = self._draft._replace(short=short_of(title))
        self._confirm("title")

    def _short(self) -> None:
        if not self._names.short:
            return
        about = "It is on top of every card of the story, so it must not give an answer away."

        def meant(line: str) -> str:
            if line == OUT:
                raise UserFault("A story has a short name.")
            if len(line) > LONGEST_SHORT:
                raise UserFault(f"{len(line)} characters; at most {LONGEST_SHORT} fit on a card.")
            return one_line(line)

        shown = self._shown("Short name, two or three words", [self._draft.short])
        short = self._answer(about, meant, *shown, KEPT)
        self._draft = self._draft._replace(short=short or self._draft.short)

    def _principle(self) -> None:
        if not self._names.principle:
            return
        named = self._draft.principles
        ids = list(dict.fromkeys([*named, *self._names.ids]))
        about = "The principle that the story shows best. `also:` in the file takes further ones."
        best = short_principle(ids[0])

        def meant(line: str) -> str:
            return "" if line == OUT else principle_meant(line, ids, self._names.known)

        shown = [*self._shown("Principle", []), *principle_lines(ids, self._talk.width)]
        chosen = self._answer(about, meant, *shown, f"A number or a name. Enter takes {best}.")
        if chosen != "":
            first = chosen or ids[0]
            self._draft = self._draft._replace(principles=tuple(dict.fromkeys([first, *named])))
            self._confirm("principle")

    # What is which step

    def _steps(self) -> None:
        if not self._draft.guessed:
            return
        self._talk.say("", MOVING)
        for name in STEPS:
            while (key := self._asked_step(name)) is not None:
                self._shift(name, forward=key == ">")
        self._confirm("steps")

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
        about = "The figure that moved, from what to what: the first thing an interviewer wants."
        typed = self._kept("Result: what changed", found, about)
        needs = {key: value for key, value in self._draft.needs.items() if key != "metric"}
        if typed:
            needs = {"metric": typed, **needs}
            if not found:
                self._add("result", typed)
        self._draft = self._draft._replace(needs=needs)
        self._confirm("needs.metric")
        if typed:
            about = "Who counted it, and where? It is what interviewers ask next of any figure."
            source = self._kept("How do you know that figure?", "", about)
            self._draft = self._draft._replace(metric_source=source)

    def _kept(self, heading: str, found: str, about: str) -> str:
        """Return what was found, or what is typed in its place; "" if it is left out."""
        shown = self._shown(heading, [found] if found else [])
        typed = self._answer(about, one_line, *shown, KEEP if found else OPEN)
        if typed is None:
            return found
        return "" if typed == OUT else typed

    def _whose(self) -> None:
        moves = self._draft.phrases.get("task", ())
        about = "Whose task was it, and why did you take it on? If nobody asked you, say that."
        kept = self._points("Task: whose it was", "task", moves, about)
        phrases = {key: value for key, value in self._draft.phrases.items() if key != "task"}
        self._draft = self._draft._replace(phrases=phrases | ({"task": kept} if kept else {}))
        self._confirm("phrases.task")

    def _points(
        self, heading: str, step: str, moves: tuple[Move, ...], about: str
    ) -> tuple[Move, ...]:
        """Return which points of a step are kept, or typed in their place."""
        shown = self._shown(heading, map(_words_of, moves), numbered=len(moves) > 1)
        typed = self._answer(about, partial(_phrases, moves=moves), *shown, _several(moves))
        for move in typed or ():
            if _words_of(move) not in " ".join(self._draft.steps.get(step, ())):
                self._add(step, _words_of(move))
        return moves if typed is None else typed

    def _moves(self) -> None:
        about = "What you did yourself, as you say it aloud. Type them anew with ; between them."
        at = 0
        for beat in self._draft.beats:
            kept = self._points(f"Action: {beat.name}", "action", beat.moves, about)
            changed = [beat._replace(moves=kept)] if kept else []
            beats = self._draft.beats
            now = (*beats[:at], *changed, *beats[at + 1 :])
            self._draft = self._draft._replace(beats=now)
            if kept:
                self._confirm(f"beats.{at}")
                at += 1

    def _add(self, step: str, words: str) -> None:
        """Let a step say, too, what was typed and stands nowhere in the notes."""
        steps = {**self._draft.steps, step: (*self._draft.steps.get(step, ()), words)}
        in_order = {name: steps[name] for name in STEPS if name in steps}
        self._draft = self._draft._replace(steps=in_order)

    # How it is asked

    def _confirm(self, part: str) -> None:
        self._draft = self._draft._replace(confirmed=self._draft.confirmed | {part})

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


def _words_of(move: Move) -> str:
    return f"{move.text} {move.fact}".strip()


def _several(moves: Sequence[Move]) -> str:
    if not moves:
        return OPEN
    if len(moves) == 1:
        return KEEP
    return f"Enter keeps the {counted(len(moves), 'point')}, a number leaves one out, - all."


_NUMBERS = re.compile(r"\d{1,2}(?:[ ,]+\d{1,2})*")


def _phrases(line: str, moves: Sequence[Move]) -> tuple[Move, ...]:
    """Return the moves without those whose numbers are typed, none of them, or those typed anew."""
    if line == OUT:
        return ()
    if not _NUMBERS.fullmatch(line):
        return moves_typed(line)
    out = {int(number) for number in re.findall(r"\d+", line)}
    if not all(1 <= number <= len(moves) for number in out):
        raise UserFault(f"The numbers go from 1 to {len(moves)}.")
    return tuple(move for at, move in enumerate(moves, 1) if at not in out)
