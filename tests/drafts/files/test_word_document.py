"""Word documents: what people put into them, and what a document must not do."""

import io
import re
import sys
import zipfile
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.drafts.files import text_of_file
from lpcards.system.problem import UserFault
from sizes import some
from word_files import W, footnote, notes, p, r, story, table, word_file

WORDS = st.lists(st.sampled_from("queue log 350ms 24/7 §4 I rang naïve 50+".split()), min_size=1)
LINE = WORDS.map(" ".join)


def words(text):
    return Counter(re.findall(r"[\w§/+]+", text))


def test_headings_labels_lists_and_tables_are_lines_of_notes():
    assert text_of_file(story(), "a.docx").text.split("\n\n") == [
        "# The queue",
        "## Situation",
        "It stood still for two days. (Counted in the access log.) Nobody looked.",
        "**Task**",
        "Not my queue.",
        "**Action:** I read the log.",
        "- I called three teams.\n  - The night shift first.\n- On May 3 I switched it off.",
        (
            "|  |  |\n| --- | --- |\n| Result | From 2 days to 5 minutes. |\n"
            "| Reflection | Look at the log first. |"
        ),
    ]


def test_what_is_no_text_of_the_document_is_left_out_and_named():
    assert text_of_file(story(), "a.docx").remarks == (
        'Left out: deleted with Track Changes: "a few".',
        'Left out: in a header, a footer or a drawing: "Draft four".',
        'Left out: a comment of Anna: "Say whose queue".',
    )


def test_cells_of_several_paragraphs_stand_below_their_row_s_or_their_column_s_name():
    acts = [p("I read.", level=0), p("I rang.", level=0)]
    of_rows = word_file(table(["Action", acts], ["Result", "Two."]))
    rows = text_of_file(of_rows, "a").text
    assert rows == "## Action\n\n- I read.\n- I rang.\n\n## Result\n\nTwo."
    of_columns = word_file(table(["Task", "Action", "Result"], ["Mine.", acts, "Two."]))
    assert text_of_file(of_columns, "a").text == (
        "## Task\nMine.\n\n## Action\n- I read.\n- I rang.\n\n## Result\nTwo."
    )


def test_text_in_a_box_is_read_once():
    box = f"<w:pict><v:textbox><w:txbxContent>{p('Boxed')}</w:txbxContent></v:textbox></w:pict>"
    spaces = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{r('Boxed')}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    for inside in (both, f"<mc:Choice>{r('Boxed')}</mc:Choice>"):
        run = f"<w:r><mc:AlternateContent {spaces}>{inside}</mc:AlternateContent></w:r>"
        body = p("Before ", run).replace(
            "<v:textbox>", '<v:textbox xmlns:v="urn:schemas-microsoft-com:vml">'
        )
        found = text_of_file(word_file(body), "a.docx")
        assert (words(found.text), found.remarks) == (words("Before Boxed"), ())


def test_moved_words_are_there_once():
    moved = f"<w:moveFrom>{r('late')}</w:moveFrom>", f"<w:moveTo>{r(' late')}</w:moveTo>"
    found = text_of_file(word_file(p(moved[0], "It came", moved[1], ".")), "a.docx")
    assert found == ("It came late.", (), False, "")


@given(st.lists(st.tuples(st.sampled_from(["text", "list", "bold", "note", "table"]), LINE)))
def test_no_word_of_a_document_is_lost(parts):
    body, kept = [], []
    for kind, line in parts:
        if kind == "table":
            body.append(table([line, line], [[p(line), p(line)], line]))
            kept += [line] * 5
        elif kind == "note":
            body.append(p(line, footnote(2)))
            kept += [line, "noted"]
        else:
            level = 1 if kind == "list" else None
            body.append(p(r(line, bold=kind == "bold"), level=level))
            kept.append(line)
    data = word_file(*body, p("End"), footnotes=notes("footnotes", "footnote", p("noted")))
    found = text_of_file(data, "a.docx")
    assert not words(" ".join([*kept, "End"])) - words(found.text)


HOSTILE = (
    f'<!DOCTYPE w:document [<!ENTITY a "lol">]><w:document {W}><w:body>&a;</w:body></w:document>',
    f'<!DOCTYPE d SYSTEM "file:///etc/passwd"><w:document {W}><w:body/></w:document>',
)


@pytest.mark.parametrize("xml", HOSTILE)
@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml", "docProps/core.xml"])
def test_xml_that_defines_anything_is_not_read(xml, part):
    data = word_file(p("Words"), more={part: xml})
    with pytest.raises(UserFault, match=r"a\.docx: its XML has a document type"):
        text_of_file(data, "a.docx")


@pytest.mark.parametrize("xml", ["", "<w:document", "<a/>", f"<w:document {W}/>", "\0"])
def test_a_broken_document_is_told(xml):
    data = word_file(more={"word/document.xml": xml})
    with pytest.raises(UserFault, match=r"^a\.docx: this is a damaged Word document"):
        text_of_file(data, "a.docx")


def test_a_document_without_bottom_is_told():
    deep = word_file(p("<w:smartTag>" * 20_000 + "</w:smartTag>" * 20_000))
    with pytest.raises(UserFault, match="nests too deeply"):
        text_of_file(deep, "a.docx")


def test_what_a_document_packs_a_hundredfold_is_not_unpacked():
    with pytest.raises(UserFault, match="unpacked it has more than"):
        text_of_file(word_file(p("x" * 25_000_000)), "a.docx")


def test_without_the_extra_a_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "mammoth", None)
    with pytest.raises(UserFault, match=r"a\.docx: .*`pip install 'lpcards\[notes\]'`"):
        text_of_file(story(), "a.docx")


def test_whatever_is_broken_in_a_document_is_told():
    with zipfile.ZipFile(io.BytesIO(story())) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    for name, xml in parts.items():
        for found in some([*re.finditer(r"<[^>]*/>|\"[^\"]*\"", xml)], 5):
            held = io.BytesIO()
            left = '""' if found[0][0] == '"' else ""
            broken = xml[: found.start()] + left + xml[found.end() :]
            with zipfile.ZipFile(held, "w") as file:
                for other, data in (parts | {name: broken}).items():
                    file.writestr(other, data)
            try:
                text_of_file(held.getvalue(), "a.docx")
            except UserFault as fault:
                assert str(fault).startswith("a.docx: ")  # noqa: PT017
