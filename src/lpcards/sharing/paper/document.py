"""Pages as one HTML document: everything escaped, no script, nothing loaded."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from html import escape
from importlib import resources
from string import Template

from lpcards.english.printable import counted, printable
from lpcards.sharing.night_sheet import Block, Line, Page
from lpcards.sharing.paper.fitting import (
    ABOUT,
    GAP,
    HEADING,
    HEADLINE,
    LEADING,
    MARGIN,
    SIZES,
    SMALL,
    TITLE,
    Fitted,
    Paper,
    fitted,
)
from lpcards.story.markup import runs_of

_TAGS = {"strong": "strong", "em": "em", "code": "code"}


def document_of(pages: Iterable[Page], paper: Paper) -> str:
    """Return the pages as HTML, each of which prints on one side of `paper`."""
    style = _style(paper)
    return Template(_read("sheet.html")).substitute(
        policy=_policy(style),
        style=style,
        title="The night before",
        pages="\n".join(_page(fitted(page, paper)) for page in pages),
    )


def _read(name: str) -> str:
    return resources.files("lpcards.sharing.paper").joinpath(name).read_text("utf-8")


def _style(paper: Paper) -> str:
    """Return the looks, with the measures that `fitting` reckons with."""
    sizes = "\n".join(f".size{at} {{ font-size: {size}pt }}" for at, size in enumerate(SIZES))
    names = {"title": TITLE, "about": ABOUT, "headline": HEADLINE, "heading": HEADING}
    told = Template(_read("sheet.css")).substitute(
        paper=paper.name,
        width=f"{paper.width}mm",
        height=f"{paper.height}mm",
        margin=f"{MARGIN}mm",
        gap=f"{GAP}mm",
        leading=LEADING,
        small=f"{SMALL}em",
        **{name: f"{size}em" for name, size in names.items()},
    )
    return f"{told}\n{sizes}"


def _policy(style: str) -> str:
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _page(fit: Fitted) -> str:
    page = fit.page
    headline = f'<p class="headline">{_told(page.headline)}</p>' if page.headline else ""
    left, right = ("".join(map(_block, blocks)) for blocks in fit.columns)
    return (
        f'<section class="page size{fit.size}">'
        f'<header><h1>{_told(page.title)}</h1><p class="about">{_told(page.about)}</p>{headline}'
        f'</header><div class="columns"><div>{left}</div><div>{right}</div></div>'
        f"{_left_out(page)}</section>"
    )


def _left_out(page: Page) -> str:
    if not page.left_out:
        return ""
    more = f"; lpcards read {page.id} has all" if page.id else ""
    return f"<footer>{counted(page.left_out, 'line')} found no room here{escape(more)}.</footer>"


def _block(block: Block) -> str:
    heading = f"<h2>{_told(block.heading)}</h2>" if block.heading else ""
    return f"<section>{heading}<ul>{''.join(map(_line, block.lines))}</ul></section>"


def _line(line: Line) -> str:
    mark = f"<b>{_told(line.mark)}</b>" if line.mark else ""
    more = f"<small>{_told(line.more)}</small>" if line.more else ""
    text = f"<span>{_told(line.text)}</span>" if line.text else ""
    return f"<li>{mark}{text}{more}</li>"


def _told(text: str) -> str:
    """Return a text with its little Markdown as HTML in which nothing runs."""
    return "".join(_tagged(kind, escape(run)) for kind, run in runs_of(printable(text)))


def _tagged(kind: str, words: str) -> str:
    tag = _TAGS.get(kind)
    return f"<{tag}>{words}</{tag}>" if tag else words
