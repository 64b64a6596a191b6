"""Cards on one page as Anki shows them: light and dark, desktop and phone, without a script.

The page needs nothing but itself, and its Content-Security-Policy lets it load nothing else. A note
is rendered as Anki does it, for the part of Anki's template language that we use: `{{Field}}`,
`{{#Field}}..{{/Field}}` and `{{^Field}}` without others inside, `{{hint:Field}}`,
`{{cloze:Field}}`. A hint, which Anki uncovers by a script, is a `<details>` here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from itertools import groupby
from string import Template
from typing import NamedTuple

from lpcards.anki.fields import NO_MEDIA, escaped
from lpcards.anki.note_types import FACES, css
from lpcards.anki.notes import FIELDS, Note, note_of
from lpcards.cards.card import Card
from lpcards.english.printable import counted
from lpcards.system.html_page import html_page

_NIGHT = re.compile(r"\.night_mode \.card \{([^{}]*)\}")
_PHONE = re.compile(r"\.mobile \.card,(?: \.\w+ \.card,){0,8} \.\w+ \.card \{([^{}]*)\}")
_DARK_PAGE = "--page: #131415; --text: #cfcbc2; --soft: #98948b; --rim: #38383a; --on: #2e2f33;"


def page_of(
    cards: Iterable[Card],
    titles: Mapping[str, str],
    to_read: Mapping[str, Note],
    media: Mapping[str, str] = NO_MEDIA,
) -> str:
    """Return the page, HTML, of `cards` in their order, `to_read` before those of a story.

    Both that and the `titles` are by the story's id.
    `media` has the `data:` addresses of pictures and sounds by their names in decks; of others
    words tell what they show.
    """
    parts = [(story, list(some)) for story, some in groupby(cards, lambda card: card.scenario)]
    title = f"{counted(sum(len(some) for _, some in parts), 'card')} as in Anki"
    body = Template(_read("preview.html")).substitute(
        title=title,
        stories="".join(_entry(story, titles) for story, _ in parts),
        body="\n".join(
            _section(story, titles, to_read, _with(some, media)) for story, some in parts
        ),
    )
    body = _MEDIA.sub(lambda found: _embedded(found, media), body)
    return html_page(title, _style(), body, media=bool(media))


_MEDIA = re.compile(
    r"<img src=\"(?P<picture>lp-\w{32}\.\w+)\" alt=\"(?P<shown>[^\"]*+)\">"
    r"|\[sound:(?P<sound>lp-\w{32}\.\w+)\]"
)


def _with(cards: Iterable[Card], media: Mapping[str, str]) -> Iterator[Card]:
    """Yield the cards with those of their pictures and sounds that are embedded."""
    for card in cards:
        yield card._replace(media=tuple(pair for pair in card.media if pair[1] in media))


def _embedded(found: re.Match[str], media: Mapping[str, str]) -> str:
    """Return a picture or sound that the page holds; of another words tell what it is."""
    address = media.get(found["picture"] or found["sound"])
    if found["sound"]:
        return f'<audio controls preload="none" src="{address}"></audio>' if address else "(sound)"
    shown = found["shown"]
    return f'<img src="{address}" alt="{shown}">' if address else f"(picture: {shown})"


def _read(name: str) -> str:
    return resources.files("lpcards.anki").joinpath(name).read_text("utf-8")


def _style() -> str:
    """Return the page's looks and the cards', whose night and phone hang on the switches."""
    looks = css()
    night, phone = (_declared(rule, looks) for rule in (_NIGHT, _PHONE))
    return "\n".join(
        (
            _read("preview.css"),
            looks,
            *_when("#dark", night),
            "@media (prefers-color-scheme: dark) {",
            *_when("#auto", night),
            "}",
            f"#phone:checked ~ .page .card {{ {phone} }}",
            f"@media (max-width: 480px) {{ .page .card {{ {phone} }} }}",
        )
    )


def _declared(rule: re.Pattern[str], looks: str) -> str:
    found = rule.search(looks)
    if found is None:
        raise LookupError(f"card.css has no rule like {rule.pattern}")
    return " ".join(found[1].split())


def _when(switch: str, night: str) -> Iterator[str]:
    yield f"{switch}:checked ~ .page {{ {_DARK_PAGE} }}"
    yield f"{switch}:checked ~ .page .card {{ {night} }}"


def _entry(story: str, titles: Mapping[str, str]) -> str:
    return f'<li><a href="#{_quoted(story)}">{escaped(titles.get(story, story))}</a></li>'


def _section(
    story: str, titles: Mapping[str, str], to_read: Mapping[str, Note], cards: Iterable[Card]
) -> str:
    heading = f'<h2 id="{_quoted(story)}">{escaped(titles.get(story, story))}</h2>'
    read = [_article(to_read[story], "")] if story in to_read else []
    asked = (_article(note_of(card), f"{card.path}:{card.line}") for card in cards)
    return "\n".join((heading, *read, *asked))


def _article(note: Note, source: str) -> str:
    front, back = rendered(note)
    name = _quoted(note.card)
    return (
        f'<article id="{name}"><h3><a href="#{name}">{escaped(note.card)}</a>'
        f"<span>{escaped(source)}</span></h3>"
        f'<div class="sides">{_side("front", front)}{_side("back", back)}</div></article>'
    )


def _side(name: str, html: str) -> str:
    return f'<section class="side" aria-label="{name}"><div class="card">{html}</div></section>'


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;")


_SECTION = re.compile(r"\{\{([#^])(\w+)\}\}((?:(?!\{\{[#^/]).)*+)\{\{/\2\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{(?:(\w+):)?(\w+)\}\}")
_CLOZE = re.compile(
    r"\{\{c1::((?:(?!::|\}\}|\{\{c1::).)*+)(?:::((?:(?!\}\}|\{\{c1::).)*+))?\}\}", re.DOTALL
)
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*")
_BLANK = '<span class="cloze" data-ordinal="1">{}</span>'


class Sides(NamedTuple):
    """Both sides of a card, HTML."""

    front: str
    back: str


def rendered(note: Note) -> Sides:
    """Return the two sides of a note's card."""
    fields = dict(zip(FIELDS[note.type], note.fields, strict=True))
    face = FACES[note.type]
    asked = {name: _CLOZE.sub(_asked, html) for name, html in fields.items()}
    answered = {name: _CLOZE.sub(_answered, html) for name, html in fields.items()}
    return Sides(_filled(face.front, asked), _filled(face.back, answered))


def _asked(found: re.Match[str]) -> str:
    return _BLANK.format(f"[{found[2] or '...'}]")


def _answered(found: re.Match[str]) -> str:
    return _BLANK.format(found[1])


def _filled(template: str, fields: Mapping[str, str]) -> str:
    """Return a template with its fields; what stands in them is not read as a template."""
    kept = _SECTION.sub(lambda found: found[3] * _is_kept(found[1], fields[found[2]]), template)
    return _FIELD.sub(lambda found: _shown(found[1], found[2], fields[found[2]]), kept)


def _is_kept(mark: str, html: str) -> bool:
    return _is_empty(html) == (mark == "^")


def _is_empty(html: str) -> bool:
    return _EMPTY.fullmatch(html) is not None


def _shown(how: str | None, name: str, html: str) -> str:
    if how != "hint":
        return html
    return f'<details class="hint"><summary>{name}</summary>{html}</details>'
