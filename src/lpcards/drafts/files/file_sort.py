"""What sort of file it is, by its bytes; by its name only where the bytes may be several things."""

import re

DOCUMENT, PAGE, MAIL_PAGE, ARCHIVE, SHEET, TEXT = "docx", "html", "mhtml", "zip", "csv", "text"

_WORD = "save it as Word (.docx) or as text"
_COPY = "copy its text into a text file"
_TYPE = "type its words into a text file"
_SAID = "save its transcript as text"
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _COPY),
    (b"{\\rtf", "RTF", _WORD),
    (b"\xd0\xcf\x11\xe0", "an old Office file, or one with a password", _WORD),
    (b"bplist", "a web archive", "save the page as HTML or as text"),
    (b"\x89PNG", "a picture", _TYPE),
    (b"\xff\xd8\xff", "a picture", _TYPE),
    (b"GIF8", "a picture", _TYPE),
    (b"II*\x00", "a picture", _TYPE),
    (b"MM\x00*", "a picture", _TYPE),
    (b"ID3", "a recording", _SAID),
    (b"\xff\xfb", "a recording", _SAID),
    (b"OggS", "a recording", _SAID),
    (b"fLaC", "a recording", _SAID),
    (b"\x1aE\xdf\xa3", "a film", _SAID),
    (b"\x1f\x8b", "a packed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a packed file", "unpack it first"),
    (b"Rar!", "a packed file", "unpack it first"),
    (b"\xfd7zXZ", "a packed file", "unpack it first"),
    (b"BZh", "a packed file", "unpack it first"),
    (b"SQLite format 3", "a database", "save its text"),
)
_ENDINGS = {
    "pdf": ("a PDF", _COPY),
    "doc dot wps": ("an old Word document", _WORD),
    "rtf odt pages": ("a document of another program", _WORD),
    "xls xlsx numbers ods": ("a workbook", "save the sheet as CSV"),
    "ppt pptx key odp": ("slides", _COPY),
    "png jpg jpeg gif heic webp tif tiff bmp": ("a picture", _TYPE),
    "mp3 m4a wav ogg aac flac amr wma opus": ("a recording", _SAID),
    "mp4 mov avi mkv webm": ("a film", _SAID),
}
_RIFF = {b"WEBP": "a picture", b"WAVE": "a recording", b"AVI ": "a film"}
_IN_ARCHIVE = (
    ("xl/workbook.xml", "an Excel workbook", "save the sheet as CSV"),
    ("ppt/presentation.xml", "a PowerPoint file", _COPY),
    ("Index/Document.iwa", "a Pages file", "export it as Word"),
    ("Index.zip", "a Pages file", "export it as Word"),
    ("index.apxl", "a Keynote file", _COPY),
    ("META-INF/container.xml", "a book (EPUB)", _COPY),
    ("content.xml", "an OpenDocument file", _WORD),
)
_PAGE = re.compile(r"\A<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"\A<(?:meta|h[1-6]|p|div|ul|ol|table|section|article|b|span|main)\b[^>]*+>", re.IGNORECASE
)
_CLOSED = re.compile(r"</(?:h[1-6]|p|div|ul|ol|table|section|article|main)\s{0,9}>", re.IGNORECASE)
_JSON = re.compile(r'\A\s*+(?:\{\s*+"|\[\s*+[\[{"])')
_TEX = re.compile(r"^\\documentclass\b", re.MULTILINE)
_MOST_REMARKS = 20
_HEAD = 4000
"""Characters in which a text says what it is."""


def refused(data: bytes, name: str) -> str:
    """Return what a file is and what to do instead, if it holds no text to read ("": it may)."""
    for begins, what, remedy in _BEGINNINGS:
        if data.startswith(begins):
            return f"this is {what}: {remedy}"
    if data.startswith(b"RIFF") and data[8:12] in _RIFF:
        return f"this is {_RIFF[data[8:12]]}: save its words as text"
    if data[4:8] == b"ftyp":
        is_picture = data[8:12] in {b"heic", b"heix", b"mif1", b"avif"}
        return f"this is {'a picture' if is_picture else 'a recording'}: save its words as text"
    if b"%PDF-" in data[:1024] and name.lower().endswith(".pdf"):
        return f"this is a PDF: {_COPY}"
    return ""


def refused_name(name: str) -> str:
    """Return what a file without a text in it is, by its name, and what to do ("": no idea)."""
    ending = name.lower().rpartition(".")[2]
    found = (known for endings, known in _ENDINGS.items() if ending in endings.split())
    return next((f"this is {what}: {remedy}" for what, remedy in found), "")


def is_zip(data: bytes) -> bool:
    """Say whether it is a zip, as Word's documents and Notion's exports are."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def refused_archive(members: frozenset[str]) -> str:
    """Return what a zip is and what to do instead, by what is in it ("": it may be read)."""
    for member, what, remedy in _IN_ARCHIVE:
        if member in members:
            return f"this is {what}: {remedy}"
    return ""


def refused_text(text: str) -> str:
    """Return what a text is and what to do instead, if it is written for machines."""
    if _JSON.match(text):
        from json import JSONDecodeError, loads  # here: hardly any notes begin like that

        try:
            loads(text)
        except (JSONDecodeError, RecursionError):
            return ""
        return "this is JSON, which is data: save its words as text"
    return "this is LaTeX: save its words as text" if _TEX.search(text[:_HEAD]) else ""


def sort_of_text(text: str, name: str) -> str:
    """Return PAGE, MAIL_PAGE, SHEET or TEXT (notes, or a transcript)."""
    ending = name.lower().rpartition(".")[2]
    begins = _without_remarks(text)
    if _PAGE.match(begins):
        return PAGE
    if _is_mail(text):
        return MAIL_PAGE
    is_page = ending in {"html", "htm", "xhtml"} or ending not in {"md", "markdown", "txt", "org"}
    if is_page and _FRAGMENT.match(begins) and _CLOSED.search(text):
        return PAGE
    return SHEET if ending in {"csv", "tsv", "tab"} else TEXT


def _without_remarks(text: str) -> str:
    """Return a page from its first tag on."""
    text = text.lstrip()
    for _ in range(_MOST_REMARKS):
        end = "-->" if text.startswith("<!--") else ">"
        _, found, rest = text.partition(end)
        if not (found and text.startswith(("<!--", "<?xml"))):
            break
        text = rest.lstrip()
    return text


def _is_mail(text: str) -> bool:
    """Say whether it has the headers of a page that a browser saved as one file."""
    head = text[:_HEAD].replace("\r\n", "\n").partition("\n\n")[0].lower()
    return "\nmime-version:" in f"\n{head}" and "text/html" in text
