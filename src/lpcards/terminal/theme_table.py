"""A guide's map for other companies: theme by theme, what each of them calls it."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from lpcards.story.models import Theme
from lpcards.story.theme_rows import theme_rows
from lpcards.terminal.text_lines import LABEL, QUIET, hanging, inline, wrapped

GAP = "  "


def theme_lines(themes: Sequence[Theme], width: int) -> Iterator[Text]:
    """Yield the themes as a table of two columns each, below its name."""
    longest = max(
        (len(name) for theme in themes for name, _ in theme_rows(theme)),
        default=0,
    )
    column = min(longest, width // 3) + len(GAP)
    for theme in themes:
        yield Text()
        yield from wrapped(inline(theme.name, LABEL), width)
        for name, words in theme_rows(theme):
            mark = Text(GAP + name.ljust(column), QUIET)
            yield from hanging(mark, inline(words), width)
