"""Texts of stories as HTML: their little Markdown, pictures and sounds, and nothing that runs."""

import re
from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

from markupsafe import Markup

from lpcards.english.printable import printable
from lpcards.story.markup import LINK, PICTURE, SOUND, Run, name_of_run, runs_of

NO_MEDIA: Mapping[str, str] = MappingProxyType({})
_ITEM = re.compile(r"- |([0-9]{1,6})\. ")
_PARAGRAPH, _ENTRY = Markup('<p dir="auto">{}</p>'), Markup('<li dir="auto">{}</li>')
_LISTS = {"ul": Markup("<ul>{}</ul>"), "ol": Markup("<ol>{}</ol>")}
_TAGS = {
    "strong": Markup("<strong>{}</strong>"),
    "em": Markup("<em>{}</em>"),
    "code": Markup("<code>{}</code>"),
    "": Markup("{}"),
}
_PICTURE = Markup('<img src="{}" alt="{}" loading="lazy">')
_SOUND = Markup('<audio controls preload="none" src="{}" aria-label="{}"></audio>')
_LINK = Markup('<a href="{}" rel="noreferrer noopener" target="_blank">{}</a>')


def marked_html(text: str, media: Mapping[str, str] = NO_MEDIA) -> Markup:
    """Return a text as HTML; `media` has addresses of pictures and sounds by their author's names.

    One that has none is told in words.
    """
    return Markup().join(_shown(run, media) for run in runs_of(text))


def prose_html(text: str, media: Mapping[str, str] = NO_MEDIA) -> Markup:
    """Return a text of several lines as HTML: paragraphs, and lists of lines with `- ` or `1. `."""
    lines = groupby(text.splitlines(), key=_line_kind)
    return Markup().join(_block(kind, [*some], media) for kind, some in lines if kind)


def _line_kind(line: str) -> str:
    """Return what a line is part of: `p`, `ul`, `ol`; "" for a blank one."""
    item = _ITEM.match(line)
    return ("ol" if item[1] else "ul") if item else "p" if line.strip() else ""


def _block(kind: str, lines: list[str], media: Mapping[str, str]) -> Markup:
    if kind == "p":
        return _PARAGRAPH.format(Markup("<br>").join(marked_html(line, media) for line in lines))
    texts = (line[item.end() :] for line in lines if (item := _ITEM.match(line)))
    return _LISTS[kind].format(Markup().join(_ENTRY.format(marked_html(t, media)) for t in texts))


def _shown(run: Run, media: Mapping[str, str]) -> Markup:
    words, address = printable(run.words), media.get(run.target, "")
    if run.kind == LINK:
        return _LINK.format(printable(run.target), words)
    if address and run.kind == PICTURE:
        return _PICTURE.format(address, words)
    if address and run.kind == SOUND:
        return _SOUND.format(address, words)
    return _TAGS.get(run.kind, _TAGS[""]).format(printable(name_of_run(run)))
