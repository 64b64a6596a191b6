"""A whole page: which of its headings belong to which part, and whether it is a page at all."""

import re
from collections.abc import Sequence
from itertools import takewhile

from lpcards.drafts.page.page_blocks import PageBlock, blocks_of
from lpcards.drafts.page.page_lines import (
    BAR,
    EMPHASIZE,
    OVERVIEW,
    PROBES,
    REFLECTION,
    STRONG,
    TARGET,
    TEXT,
    TITLE,
    VERDICT,
    WEAK,
    WEAK_ANSWER,
    PageLine,
    Paste,
)
from lpcards.drafts.page.page_parts import (
    levels_in,
    pivots_in,
    probes_in,
    quizzes_in,
    weak_answer_in,
)
from lpcards.drafts.page.page_steps import KINDS as OF_STEPS
from lpcards.drafts.page.page_steps import reflections_in, steps_in
from lpcards.drafts.page.walkthrough import Walkthrough
from lpcards.story.headings import marked

_PAST_THE_STEPS = (PROBES, WEAK_ANSWER, VERDICT, EMPHASIZE)
_OTHER_PAGE = re.compile(
    r"\A.*\S\s+[-–—]\s+(?:Amazon LP |Google |Meta )?((?:Evaluat|Competenc)\w*(?: \w+){0,3})",
    re.IGNORECASE,
)
_SUMMARY = "in this scenario"
FEWEST_HEADINGS = 2
"""How many sorts of headings make a page without a title a walkthrough: one may be chance."""


def walkthrough_of(paste: Paste) -> Walkthrough:
    """Return what a page holds. Never raises: of any text as much is taken as can be known."""
    first, blocks = blocks_of(paste.lines)
    early = [*takewhile(lambda block: block.kind not in _PAST_THE_STEPS, blocks)]
    later = blocks[len(early) :]
    reflections, more = reflections_in(early)
    of_steps = [block for block in early if block.kind in OF_STEPS]
    steps, left = steps_in(of_steps, first, is_closed=bool(later or reflections))
    probes, most = probes_in([block for block in later if block.kind in (PROBES, WEAK, STRONG)])
    weak, behind, lost = weak_answer_in(later)
    follow = any(block.kind in (EMPHASIZE, REFLECTION) for block in blocks)
    quizzes, strays = quizzes_in(behind, is_closed=follow)
    pivots, astray = pivots_in(later)
    levels, gone = levels_in(later)
    overview, summary, rest = _overview(blocks)
    torn = [line for block in blocks for line in block.stray]
    rest += [*left, *more, *most, *lost, *strays, *astray, *gone, *torn]
    return Walkthrough(
        title=_title(blocks),
        overview=overview,
        summary=summary,
        steps=steps,
        reflections=reflections,
        probes=probes,
        weak_answer=weak,
        quizzes=quizzes,
        pivots=pivots,
        levels=levels,
        left=tuple(sorted({*rest, *_misplaced(early, later)})),
        cut=paste.cut,
        ends=_end(paste),
    )


def _title(blocks: Sequence[PageBlock]) -> str:
    """Return the title; what begins with a small letter on the first line is half of one."""
    head = next((block.head for block in blocks if block.kind == TITLE), None)
    if head is None or (head.number == 1 and head.text[0].islower()):
        return ""
    return head.text


def _overview(blocks: Sequence[PageBlock]) -> tuple[str, str, list[PageLine]]:
    """Return overview, summary, and the lines that are neither."""
    lines = next((block.lines for block in reversed(blocks) if block.kind == OVERVIEW), ())
    at = next((n for n, line in enumerate(lines) if line.text.lower().startswith(_SUMMARY)), 1)
    overview = " ".join(line.text for line in lines[:at])
    summary = lines[at].text if len(lines) > at else ""
    return overview, summary, [*lines[at + 1 :]]


def _misplaced(early: Sequence[PageBlock], later: Sequence[PageBlock]) -> list[PageLine]:
    """Return the lines under headings of the steps and their like where none can be."""
    strays = [block for block in early if block.kind in (WEAK, STRONG, REFLECTION, BAR)]
    strays += [block for block in later if block.kind in OF_STEPS]
    return [line for block in strays for line in block.lines]


def _end(paste: Paste) -> PageLine | None:
    """Return the last line of a page that does not end as a whole one does."""
    if not paste.lines:
        return None
    bars = [line.number for line in paste.lines if line.kind == BAR and line.text]
    heads = [line.number for line in paste.lines if line.kind != TEXT]
    is_whole = bool(bars) and bars[-1] == heads[-1] and not paste.cut
    return None if is_whole and paste.lines[-1].number > bars[-1] else paste.lines[-1]


def refusal_of(paste: Paste, page: Walkthrough) -> str:
    """Return in one sentence why a page cannot be imported, "" if it can."""
    if not paste.lines and not paste.cut:
        return f"there is nothing in it: {_PASTE}"
    kinds = [line.kind for line in paste.lines]
    if TARGET in kinds and OVERVIEW in kinds[kinds.index(TARGET) :]:
        return "two pages are in it: import them one by one"
    if TITLE not in kinds:
        return _refusal_without_title(paste, page)
    return "" if _holds_something(page) else f"nothing but its title is there: {_PASTE}"


_PASTE = "paste the whole page, from its title to its end"


def _refusal_without_title(paste: Paste, page: Walkthrough) -> str:
    if name := _other_page(paste.lines):
        return f"this is a page of another kind ({name}): only STAR walkthroughs can be imported"
    headings = {line.kind for line in paste.lines} - {TEXT}
    if len(headings) >= FEWEST_HEADINGS and _holds_something(page):
        return ""
    text = "\n".join(line.text for line in paste.lines)
    steps = dict.fromkeys(piece.kind for piece in marked(text).steps)
    if len(steps) >= FEWEST_HEADINGS:
        named = ", ".join(step.capitalize() for step in steps)
        return f"these are notes with {named}: `lpcards new --from FILE` makes a story of them"
    return (
        "it has none of the headings of a STAR walkthrough, such as `Scenario Overview`,"
        f" `Strong Example` and `Probes:`: {_PASTE}, headings and all. For notes of your own:"
        " `lpcards new --from FILE`"
    )


def _other_page(lines: Sequence[PageLine]) -> str:
    """Return what another page of the site calls itself in its title."""
    before = takewhile(lambda line: line.kind == TEXT, lines)
    found = (_OTHER_PAGE.fullmatch(line.text) for line in before)
    return next((match[1] for match in found if match), "")


def _holds_something(page: Walkthrough) -> bool:
    return any(page[1:10])
