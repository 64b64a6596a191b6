"""Notes as they are marked: title, question, principles, steps, follow-ups, and what is none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lpcards.story.headings import (
    MarkedText,
    Piece,
    bare_span,
    is_interviewers,
    is_list_item,
    is_question,
    marked,
)
from lpcards.story.models import STEPS
from lpcards.story.principle_naming import principles_called, principles_meant

LONGEST_TITLE = 70
_TOLD_WORDS = 8
"""Words of a note that is one line and tells something, rather than only what it is called."""
_LONGEST_QUESTION = 240
_ENDS = frozenset(".!?:;,。！？")
_ASIDE = re.compile(r"(?<!\s)\s*+[(\[](?P<inside>[^()\[\]]{3,120})[)\]]\s*+\Z")
_PARTED = re.compile(r"(?<!\s)\s*+(?:[/,;|&·+]|\band\b|(?<=\w):(?=\w))\s*+|(?<!\s)\s++-\s++")
_DASHED = re.compile(r"(?<!\s)\s*+:\s++|(?<!\s)\s++[-–—|]\s++")
_NUMBER = re.compile(r"\A#?\d{1,2}[.):]\s+(?=\S)")
_PROPERTY = re.compile(r"[A-Z][\w /-]{0,25}:(?:\s+\S.{0,80})?")
_TAG_LINE = re.compile(r"(?<!\s)\s*+#[^\W\d][\w/-]*+(?:[\s,]++#[^\W\d][\w/-]*+)++\s*+")
_KEPT = re.compile(
    r"(?:created|created (?:time|by|at|on)|last (?:edited|modified|updated)(?: time| by)?|updated|"
    r"modified|status|author|url)\s?:\s",
    re.IGNORECASE,
)
"""Properties that a page has for its keeping; they tell nothing of a story."""
_VALUE = "[]\"'`: "


class NotedQuestion(NamedTuple):
    """A follow-up question with what would be answered (() for nothing yet)."""

    ask: tuple[str, ...]
    answer: tuple[str, ...] = ()


class LeftOut(NamedTuple):
    """Words of the notes that have no place in a story: their line, their heading, themselves."""

    line: int
    name: str
    text: str


class MarkedNotes(NamedTuple):
    """Lines by what they were marked as. `loose` are those before any mark that are nothing else.

    `asked` are an interviewer's questions, `principles` the ids of those that are named. `left` is
    what stands behind the Result under a heading that is none of ours, and properties that say
    nothing of the story. `doubtful` are the headings for which it is a guess what belongs where.
    """

    title: str
    asked: tuple[str, ...]
    principles: tuple[str, ...]
    loose: tuple[str, ...]
    steps: dict[str, tuple[str, ...]]
    questions: tuple[NotedQuestion, ...]
    left: tuple[LeftOut, ...]
    doubtful: tuple[tuple[int, str], ...]
    is_english: bool

    @property
    def is_marked(self) -> bool:
        """Say whether any step was marked."""
        return bool(self.steps)


def read_notes(text: str, sections: Sequence[str] = ()) -> MarkedNotes:
    """Read the notes of one story, in `sections` of these names. Never raises."""
    read = marked(text)
    return _Sorter(read, sections).sorted_notes()


class _Sorter:
    """Puts the pieces of notes where they belong."""

    def __init__(self, read: MarkedText, sections: Sequence[str]) -> None:
        self._read = read
        self._sections = sections
        self._title = ""
        self._is_named = False
        self._asked: list[str] = []
        self._principles: list[str] = []
        self._loose: list[str] = []
        self._steps: dict[str, list[str]] = {}
        self._questions: list[tuple[list[str], list[str]]] = []
        self._left: list[LeftOut] = []
        self._is_told = False

    def sorted_notes(self) -> MarkedNotes:
        """Return them."""
        pieces = self._read.pieces
        for at, piece in enumerate(pieces):
            lines = piece.lines_in(self._read.text)
            self._is_told = self._is_told or piece.kind in STEPS
            self._take(piece, lines, pieces[at + 1 :])
        if not self._principles:
            for name in reversed(self._sections):
                self._principles += _called(name)
        return MarkedNotes(
            self._title,
            tuple(self._asked),
            tuple(dict.fromkeys(self._principles)),
            tuple(self._loose),
            {name: tuple(lines) for name, lines in self._steps.items()},
            tuple(NotedQuestion(tuple(ask), tuple(answer)) for ask, answer in self._questions),
            tuple(self._left),
            self._read.doubtful,
            self._read.is_english,
        )

    def _take(self, piece: Piece, lines: Sequence[str], later: Sequence[Piece]) -> None:
        """Put a piece where its kind belongs; `later` are those behind it."""
        match piece.kind:
            case kind if kind in STEPS:
                self._steps.setdefault(kind, []).extend(lines)
            case "" | "label":
                self._take_loose(piece, lines, later)
            case "title":
                self._take_title(lines)
            case "unknown":
                self._take_unknown(piece, lines, later)
            case "principle" | "tags":
                self._take_named(piece, lines)
            case "asked":
                self._take_asked(piece, lines)
            case "question":
                self._take_question(piece, lines, later)
            case "answer":
                self._take_answer(piece, lines)
            case "followups":
                self._take_followups(piece, lines)
            case _:
                self._leave(piece, lines)

    # Before the first step

    def _take_loose(self, piece: Piece, lines: Sequence[str], later: Sequence[Piece]) -> None:
        """Take lines before any mark: a title, a question, and what tells the story."""
        rest = [*lines]
        if not self._title:
            title, rest = _titled(rest, is_alone=not later)
            if title and is_interviewers(title):
                self._asked.append(title)
                title, rest = _titled(rest, is_alone=not later)
            self._name(title)
        self._loose += self._without_questions(piece, rest)

    def _without_questions(self, piece: Piece, lines: Sequence[str]) -> Iterator[str]:
        for at, line in enumerate(lines):
            start, end = bare_span(line)
            words = line[start:end].strip("*_# ")
            alone = not any(line.strip() for line in lines[at + 1 : at + 2])
            if (
                not self._is_told
                and alone
                and is_interviewers(words)
                and is_question(words + "?")
                and len(words) <= _LONGEST_QUESTION
                and "." not in words[:-1]
            ):
                self._asked.append(words)
            elif (found := _principles_alone(words)) and alone:
                self._principles += found
            elif _TAG_LINE.fullmatch(line):
                tags = {tag: _called(tag) for tag in line.replace(",", " ").split()}
                self._principles += [one for names in tags.values() for one in names]
                self._leave(self._place(piece, line), [tag for tag in tags if not tags[tag]])
            elif _KEPT.match(words):
                self._leave(self._place(piece, line), [line])
            else:
                yield line

    def _place(self, piece: Piece, line: str) -> Piece:
        """Return a piece as one without a name that begins with one of its lines."""
        text = self._read.text
        at = max(0, text.find(line, piece.at))
        return piece._replace(name="", line=text.count("\n", 0, at) + 1)

    def _name(self, title: str) -> None:
        """Take a title, or the principles that it is, or ends with."""
        title = _NUMBER.sub("", title)
        if found := _called(title):
            self._principles += found
        elif title:
            aside = _ASIDE.search(title)
            inside = _principles_alone(aside["inside"]) if aside else ()
            self._principles += inside
            title = title[: aside.start()] if aside and inside else title
            for part, other in pairwise([*_DASHED.split(title, maxsplit=1)] * 2):
                if part != other and (named := _called(part)):
                    self._principles += named
                    title = other
                    break
            self._title = title

    def _take_title(self, lines: Sequence[str]) -> None:
        """Take a title that is called one; it ends with its line, and outdoes a guess."""
        first, rest = _first(lines)
        if self._title and (self._is_named or not first):
            self._loose += lines
            return
        if first and is_interviewers(first):
            self._asked.append(first)
        elif first:
            if self._title:
                self._loose.insert(0, self._title)
            self._title, self._is_named = "", True
            self._name(_plain(first))
        self._loose += rest

    def _take_unknown(self, piece: Piece, lines: Sequence[str], later: Sequence[Piece]) -> None:
        """Take a heading that is none of ours: before the story it may be its title."""
        if self._is_told or self._questions:
            self._leave(piece, lines)
            return
        name, filled = piece.name, any(line.strip() for line in lines)
        if is_interviewers(name):
            self._asked.append(name)
        elif found := _called(name):
            self._principles += found
        elif self._title and (self._is_named or filled):
            self._loose.append(name)
        else:
            if self._title and not self._is_named:
                self._loose.append(self._title)
                self._title = ""
            self._name(name)
            self._is_named = filled
        if filled:
            self._take_loose(piece, lines, later)

    def _take_named(self, piece: Piece, lines: Sequence[str]) -> None:
        """Take principles from a property, and leave what else it says."""
        values, rest = _values(lines)
        for value in values:
            found = _called(value) or (_meant(value) if piece.kind == "principle" else [])
            self._principles += found
            if not found:
                self._left.append(LeftOut(piece.line, piece.name, value))
        while rest and _PROPERTY.fullmatch(rest[0].strip()) and not rest[0].strip().endswith("."):
            self._leave(piece._replace(name=""), [rest.pop(0)])
        if self._is_told:
            self._leave(piece._replace(name=""), rest)
        else:
            self._loose += rest

    def _take_asked(self, piece: Piece, lines: Sequence[str]) -> None:
        first, rest = _first(lines)
        if first:
            self._asked.append(_plain(first))
        if self._is_told:
            self._leave(piece._replace(name=""), rest)
        else:
            self._take_loose(piece, rest, ())

    # Behind it

    def _take_question(self, piece: Piece, lines: Sequence[str], later: Sequence[Piece]) -> None:
        ask = [line for line in lines if line.strip()]
        answered = bool(later) and later[0].kind == "answer"
        if not self._is_told and not answered and any(one.kind in STEPS for one in later):
            self._take_asked(piece, lines)
        elif ask:
            self._questions.append((ask, []))

    def _take_answer(self, piece: Piece, lines: Sequence[str]) -> None:
        if self._questions:
            self._questions[-1][1].extend(lines)
        else:
            self._leave(piece, lines)

    def _take_followups(self, piece: Piece, lines: Sequence[str]) -> None:
        """Take each line that asks as a question, and what stands below it as its answer."""
        is_open = False
        for line in lines:
            start, end = bare_span(line)
            words = line[start:end]
            if is_question(words) or (words and is_list_item(line) and not is_open):
                self._questions.append(([words], []))
                is_open = is_question(words)
            elif words and self._questions and is_open:
                self._questions[-1][1].append(line)
            elif words:
                self._left.append(LeftOut(piece.line, piece.name, words))

    def _leave(self, piece: Piece, lines: Sequence[str]) -> None:
        """Name what has no place."""
        text = " ".join(" ".join(_bare(lines)).split())
        if text or piece.name:
            self._left.append(LeftOut(piece.line, piece.name, text))


def _bare(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        start, end = bare_span(line)
        yield line[start:end]


def _first(lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return the words of a mark's own line, or of the first below it, and the other lines."""
    for at, line in enumerate(lines):
        start, end = bare_span(line)
        if start < end:
            return line[start:end], [*lines[at + 1 :]]
    return "", []


def _plain(words: str) -> str:
    """Return words without the quotation marks or the emphasis around them."""
    for sign in ('"', "'", "**", "__", "*", "_"):
        if len(words) > 2 * len(sign) and words.startswith(sign) and words.endswith(sign):
            return words[len(sign) : -len(sign)].strip()
    return words.strip("“”*")


def _values(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what a property says, as a list on its line or below it, and the lines behind it."""
    first = lines[0].strip(_VALUE) if lines else ""
    rest = [*lines[1:]]
    values = [part for part in _PARTED.split(first) if part] if not _called(first) else [first]
    if not values:
        while rest and (not rest[0].strip() or is_list_item(rest[0])):
            line = rest.pop(0)
            start, end = bare_span(line)
            values += [line[start:end].strip(_VALUE)] if start < end else []
    if not values and rest:
        values = [part for part in _PARTED.split(rest.pop(0).strip(_VALUE)) if part]
    return values, rest


def _called(words: str) -> list[str]:
    """Return the principle that words are the name of, [] if they are none."""
    return principles_called(words.strip(" .:#*_()[]\"'"))


def _meant(words: str) -> list[str]:
    """Return the principle that words mean as people say them, [] if that is not certain."""
    found = principles_meant(words.strip(" .:#*_()[]\"'"))
    return found if len(found) == 1 else []


def _principles_alone(words: str) -> list[str]:
    """Return the principles that a line names, if it says nothing else."""
    bare = words.strip(" ()[]*_#")
    if whole := _called(bare):
        return whole
    parts = [part for part in _PARTED.split(bare) if part]
    found = [_called(part) for part in parts]
    return [one for names in found for one in names] if parts and all(found) else []


def _titled(lines: list[str], *, is_alone: bool) -> tuple[str, list[str]]:
    """Return a title and the lines behind it: the first line, if it looks like one."""
    filled = [line for line in lines if line.strip()]
    if not filled:
        return "", lines
    start, end = bare_span(filled[0])
    plain = _NUMBER.sub("", filled[0][start:end].lstrip("#*_ ").rstrip("*_ "))
    asks = is_interviewers(plain) and len(plain) <= _LONGEST_QUESTION
    numbered = filled[0].strip()[0].isdigit()
    is_item = bool(filled[0][:start].strip()) and not numbered and (is_alone or len(filled) > 1)
    is_told = len(filled) == 1 and is_alone and len(plain.split()) >= _TOLD_WORDS
    short = not is_told and len(plain) <= LONGEST_TITLE and plain[-1:] not in _ENDS and not is_item
    set_off = _is_set_off(lines, filled[0], is_alone=is_alone) or bool(_principles_alone(plain))
    if plain and set_off and (short or asks):
        return plain, lines[lines.index(filled[0]) + 1 :]
    return "", lines


def _is_set_off(lines: list[str], first: str, *, is_alone: bool) -> bool:
    """Say whether an empty line or a mark follows the first filled one."""
    after = lines[lines.index(first) + 1 :]
    return not (after and after[0].strip()) and (not is_alone or bool(after) or len(lines) == 1)
