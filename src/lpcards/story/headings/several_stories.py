"""A text that holds several stories, cut where the next one begins: with its title, not behind."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lpcards.story.headings.decoration import RULE, UNDERLINE, bare_span, is_list_item
from lpcards.story.headings.fences import without_code
from lpcards.story.headings.heading_line import BOLD, PLAIN, HeadingLine, heading_of
from lpcards.story.headings.heading_words import (
    ANSWER,
    ASKED,
    FOLLOWUPS,
    ORDER,
    PRINCIPLE,
    QUESTION,
    TAGS,
    TITLE,
    is_interviewers,
)
from lpcards.story.headings.marked_text import MarkedText, marked
from lpcards.story.principle_naming import principles_called

LONGEST_TITLE = 70
_LONGEST_PREAMBLE = 2
"""Lines with words, those of a table of contents apart, that belong to no story."""
FEWEST_WORDS = 25
"""Words below a heading that make a story of their own where no step is marked."""
_ENDS = frozenset(".!?:;,。！？")
_NUMBER = re.compile(r"\A\d{1,2}[.):]\s+")
_CONTENTS = re.compile(r"\]\(#[^()\s]*\)\s*\Z|(?<!\.)\.{3,}+\s?\d{1,4}\s*\Z")
"""A line of a table of contents: a link into the text, or dots and a page."""
_OUTLINE = re.compile(r"\A\*+\s+\S")
_LINE, _WEAK, _STRONG, _RULE = 1, 2, 3, 4


class ToldStory(NamedTuple):
    """One story of a text: its lines, from 1, its words, and the headings of the sections it is in.

    The texts of all stories, one behind the other, are the whole text. `head` is the line above
    them that says what their columns are, if the stories are rows of a table. `preamble` is what
    the text of the first one begins with that belongs to none.
    """

    first: int
    last: int
    text: str
    sections: tuple[str, ...] = ()
    head: str = ""
    preamble: str = ""

    @property
    def readable(self) -> str:
        """Its words as they are read: below the head of the table that it is a row of."""
        return self.head + self.text[len(self.preamble) :]


def stories_in(text: str) -> tuple[ToldStory, ...]:
    """Return the stories of a text in their order; one, if it does not show several."""
    lines = text.splitlines(keepends=True)
    prose = without_code(lines)
    read = marked(text)
    close = bool(read.begins) and _is_close(prose, read.steps[0].line)
    starts = [
        line - 1
        if close and _is_close(prose, line) and _first_line(prose, read, line) == line
        else _first_line(prose, read, line)
        for line in read.begins
    ]
    if not read.steps:
        starts = _unmarked(prose)
    starts = sorted({start for start in starts if start > 1})
    cuts = [1, *starts, len(lines) + 1]
    heads = dict(read.heads)
    stories = [
        ToldStory(
            first,
            behind - 1,
            "".join(lines[first - 1 : behind - 1]),
            head=lines[heads[first] - 1] if first in heads else "",
        )
        for first, behind in pairwise(cuts)
    ]
    if len(stories) == 1:
        return tuple(stories)
    own = _first_line(prose, read, read.steps[0].line) if read.steps else 1
    titled = read.steps[0].line - 1 if close else _behind_cover(prose, own, starts)
    before = lines[: titled - 1]
    if (
        len([line for line in before if line.strip() and not _CONTENTS.search(line)])
        <= _LONGEST_PREAMBLE
    ):
        stories[0] = stories[0]._replace(preamble="".join(before))
    return tuple(_with_sections(stories))


def _is_close(lines: list[str], mark: int) -> bool:
    """Say whether a title stands right above a mark, with no empty line between."""
    line = lines[mark - 2].rstrip("\r\n") if mark > 1 else ""
    start, end = bare_span(line)
    words = line[start:end]
    return heading_of(line) is None and words[:1].isupper() and bool(_worth_alone(line, words))


def _behind_cover(lines: list[str], own: int, starts: list[int]) -> int:
    """Return where the first story begins, behind a title that is that of all of them."""
    worth = _worth(lines, own)
    if worth != _LINE:
        return own if worth else 1
    filled = (number for number in range(own + 1, starts[0]) if lines[number - 1].strip())
    second = next(filled, own)
    alike = {_worth(lines, start) for start in starts}
    return second if _worth(lines, second) in alike - {0, _LINE} else own


def _first_line(lines: list[str], read: MarkedText, mark: int) -> int:
    """Return the line that a story begins with whose first mark is in the line `mark`."""
    over = {*ORDER, QUESTION, ANSWER, FOLLOWUPS}
    ends = (piece.line for piece in read.pieces if piece.line < mark and piece.kind in over)
    first, behind_prose, is_titled, has_line = mark, False, False, False
    for number in range(mark - 1, max(ends, default=0), -1):
        line = lines[number - 1]
        if not line.strip() or (UNDERLINE.fullmatch(line.rstrip()) and _worth(lines, number - 1)):
            continue
        worth = _worth(lines, number)
        if worth == _RULE and (is_titled or not behind_prose):
            return number
        if worth == _LINE and has_line:
            break
        if worth == _STRONG or (worth and (is_titled or not behind_prose)):
            first, is_titled = number, is_titled or worth == _STRONG
            has_line = has_line or worth == _LINE
        elif is_titled:
            break
        else:
            behind_prose = True
    return first


def _worth(lines: list[str], number: int) -> int:
    """Return how much a line looks like the first of a story; 0: it does not."""
    line = lines[number - 1].rstrip("\r\n")
    above = lines[number - 2] if number > 1 else ""
    below = lines[number] if number < len(lines) else ""
    if RULE.fullmatch(line):
        return 0 if above.strip() and UNDERLINE.fullmatch(line) else _RULE
    heading = heading_of(line)
    start, end = bare_span(line)
    words = line[start:end]
    is_underlined = bool(line.strip() and below.strip() and UNDERLINE.fullmatch(below.rstrip()))
    is_outline = heading is None and bool(_OUTLINE.match(line)) and _is_step(below)
    if is_underlined or is_outline or (heading is None and is_interviewers(words)):
        return _STRONG
    if heading and not heading.letter:
        return _worth_of(heading, line)
    return 0 if above.strip() or below.strip() else _worth_alone(line, words)


def _worth_alone(line: str, words: str) -> int:
    """Return how much a line looks like a title that has empty lines around it."""
    short = 0 < len(words) <= LONGEST_TITLE and words[-1] not in _ENDS
    is_item = is_list_item(line) and not line.strip()[0].isdigit()
    if not short or is_item:
        return 0
    return _WEAK if principles_called(_NUMBER.sub("", words)) else _LINE


def _is_step(line: str) -> bool:
    found = heading_of(line.rstrip())
    return found is not None and any(kind in ORDER for kind in found.kinds)


def _worth_of(heading: HeadingLine, line: str) -> int:
    kind = heading.kinds[0] if heading.kinds else ""
    if kind in (TITLE, ASKED):
        return _STRONG
    if kind == QUESTION:
        return _STRONG if is_interviewers(line[heading.rest : heading.end]) else 0
    if kind in (PRINCIPLE, TAGS):
        return _WEAK
    if kind:
        return 0
    if heading.level < BOLD:
        return _STRONG
    return _WEAK if heading.level == BOLD and heading.stands_alone and not heading.is_item else 0


def _unmarked(lines: list[str]) -> list[int]:
    """Return where stories begin that have titles and no marks: each but the first line."""
    heads = [(number, _title_level(lines, number)) for number in range(1, len(lines) + 1)]
    levels = {level for _, level in heads if level}
    for level in sorted(levels):
        starts = [number for number, other in heads if other == level]
        ends = [*starts[1:], len(lines) + 1]
        lengths = [
            len(" ".join(lines[start : end - 1]).split())
            for start, end in zip(starts, ends, strict=True)
        ]
        if len(starts) > 1 and min(lengths) >= FEWEST_WORDS:
            return (
                starts[1:]
                if starts[0] <= 1
                else starts
                if _is_told(lines, starts[0])
                else starts[1:]
            )
    return []


def _is_told(lines: list[str], first: int) -> bool:
    """Say whether there is a story before the first title."""
    return len(" ".join(lines[: first - 1]).split()) >= FEWEST_WORDS


def _title_level(lines: list[str], number: int) -> int:
    """Return the level of a line that may be a story's title; 0: it is none."""
    line = lines[number - 1].rstrip("\r\n")
    heading = heading_of(line)
    kind = heading.kinds[0] if heading and heading.kinds else ""
    if (
        heading
        and not heading.letter
        and (kind in (TITLE, ASKED) or (not kind and heading.level < BOLD))
    ):
        return min(heading.level, BOLD)
    words = line[heading.rest : heading.end] if heading and kind == QUESTION else line.strip()
    if is_interviewers(words) and len(words) < 3 * LONGEST_TITLE:
        return PLAIN
    return 0


def _with_sections(stories: list[ToldStory]) -> Iterator[ToldStory]:
    """Yield the stories, each with the headings above its own title that stand before it."""
    above: list[HeadingLine] = []
    for story in stories:
        heads = [one for line in without_code(story.text.splitlines()) if (one := _section(line))]
        level = heads[0].level if heads else PLAIN
        yield story._replace(sections=tuple(one.name for one in above if one.level < level))
        for one in heads:
            above = [other for other in above if other.level < one.level] + [one]


def _section(line: str) -> HeadingLine | None:
    heading = heading_of(line)
    of_document = heading is not None and heading.level < BOLD
    return heading if of_document else None
