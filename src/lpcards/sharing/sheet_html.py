"""A sheet as one HTML document to print: everything escaped, each page on one side of paper."""

from collections.abc import Iterable
from html import escape
from importlib import resources
from string import Template

from lpcards.english.printable import counted, printable
from lpcards.sharing.page_fitting import (
    ABOUT,
    GAP,
    HEADING,
    HEADLINE,
    LEADING,
    MARGIN,
    SIZES,
    SMALL,
    TITLE,
    FittedPage,
    Paper,
    fitted,
)
from lpcards.sharing.story_sheet import SheetBlock, SheetLine, SheetPage
from lpcards.story.markup import runs_of
from lpcards.system.html_page import html_page

_TAGS = {"strong": "strong", "em": "em", "code": "code"}


def document_of(pages: Iterable[SheetPage], paper: Paper) -> str:
    """Return the pages as HTML, each of which prints on one side of `paper`."""
    body = "\n".join(_page(fitted(page, paper)) for page in pages)
    return html_page("The night before", _style(paper), f"<main>\n{body}\n</main>")


def _read(name: str) -> str:
    return resources.files("lpcards.sharing").joinpath(name).read_text("utf-8")


def _style(paper: Paper) -> str:
    """Return the looks, with the measures that `fitting` reckons with."""
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
        **{name: f"{size}em" for name, size in names.items()},
    )
    return f"{looks}\n{sizes}"


def _page(fit: FittedPage) -> str:
    page = fit.page
    headline = f'<p class="headline">{_html(page.headline)}</p>' if page.headline else ""
    left, right = ("".join(map(_block, blocks)) for blocks in fit.columns)
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


def _block(block: SheetBlock) -> str:
    heading = f"<h2>{_html(block.heading)}</h2>" if block.heading else ""
    return f"<section>{heading}<ul>{''.join(map(_line, block.lines))}</ul></section>"


def _line(line: SheetLine) -> str:
    mark = f"<b>{_html(line.mark)}</b>" if line.mark else ""
    more = f"<small>{_html(line.more)}</small>" if line.more else ""
    text = f"<span>{_html(line.text)}</span>" if line.text else ""
    return f"<li>{mark}{text}{more}</li>"


def _html(text: str) -> str:
    """Return a text with its little Markdown as HTML in which nothing runs."""
    return "".join(_tagged(kind, escape(run)) for kind, run in runs_of(printable(text)))


def _tagged(kind: str, words: str) -> str:
    tag = _TAGS.get(kind)
    return f"<{tag}>{words}</{tag}>" if tag else words
