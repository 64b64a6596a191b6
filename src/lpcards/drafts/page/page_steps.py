"""The five steps on a page, and the reflections by level behind them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lpcards.drafts.page.page_blocks import PageBlock
from lpcards.drafts.page.page_lines import (
    COACHING,
    EXAMPLE,
    LETTER,
    LETTERS,
    LEVEL_REFLECTION,
    MISTAKE,
    TARGET,
    PageLine,
    phrases_in,
)
from lpcards.drafts.page.walkthrough import PageReflection, PageStep

ORDER = ("situation", "task", "action", "result", "reflection")
HEADS = (TARGET, LETTER, EXAMPLE)
KINDS = (*HEADS, COACHING, MISTAKE)
MOST_SECONDS = 3600


class _UnnamedStep(NamedTuple):
    """A step whose name is not known yet: its blocks, one of each kind."""

    blocks: dict[str, PageBlock]

    @property
    def letter(self) -> str:
        """The step that the page itself names."""
        return LETTERS[self.blocks[LETTER].head.text] if LETTER in self.blocks else ""

    @property
    def has_text(self) -> bool:
        """Whether anything is there besides a head."""
        return bool(self.blocks.keys() & {EXAMPLE, COACHING, MISTAKE})


def steps_in(
    blocks: Iterable[PageBlock], first: Sequence[PageLine], *, is_closed: bool
) -> tuple[tuple[PageStep, ...], list[PageLine]]:
    """Return the steps in their order, and the lines that could not be placed.

    `first` are the lines before the first heading: where a page begins in the middle of a step,
    its key phrases are the last of them. `is_closed`: other parts follow, so no step is missing
    behind the last.
    """
    steps: dict[str, PageStep] = {}
    left: list[PageLine] = []
    for at, (name, step) in enumerate(_named([*_unnamed_steps(blocks)], is_closed=is_closed)):
        if not name or name in steps:
            left += [line for block in step.blocks.values() for line in block.lines]
            continue
        steps[name], more = _step(name, step)
        if at == 0 and not step.blocks.keys() & {*HEADS}:
            steps[name] = steps[name]._replace(phrases=_phrases_above(first))
        left += more
    return tuple(steps[name] for name in ORDER if name in steps), left


def _phrases_above(first: Sequence[PageLine]) -> tuple[str, ...]:
    """Return the phrases of the last line, if it is whole: the page's own first may not be."""
    return phrases_in(first[-1].text) if len(first) > 1 else ()


def _unnamed_steps(blocks: Iterable[PageBlock]) -> Iterator[_UnnamedStep]:
    """Yield the steps: one begins where a head comes that the last one has, or is past."""
    found: dict[str, PageBlock] = {}
    for block in blocks:
        if any(KINDS.index(kind) >= KINDS.index(block.kind) for kind in found):
            yield _UnnamedStep(found)
            found = {}
        found[block.kind] = block
    if found:
        yield _UnnamedStep(found)


def _named(steps: Sequence[_UnnamedStep], *, is_closed: bool) -> Iterator[tuple[str, _UnnamedStep]]:
    """Yield the steps by name, "" where it cannot be known."""
    last = ""
    for at, step in enumerate(steps):
        name = _by_itself(step, last) if step.letter or last else ""
        if not name and not last:
            name = _by_those_behind(step, steps[at + 1 :], is_closed=is_closed)
        yield name, step
        last = name or last


def _by_itself(step: _UnnamedStep, last: str) -> str:
    """Return what a step's letter says, else what comes behind the `last` one.

    A letter alone that comes out of turn is the beginning of a heading that was cut.
    """
    follows = _next_to(last, 1) if last else step.letter
    return step.letter if step.letter and step.has_text else follows


def _by_those_behind(step: _UnnamedStep, behind: Sequence[_UnnamedStep], *, is_closed: bool) -> str:
    """Return the name of a page's first step, where its own letter is missing."""
    if behind and behind[0].letter:
        return _next_to(behind[0].letter, -1)
    if TARGET in step.blocks:
        return "reflection" if step.has_text else "situation"
    return ORDER[-1 - len(behind)] if is_closed and len(behind) < len(ORDER) else ""


def _next_to(name: str, by: int) -> str:
    at = ORDER.index(name) + by
    return ORDER[at] if 0 <= at < len(ORDER) else ""


def _step(name: str, step: _UnnamedStep) -> tuple[PageStep, list[PageLine]]:
    """Return a step, and the lines of its blocks that could not be placed."""
    blocks = step.blocks
    example, phrases, left = _example(blocks[EXAMPLE].lines if EXAMPLE in blocks else ())
    coaching, more = _one_text(blocks.get(COACHING))
    mistake, most = _one_text(blocks.get(MISTAKE))
    heads = (line for kind in (TARGET, LETTER) if kind in blocks for line in blocks[kind].lines)
    page_step = PageStep(name, _seconds(step), example, phrases, coaching, mistake)
    return page_step, [*heads, *left, *more, *most]


def _seconds(step: _UnnamedStep) -> int:
    seconds = int(step.blocks[TARGET].head.text[:9]) if TARGET in step.blocks else 0
    return seconds if seconds <= MOST_SECONDS else 0


def _example(lines: Sequence[PageLine]) -> tuple[str, tuple[str, ...], list[PageLine]]:
    """Return example, key phrases and what is neither: the phrases end the example."""
    found = [at for at, line in enumerate(lines) if phrases_in(line.text)]
    if not found:
        return (lines[0].text if lines else ""), (), [*lines[1:]]
    at = found[0]
    return (
        " ".join(line.text for line in lines[:at]),
        phrases_in(lines[at].text),
        [*lines[at + 1 :]],
    )


def _one_text(block: PageBlock | None) -> tuple[str, list[PageLine]]:
    """Return the one text of a block, and the lines behind it."""
    if block is None or not block.lines:
        return "", []
    return block.lines[0].text, [*block.lines[1:]]


def reflections_in(
    blocks: Iterable[PageBlock],
) -> tuple[tuple[PageReflection, ...], list[PageLine]]:
    """Return the reflections by level, and the lines that could not be placed."""
    found: dict[str, PageReflection] = {}
    left: list[PageLine] = []
    for block in blocks:
        if block.kind != LEVEL_REFLECTION or not block.lines:
            continue
        reflection = PageReflection(block.head.text, block.lines[0].text)
        left += block.lines[block.head.text not in found :]
        found.setdefault(reflection.level, reflection)
    return tuple(found.values()), left
