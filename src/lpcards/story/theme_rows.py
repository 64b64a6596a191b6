"""A guide's map for other companies: what stands beside what, theme by theme."""

from collections.abc import Iterator

from lpcards.story.models import Theme
from lpcards.story.principles import short_principle

PRINCIPLES = "Principles"


def theme_rows(theme: Theme) -> Iterator[tuple[str, str]]:
    """Yield a theme's principles, then what each company calls it: a name, and words for it."""
    if theme.principles:
        yield PRINCIPLES, " · ".join(map(short_principle, theme.principles))
    for company, words in theme.words.items():
        yield company.replace("-", " ").capitalize(), words
