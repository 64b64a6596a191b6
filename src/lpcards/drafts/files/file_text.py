"""The way of a file of any sort to plain lines."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.drafts.files.archive import members_of, unpacked
from lpcards.drafts.files.file_sort import (
    MAIL_PAGE,
    PAGE,
    SHEET,
    TEXT,
    is_zip,
    refused,
    refused_archive,
    refused_name,
    refused_text,
    sort_of_text,
)
from lpcards.drafts.files.pasted_sheet import is_sheet, lines_of_sheet
from lpcards.drafts.files.transcript import own_lines, transcript_of
from lpcards.drafts.files.web_page import declared_encoding, text_of_page
from lpcards.drafts.files.word_document import MAIN, text_of_word
from lpcards.english.printable import counted
from lpcards.story.decoding import text_of_paste
from lpcards.system.problem import UserFault

MOST_FILE_BYTES = 5_000_000
"""Of a file that is no plain text: with pictures in it, or a page with all that is around it."""
_NOTES = (".md", ".markdown", ".txt", ".html", ".htm")
_LONGEST = 300_000
"""Characters of a text that is looked at for speakers and columns: three hours of them."""
_MOST_SHOWN = 300
_MARKS = re.compile(r"^#{1,6} |\*\*", re.MULTILINE)


class FileText(NamedTuple):
    """The lines of a file; in sentences what is left out; whether they were lines before.

    `asked` is what an interviewer asked for, if others speak in it ("": nothing).
    """

    text: str
    remarks: tuple[str, ...] = ()
    is_plain: bool = False
    asked: str = ""

    @property
    def unmarked(self) -> str:
        """The lines without the marks of headings and labels, as a browser shows them."""
        return self.text if self.is_plain else _MARKS.sub("", self.text)


def text_of_file(data: bytes, name: str) -> FileText:
    """Return the lines of a file of any sort, with headings, lists and tables as in Markdown.

    Raises UserFault, with the file's `name`, for what is refused.
    """
    try:
        found = _lines_of(data, name)
    except UserFault as fault:
        raise UserFault(f"{name}: {fault}") from fault
    if found is None:
        raise UserFault(str(text_of_paste(data).faults[0].at(name)))
    return found


def _lines_of(data: bytes, name: str) -> FileText | None:
    """Return the lines of a file; None if its characters cannot be read."""
    if words := refused(data, name):
        raise UserFault(words)
    if is_zip(data):
        return _of_zip(data)
    text = text_of_paste(data).text
    if text is not None:
        return _of_text(text, name)
    page = _page_in_its_encoding(data, name)
    if page is None and (words := refused_name(name)):
        raise UserFault(words)
    return page


def _of_text(text: str, name: str) -> FileText:
    if words := refused_text(text):
        raise UserFault(words)
    sort = sort_of_text(text, name)
    if sort == TEXT and len(text) > _LONGEST:
        return FileText(text, is_plain=True)
    if sort == PAGE:
        return _of_page(text)
    if sort == MAIL_PAGE:
        return _of_mail(text)
    if sort == SHEET or is_sheet(text):
        return FileText(lines_of_sheet(text))
    if transcript := transcript_of(text):
        own = own_lines(transcript)
        return FileText(own.text, own.remarks, asked=own.asked)
    return FileText(text, is_plain=True)


def _of_page(html: str) -> FileText:
    page = text_of_page(html)
    remarks = [*_left(page.around, "what stands around the article"), *_pictures(page.pictures)]
    if not page.text.strip():
        raise UserFault("this page holds no text: copy what you see into a text file")
    return FileText(page.text, tuple(remarks))


def _page_in_its_encoding(data: bytes, name: str) -> FileText | None:
    """Return a page in the encoding that it names; None where it names none, or it is no page."""
    encoding = declared_encoding(data)
    try:
        if not encoding or not codecs.lookup(encoding)._is_text_encoding:  # noqa: SLF001
            return None
        text = data.decode(encoding)
    except (LookupError, ValueError):
        return None
    return _of_page(text) if sort_of_text(text, name) == PAGE else None


def _of_mail(text: str) -> FileText:
    """Return a page that a browser saved as one file (.mhtml)."""
    from email import message_from_string  # here: hardly any page comes like that

    for part in message_from_string(text).walk():
        if part.get_content_type() == "text/html":
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                encoding = part.get_content_charset("utf-8")
                try:
                    return _of_page(data.decode(encoding, "replace"))
                except LookupError:
                    break
    raise UserFault("this web archive holds no page: save the page as HTML or as text")


def _of_zip(data: bytes) -> FileText:
    members = members_of(data)
    if MAIN in members:
        word = text_of_word(data, members)
        return FileText(word.text, (*_each_left(word.left), *_pictures(word.pictures)))
    if words := refused_archive(frozenset(members)):
        raise UserFault(words)
    inner = tuple(name for name in members if name.lower().endswith(".zip"))
    if inner and not any(name.lower().endswith(_NOTES) for name in members):
        return _together([_of_export(part) for part in unpacked(data, inner).values()])
    return _of_export(data)


def _of_export(data: bytes) -> FileText:
    """Return the pages of an export of Notion or Google Docs, one below the other."""
    members = members_of(data)
    pages = tuple(sorted(name for name in members if name.lower().endswith(_NOTES)))
    sheets = tuple(sorted(name for name in members if name.lower().endswith(".csv")))
    names = pages or sheets
    if not names:
        raise UserFault("no notes are in this zip: it may hold Markdown, HTML or text")
    texts = [
        text_of_file(part, name.rpartition("/")[2]) for name, part in unpacked(data, names).items()
    ]
    left = [name.rpartition("/")[2] for name in members if name not in names]
    remarks = tuple(_left(left, "other files in the zip"))
    return _together([*texts, FileText("", remarks)])


def _together(texts: list[FileText]) -> FileText:
    text = "\n\n".join(one.text.strip("\n") for one in texts if one.text.strip())
    return FileText(text, tuple(remark for one in texts for remark in one.remarks))


def _pictures(number: int) -> Iterator[str]:
    if number:
        yield f"Left out: {counted(number, 'picture')}."


def _each_left(left: tuple[str, ...]) -> Iterator[str]:
    return (f"Left out: {_cut(words)}." for words in left)


def _left(parts: list[str] | tuple[str, ...], what: str) -> Iterator[str]:
    if parts:
        yield f"Left out: {what} ({_cut(', '.join(dict.fromkeys(parts)))})."


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN].rstrip()} ..."
