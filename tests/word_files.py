"""Word documents, written by hand: paragraphs, lists, tables, notes, comments, tracked changes."""

import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
</Types>"""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
LINK = f"""<Relationships xmlns="{_LINKS}"><Relationship Id="r1"
Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header1")
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def r(text, *, bold=False):
    """Return a run."""
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs, style="", level=None):
    """Return a paragraph of runs or of plain texts; with a `level`, one of a list."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        inside += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{inside}</w:pPr>{body}</w:p>"


def table(*rows):
    """Return a table of cells, each the text of one paragraph or a list of paragraphs."""
    cells = (
        "".join(
            f"<w:tc>{''.join(cell) if isinstance(cell, list) else p(cell)}</w:tc>" for cell in row
        )
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def footnote(number):
    """Return a run that refers to a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def word_file(*body, more=None, **parts):
    """Return the bytes of a document; `parts` are the XML of others, such as `footnotes`."""
    parts = {"styles": STYLES, "numbering": NUMBERING, **parts}
    links = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>'
        for name in parts
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", LINK)
        file.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
        )
        main = f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>"
        files = {f"word/{name}.xml": xml for name, xml in parts.items()}
        for name, data in ({"word/document.xml": main} | files | (more or {})).items():
            file.writestr(name, data)
    return held.getvalue()


def notes(root, part, *paragraphs, author=""):
    """Return the XML of footnotes or comments: one, of these paragraphs."""
    who = f' w:author="{author}"' if author else ""
    return f'<w:{root} {W}><w:{part} w:id="2"{who}>{"".join(paragraphs)}</w:{part}></w:{root}>'


def story():
    """Return a story with everything that people put into a document."""
    added, gone = f"<w:ins>{r('three ')}</w:ins>", "<w:delText>a few </w:delText>"
    return word_file(
        p("The queue", style="Titel"),
        p("Situation", style="berschrift2"),
        p("It stood still for two days.", footnote(2), " Nobody ", r("looked", bold=True), "."),
        p(r("Task", bold=True)),
        p("Not my queue", '<w:r><w:commentReference w:id="2"/></w:r>', "."),
        p(r("Action:", bold=True), " I read the log."),
        p("I called ", added, f"<w:del><w:r>{gone}</w:r></w:del>", "teams.", level=0),
        p("The night shift first.", level=1),
        p(f"<w:fldSimple>{r('On May 3')}</w:fldSimple>", " I switched it off.", level=0),
        table(["Result", "From 2 days to 5 minutes."], ["Reflection", "Look at the log first."]),
        footnotes=notes("footnotes", "footnote", p("Counted in the access log.")),
        comments=notes("comments", "comment", p("Say whose queue"), author="Anna"),
        header1=f"<w:hdr {W}>{p('Draft four')}</w:hdr>",
    )
