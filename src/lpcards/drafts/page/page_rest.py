"""What comes last on a page: quizzes, pivots, levels."""

from collections.abc import Iterable, Sequence

from lpcards.drafts.page.blocks import Block, is_name
from lpcards.drafts.page.page_lines import (
    BAR,
    DOWNPLAY,
    EMPHASIZE,
    REFLECTION,
    TIME,
    Line,
    without_sign,
)
from lpcards.drafts.page.walkthrough import PageLevel, PagePivot, PageQuiz


def quizzes_in(
    lines: Sequence[Line], *, is_closed: bool
) -> tuple[tuple[PageQuiz, ...], list[Line]]:
    """Return the quizzes among the lines behind the verdict, and the lines that are none.

    `is_closed`: pivots or levels follow, so that lines without any sign of what they are can be
    told apart by turns.
    """
    quizzes: list[PageQuiz] = []
    left: list[Line] = []
    in_turns = is_closed and _in_turns(lines)
    for at, line in enumerate(lines):
        waits = bool(quizzes) and not quizzes[-1].why
        is_last = at == len(lines) - 1 and not is_closed
        if (at % 2 == 0) if in_turns else _asks(line, waits=waits, is_last=is_last):
            quizzes.append(PageQuiz(without_sign(line.text)))
        elif waits:
            quizzes[-1] = quizzes[-1]._replace(why=line.text)
        else:
            left.append(line)
    return tuple(quizzes), left


def _asks(line: Line, *, waits: bool, is_last: bool) -> bool:
    """Say whether a line is a question; the last of a page may be half of one."""
    ends = line.text.rstrip("\"'”’)").endswith("?")
    return (line.signed and (ends or not is_last)) or (ends and not waits)


def _in_turns(lines: Sequence[Line]) -> bool:
    """Say whether questions and reasons take turns, where no icon says which is which."""
    reasons = lines[1::2]
    return len(lines) % 2 == 0 and not any(line.signed or line.text[-1] == "?" for line in reasons)


def pivots_in(blocks: Iterable[Block]) -> tuple[tuple[PagePivot, ...], list[Line]]:
    """Return the pivots, and the lines that could not be placed: those without a name."""
    pivots: list[PagePivot] = []
    left: list[Line] = []
    is_open = False
    for block in blocks:
        if block.kind == EMPHASIZE and _is_headed(block):
            pivots.append(_pivot(block))
            is_open = True
            left += block.lines[1:]
        elif block.kind == DOWNPLAY and is_open and not pivots[-1].downplay:
            pivots[-1] = pivots[-1]._replace(downplay=_first(block.lines))
            left += block.lines[1:]
        else:
            is_open = False
            left += block.texts if block.kind in (EMPHASIZE, DOWNPLAY) else ()
    return tuple(pivots), left


def _is_headed(block: Block) -> bool:
    return bool(block.above) and is_name(block.above[0].text)


def _pivot(block: Block) -> PagePivot:
    return PagePivot(
        without_sign(block.above[0].text), _first(block.above[1:]), _first(block.lines)
    )


def _first(lines: Sequence[Line]) -> str:
    return lines[0].text if lines else ""


def levels_in(blocks: Sequence[Block]) -> tuple[tuple[PageLevel, ...], list[Line]]:
    """Return the levels, and the lines that could not be placed.

    Behind the last level's time only the site goes on.
    """
    levels: list[PageLevel] = []
    left: list[Line] = []
    is_open = False
    for block in blocks:
        if block.kind == REFLECTION and _is_headed(block):
            name, focus = without_sign(block.above[0].text), _first(block.above[1:])
            levels.append(PageLevel(name, focus, _first(block.texts)))
            left += block.texts[1:]
        elif block.kind == BAR and is_open and not levels[-1].bar:
            levels[-1], more = _with_bar(levels[-1], block.texts)
            left += more if block is not blocks[-1] or not levels[-1].time else ()
        elif block.kind in (REFLECTION, BAR):
            left += block.texts
        is_open = block.kind == REFLECTION and _is_headed(block)
    return tuple(levels), left


def _with_bar(level: PageLevel, texts: Sequence[Line]) -> tuple[PageLevel, Sequence[Line]]:
    rest = texts[1:]
    time = rest[0].text if rest and TIME.search(rest[0].text) else ""
    return level._replace(bar=_first(texts), time=time), rest[1:] if time else rest
