"""The little Markdown that texts may hold: **strong**, *emphasis*, `code`, pictures and links.

`![what it shows](diagram.png)` is a picture, or a sound if the file is one; `[words](https://...)`
is a link. Nothing else.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

PICTURE, SOUND, LINK = "picture", "sound", "link"
SOUNDS = (".mp3", ".ogg", ".m4a", ".wav")

_IN_BRACKETS = r"[^\[\]\n]*+"
_POINTED_TO = (
    rf"!\[(?P<shown>{_IN_BRACKETS})\]\((?P<file>(?:[^()\n]|\([^()\n]*+\))*+)\)"
    rf"|\[(?P<words>{_IN_BRACKETS})\]"
    r"\((?P<address>(?:https?://|mailto:)(?:[^()<>\s]|\([^()<>\s]*+\))*+)\)"
)
_CODE = r"`(?P<code>[^`]+)`"
_MARKS = re.compile(
    r"\*\*(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*"
    r"|(?<!\w)\*(?P<em>[^*\s](?:[^*]*[^*\s])?)\*(?!\w)"
    rf"|{_CODE}|{_POINTED_TO}"
)
_POINTERS = re.compile(_POINTED_TO)
_CODE_OR_POINTERS = re.compile(f"{_CODE}|{_POINTED_TO}")
_SPACES = re.compile(" {2,}")
_LOOSE = re.compile(r" (?=[,;:?!.]++(?:[\s\"'\u201d\u2019)]|\Z))")
"""A space that a picture leaves before a stop."""
_PERCENT = re.compile(r"((?:%[0-9A-Fa-f]{2})+)")


class Run(NamedTuple):
    """Words that are marked alike: `strong`, `em`, `code`, PICTURE, SOUND, LINK or "" (not at all).

    Of a picture or sound the words are what it shows, and `target` is its file as the author
    names it; of a link they are what is read, and `target` is its address.
    """

    kind: str
    words: str
    target: str = ""


def runs_of(words: str) -> Iterator[Run]:
    """Yield each run of `words`, the marks taken off."""
    return _runs(words, _MARKS)


def _runs(words: str, marks: re.Pattern[str], kind: str = "") -> Iterator[Run]:
    at = 0
    for found in marks.finditer(words):
        if found.start() > at:
            yield Run(kind, words[at : found.start()])
        yield from _marked(found)
        at = found.end()
    if at < len(words):
        yield Run(kind, words[at:])


def _marked(found: re.Match[str]) -> Iterator[Run]:
    kind = str(found.lastgroup)
    if kind == "file":
        name = _file_named(found["file"])
        media = SOUND if name.lower().endswith(SOUNDS) else PICTURE
        yield Run(media, _bare(found["shown"]), name)
    elif kind == "address":
        yield Run(LINK, _bare(found["words"]) or found["address"], found["address"])
    elif kind == "code":
        yield Run(kind, found[kind])
    else:
        yield from _runs(found[kind], _POINTERS, kind)


def _bare(words: str) -> str:
    """Return words without emphasis: what stands in brackets is said as it is."""
    return "".join(run.words for run in _runs(words, _MARKS)).strip()


def _file_named(target: str) -> str:
    """Return the name in the round brackets; editors write it in `<>`, or its spaces as `%20`."""
    name = target.strip()
    if name[:1] == "<" and name[-1:] == ">":
        name = name[1:-1]
    return _PERCENT.sub(_decoded, name) if "%" in name else name


def _decoded(found: re.Match[str]) -> str:
    data = bytes.fromhex(found[0].replace("%", ""))
    return data.decode("utf-8", "replace")


def has_pointers(text: str) -> bool:
    """Say whether a text may hold a picture, a sound or a link; it costs next to nothing."""
    return "](" in text


def media_in(text: str) -> list[tuple[Run, str]]:
    """Return the pictures and sounds of a text, each with how it is written."""
    found: list[tuple[Run, str]] = []

    def noted(run: Run, source: str) -> str:
        found.append((run, source))
        return source

    _rewritten(text, noted)
    return [(run, source) for run, source in found if run.kind != LINK]


def name_of_run(run: Run) -> str:
    """Return a run as words that stand for it where nothing but words can be shown."""
    if run.kind in {PICTURE, SOUND}:
        return f"[{run.kind}: {run.words}]" if run.words else f"[{run.kind}]"
    if run.kind == LINK and run.words != run.target:
        return f"{run.words} ({run.target})"
    return run.words


def in_words(text: str) -> str:
    """Return a text with words for its pictures, sounds and links; other marks stay."""
    return _rewritten(text, lambda run, _: name_of_run(run))


def media_in_words(text: str) -> str:
    """Return a text with words for its pictures and sounds; links and other marks stay."""
    return _rewritten(text, lambda run, source: source if run.kind == LINK else name_of_run(run))


def words_said(text: str) -> str:
    """Return what is said of a text: no picture, no sound, of links the words; other marks stay."""
    if not has_pointers(text):
        return text
    said = _rewritten(text, lambda run, _: run.words if run.kind == LINK else "")
    return _tidied(said)


def words_asked(text: str) -> str:
    """Return what has to be said of a text; where that is nothing, words for what it shows."""
    return words_said(text) or in_words(text)


def apart(text: str) -> tuple[str, str]:
    """Return a text without its pictures and sounds, and these, as they are written."""
    media = [source for _, source in media_in(text)]
    if not media:
        return text, ""
    words = _rewritten(text, lambda run, source: source if run.kind == LINK else "")
    return _tidied(words), " ".join(media)


def without_pointers(text: str) -> str:
    """Return a text without its pictures, sounds, links and code."""
    return _CODE_OR_POINTERS.sub("", text)


def blanked(text: str) -> str:
    """Return a text with blanks for what is not said of it, so that every offset stays."""
    return _rewritten(text, _blank)


def unparted(text: str) -> str:
    """Return a text with a single word for each picture, sound and link; every offset stays."""
    return _rewritten(text, lambda _, source: "x" * len(source))


def _blank(run: Run, source: str) -> str:
    at = source.find(run.words) if run.kind == LINK else -1
    if at < 0:
        return " " * len(source)
    return f"{'':{at}}{run.words}".ljust(len(source))


def _tidied(text: str) -> str:
    lines = (_LOOSE.sub("", _SPACES.sub(" ", line)).strip() for line in text.split("\n"))
    return "\n".join(lines).strip()


def _rewritten(text: str, by: Callable[[Run, str], str]) -> str:
    """Return a text with something else for each picture, sound and link, given their source."""

    def other(found: re.Match[str]) -> str:
        run = next(_marked(found))
        return found[0] if run.kind == "code" else by(run, found[0])

    return _CODE_OR_POINTERS.sub(other, text) if has_pointers(text) else text
