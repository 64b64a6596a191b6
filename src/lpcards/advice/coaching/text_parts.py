"""A text to be coached, in its parts: as a whole, or step by step where it says which is which."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lpcards.cards.probe import SECONDS as PROBE_SECONDS
from lpcards.practice.script import USUAL_LEVEL, seconds_of
from lpcards.story.models import SECONDS, STEPS, Guide, Scenario

WHOLE, PROBE = "", "probe"
FEWEST = 2
"""Headings that make a text one told in steps; a single one may be a line like any other."""
GAP = "\n\n"
SHORTEST = 30
"""Characters of a line that was broken because it was full; shorter lines were meant to end."""


class Part(NamedTuple):
    """Words of a text, from `start` to `end`, that are one step of a story.

    `step` may be WHOLE, or PROBE for the answer to a probe. `seconds` is what the step may take.
    """

    step: str
    start: int
    end: int
    seconds: int


class Heard(NamedTuple):
    """A part as it is heard: lines that were broken for the eye are one. Offsets stay."""

    step: str
    text: str
    start: int


class Draft(NamedTuple):
    """A text and its parts. What stands before the first heading, or is one, is in no part."""

    text: str
    parts: tuple[Part, ...]

    @property
    def heard(self) -> tuple[Heard, ...]:
        """The parts as they are heard."""
        return tuple(
            Heard(part.step, unwrapped(self.text[part.start : part.end]), part.start)
            for part in self.parts
        )

    @property
    def told(self) -> str:
        """The text with its parts as they are heard; every offset stays."""
        told, at = "", 0
        for heard in self.heard:
            told += self.text[at : heard.start] + heard.text
            at = len(told)
        return told + self.text[at:]

    @property
    def steps(self) -> dict[str, int]:
        """Step -> the seconds that it may take, of the parts that there are."""
        return {part.step: part.seconds for part in self.parts}

    @property
    def is_in_steps(self) -> bool:
        """Say whether it is a story whose steps are known."""
        return len(self.steps) >= FEWEST


_HEADING = re.compile(
    r"^[ \t]*(?:#+[ \t]*|[-*+>][ \t]+|\d+[.)][ \t]*)?[*_]{0,2}"
    rf"(?P<step>{'|'.join(STEPS)})s?[*_]{{0,2}}(?:[ \t]*\([^()\n]*\))?"
    r"(?:[*_]{0,2}[ \t]*(?::[*_]{0,2}|[–—-](?=[ \t])|(?=\r?$)))",
    re.IGNORECASE | re.MULTILINE,
)
"""`Situation: ...`, `## Task`, `**Action** - ...`, `Result (20 s):`."""


def draft_of(text: str, targets: Mapping[str, int], step: str = WHOLE) -> Draft:
    """Return a text as a draft: one `step`, or the steps that its headings name, or a whole.

    `targets` holds the seconds of the five steps.
    """
    if step:
        seconds = PROBE_SECONDS if step == PROBE else targets[step]
        return Draft(text, (_part(text, step, 0, len(text), seconds),))
    found = _HEADING.finditer(text)
    headings = [one for one in found if one["step"].lower() in STEPS]  # a long s is none
    if len({one["step"].lower() for one in headings}) < FEWEST:
        return Draft(text, (_part(text, WHOLE, 0, len(text), sum(targets.values())),))
    return Draft(text, tuple(_in_steps(text, headings, targets)))


def _in_steps(
    text: str, headings: list[re.Match[str]], targets: Mapping[str, int]
) -> Iterator[Part]:
    ends = [*(one.start() for one in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=True):
        step = heading["step"].lower()
        part = _part(text, step, heading.end(), end, targets[step])
        if part.start < part.end:
            yield part


def _part(text: str, step: str, start: int, end: int, seconds: int) -> Part:
    """Return a part without the blanks around it."""
    said = text[start:end]
    first = start + len(said) - len(said.lstrip())
    return Part(step, first, max(first, start + len(said.rstrip())), seconds)


def draft_of_story(story: Scenario, level: str = "") -> Draft:
    """Return what a story says aloud, step by step, each step below its name."""
    text, parts = "", list[Part]()
    for name in STEPS:
        if said := _said(story, name, level):
            text += f"{GAP if text else ''}{name.capitalize()}: "
            whole = text + said
            parts.append(_part(whole, name, len(text), len(whole), seconds_of(story, name, level)))
            text = whole
    return Draft(text, tuple(parts))


def _said(story: Scenario, name: str, level: str) -> str:
    """Return the step as it is said; the reflection as that level says it."""
    if name != "reflection":
        return getattr(story.steps, name).example or ""
    reflection = story.steps.reflection
    for one in (level, "", USUAL_LEVEL, *reflection.by_level):
        if not one and reflection.example:
            return reflection.example
        if one in reflection.by_level:
            return reflection.by_level[one].text
    return ""


def targets_of(guides: Iterable[Guide], level: str = "") -> dict[str, int]:
    """Return the seconds of the five steps: the level's, else the guides', else the usual ones."""
    told: dict[str, int] = {**SECONDS}
    for guide in guides:
        for name in STEPS:
            target = getattr(guide.targets, name, None)
            told |= {name: target.seconds} if target else {}
        for one in guide.levels:
            told |= {str(step): s for step, s in one.seconds.items()} if one.level == level else {}
    return told


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
