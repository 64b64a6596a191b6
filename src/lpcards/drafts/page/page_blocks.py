"""Headings with the lines that belong to them: those below, and sometimes one or two above."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from lpcards.drafts.page.page_lines import (
    BAR,
    COACHING,
    DOWNPLAY,
    EMPHASIZE,
    EXAMPLE,
    LETTER,
    LEVEL_REFLECTION,
    MISTAKE,
    OVERVIEW,
    PROBES,
    REFLECTION,
    STRONG,
    TARGET,
    TEXT,
    TIME,
    TITLE,
    VERDICT,
    WEAK,
    WEAK_ANSWER,
    PageLine,
    is_quoted,
)

MOST_WORDS_OF_A_NAME = 8

# How many lines of text a heading is followed by, where another part may begin behind them.
_OWN = {
    OVERVIEW: 2,
    COACHING: 1,
    MISTAKE: 1,
    LEVEL_REFLECTION: 1,
    WEAK: 2,
    STRONG: 1,
    EMPHASIZE: 1,
    DOWNPLAY: 1,
}
_PARTS = (
    (TARGET, LETTER, EXAMPLE, COACHING, MISTAKE),
    (PROBES, WEAK, STRONG),
    (WEAK_ANSWER, VERDICT),
    (EMPHASIZE, DOWNPLAY),
    (REFLECTION, BAR),
)
_ENTRIES = {TITLE, OVERVIEW, LEVEL_REFLECTION, LETTER, *(part[0] for part in _PARTS)}
_NAMED_ABOVE = {PROBES, EMPHASIZE, REFLECTION}
_SAYS_ITSELF = {PROBES, VERDICT, REFLECTION, BAR}


class PageBlock(NamedTuple):
    """A heading, the lines below it, and those `above` it that belong to it.

    `stray` are lines below it that may belong to something else.
    """

    head: PageLine
    lines: tuple[PageLine, ...]
    above: tuple[PageLine, ...] = ()
    stray: tuple[PageLine, ...] = ()

    @property
    def kind(self) -> str:
        """What kind of heading it is."""
        return self.head.kind

    @property
    def texts(self) -> tuple[PageLine, ...]:
        """What is said below the heading, what stands on its own line first."""
        return (self.head, *self.lines) if self.head.text else self.lines


def blocks_of(lines: Sequence[PageLine]) -> tuple[tuple[PageLine, ...], tuple[PageBlock, ...]]:
    """Return the lines before the first heading, and the blocks."""
    heads = [at for at, line in enumerate(lines) if line.kind != TEXT]
    ends = [*heads[1:], len(lines)][: len(heads)]
    first = tuple(lines[: heads[0]]) if heads else tuple(lines)
    blocks = [
        PageBlock(lines[at], tuple(lines[at + 1 : end]))
        for at, end in zip(heads, ends, strict=True)
    ]
    return first, tuple(_with_above(first, blocks))


def _with_above(first: tuple[PageLine, ...], blocks: list[PageBlock]) -> Iterator[PageBlock]:
    """Yield the blocks, the lines between two headings shared out among both."""
    before = PageBlock(_NOTHING, tuple(line for line in first if line.number > 1))
    above: tuple[PageLine, ...] = _above(before, blocks[0].kind) if blocks else ()
    for block, behind in zip_longest(blocks, blocks[1:]):
        taken, above = above, _above(block, behind.kind) if behind else ()
        lines = block.lines[: len(block.lines) - len(above)]
        is_torn = behind is not None and _is_torn(block, behind.kind, above)
        end = 0 if is_torn else _end(block.kind, lines)
        yield block._replace(above=taken, lines=lines[:end], stray=lines[end:])


_NOTHING = PageLine(0, TEXT, "")  # before the first heading; a first line may be a fragment


def _is_torn(block: PageBlock, behind: str, above: tuple[PageLine, ...]) -> bool:
    """Say whether something is missing before the next heading, so that a text may be another's.

    That is so if what comes is the middle of a part of which the beginning is not there.
    """
    if behind in _NAMED_ABOVE and not above and block.kind != VERDICT:
        return not (block.lines and is_quoted(block.lines[-1].text))
    if behind in _ENTRIES:
        return False
    part = next((part for part in _PARTS if behind in part), ())
    return block.kind not in part or part.index(block.kind) >= part.index(behind)


def _end(kind: str, lines: Sequence[PageLine]) -> int:
    """Return how many lines come before one that has an icon, or is a quotation, as none has."""
    if kind in (VERDICT, WEAK_ANSWER):
        return len(lines)
    plain = kind not in (EXAMPLE, WEAK, STRONG)
    amiss = (line.signed or (plain and is_quoted(line.text)) for line in lines)
    return next((at for at, found in enumerate(amiss) if found), len(lines))


def _own(block: PageBlock) -> int:
    """Return how many of its lines a block needs for itself."""
    if block.kind in _SAYS_ITSELF:
        first = 0 if block.head.text else 1
        return first + (block.kind == BAR and _is_time(block.lines[first : first + 1]))
    return _OWN.get(block.kind, len(block.lines))


def _is_time(lines: Sequence[PageLine]) -> bool:
    return any(TIME.search(line.text) for line in lines)


def _above(block: PageBlock, behind: str) -> tuple[PageLine, ...]:
    """Return the lines of a block that belong to the heading behind it.

    These are a probe's question, or the name and the lead of what follows.
    """
    spare = block.lines[_own(block) :] if block.head.number else block.lines
    if behind == PROBES:
        return spare[-1:] or tuple(line for line in block.lines[-1:] if line.text[-1] == "?")
    if behind not in _NAMED_ABOVE:
        return ()
    named = (spare[-n:] for n in (2, 1) if len(spare) >= n and is_name(spare[-n].text))
    return next(named, ()) or _pair(block.lines[-2:])


def _pair(lines: tuple[PageLine, ...]) -> tuple[PageLine, ...]:
    """Return a name and a lead, if that is what the lines are."""
    names = [is_name(line.text) for line in lines]
    return lines if names == [True, False] else ()


def is_name(text: str) -> bool:
    """Say whether a text can be the name of a principle or a level."""
    return len(text.split()) <= MOST_WORDS_OF_A_NAME and text[-1] not in ".!?:…"
