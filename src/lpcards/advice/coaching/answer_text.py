"""An answer to be coached, in parts: as a whole, or by step where it says which is which."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from lpcards.cards.probe import SECONDS as PROBE_SECONDS
from lpcards.practice.script import USUAL_LEVEL
from lpcards.story.headings import is_interviewers, marked
from lpcards.story.levels import at_level
from lpcards.story.markup import blanked, words_said
from lpcards.story.models import SECONDS, STEPS, Guide, LevelReflection, Scenario, Step

WHOLE, PROBE = "", "probe"
FEWEST = 2
"""Headings from which a text is in steps; a single one may be a line like any other."""
GAP = "\n\n"
SHORTEST = 30
"""Characters of a line that was broken because it was full; shorter lines were meant to end."""


class AnswerPart(NamedTuple):
    """Words of an answer, from `start` to `end`, that are one step of a story.

    `step` may be WHOLE, or PROBE for the answer to a probe. `seconds` is what the step may take.
    In `text` lines that were broken for the eye are one; offsets stay.
    """

    step: str
    start: int
    end: int
    seconds: int
    text: str


class AnswerText(NamedTuple):
    """A text and its parts. What stands before the first heading, or is one, is in no part."""

    text: str
    parts: tuple[AnswerPart, ...]

    @property
    def unbroken(self) -> str:
        """The text with lines joined that were broken for the eye; every offset stays."""
        joined, at = "", 0
        for part in self.parts:
            joined += self.text[at : part.start] + part.text
            at = part.end
        return joined + self.text[at:]

    @property
    def steps(self) -> dict[str, int]:
        """Step -> the seconds that it may take, of the parts that there are."""
        return {part.step: part.seconds for part in self.parts}

    @property
    def is_in_steps(self) -> bool:
        """Say whether it is a story whose steps are known."""
        return len(self.steps) >= FEWEST

    def text_of(self, step: str) -> str:
        """Return the text of a step's parts."""
        return "\n".join(part.text for part in self.parts if part.step == step)


def answer_of(text: str, targets: Mapping[str, int], step: str = WHOLE) -> AnswerText:
    """Return a text as an answer: one `step`, or the steps that its headings name, or a whole.

    `targets` holds the seconds of the five steps. Its headings are those of notes, of any kind.
    """
    if step:
        seconds = PROBE_SECONDS if step == PROBE else targets[step]
        return AnswerText(text, (_part(text, step, 0, len(text), seconds),))
    pieces = marked(text).steps
    if len({piece.kind for piece in pieces}) < FEWEST:
        start = _behind_question(text)
        return AnswerText(text, (_part(text, WHOLE, start, len(text), sum(targets.values())),))
    parts = (
        _part(text, piece.kind, piece.start, piece.end, targets[piece.kind]) for piece in pieces
    )
    return AnswerText(text, tuple(part for part in parts if part.start < part.end))


def _behind_question(text: str) -> int:
    """Return where an answer begins: behind the interviewer's question, if that is its first line.

    A text that is nothing else is an answer all the same.
    """
    asked, _, told = text.lstrip().partition("\n")
    return len(text) - len(told) if told.strip() and is_interviewers(asked) else 0


def _part(text: str, step: str, start: int, end: int, seconds: int) -> AnswerPart:
    """Return a part without the blanks around it."""
    text = blanked(text)
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = max(first, start + len(words.rstrip()))
    return AnswerPart(step, first, last, seconds, unwrapped(text[first:last]))


def answer_of_story(story: Scenario, level: str = "") -> AnswerText:
    """Return what a story says aloud, step by step, each step below its name."""
    text, parts = "", list[AnswerPart]()
    told = at_level(story, level)
    for name in STEPS:
        if spoken := words_said(_spoken(told, name)):
            seconds = getattr(told.steps, name).seconds or SECONDS[name]
            text += f"{GAP if text else ''}{name.capitalize()}: "
            whole = text + spoken
            parts.append(_part(whole, name, len(text), len(whole), seconds))
            text = whole
    return AnswerText(text, tuple(parts))


def _spoken(story: Scenario, name: str) -> str:
    """Return the step as it is said; a reflection that is there for levels only, as one says it."""
    step: Step = getattr(story.steps, name)
    if step.example or name != "reflection":
        return step.example or ""
    by_level: dict[str, LevelReflection] = story.steps.reflection.by_level
    known = [by_level[level].text for level in (USUAL_LEVEL, *by_level) if level in by_level]
    return known[0] if known else ""


def targets_of(guides: Iterable[Guide], level: str = "") -> dict[str, int]:
    """Return the seconds of the five steps: the level's, else the guides', else the usual ones."""
    targets: dict[str, int] = {**SECONDS}
    for guide in guides:
        for name in STEPS:
            target = getattr(guide.targets, name, None)
            targets |= {name: target.seconds} if target else {}
        for known in guide.levels:
            if known.level == level:
                targets |= {str(step): seconds for step, seconds in known.seconds.items()}
    return targets


_BREAK = re.compile(
    r"(?<=[^\s.!?:;])[ \t]*(?P<end>\r\n|\n|\r)"
    r"(?=[ \t]*(?!\d+[.)]\s)(?:[a-z\d(\"“'‘$€£]|I\b))"
)


def unwrapped(text: str) -> str:
    """Return a text with a blank for each line end inside a sentence; every offset stays."""
    return _BREAK.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    text, at = found.string, found.start()
    line = at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) - 1
    return " " * len(found[0]) if line >= SHORTEST else found[0]
