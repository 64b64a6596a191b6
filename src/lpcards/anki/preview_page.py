"""Cards on one page as Anki shows them: light and dark, desktop and phone, without a script.

The page needs nothing but itself, and its Content-Security-Policy lets it load nothing else.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from itertools import groupby
from string import Template

from lpcards.anki.fields import escaped
from lpcards.anki.notes import note_of
from lpcards.anki.rendering import rendered
from lpcards.anki.types import css
from lpcards.cards.card import Card
from lpcards.english.printable import counted

_NIGHT = re.compile(r"\.night_mode \.card \{([^{}]*)\}")
_PHONE = re.compile(r"\.mobile \.card,(?: \.\w+ \.card,){0,8} \.\w+ \.card \{([^{}]*)\}")
_DARK_PAGE = "--page: #131415; --text: #cfcbc2; --soft: #98948b; --rim: #38383a; --on: #2e2f33;"


def page_of(cards: Iterable[Card], titles: Mapping[str, str]) -> str:
    """Return the page, HTML, of `cards` in their order. `titles` has each story's title."""
    parts = [(story, list(some)) for story, some in groupby(cards, lambda card: card.scenario)]
    style = _style()
    return _template("preview.html").substitute(
        policy=_policy(style),
        style=style,
        title=f"{counted(sum(len(some) for _, some in parts), 'card')} as in Anki",
        stories="".join(_entry(story, titles) for story, _ in parts),
        body="\n".join(_section(story, titles, some) for story, some in parts),
    )


def _policy(style: str) -> str:
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _template(name: str) -> Template:
    return Template(_read(name))


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


def _section(story: str, titles: Mapping[str, str], cards: Iterable[Card]) -> str:
    heading = f'<h2 id="{_quoted(story)}">{escaped(titles.get(story, story))}</h2>'
    return "\n".join((heading, *map(_article, cards)))


def _article(card: Card) -> str:
    front, back = rendered(note_of(card))
    name = _quoted(card.id)
    return (
        f'<article id="{name}"><h3><a href="#{name}">{escaped(card.id)}</a>'
        f"<span>{escaped(card.path)}:{card.line}</span></h3>"
        f'<div class="sides">{_side("front", front)}{_side("back", back)}</div></article>'
    )


def _side(name: str, told: str) -> str:
    return f'<section class="side" aria-label="{name}"><div class="card">{told}</div></section>'


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;")
