"""The pictures and sounds that a file names: where they stand, and what is wrong with how.

What can be told without looking at the disk.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.story.fault import FORBIDDEN, Fault, quoted
from lpcards.story.file_words import FileWords
from lpcards.story.markup import SOUND, Run, has_pointers, media_in, without_pointers
from lpcards.story.media_kinds import ENDINGS
from lpcards.story.models import Guide, Scenario
from lpcards.story.placed_texts import PlacedText, placed_texts
from lpcards.story.positions import Place
from lpcards.story.reading import Source

RULE = "picture"
MOST = 100
"""Pictures and sounds of one story; whatever comes behind them is a fault."""
ONLY_WORDS = frozenset(
    {"title", "short", "name", "sentence", "accept", "quote", "phrase", "scope", "because"}
    | {"minutes", "words", "variants"}
)
"""Keys under which there are only words: they are compared, or stand on a line of their own."""
_QUESTIONS = frozenset({"asked", "met", "questions"})
"""Lists of questions that are told from one another by their words."""
_UNSAFE = re.compile(r'["*<>:|?`\\]')
_ELSEWHERE = re.compile(r"\A(?:[A-Za-z][A-Za-z0-9+.-]{1,20}:|//)")


class PlacedMedia(NamedTuple):
    """A picture or sound as a text names it, and its line and column (from 1)."""

    run: Run
    line: int
    column: int

    def fault(self, message: str) -> Fault:
        """Return what is wrong with it."""
        return Fault(self.line, self.column, RULE, message)


def placed_media(source: Source) -> tuple[list[PlacedMedia], list[Fault]]:
    """Return the pictures and sounds of a file that are named as they should be, and the faults."""
    media, faults = list[PlacedMedia](), list[Fault]()
    if source.file is None or b"](" not in source.data:
        return media, faults
    words = FileWords(source)
    for placed in _texts(source.file):
        for run, written in media_in(placed.text):
            one = PlacedMedia(run, *words.position(placed, written))
            if wrong := _wrong_place(placed.place) or _wrong_with(run):
                faults.append(one.fault(wrong))
            elif len(media) == MOST:
                faults.append(one.fault(_TOO_MANY))
            else:
                media.append(one)
        if _is_unfinished(placed.text):
            faults.append(Fault(*words.position(placed, "!["), RULE, _UNFINISHED))
    return media, faults


def _texts(file: Scenario | Guide) -> Iterator[PlacedText]:
    return (placed for placed in placed_texts(file) if has_pointers(placed.text))


def _is_unfinished(text: str) -> bool:
    """Say whether something begins like a picture and is none."""
    lines = without_pointers(text).replace("![[", "").split("\n")  # Obsidian's are no pictures here
    return any("](" in line[at:] for line in lines if (at := line.find("![")) >= 0)


_TOO_MANY = f"more than {MOST} pictures and sounds in one story: take some out"
_UNFINISHED = (
    "this is not a picture yet: write `![what it shows](diagram.png)` on one line, without further "
    "brackets; or put it in backticks if it is to be read as it is"
)


def _wrong_place(place: Place) -> str:
    keys = [step for step in place if isinstance(step, str)]
    key = next(filter(ONLY_WORDS.__contains__, keys), keys[-1])
    if key in ONLY_WORDS or (key == "ask" and keys[0] in _QUESTIONS):
        return f"`{key}` can have no picture: put it where the story is told, or into an answer"
    if key == "text" and "key_phrases" in keys:
        return "the words of a key phrase can have no picture: put it into its `fact`"
    return ""


def _wrong_with(run: Run) -> str:
    """Return what is wrong with how a picture or sound is named, in words."""
    shown = quoted(run.target)
    if not run.target:
        return "the file is missing: write `![what it shows](diagram.png)`"
    if not run.words:
        what = "is to be heard" if run.kind == SOUND else "is to be seen"
        return f"say in the square brackets what {what}: it stands there where only words can"
    if _ELSEWHERE.match(run.target):
        return f"{shown} lies elsewhere: save it beside this file, and name that"
    return _wrong_name(run.target, shown)


def _wrong_name(name: str, shown: str) -> str:
    parts = name.split("/")
    if name.startswith(("/", "~")) or ".." in parts or "\\" in name:
        return (
            f"{shown} leads out of this folder: put the file beside the story, or in a folder there"
        )
    if _UNSAFE.search(name) or FORBIDDEN.search(name) or "\n" in name:
        return f"{shown} is a name that not every system can have: give the file a plain one"
    if name != " ".join(name.split()) or "" in parts:
        return f"{shown} has needless spaces or slashes: give the file a plain name"
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS or parts[-1].startswith("."):
        kinds = ", ".join(ENDINGS)
        return f"{shown} is neither a picture nor a sound that all can show: use {kinds}"
    return ""
