"""The little Markdown that texts may hold: **strong**, *emphasis*, `code`. Nothing else."""

import re
from collections.abc import Iterator

_MARKS = re.compile(
    r"\*\*(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*"
    r"|(?<!\w)\*(?P<em>[^*\s](?:[^*]*[^*\s])?)\*(?!\w)"
    r"|`(?P<code>[^`]+)`"
)


def runs_of(words: str) -> Iterator[tuple[str, str]]:
    """Yield (`strong`, `em`, `code` or "", words) for each run of `words`, the marks taken off."""
    at = 0
    for found in _MARKS.finditer(words):
        if found.start() > at:
            yield "", words[at : found.start()]
        kind = str(found.lastgroup)
        yield kind, found[kind]
        at = found.end()
    if at < len(words):
        yield "", words[at:]
