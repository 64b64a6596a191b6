"""A web page to plain lines: a saved one, or one exported from Notion, Google Docs or Word.

The page is read once, tag by tag, and no tree of it is kept: tags may be left open, and nest as
deep as they like.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import takewhile
from typing import NamedTuple

from lpcards.drafts.files.table_lines import table_lines

Attributes = dict[str, str]

_PARAGRAPHS = frozenset(
    "address article aside blockquote dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header "
    "hgroup main menu nav ol p pre section ul".split()
)
_LINES = frozenset(
    "body caption center dd details div dt figcaption html legend li option summary".split()
)
_SILENT = frozenset("iframe noscript object script style svg template title".split())
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HEADINGS = {f"h{level}": f"{'#' * level} " for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "menu"))
_BULLETS = frozenset("•◦▪●○■‣·")
_BOLD = frozenset(("b", "strong", "summary"))
_BOLD_STYLE = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT_STYLE = re.compile(r"font-weight:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]{1,80})\s*\{([^{}]*)\}")
_CLASSES = {
    "title": "# ",
    "notion-header-block": "# ",
    "notion-sub_header-block": "## ",
    "notion-sub_sub_header-block": "### ",
    "notion-bulleted_list-block": "- ",
    "notion-to_do-block": "- ",
}
_GOOGLE_LIST = re.compile(r"lst-kix_\w+-(\d)(?:\s|\Z)")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{1,40})", re.IGNORECASE
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""So that `n` squared is not `n2`."""
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_LABEL_ENDS = re.compile(r"[:：.)–—-]\s*\Z")
_LABEL_GOES_ON = re.compile(r"\A(?:\s*+[:：–—-]|\w)")
_DEEPEST = 12
"""Levels of a list that are seen as such."""
_MOST_TABLES = 5
"""Tables inside of each other that are seen as such."""
_INNER = {"notion-page-content": 3, "contents": 3, "article": 2, "main": 1}
"""What holds a page's own text, by class, id or tag; the highest number knows best."""


class PageText(NamedTuple):
    """The lines of a page; lines that stand around its article; how many pictures it has."""

    text: str
    around: tuple[str, ...]
    pictures: int


def text_of_page(html: str) -> PageText:
    """Return the lines of a page. Never raises."""
    reader = _Reader()
    reader.feed(_tamed(html))
    reader.close()
    return reader.finished()


def declared_encoding(data: bytes) -> str:
    """Return the encoding that a page says it has ("": it says none)."""
    found = _CHARSET.search(data[:4000])
    return found[1].decode("ascii", "replace") if found else ""


def _tamed(html: str) -> str:
    """Return a page without what makes a parser look for an end again and again, as comments do.

    Text in CDATA stays, conditions of Word go, and what is no whole tag at the end is text.
    """
    html = html.replace("<![CDATA[", "").replace("<![", "<!")
    kept, at = list[str](), 0
    while (begins := html.find("<!--", at)) >= 0:
        ends = html.find("-->", begins + 4)
        if ends < 0:
            break
        kept.append(html[at:begins])
        at = ends + 3
    html = "".join((*kept, html[at:].replace("<!--", "&lt;!--")))
    last = html.rfind(">") + 1
    return html[:last] + html[last:].replace("<", "&lt;")


class _Piece(NamedTuple):
    """Words of a line, and whether they are bold."""

    text: str
    is_bold: bool


class _Open(NamedTuple):
    """A tag that is open, and what it changed."""

    tag: str
    is_bold: bool = False
    is_heading: bool = False
    rank: int = 0
    start: int = 0


class _Table:
    """A table that is being read, and where its lines go."""

    def __init__(self, outer: list[str]) -> None:
        self.outer = outer
        self.rows: list[list[list[str]]] = []

    def cell(self) -> list[str]:
        """Begin a cell; return the list that takes its lines."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append([])
        return self.rows[-1][-1]


class _Reader(HTMLParser):
    """Writes a line wherever a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._page: list[str] = []
        self._lines = self._page
        self._pieces: list[_Piece] = []
        self._open: list[_Open] = []
        self._counts: Counter[str] = Counter()
        self._bold = self._headings = 0
        self._bold_classes: set[str] = set()
        self._lists: list[tuple[str, int]] = []
        self._mark = self._indent = self._silent = self._title = ""
        self._tables: list[_Table] = []
        self._inner: dict[int, list[tuple[int, int]]] = {}
        self._pictures = 0

    def finished(self) -> PageText:
        """Return what was read, with the page's title above it if nothing else says it."""
        while self._open:
            self._pop()
        self._flush()
        inner, around = self._parted()
        title = _one_line(self._title)
        if title and not any(line.startswith("# ") or title in line for line in inner):
            inner = [f"# {title}", "", *inner]
        return PageText("\n".join(_spaced(inner)).rstrip("\n"), around, self._pictures)

    def _parted(self) -> tuple[list[str], tuple[str, ...]]:
        """Return the lines of the article, or of all if there is none, and those around it."""
        places = self._inner[max(self._inner)] if self._inner else []
        if not any("".join(self._page[start:end]) for start, end in places):
            return self._page, ()
        inside = {at for start, end in places for at in range(start, end)}
        lines = [line for at, line in enumerate(self._page) if at in inside]
        around = [line for at, line in enumerate(self._page) if at not in inside and line]
        return lines, tuple(around)

    # What the parser calls.

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        if not self._silent:
            if tag in _SILENT:
                self._silent = tag
            else:
                self._begin(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`. What was opened inside of it and left open ends, too."""
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
            return
        while self._counts[tag] and self._pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if not self._silent:
            data = data.translate(_RAISED) if self._counts["sup"] else data
            for at, part in enumerate(data.split("\n") if self._counts["pre"] else [data]):
                if at:
                    self._break()
                self._pieces.append(_Piece(part, self._bold > 0))
        elif self._silent == "title":
            self._title = self._title or data
        elif self._silent == "style":
            rules = _RULE.findall(data)
            self._bold_classes |= {name for name, rule in rules if _BOLD_STYLE.search(rule)}

    # Tags.

    def _begin(self, tag: str, attributes: Attributes) -> None:
        if tag == "br":
            self._break()
        elif tag == "hr":
            self._paragraph()
            self._lines.extend(("---", ""))
        elif tag == "img":
            self._pictures += 1
            if " " in (shown := " ".join(attributes.get("alt", "").split())):  # else a file's name
                self._pieces.append(_Piece(f" [picture: {shown}] ", is_bold=False))
        if tag in _EMPTY:
            return
        classes = attributes.get("class", "").split()
        mark = self._begin_block(tag, attributes, classes)
        rank = max(_INNER.get(name, 0) for name in (tag, attributes.get("id", ""), *classes))
        is_bold = self._is_bold(tag, attributes.get("style", ""), classes)
        is_heading = mark.startswith("#")
        self._open.append(_Open(tag, is_bold, is_heading, rank, len(self._page)))
        self._counts[tag] += 1
        self._bold += is_bold
        self._headings += is_heading

    def _begin_block(self, tag: str, attributes: Attributes, classes: list[str]) -> str:
        """Do what the beginning of a block does; return the mark of its first line."""
        if tag in {"table", "tr", "td", "th"}:
            self._begin_in_table(tag)
        elif tag in _PARAGRAPHS and not (tag in _LISTS and self._lists):
            self._paragraph()
        elif tag in _PARAGRAPHS or tag in _LINES:
            self._flush()
        if tag in _LISTS:
            start = attributes.get("start", "")
            self._lists.append((tag, int(start[:4]) if start[:4].isdecimal() else 1))
            found = _GOOGLE_LIST.search(attributes.get("class", ""))
            level = int(found[1]) if found else len(self._lists) - 1
            self._indent = "  " * min(level, _DEEPEST)
        elif tag == "li":
            self._mark = self._indent + self._numbered()
        elif tag == "dd":
            self._mark = ": "
        mark = _HEADINGS.get(tag) or next((_CLASSES[one] for one in classes if one in _CLASSES), "")
        self._mark = mark or self._mark
        return mark

    def _numbered(self) -> str:
        if not self._lists or self._lists[-1][0] != "ol":
            return "- "
        tag, number = self._lists[-1]
        self._lists[-1] = (tag, number + 1)
        return f"{number}. "

    def _is_bold(self, tag: str, style: str, classes: list[str]) -> bool:
        if _LIGHT_STYLE.search(style):
            return False
        if tag in _BOLD or _BOLD_STYLE.search(style):
            return True
        return not self._bold_classes.isdisjoint(classes)

    def _pop(self) -> str:
        """End the tag that was opened last; return it."""
        ended = self._open.pop()
        tag = ended.tag
        if tag in {"table", "td", "th"}:
            self._end_in_table(tag)
        elif tag in _LISTS:
            self._flush()
            self._lists.pop()
            self._indent = "  " * (len(self._lists) - 1)
            self._mark = ""
            if not self._lists:
                self._paragraph()
        elif ended.is_heading or tag in _PARAGRAPHS:
            self._paragraph()
            self._mark = "" if ended.is_heading or not self._lists else self._mark
        elif tag in _LINES:
            self._flush()
        if tag == "li":
            self._mark = ""
        if ended.rank and self._lines is self._page:
            places = self._inner.setdefault(ended.rank, [])
            while places and places[-1][0] >= ended.start:  # it is inside of this one
                places.pop()
            places.append((ended.start, len(self._page)))
        self._counts[tag] -= 1
        self._bold -= ended.is_bold
        self._headings -= ended.is_heading
        return tag

    def _begin_in_table(self, tag: str) -> None:
        if tag == "table":
            self._flush()
            if len(self._tables) < _MOST_TABLES:
                self._tables.append(_Table(self._lines))
        elif self._tables:
            self._flush()
            table = self._tables[-1]
            self._lines = table.outer
            if tag == "tr":
                table.rows.append([])
            else:
                self._lines = table.cell()

    def _end_in_table(self, tag: str) -> None:
        self._flush()
        if self._tables:
            self._lines = self._tables[-1].outer
            if tag == "table":
                self._lines.extend(("", *table_lines(self._tables.pop().rows), ""))

    # Lines.

    def _paragraph(self) -> None:
        """End the line that is being read, and a paragraph with it."""
        self._flush()
        if not self._lists:
            self._lines.append("")

    def _break(self) -> None:
        """End the line that is being read, but not its block."""
        if self._headings:
            self._pieces.append(_Piece(" ", is_bold=False))
            return
        self._flush()
        if self._lists:
            self._mark = self._mark or f"{self._indent}  "

    def _flush(self) -> None:
        """Write the line that is being read."""
        pieces, self._pieces = self._pieces, []
        plain = _one_line("".join(piece.text for piece in pieces))
        line = plain if self._mark.startswith("#") else _labelled(plain, pieces)
        if line in _BULLETS:
            self._mark = self._mark or "- "
        elif line:
            self._lines.append(self._mark + line)
            self._mark = f"{self._indent}  " if self._lists else ""


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _labelled(text: str, pieces: list[_Piece]) -> str:
    """Return a line, with the stars of a label that is bold: `**Action:** I read the log.`."""
    bold = takewhile(lambda piece: piece.is_bold or not piece.text.strip(), pieces)
    label = _one_line("".join(piece.text for piece in bold))
    rest = text[len(label) :]
    if not label or not (not rest or _LABEL_ENDS.search(label) or _LABEL_GOES_ON.match(rest)):
        return text
    return f"**{label}**{rest}"


def _spaced(lines: list[str]) -> Iterator[str]:
    """Yield lines without empty ones at the beginning, and never two of them in a row."""
    was_empty = True
    for line in lines:
        if line or not was_empty:
            yield line
        was_empty = not line
