"""A Word document to plain lines: by mammoth, after its XML was found to be no trap.

Footnotes stand in brackets where they are referred to. What Word does not show as the document's
own text (comments, deleted words, headers) is left out, and named.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol
from unicodedata import normalize

from lpcards.drafts.files.archive import unpacked
from lpcards.drafts.files.web_page import text_of_page
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAIN = "word/document.xml"
MISSING = "this is a Word document: `pip install 'lpcards[notes]'` reads such files"
_DAMAGED = "this is a damaged Word document: save it anew"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SEEN = f"{_W}smartTag"
"""An element that is read as if it were not there."""
_TRANSPARENT = frozenset(
    (f"{_W}fldSimple", f"{_W}bdo", f"{_W}dir", f"{_W}ruby", f"{_W}rt", f"{_W}rubyBase")
)
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_BETWEEN = frozenset(("tab", "br", "cr", "noBreakHyphen", "footnoteReference", "endnoteReference"))
_GONE = frozenset(("del", "moveFrom", "pPr", "rPr"))
_WORD = re.compile(r"[^\W_]+")
_TEXTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*|comments)\.xml\Z")


class _Node(Protocol):
    """A part of a document, as mammoth has it."""

    def copy(self, **changes: object) -> "_Node": ...


class _Comment(Protocol):
    author_name: str | None
    body: Iterable[object]


class _Notes(Protocol):
    def resolve(self, reference: object) -> _Comment: ...


class _Document(_Node, Protocol):
    children: Iterable[_Node]
    notes: "_Notes"
    comments: Iterable[_Comment]


class WordText(NamedTuple):
    """The lines of a document, what of it is not in them, and how many pictures it has."""

    text: str
    left: tuple[str, ...]
    pictures: int


def text_of_word(data: bytes, members: tuple[str, ...]) -> WordText:
    """Return the lines of a document. Raises UserFault for what is damaged or a trap.

    Pictures and whatever else is no XML are never unpacked.
    """
    try:
        import mammoth  # here: an extra
    except ImportError:
        raise UserFault(MISSING) from None
    parts = unpacked(data, tuple(name for name in members if name.endswith((".xml", ".rels"))))
    trees = {name: _tree(part) for name, part in parts.items() if _TEXTS.match(name)}
    for name, part in parts.items():
        if name not in trees:
            _refuse_doctype(part)
    comments: list[str] = []
    try:
        converted = mammoth.convert_to_html(
            _zipped(parts, trees),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _: {}),
            transform_document=lambda document: _with_notes(document, comments),
        )
    except RecursionError:
        raise UserFault("this Word document nests too deeply: save it as text") from None
    except Exception as fault:
        raise UserFault(_DAMAGED) from fault
    text, _, pictures = text_of_page(converted.value)
    left = (*_left_out(trees, text, " ".join(comments)), *comments)
    return WordText(text, left, pictures)


def _refuse_doctype(part: bytes) -> None:
    """Raise UserFault for XML that is broken, or defines entities: Word writes no such thing."""
    from xml.parsers.expat import ExpatError, ParserCreate

    def refuse(*_: object) -> None:
        raise UserFault("its XML has a document type, as no Word document has: it is not read")

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(part, True)
    except (ExpatError, ValueError, LookupError) as fault:
        raise UserFault(_DAMAGED) from fault


def _tree(part: bytes) -> "Element":
    """Return a part's XML, with what mammoth does not look into opened."""
    from xml.etree import ElementTree as ET

    _refuse_doctype(part)
    try:
        root = ET.fromstring(part)  # noqa: S314  no entity can be in it
    except ET.ParseError as fault:
        raise UserFault(_DAMAGED) from fault
    for element in root.iter():
        if element.tag in _TRANSPARENT:
            element.tag = _SEEN
        elif element.tag == f"{_MC}AlternateContent":
            chosen = element.find(f"{_MC}Fallback")
            if chosen is None:
                chosen = element.find(f"{_MC}Choice")
            others = [child for child in element if child is not chosen]
            for child in others:
                element.remove(child)
            element.tag = _SEEN
            if chosen is not None:
                chosen.tag = _SEEN
    return root


def _zipped(parts: Mapping[str, bytes], trees: "Mapping[str, Element]") -> IO[bytes]:
    """Return the document as it may be read, in memory."""
    import io
    import zipfile
    from xml.etree import ElementTree as ET

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, part in parts.items():
            file.writestr(name, ET.tostring(trees[name]) if name in trees else part)
    held.seek(0)
    return held


def _with_notes(document: _Document, comments: list[str]) -> _Node:
    """Return a document with each note in brackets where it is referred to; fill in `comments`."""
    from mammoth import documents

    def opened(element: _Node) -> _Node:
        if isinstance(element, documents.NoteReference):
            body = document.notes.resolve(element).body
            note: _Node = documents.text(f" ({' '.join(_texts(body))})")
            return note
        children = getattr(element, "children", None)
        return element.copy(children=[opened(one) for one in children]) if children else element

    for comment in document.comments:
        said = " ".join(_texts(comment.body))
        comments.append(
            f'a comment{f" of {comment.author_name}" if comment.author_name else ""}: "{said}"'
        )
    return document.copy(children=[opened(one) for one in document.children])


def _texts(elements: Iterable[object]) -> Iterator[str]:
    """Yield the paragraphs of a note or a comment."""
    for element in elements:
        text = "".join(_words_of(element)).strip()
        if text:
            yield " ".join(text.split())


def _words_of(element: object) -> Iterator[str]:
    children = getattr(element, "children", None)
    if children is None:  # a text; or a tab, a break, a picture
        yield getattr(element, "value", " ")
    for child in children or ():
        yield from _words_of(child)


def _left_out(trees: "Mapping[str, Element]", text: str, comments: str) -> Iterator[str]:
    """Yield what there is in the document and not in the text."""
    deleted = [
        (element.text or "") for root in trees.values() for element in root.iter(f"{_W}delText")
    ]
    if any(deleted):
        yield f'deleted with Track Changes: "{" ".join("".join(deleted).split())}"'
    plain = normalize("NFKC", f"{text} {comments}".replace("*", ""))
    there = Counter(_WORD.findall(plain))
    missing = list[str]()
    for root in trees.values():
        for said in _paragraphs(root):
            for word in _WORD.findall(normalize("NFKC", said)):
                there[word] -= 1
                if there[word] < 0:
                    missing.append(word)
    if missing:
        yield f'in a header, a footer or a drawing: "{" ".join(missing)}"'


def _paragraphs(root: "Element") -> Iterator[str]:
    """Yield the texts of all paragraphs, be they inside of each other."""
    for paragraph in root.iter(f"{_W}p"):
        yield "".join(_own_texts(paragraph))


def _own_texts(element: "Element") -> Iterator[str]:
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "t":
            yield child.text or ""
        elif name in _BETWEEN:
            yield " "
        elif child.tag != f"{_W}p" and name not in _GONE:
            yield from _own_texts(child)
