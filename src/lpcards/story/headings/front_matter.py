"""What is said of a text at its very beginning: properties between two rules, or a mail's head."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from lpcards.story.headings.heading_line import heading_of
from lpcards.story.headings.heading_words import (
    ASKED,
    PRINCIPLE,
    QUESTION,
    TAGS,
    TITLE,
    folded,
)

PROPERTY = "property"
"""A line of front matter that we do not read."""
ABOUT = frozenset({TITLE, PRINCIPLE, ASKED, TAGS})
"""What may be said of a story beside telling it."""
_LONGEST = 60
"""Lines in which front matter has to end."""
_KEY = re.compile(r"\A(?:#\+)?(?P<key>[A-Za-z][\w -]{0,30}?)\s*:(?:\s+(?P<value>\S.*)|\s*)\Z")
_MAIL = re.compile(
    r"(?P<key>from|to|cc|bcc|date|sent|subject|reply-to|von|an|gesendet|datum|betreff|de|para|"
    r"asunto|assunto|objet)\s?:\s",
    re.IGNORECASE,
)
_SUBJECTS = frozenset({"subject", "betreff", "asunto", "assunto", "objet"})
_ORG_KEY = re.compile(r"#\+\w+:\s")


class Property(NamedTuple):
    """A property: what `kind` of mark it is, its key, and where its value begins in its line."""

    kind: str
    key: str
    start: int


def front_matter(lines: Sequence[str]) -> tuple[int, int, int]:
    """Return the first of its lines, the one behind the last, and where the text goes on.

    It stands between two rules, or is the head of a mail (two lines or more) or of an org file.
    """
    if not lines or lines[0].strip() != "---":
        return _head(lines)
    end = next(
        (at for at in range(1, min(len(lines), _LONGEST)) if lines[at].strip() in ("---", "...")), 0
    )
    is_there = any(map(_KEY.match, lines[1:end]))
    return (1, end, end + 1) if is_there else (0, 0, 0)


def _head(lines: Sequence[str]) -> tuple[int, int, int]:
    for pattern, fewest in ((_MAIL, 2), (_ORG_KEY, 1)):
        count = len([*takewhile(pattern.match, lines)])
        if count >= fewest:
            return 0, count, count
    return 0, 0, 0


def property_of(line: str) -> Property | None:
    """Return the property that a line of front matter is; None if it goes on with another."""
    found = _KEY.match(line)
    if found is None:
        return None
    heading = heading_of(line.removeprefix("#+"))
    kind = heading.kinds[0] if heading and heading.kinds else PROPERTY
    kind = TITLE if folded(found["key"]) in _SUBJECTS else kind
    kind = ASKED if kind == QUESTION else kind if kind in ABOUT else PROPERTY
    return Property(kind, found["key"], found.start("value") if found["value"] else len(line))
