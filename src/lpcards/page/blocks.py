"""Headings with the lines that belong to them: those below, and sometimes one or two above."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lpcards.page.lines import (
    BAR,
    COACHING,
    DOWNPLAY,
    EMPHASIZE,
    LEVEL_REFLECTION,
    MISTAKE,
    OVERVIEW,
    PROBES,
    REFLECTION,
    STRONG,
    TEXT,
    TIME,
    VERDICT,
    WEAK,
    Line,
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
_SAYS_ITSELF = {PROBES, VERDICT, REFLECTION, BAR}


class Block(NamedTuple):
    """A heading, the lines below it, and those `above` it that belong to it."""

    head: Line
    lines: tuple[Line, ...]
    above: tuple[Line, ...] = ()

    @property
    def kind(self) -> str:
        """What kind of heading it is."""
        return self.head.kind

    @property
    def texts(self) -> tuple[Line, ...]:
        """What is said below the heading, what stands on its own line first."""
        return (self.head, *self.lines) if self.head.text else self.lines


def blocks_of(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Block, ...]]:
    """Return the lines before the first heading, and the blocks."""
    heads = [at for at, line in enumerate(lines) if line.kind != TEXT]
    ends = [*heads[1:], len(lines)][: len(heads)]
    first = tuple(lines[: heads[0]]) if heads else tuple(lines)
    blocks = [
        Block(lines[at], tuple(lines[at + 1 : end])) for at, end in zip(heads, ends, strict=True)
    ]
    return first, tuple(_with_above(first, blocks))


def _with_above(first: tuple[Line, ...], blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks; lines above a heading go from the block before it to its own."""
    taken = [_above(block.kind, spare) for spare, block in _with_spare(first, blocks)]
    for block, above, below in zip(blocks, taken, [*taken[1:], ()], strict=False):
        lines = block.lines[: len(block.lines) - len(below)]
        yield block._replace(lines=lines, above=above)


def _with_spare(
    first: tuple[Line, ...], blocks: list[Block]
) -> Iterator[tuple[tuple[Line, ...], Block]]:
    """Yield each block with the lines before it that the block before can do without."""
    spare = tuple(line for line in first if line.number > 1)  # a first line may be a fragment
    for block in blocks:
        yield spare, block
        spare = block.lines[_own(block) :]


def _own(block: Block) -> int:
    """Return how many of its lines a block needs for itself."""
    if block.kind in _SAYS_ITSELF:
        said = 0 if block.head.text else 1
        return said + (block.kind == BAR and _is_time(block.lines[said : said + 1]))
    return _OWN.get(block.kind, len(block.lines))


def _is_time(lines: Sequence[Line]) -> bool:
    return any(TIME.search(line.text) for line in lines)


def _above(kind: str, spare: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a probe's question, or of the name and the lead of what follows."""
    if kind == PROBES:
        return spare[-1:]
    if kind not in (EMPHASIZE, REFLECTION):
        return ()
    return next((spare[-n:] for n in (2, 1) if len(spare) >= n and is_name(spare[-n].text)), ())


def is_name(text: str) -> bool:
    """Say whether a text can be the name of a principle or a level."""
    return len(text.split()) <= MOST_WORDS_OF_A_NAME and text[-1] not in ".!?:…"
