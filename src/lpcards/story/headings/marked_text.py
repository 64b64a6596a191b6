"""A text in pieces: what it is marked as, by headings that stand where headings stand.

A mark counts at the start of a line (or behind a stop) and in the order of a story. What looks
like a heading and is none of ours is a piece of its own, or named; nothing between two pieces is a
word of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.story.headings.decoration import (
    RULE,
    TABLE_RULE,
    UNDERLINE,
    bare_span,
)
from lpcards.story.headings.fences import fences_in
from lpcards.story.headings.framework_letters import letters_meant
from lpcards.story.headings.front_matter import ABOUT, front_matter, property_of
from lpcards.story.headings.heading_line import BOLD, PLAIN, HeadingLine, heading_of
from lpcards.story.headings.heading_words import (
    ACTION,
    ANSWER,
    ASKED,
    FOLLOWUPS,
    LABEL,
    LETTERS,
    OBSTACLE,
    ORDER,
    QUESTION,
    REFLECTION,
    RESULT,
    SITUATION,
    TASK,
    TITLE,
    is_interviewers,
)
from lpcards.story.headings.table_cells import cells_of, is_head

LOOSE, UNKNOWN, APART = "", "unknown", "apart"
"""Before any mark; below a heading that is none of ours; behind a rule below the Result."""
_WRAPPED = 45
"""Characters of a line that may have been broken because it was full."""
_STOPPED = re.compile(r"[.!?:;…。！？।|\"”)*\]>-]\s*\Z")
_INLINE = re.compile(r"(?:[.!?;…。！？।][\"'”’)\]*]*|\s[/|–—-])\s+(?=[^\W\d_a-z]|[\[(*])")
_COMMENT = re.compile(
    r"\b(?:why|notes?|tips?|strengths?|weakness(?:es)?|improve\w*|feedback|rating|score|length|"
    r"connections?|coach\w*|comments?|reminders?|variations?|delivery|todo|prep|sources?)\b",
    re.IGNORECASE,
)
"""Words of headings below which a story is spoken of and not told."""
_FEWEST_UNKNOWN = 3
_COLON = re.compile(r"[:：\])】]")
_LONGEST_INLINE = 50
_AHEAD = 30
"""Headings that are looked at for what comes."""
_LETTERED = re.compile(
    r"\b(?:plan|option|team|vitamin|type|class|group|variant|version|part|phase|exhibit|figure|"
    r"table|appendix|building|gate|room|grade|hepatitis|side|choice|row|column|line|point|step)"
    r"[ \t(\"']{0,3}\Z",
    re.IGNORECASE,
)
_B_BEHIND = re.compile(r"(?:^[ \t]*|[.;]\s)(?:[-*•]\s)?\(?[Bb]\s?[:.)]", re.MULTILINE)
_NEAR = 300


class Piece(NamedTuple):
    """A stretch of a text: its `kind`, by what `name` it is marked ("": it is not), where.

    `line` counts from 1 and is the mark's; `at` is where the mark begins. `spans` are the stretches
    of the text that are its words, a line each. `level` is that of the heading.
    """

    kind: str
    name: str
    line: int
    at: int
    spans: tuple[tuple[int, int], ...]
    level: int = PLAIN
    language: str = ""

    @property
    def start(self) -> int:
        """Where its words begin."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.spans[-1][1]

    def lines_in(self, text: str) -> tuple[str, ...]:
        """Return its words, line by line."""
        return tuple(text[start:end] for start, end in self.spans)


class MarkedText(NamedTuple):
    """The pieces of a text in order; the lines where another story begins.

    `doubtful` are headings, with their lines, that are none of ours and stand inside of a step, or
    that mean two steps: where they are it is a guess which words belong where. `heads` holds, for
    each row of a table that has the steps side by side, its line and that of the table's head.
    """

    text: str
    pieces: tuple[Piece, ...]
    doubtful: tuple[tuple[int, str], ...]
    begins: tuple[int, ...]
    heads: tuple[tuple[int, int], ...] = ()

    @property
    def steps(self) -> tuple[Piece, ...]:
        """The pieces that are steps of a story."""
        return tuple(piece for piece in self.pieces if piece.kind in ORDER)

    @property
    def is_english(self) -> bool:
        """Say whether its headings are English, or could be."""
        return len([one for one in self.steps if one.language not in {"", "English"}]) < 2  # noqa: PLR2004


def marked(text: str) -> MarkedText:
    """Return a text in pieces. Never raises; what is no mark is text."""
    return _Reader(text).read()


class _Line(NamedTuple):
    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Reader:
    """Goes through the lines of a text, once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [*_lines_of(text)]
        self._fences = fences_in([line.text for line in self._lines])
        self._headings = self._found()
        self._letters = letters_meant(self._headings)
        self._marked = [at for at, one in enumerate(self._headings) if one]
        self._pieces: list[Piece] = []
        self._spans: list[tuple[int, int]] = []
        self._mark = Piece(LOOSE, "", 1, 0, ())
        self._doubtful: list[tuple[int, str]] = []
        self._maybe: list[tuple[int, str]] = []
        self._begins: list[int] = []
        self._heads: list[tuple[int, int]] = []
        self._step = -1
        self._seen: set[str] = set()
        self._level = 0

    def read(self) -> MarkedText:
        """Return all of it."""
        at = self._front_matter()
        while at < len(self._lines):
            at = self._take(at)
        self._close()
        if self._step < 0 and len(self._maybe) >= _FEWEST_UNKNOWN:
            self._doubtful += self._maybe
        return MarkedText(
            self._text,
            tuple(self._pieces),
            tuple(self._doubtful),
            tuple(self._begins),
            tuple(self._heads),
        )

    def _found(self) -> list[HeadingLine | None]:
        """Return for each line the heading that it may be; none inside a fence."""
        found: list[HeadingLine | None] = []
        for at, line in enumerate(self._lines):
            is_dress = at in self._fences.code or at in self._fences.marks
            heading = None if is_dress else heading_of(line.text)
            if heading is None and self._underlined(at) and not is_dress:
                start, end = bare_span(line.text)
                name = line.text[start:end]
                heading = HeadingLine((), name, "", 1, True, 0, len(line.text), len(line.text))
            elif heading and self._underlined(at):
                heading = heading._replace(level=min(heading.level, 2), is_sure=True)
            found.append(heading)
        return found

    def _underlined(self, at: int) -> bool:
        """Say whether a line is a heading by the signs below it."""
        line = self._lines[at].text.strip()
        below = self._lines[at + 1].text if at + 1 < len(self._lines) else ""
        if at + 1 in self._fences.marks or not UNDERLINE.fullmatch(below):
            return False
        if not line or RULE.fullmatch(line):
            return False
        return len(line) <= 80 and line[-1] not in ".!;," and not line.startswith("|")  # noqa: PLR2004

    # One line

    def _take(self, at: int) -> int:
        """Take a line; return which one comes next."""
        if at in self._fences.code:
            self._spans.append((self._lines[at].start, self._lines[at].end))
        elif at not in self._fences.marks:
            return self._take_prose(at)
        return at + 1

    def _take_prose(self, at: int) -> int:
        """Take a line that is neither fence nor code; return which one comes next."""
        line = self._lines[at]
        if is_head(line.text, [one.text for one in self._lines[at + 1 : at + 3]]):
            return self._columns(at)
        if at and UNDERLINE.fullmatch(line.text) and self._underlined(at - 1):
            return at + 1
        if TABLE_RULE.fullmatch(line.text):
            return at + 1
        below = self._lines[at + 1].text if at + 1 < len(self._lines) else ""
        if "|" in line.text and TABLE_RULE.fullmatch(below) and "|" in below:
            self._spans_of_head(line)
            return at + 2
        if RULE.fullmatch(line.text):
            if self._step >= ORDER[RESULT]:
                self._open(APART, "", line, 0)
            return at + 1
        heading = self._headings[at]
        if heading is None or not self._mark_at(at, line, heading):
            self._words(line, 0, len(line.text))
        return at + 1

    def _spans_of_head(self, line: _Line) -> None:
        """Take the first row of a table that has the steps below each other."""
        mark = self._mark
        start, end = bare_span(line.text)
        self._open(APART, "", line, 0)
        self._spans.append((line.start + start, line.start + end))
        self._close()
        self._mark = mark._replace(name="")

    def _mark_at(self, at: int, line: _Line, heading: HeadingLine) -> bool:
        """Take a line as a heading; False if it is none here."""
        kind = self._kind(at, line, heading)
        if kind is None:
            return False
        if len([one for one in heading.kinds if one in ORDER]) > 1:
            self._doubtful.append((line.number, heading.name))
        self._open_as(kind, line, heading)
        return True

    def _open_as(self, kind: str, line: _Line, heading: HeadingLine) -> None:
        start, end = heading.aside
        is_forms = "?" in line.text[start:end]
        if is_forms:
            self._open(APART, "", line, start)
            self._spans.append((line.start + start, line.start + end))
        self._open(kind, heading.name, line, heading.start, heading)
        if end and not is_forms:
            self._spans.append((line.start + start, line.start + end))
        self._words(line, heading.rest, heading.end)

    def _words(self, line: _Line, start: int, end: int) -> None:
        """Take words of a line, and the marks behind its stops."""
        for found in self._inline(line, start, end):
            self._spans.append((line.start + start, line.start + found.start))
            self._open(found.kinds[0], found.name, line, found.start, found)
            start = found.rest
        self._spans.append((line.start + start, line.start + end))

    # What a heading means where it stands

    def _kind(self, at: int, line: _Line, heading: HeadingLine) -> str | None:
        """Return what a line's heading marks; None: it is text."""
        if not heading.is_sure and self._is_wrapped(at, line, heading):
            return None
        if heading.letter:
            return self._of_letter(at, line, heading)
        kind = heading.kinds[0] if heading.kinds else UNKNOWN
        if kind == LABEL and self._step < 0:
            return LABEL if heading.level < PLAIN else None
        if kind in {UNKNOWN, LABEL}:
            return self._of_unknown(at, line, heading)
        if kind in ORDER or kind == OBSTACLE:
            return self._of_step(at, kind, heading)
        return self._of_other(at, kind, line, heading)

    def _of_other(self, at: int, kind: str, line: _Line, heading: HeadingLine) -> str | None:
        """Return what a heading marks that is no step's."""
        if kind == QUESTION:
            return self._of_question(at, line, heading)
        if kind in ABOUT:
            is_place = self._step < 0 or self._step >= ORDER[RESULT]
            return kind if is_place else None
        if kind == ANSWER and self._mark.kind == ASKED:
            return LOOSE
        is_answer = self._mark.kind in {QUESTION, FOLLOWUPS}
        return kind if kind != ANSWER or is_answer else None

    def _of_question(self, at: int, line: _Line, heading: HeadingLine) -> str:
        """Return whether a question is a follow-up, or what the next story answers."""
        asks = is_interviewers(line.text[heading.rest : heading.end])
        if self._step < 0 or self._step >= ORDER[RESULT]:
            return ASKED if asks and (self._step < 0 or self._goes_on(at)) else QUESTION
        return QUESTION

    def _is_wrapped(self, at: int, line: _Line, heading: HeadingLine) -> bool:
        """Say whether a line rather goes on with the sentence before it."""
        before = self._lines[at - 1].text if at else ""
        goes_on = bool(before.strip()) and not _STOPPED.search(before)
        if heading.stands_alone and goes_on and heading.kinds and heading.name.islower():
            return True
        return goes_on and len(before) >= _WRAPPED and line.text.lstrip()[:1].islower()

    def _of_letter(self, at: int, line: _Line, heading: HeadingLine) -> str | None:
        letter = heading.letter.lower()
        if letter == "a" and self._mark.kind in {QUESTION, ASKED} and at not in self._letters:
            told = LOOSE if self._mark.kind == ASKED else ANSWER
            return told if heading.is_sure else None
        before = self._lines[at - 1].text if at else ""
        if _LETTERED.search(before) or self._is_listed(line, heading):
            return None
        kind = self._letters.get(at) or (self._alone(at, letter) if heading.is_sure else None)
        return self._in_order(at, kind) if kind else None

    def _alone(self, at: int, letter: str) -> str | None:
        """Return what a letter means that is none of a whole framework."""
        if letter == "r" and self._mark.kind == RESULT:
            return REFLECTION if self._is_last_r(at) else RESULT
        if letter == "l" and self._step == ORDER[RESULT]:
            return REFLECTION
        return LETTERS.get(letter)

    def _is_last_r(self, at: int) -> bool:
        """Say whether no reflection is marked further on."""
        return REFLECTION not in self._kinds_ahead(at)

    def _kinds_ahead(self, at: int, until: str = "") -> set[str]:
        """Return what is marked behind a line, up to a title, or to a mark of the kind `until`."""
        found: set[str] = set()
        first = bisect_right(self._marked, at)
        for number in self._marked[first : first + _AHEAD]:
            one = self._headings[number]
            spelled = self._letters.get(number)
            if one is None or not (one.is_sure or spelled):
                continue
            kinds = one.kinds or (spelled or LETTERS.get(one.letter.lower(), ""),)
            if kinds[0] in {TITLE, ASKED, until} or (kinds[0] == "" and one.level < BOLD):
                break
            found.update(kinds)
        return found

    def _in_order(self, at: int, kind: str) -> str | None:
        """Return a letter's kind if it goes on, or begins another story."""
        if ORDER[kind] >= self._step:
            return kind
        begins = self._step >= ORDER[RESULT] and kind == SITUATION and at in self._letters
        return kind if begins else None

    def _of_step(self, at: int, kind: str, heading: HeadingLine) -> str | None:
        if kind == OBSTACLE:
            kind = self._of_obstacle()
        if ORDER[kind] >= self._step:
            return kind
        if self._step >= ORDER[RESULT] and kind in (SITUATION, TASK):
            return kind if self._goes_on(at) else None
        return kind if heading.level <= min(self._level, BOLD) and heading.is_sure else None

    def _of_obstacle(self) -> str:
        """Return the step of what stood in the way: the Task behind a Situation."""
        return TASK if SITUATION in self._seen and self._step <= ORDER[TASK] else SITUATION

    def _goes_on(self, at: int) -> bool:
        """Say whether an Action or a Result is marked behind a line that begins another story."""
        return bool({ACTION, RESULT} & self._kinds_ahead(at))

    def _of_unknown(self, at: int, line: _Line, heading: HeadingLine) -> str | None:
        """Return what becomes of a heading that is none of ours."""
        is_strong = heading.level <= BOLD and heading.is_sure
        if self._step < 0:
            self._maybe.append((line.number, heading.name))
            return UNKNOWN if is_strong and not heading.is_item else None
        before = self._lines[at - 1].text if at else ""
        begins = not before.strip() or self._headings[at - 1] is not None
        is_deeper = heading.level > self._level and self._mark.kind != APART
        is_over = self._step >= ORDER[RESULT] or self._mark.kind not in ORDER
        is_comment = bool(_COMMENT.search(heading.name)) and begins and not heading.is_item
        if is_over and ((is_strong and not is_deeper) or is_comment):
            return UNKNOWN
        if not heading.is_item and (is_strong or (begins and not is_deeper)):
            self._doubtful.append((line.number, heading.name))
        return None

    # Marks behind a stop

    def _inline(self, line: _Line, start: int, end: int) -> list[HeadingLine]:
        """Return the marks inside of a line's words: two of them, or one more than its own."""
        step, found, is_asked = self._step, list[HeadingLine](), self._mark.kind == QUESTION
        later = self._kinds_ahead(line.number - 1, SITUATION)
        for stop in _INLINE.finditer(line.text, start, end):
            if not _COLON.search(line.text, stop.end(), stop.end() + _LONGEST_INLINE):
                continue
            heading = heading_of(line.text, stop.end())
            if heading is None or not heading.is_sure or heading.level < BOLD:
                continue
            if not _COLON.search(line.text, stop.end(), heading.rest):
                continue
            kind = LETTERS.get(heading.letter.lower()) if heading.letter.isupper() else None
            kind = heading.kinds[0] if heading.kinds else kind
            if kind in later:
                continue
            if kind == QUESTION and step >= ORDER[ACTION]:
                found.append(heading)
                is_asked = True
            elif is_asked and (kind == ANSWER or heading.letter == "A"):
                found.append(heading._replace(kinds=(ANSWER,)))
                is_asked = False
            elif kind in ORDER and ORDER[kind] > step and not self._is_listed(line, heading):
                found.append(heading._replace(kinds=(kind,)))
                step = ORDER[kind]
        alone = self._mark.kind not in (*ORDER, QUESTION) or (start == 0 and len(found) == 1)
        return found if not alone or len(found) > 1 else []

    def _is_listed(self, line: _Line, heading: HeadingLine) -> bool:
        behind = line.start + heading.rest
        return heading.letter.lower() == "a" and bool(
            _B_BEHIND.search(self._text, behind, behind + _NEAR)
        )

    # Tables that have the steps side by side

    def _columns(self, at: int) -> int:
        """Take a table whose first row names the steps, each further row being a story."""
        line, head = self._lines[at], cells_of(self._lines[at].text)
        names = [line.text[start:end] for start, end, _ in head]
        for number in range(at + 1, len(self._lines)):
            row = self._lines[number]
            cells = cells_of(row.text)
            if TABLE_RULE.fullmatch(row.text):
                continue
            if len(cells) < 2:  # noqa: PLR2004
                return number
            self._heads.append((row.number, line.number))
            for (start, end, _), (*_, kind), name in zip(cells, head, names, strict=False):
                if start < end:
                    self._open(self._of_column(kind), name, row, start)
                    self._spans.append((row.start + start, row.start + end))
            for start, end, _ in cells[len(head) :]:
                self._open(UNKNOWN, "", row, start)
                self._spans.append((row.start + start, row.start + end))
        return len(self._lines)

    def _of_column(self, kind: str) -> str:
        if kind == OBSTACLE:
            return self._of_obstacle()
        return kind or (LOOSE if self._step < 0 else UNKNOWN)

    def _front_matter(self) -> int:
        """Take what is said of the text at its very beginning; return the line behind it."""
        first, last, behind = front_matter([line.text for line in self._lines])
        for row in self._lines[first:last]:
            found = property_of(row.text)
            if found:
                self._open(found.kind, found.key, row, 0)
            start = found.start if found else 0
            self._spans.append((row.start + start, row.start + len(row.text)))
        if behind:
            self._close()
            self._mark = Piece(LOOSE, "", behind + 1, 0, ())
        return behind

    # Pieces

    def _open(
        self,
        kind: str,
        name: str,
        line: _Line,
        start: int,
        heading: HeadingLine | None = None,
    ) -> None:
        """Begin a piece; the one before it is closed."""
        self._close()
        is_over = self._step >= ORDER[RESULT]
        if is_over and kind in (SITUATION, TASK, TITLE, ASKED):
            self._begins.append(line.number)
            self._seen.clear()
            self._step = -1
        if kind in ORDER:
            self._step = ORDER[kind]
            self._seen.add(kind)
            self._level = heading.level if heading else PLAIN
        self._mark = Piece(
            kind,
            name,
            line.number,
            line.start + start,
            (),
            heading.level if heading else PLAIN,
            heading.language if heading else "",
        )

    def _close(self) -> None:
        if self._spans or self._mark.name:
            place = self._mark.at + len(self._mark.name)
            spans = self._spans or [(min(place, len(self._text)),) * 2]
            self._pieces.append(self._mark._replace(spans=tuple(spans)))
        self._spans = []


def _lines_of(text: str) -> Iterator[_Line]:
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        yield _Line(number, start, line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
        start += len(line)
