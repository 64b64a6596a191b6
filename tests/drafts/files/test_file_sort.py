"""What is no text to be read is refused by its name, with what to do instead."""

import io
import zipfile

import pytest

from lpcards.drafts.files import text_of_file
from lpcards.system.problem import UserFault
from word_files import p, word_file


def packed(**files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, data in files.items():
            file.writestr(name, data)
    return held.getvalue()


REFUSED = [
    ("a.pdf", b"%PDF-1.7\n%\xe2", "a PDF: copy its text"),
    ("notes", b"%PDF-1.7\n%\xe2", "a PDF: copy its text"),
    ("a.rtf", rb"{\rtf1\ansi It stood.}", "RTF: save it as Word"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file, or one with a password"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "a picture: type its words"),
    ("a.jpg", b"\xff\xd8\xff\xe0", "a picture: type its words"),
    ("a.heic", b"\0\0\0\x18ftypheic", "a picture"),
    ("a.m4a", b"\0\0\0\x18ftypM4A ", "a recording"),
    ("a.mp3", b"ID3\x04\0", "a recording: save its transcript"),
    ("a.wav", b"RIFF\0\0\0\0WAVEfmt ", "a recording"),
    ("a.webarchive", b"bplist00\xd1", "a web archive: save the page as HTML"),
    ("a.tar.gz", b"\x1f\x8b\x08", "a packed file: unpack it"),
    ("a.ppt", b"\0\xfe\xff\xff", "slides: copy its text"),
    ("a.pages", packed(**{"Index/Document.iwa": ""}), "a Pages file: export it as Word"),
    ("a.odt", packed(mimetype="", **{"content.xml": ""}), "an OpenDocument file: save it as Word"),
    ("a.xlsx", packed(**{"xl/workbook.xml": ""}), "an Excel workbook: save the sheet as CSV"),
    ("a.pptx", packed(**{"ppt/presentation.xml": ""}), "a PowerPoint file"),
    ("a.zip", packed(**{"a.png": ""}), "no notes are in this zip"),
    ("a.json", b'{"situation": "It stood."}', "JSON, which is data: save its words as text"),
    ("a.tex", b"% mine\n\\documentclass{article}\n", "LaTeX: save its words as text"),
]


@pytest.mark.parametrize(("name", "data", "words"), REFUSED)
def test_what_is_no_notes_is_named_with_the_remedy(name, data, words):
    with pytest.raises(UserFault) as fault:
        text_of_file(data, name)
    assert str(fault.value).startswith(f"{name}: ")
    assert words in str(fault.value)


def test_what_is_in_a_file_counts_more_than_its_name():
    assert text_of_file(b"S: It stood.\n", "a.pdf").text == "S: It stood.\n"
    assert text_of_file(b"<html><p>Words</p></html>", "a.doc").text == "Words"
    assert text_of_file(word_file(p("Words")), "a.txt").text == "Words"


@pytest.mark.parametrize(
    "text", ["", "S: It {stood}.\n", "[S] It stood.\n", '{"one" of them\n', "<3\n"]
)
def test_text_stays_as_it_is(text):
    assert text_of_file(text.encode(), "a.txt") == (text, (), True, "")
