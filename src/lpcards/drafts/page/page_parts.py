"""What follows the steps of a page: probes, weak answer, quizzes, pivots, levels."""

from collections.abc import Iterable, Sequence

from lpcards.drafts.page.page_blocks import PageBlock, is_name
from lpcards.drafts.page.page_lines import (
    BAR,
    DOWNPLAY,
    EMPHASIZE,
    PROBES,
    QUOTES,
    REFLECTION,
    STRONG,
    TIME,
    VERDICT,
    WEAK,
    WEAK_ANSWER,
    PageLine,
    is_quoted,
    without_sign,
)
from lpcards.drafts.page.walkthrough import (
    PageLevel,
    PagePivot,
    PageProbe,
    PageQuiz,
    PageWeakAnswer,
)


def probes_in(blocks: Iterable[PageBlock]) -> tuple[tuple[PageProbe, ...], list[PageLine]]:
    """Return the probes, and the lines that could not be placed: answers without a question."""
    probes: list[PageProbe] = []
    left: list[PageLine] = []
    is_open = False
    for block in blocks:
        if block.kind == PROBES and block.above:
            probes.append(PageProbe(block.above[-1].text))
            is_open = True
        elif block.kind == PROBES or not is_open or _has(probes[-1], block.kind):
            is_open = False
            left += block.texts
            continue
        probes[-1], more = _READERS[block.kind](probes[-1], block)
        left += more
    return tuple(probes), left


def _has(probe: PageProbe, kind: str) -> bool:
    return bool((kind == WEAK and probe.weak) or (kind == STRONG and probe.strong))


def _tests(probe: PageProbe, block: PageBlock) -> tuple[PageProbe, Sequence[PageLine]]:
    texts = block.texts
    return probe._replace(tests=texts[0].text if texts else ""), texts[1:]


def _weak(probe: PageProbe, block: PageBlock) -> tuple[PageProbe, Sequence[PageLine]]:
    if len(block.texts) == 1 and not is_quoted(block.texts[0].text):
        return probe._replace(why=block.texts[0].text), ()
    answer, rest = _answer(block.texts)
    return probe._replace(weak=answer, why=rest[0].text if rest else ""), rest[1:]


def _strong(probe: PageProbe, block: PageBlock) -> tuple[PageProbe, Sequence[PageLine]]:
    answer, rest = _answer(block.texts)
    if not rest or not is_quoted(rest[0].text):
        return probe._replace(strong=answer), rest
    return probe._replace(strong=answer, takeaway=unquoted(rest[0].text)), rest[1:]


_READERS = {PROBES: _tests, WEAK: _weak, STRONG: _strong}


def _answer(lines: Sequence[PageLine]) -> tuple[str, Sequence[PageLine]]:
    """Return the answer, without its quotation marks, and the lines behind it."""
    end = 1
    if lines and lines[0].text[0] in QUOTES and not is_quoted(lines[0].text):
        end = next((n for n, line in enumerate(lines, 1) if line.text[-1] in QUOTES), 1)
    return unquoted(" ".join(line.text for line in lines[:end])), lines[end:]


def unquoted(text: str) -> str:
    """Return a text without the quotation marks around the whole of it."""
    inner = text[1:-1].strip()
    first = next((at for at, sign in enumerate(inner) if sign in QUOTES), 0)
    two = first and not inner[first - 1].isspace()  # `"one" and "two"`: the first ends at once
    return inner if is_quoted(text) and inner and not two else text


def weak_answer_in(
    blocks: Sequence[PageBlock],
) -> tuple[PageWeakAnswer | None, list[PageLine], list[PageLine]]:
    """Return the weak answer, the lines behind its verdict, and those that could not be placed."""
    weak = next((block for block in blocks if block.kind == WEAK_ANSWER and block.lines), None)
    ends = next((block for block in blocks if block.kind == VERDICT), None)
    verdict = ends.texts[:1] if ends else ()
    behind = [*ends.texts[1:]] if ends else []
    if weak is None:
        return None, behind, [*verdict]
    flags, left = _flags(weak, is_closed=ends is not None or weak is blocks[-1])
    text = verdict[0].text if verdict else ""
    return PageWeakAnswer(weak.lines[0].text, tuple(flags), text), behind, left


def _flags(block: PageBlock, *, is_closed: bool) -> tuple[list[str], list[PageLine]]:
    """Return the flags: all lines up to the verdict; where it is missing, those with a sign."""
    known = [(line, is_closed or _is_listed(line.text)) for line in block.lines[1:]]
    flags = [line for line, is_flag in known if is_flag]
    left = [line for line, is_flag in known if not is_flag]
    return [without_sign(line.text) for line in flags], left


def _is_listed(text: str) -> bool:
    return without_sign(text) != text and not text.endswith("?")


def quizzes_in(
    lines: Sequence[PageLine], *, is_closed: bool
) -> tuple[tuple[PageQuiz, ...], list[PageLine]]:
    """Return the quizzes among the lines behind the verdict, and the lines that are none.

    `is_closed`: pivots or levels follow, so that lines without any sign of what they are can be
    parted by turns.
    """
    quizzes: list[PageQuiz] = []
    left: list[PageLine] = []
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


def _asks(line: PageLine, *, waits: bool, is_last: bool) -> bool:
    """Say whether a line is a question; the last of a page may be half of one."""
    ends = line.text.rstrip("\"'”’)").endswith("?")
    return (line.signed and (ends or not is_last)) or (ends and not waits)


def _in_turns(lines: Sequence[PageLine]) -> bool:
    """Say whether questions and reasons take turns, where no icon says which is which."""
    reasons = lines[1::2]
    return len(lines) % 2 == 0 and not any(line.signed or line.text[-1] == "?" for line in reasons)


def pivots_in(blocks: Iterable[PageBlock]) -> tuple[tuple[PagePivot, ...], list[PageLine]]:
    """Return the pivots, and the lines that could not be placed: those without a name."""
    pivots: list[PagePivot] = []
    left: list[PageLine] = []
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


def _is_headed(block: PageBlock) -> bool:
    return bool(block.above) and is_name(block.above[0].text)


def _pivot(block: PageBlock) -> PagePivot:
    return PagePivot(
        without_sign(block.above[0].text), _first(block.above[1:]), _first(block.lines)
    )


def _first(lines: Sequence[PageLine]) -> str:
    return lines[0].text if lines else ""


def levels_in(blocks: Sequence[PageBlock]) -> tuple[tuple[PageLevel, ...], list[PageLine]]:
    """Return the levels, and the lines that could not be placed.

    Behind the last level's time only the site goes on.
    """
    levels: list[PageLevel] = []
    left: list[PageLine] = []
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


def _with_bar(level: PageLevel, texts: Sequence[PageLine]) -> tuple[PageLevel, Sequence[PageLine]]:
    rest = texts[1:]
    time = rest[0].text if rest and TIME.search(rest[0].text) else ""
    return level._replace(bar=_first(texts), time=time), rest[1:] if time else rest
