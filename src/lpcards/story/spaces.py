"""Spaces that look like ordinary ones and are none to YAML: pages and word processors have them."""

import re
import unicodedata

_ODD = "\\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000"
_ANY = re.compile(f"[{_ODD}]")
_ENDS = re.compile(f"\\A[{_ODD}]|(?<![{_ODD}])[{_ODD}]++\\Z")
_INSTEAD = re.compile(rf"\A *(?:- +)*(?:-|[\w-]+:)?(?P<space>[{_ODD}]|(?<=-)\t)")
_MARKED = re.compile(rf"\A(?:-|[a-z_]+:)(?P<space>[{_ODD}])")


def has_odd_space(text: str) -> bool:
    """Say whether there is such a space anywhere in a text."""
    return not text.isascii() and _ANY.search(text) is not None


def odd_in_line(line: str) -> tuple[int, str] | None:
    """Return where (from 0) such a space indents a line, or stands behind its `-` or `key:`.

    So does a tab behind a `-`. Returns with it what to say of it; None if there is none.
    """
    return _said(_INSTEAD.match(line))


def odd_in_key(key: str) -> tuple[int, str] | None:
    """Return where such a space stands at an end of a key, and what to say of it."""
    found = _ENDS.search(key)
    return None if found is None else (found.start(), _words(found[0][0]))


def odd_in_text(text: str) -> tuple[int, str] | None:
    """Return where such a space makes a text of what was meant as a list's item or as a key."""
    return _said(_MARKED.match(text))


def _said(found: "re.Match[str] | None") -> tuple[int, str] | None:
    return None if found is None else (found.start("space"), _words(found["space"]))


def _words(space: str) -> str:
    name = "tab" if space == "\t" else unicodedata.name(space).lower()
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name} stands here and is none to YAML: type an ordinary space instead"
