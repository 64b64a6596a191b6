"""A sheet as one HTML document to print: everything escaped, each page on one side of paper."""

from collections.abc import Iterable, Mapping
from html import escape
from importlib import resources
from string import Template
from types import MappingProxyType
from typing import Any

from lpcards.english.printable import counted, printable
from lpcards.sharing.page_fitting import (
    ABOUT,
    GAP,
    HEADING,
    HEADLINE,
    LEADING,
    MARGIN,
    PICTURE,
    SIZES,
    SMALL,
    TITLE,
    FittedPage,
    Paper,
    fitted,
)
from lpcards.sharing.story_sheet import SheetBlock, SheetLine, SheetPage
from lpcards.story.markup import name_of_run, runs_of
from lpcards.system.html_page import html_page

NO_MEDIA: Mapping[str, Any] = MappingProxyType({})
SHEET_TITLE = "The night before"
_TAGS = {"strong": "strong", "em": "em", "code": "code"}


Media = Mapping[str, Mapping[str, str]]
"""By story, the addresses of its pictures by what their author calls them."""


def document_of(pages: Iterable[SheetPage], paper: Paper, media: Media = NO_MEDIA) -> str:
    """Return the pages as HTML, each of which prints on one side of `paper`.

    Pictures that have no address in `media` are told in words.
    """
    main = sheet_main(pages, paper, media)
    return html_page(SHEET_TITLE, sheet_style(paper), main, media=bool(media))


def sheet_main(pages: Iterable[SheetPage], paper: Paper, media: Media = NO_MEDIA) -> str:
    """Return the pages as an HTML element, everything in it escaped; see `document_of`."""
    fits = (fitted(page, paper) for page in pages)
    body = "\n".join(_page(fit, media.get(fit.page.id, {})) for fit in fits)
    return f"<main>\n{body}\n</main>"


def _read(name: str) -> str:
    return resources.files("lpcards.sharing").joinpath(name).read_text("utf-8")


def sheet_style(paper: Paper) -> str:
    """Return the looks of such pages, CSS, with the measures that `fitting` reckons with."""
    sizes = "\n".join(f".size{at} {{ font-size: {size}pt }}" for at, size in enumerate(SIZES))
    names = {"title": TITLE, "about": ABOUT, "headline": HEADLINE, "heading": HEADING}
    looks = Template(_read("sheet.css")).substitute(
        paper=paper.name,
        width=f"{paper.width}mm",
        height=f"{paper.height}mm",
        margin=f"{MARGIN}mm",
        gap=f"{GAP}mm",
        leading=LEADING,
        small=f"{SMALL}em",
        picture=f"{PICTURE}em",
        **{name: f"{size}em" for name, size in names.items()},
    )
    return f"{looks}\n{sizes}"


def _page(fit: FittedPage, media: Mapping[str, str]) -> str:
    page = fit.page
    headline = f'<p class="headline">{_html(page.headline)}</p>' if page.headline else ""
    left, right = ("".join(_block(one, media) for one in blocks) for blocks in fit.columns)
    return (
        f'<section class="page size{fit.size}">'
        f'<header><h1>{_html(page.title)}</h1><p class="about">{_html(page.about)}</p>{headline}'
        f'</header><div class="columns"><div>{left}</div><div>{right}</div></div>'
        f"{_left_out(page)}</section>"
    )


def _left_out(page: SheetPage) -> str:
    if not page.left_out:
        return ""
    more = f"; lpcards read {page.id} has all" if page.id else ""
    return f"<footer>{counted(page.left_out, 'line')} did not fit here{escape(more)}.</footer>"


def _block(block: SheetBlock, media: Mapping[str, str]) -> str:
    heading = f"<h2>{_html(block.heading)}</h2>" if block.heading else ""
    lines = "".join(_line(line, media) for line in block.lines)
    return f"<section>{heading}<ul>{lines}</ul></section>"


def _line(line: SheetLine, media: Mapping[str, str]) -> str:
    mark = f"<b>{_html(line.mark)}</b>" if line.mark else ""
    more = f"<small>{_html(line.more)}</small>" if line.more else ""
    text = f"<span>{_html(line.text)}</span>" if line.text else ""
    address = media.get(line.picture, "")
    picture = f'<img src="{escape(address)}" alt="">' if address else ""
    return f"<li>{picture}{mark}{text}{more}</li>"


def _html(text: str) -> str:
    """Return a text with its little Markdown as HTML in which nothing runs."""
    runs = runs_of(printable(text))
    return "".join(_tagged(run.kind, escape(name_of_run(run))) for run in runs)


def _tagged(kind: str, words: str) -> str:
    tag = _TAGS.get(kind)
    return f"<{tag}>{words}</{tag}>" if tag else words
