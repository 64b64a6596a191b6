"""The probes on a page, and its weak answer."""

from collections.abc import Iterable, Sequence

from lpcards.drafts.page.blocks import Block
from lpcards.drafts.page.page_lines import (
    PROBES,
    QUOTES,
    STRONG,
    VERDICT,
    WEAK,
    WEAK_ANSWER,
    Line,
    is_quoted,
    without_sign,
)
from lpcards.drafts.page.walkthrough import PageProbe, PageWeakAnswer


def probes_in(blocks: Iterable[Block]) -> tuple[tuple[PageProbe, ...], list[Line]]:
    """Return the probes, and the lines that could not be placed: answers without a question."""
    probes: list[PageProbe] = []
    left: list[Line] = []
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


def _tests(probe: PageProbe, block: Block) -> tuple[PageProbe, Sequence[Line]]:
    texts = block.texts
    return probe._replace(tests=texts[0].text if texts else ""), texts[1:]


def _weak(probe: PageProbe, block: Block) -> tuple[PageProbe, Sequence[Line]]:
    if len(block.texts) == 1 and not is_quoted(block.texts[0].text):
        return probe._replace(why=block.texts[0].text), ()
    answer, rest = _answer(block.texts)
    return probe._replace(weak=answer, why=rest[0].text if rest else ""), rest[1:]


def _strong(probe: PageProbe, block: Block) -> tuple[PageProbe, Sequence[Line]]:
    answer, rest = _answer(block.texts)
    if not rest or not is_quoted(rest[0].text):
        return probe._replace(strong=answer), rest
    return probe._replace(strong=answer, takeaway=unquoted(rest[0].text)), rest[1:]


_READERS = {PROBES: _tests, WEAK: _weak, STRONG: _strong}


def _answer(lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """Return what is said, without its quotation marks, and the lines behind it."""
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
    blocks: Sequence[Block],
) -> tuple[PageWeakAnswer | None, list[Line], list[Line]]:
    """Return the weak answer, the lines behind its verdict, and those that could not be placed."""
    told = next((block for block in blocks if block.kind == WEAK_ANSWER and block.lines), None)
    ends = next((block for block in blocks if block.kind == VERDICT), None)
    said = ends.texts[:1] if ends else ()
    behind = [*ends.texts[1:]] if ends else []
    if told is None:
        return None, behind, [*said]
    flags, left = _flags(told, is_closed=ends is not None or told is blocks[-1])
    verdict = said[0].text if said else ""
    return PageWeakAnswer(told.lines[0].text, tuple(flags), verdict), behind, left


def _flags(block: Block, *, is_closed: bool) -> tuple[list[str], list[Line]]:
    """Return the flags: all lines up to the verdict; where it is missing, those with a sign."""
    known = [(line, is_closed or _is_listed(line.text)) for line in block.lines[1:]]
    flags = [line for line, is_flag in known if is_flag]
    left = [line for line, is_flag in known if not is_flag]
    return [without_sign(line.text) for line in flags], left


def _is_listed(text: str) -> bool:
    return without_sign(text) != text and not text.endswith("?")
