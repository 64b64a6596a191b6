"""How a sheet looks in a terminal."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from lpcards.sharing.story_sheet import SheetBlock, SheetLine, SheetPage
from lpcards.terminal.text_lines import LABEL, QUIET, hanging, inline, rule, wrapped

INDENT = "  "


def pages_lines(pages: Iterable[SheetPage], width: int) -> Iterator[Text]:
    """Yield the pages one below the other."""
    for at, page in enumerate(pages):
        yield from [Text()] * 2 if at else []
        yield from page_lines(page, width)


def page_lines(page: SheetPage, width: int) -> Iterator[Text]:
    """Yield a page as lines of at most `width` columns."""
    yield from wrapped(inline(page.title, "bold"), width)
    yield from wrapped(inline(page.about, QUIET), width)
    yield rule(width)
    yield from wrapped(inline(page.headline), width) if page.headline else ()
    for at, block in enumerate(page.blocks):
        if at or page.headline:
            yield Text()
        yield from _block_lines(block, width)


def _block_lines(block: SheetBlock, width: int) -> Iterator[Text]:
    if block.heading:
        yield from wrapped(inline(block.heading, LABEL), width)
    for line in block.lines:
        yield from _line_lines(line, width)


def _line_lines(line: SheetLine, width: int) -> Iterator[Text]:
    """Yield a line: its mark, what to say below it, and what else there is to it."""
    if line.mark:
        yield from hanging(Text("- "), inline(line.mark, "bold"), width)
    for words, style in ((line.text, ""), (line.more, QUIET)):
        if words:
            yield from hanging(Text(INDENT), inline(words, style), width)
