"""What a page does not hold: cut off, lost on the way, or never there."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lpcards.drafts.page.page_names import level_id
from lpcards.drafts.page.walkthrough import Page
from lpcards.story.yaml_emitter import Blank

# What no page holds and `lpcards check` asks for in any story: no fault of the page.
_NEVER = {"needs", "principle"}
_ODD = re.compile("\ufffd|â€|вЂ|‚Ä|đź|ðŸ|πŸ|[ÂÃ][^\x00-\x7f]")


class Gap(NamedTuple):
    """A part of the file with something missing: which fields; none: all of it."""

    part: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return `probes.why-you: tests, weak`."""
        return f"{self.part}: {', '.join(self.fields)}" if self.fields else self.part


def gaps_of(page: Page, data: dict[str, Any]) -> tuple[Gap, ...]:
    """Return what is missing in the data of a page, in the file's order."""
    title = () if page.title else (Gap("title"),)
    parts = (gap for key, value in data.items() for gap in _of_part(key, value))
    return (*title, *parts, *_levels(page))


def _of_part(part: str, value: Any) -> Iterator[Gap]:  # noqa: ANN401
    """Yield what is missing in a part: all of it, or fields of it, or something further inside."""
    if isinstance(value, Blank) and part not in _NEVER:
        yield Gap(part)
    if isinstance(value, dict):
        yield from _of_fields(part, value)
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict):
            yield from _of_fields(f"{part}.{next(iter(item.values()))}", item)


def _of_fields(part: str, data: dict[str, Any]) -> Iterator[Gap]:
    empty = tuple(key for key, value in data.items() if isinstance(value, Blank))
    fields = tuple(key for key in empty if key not in _NEVER)
    if fields:
        yield Gap(part, fields)
    for key, value in data.items():
        if not isinstance(value, Blank):
            yield from _of_part(f"{part}.{key}", value)


def _levels(page: Page) -> Iterator[Gap]:
    """Yield the levels of which only the reflection is there: the page leaves one out."""
    told = {level_id(level.name) for level in page.levels}
    for reflection in page.reflections if told else ():
        if level_id(reflection.level) not in told:
            yield Gap(f"levels.{level_id(reflection.level)}")


def odd_parts(data: Any, part: str = "") -> Iterator[str]:  # noqa: ANN401
    """Yield the parts whose text a wrong encoding has broken; it is kept as it is."""
    if isinstance(data, str) and _ODD.search(data):
        yield part
    inner = data.items() if isinstance(data, dict) else ()
    items = enumerate(data) if isinstance(data, list) else ()
    for key, value in (*inner, *items):
        name = next(iter(value.values())) if isinstance(value, dict) and items else key
        yield from odd_parts(value, f"{part}.{name}" if part else str(key))
