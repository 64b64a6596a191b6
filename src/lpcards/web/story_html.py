"""Texts of stories as HTML: their little Markdown, pictures and sounds, and nothing that runs."""

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup

from lpcards.english.printable import printable
from lpcards.story.markup import LINK, PICTURE, SOUND, Run, name_of_run, runs_of

NO_MEDIA: Mapping[str, str] = MappingProxyType({})
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


def paragraphs_html(text: str, media: Mapping[str, str] = NO_MEDIA) -> Markup:
    """Return a text of several lines as HTML, a paragraph each."""
    lines = (marked_html(line, media) for line in text.split("\n") if line.strip())
    return Markup().join(map(Markup("<p>{}</p>").format, lines))


def _shown(run: Run, media: Mapping[str, str]) -> Markup:
    words, address = printable(run.words), media.get(run.target, "")
    if run.kind == LINK:
        return _LINK.format(printable(run.target), words)
    if address and run.kind == PICTURE:
        return _PICTURE.format(address, words)
    if address and run.kind == SOUND:
        return _SOUND.format(address, words)
    return _TAGS.get(run.kind, _TAGS[""]).format(printable(name_of_run(run)))
