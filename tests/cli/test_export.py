"""`export`: the cards for spreadsheets, for programs and for reading; texts stay texts."""

import csv
import io
import json
import re
import shlex
import stat
import sys

import pexpect
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hostile_texts import HOSTILE, card_of, texts
from lpcards.sharing.exports import (
    _FORMULA,
    COLUMNS,
    as_csv,
    as_markdown,
    guarded,
    line_of,
    lines_of,
)
from lpcards.story.markup import name_of_run, runs_of

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "\rx",
    "  =1",
    ' "=1"',
    "'=1",
    "''=1",
    "\ufeff=1",
    "\u200b\xa0-1",
    "\u201c=1",
    "\uff1d1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
]
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HARMLESS = {"text", "softbreak", "hardbreak", "strong_open", "strong_close", "em_open", "em_close"}
HARMLESS |= {"code_inline", "paragraph_open", "paragraph_close", "inline"}

cells = texts | st.sampled_from(FORMULAS) | st.text("'\"=+-@ \t\r\nx\ufeff", max_size=5)


def read_csv(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def unguarded(cell):
    """Return what `guarded` was given."""
    return re.sub(rf"(?:{_FORMULA.pattern})'", "", cell)


@given(cells)
@example("'")
@example("'x")
def test_a_guarded_cell_can_be_had_back(cell):
    assert unguarded(guarded(cell)) == cell


@given(cells)
def test_no_cell_begins_as_a_formula_does(cell):
    begun = guarded(cell).lstrip(" \xa0\ufeff\u200b")
    assert not re.match(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", begun)


def parted(text, separators):
    """Return rows of cells as spreadsheets read CSV: quotes count at the beginning of a cell."""
    rows, cell, quoted, at = [[]], "", False, 0
    while at < len(text):
        char, pair = text[at], text[at : at + 2]
        if quoted and pair == '""':
            cell, at = f'{cell}"', at + 1
        elif char == '"' and (quoted or not cell):
            quoted = not quoted
        elif not quoted and (char in separators or char in "\r\n"):
            rows[-1].append(cell)
            rows += [] if char in separators else [[]]
            cell, at = "", at + (pair == "\r\n")
        else:
            cell += char
        at += 1
    return [row for row in rows if row]


PARTED = ["x;=22+2", "S;=11+1", "x\t=22+2", "a\n=1+1", 'x;"=1"', "x;\t\ufeff@A1", "we did; then -1"]


@pytest.mark.parametrize("separators", [",", ";", "\t", ",;\t", ";\t", ",;"])
@given(front=cells | st.sampled_from(PARTED), back=cells | st.sampled_from(PARTED))
@example(front="x;=22+2", back="x\t=22+2")
@example(front='";=1', back=';"";"=1')
def test_no_cell_begins_as_a_formula_does_whatever_parts_it(separators, front, back):
    card = card_of(1, "x")._replace(front=front, back=back, items=(back, front))
    rows = parted(as_csv([card]), separators)
    for cell in (cell for row in rows for cell in row):
        assert not re.match(r"[=+\-@\uff1d\uff0b\uff0d\uff20]", cell.lstrip(' "\xa0\ufeff\u200b'))
    if "," in separators:
        assert [len(row) for row in rows] == [len(COLUMNS)] * 2


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_gets_an_apostrophe(cell):
    assert guarded(cell).startswith("'")
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "x", "a = b", "0.3 %", '"We" did', "(-1)", "Why?", "caf\xe9"])
def test_what_is_no_formula_stays_as_it_is(cell):
    assert guarded(cell) == cell


@given(cells, cells, st.lists(cells, max_size=3))
def test_csv_is_read_as_it_was_written(front, back, items):
    card = card_of(1, "x")._replace(front=front, back=back, items=tuple(items), path="=a", line=7)
    head, row = read_csv(as_csv([card]))
    assert tuple(head) == COLUMNS
    found = dict(zip(head, map(unguarded, row), strict=True))
    assert found["front"] == front
    assert found["back"] == back
    assert found["items"] == "\n".join(items)
    assert (found["id"], found["path"], found["line"]) == (card.id, "=a", "7")


def test_csv_has_the_line_ends_and_quotes_of_rfc_4180():
    text = as_csv([card_of(1, 'say "x",\ny')])
    assert text.startswith(",".join(f'"{name}"' for name in COLUMNS) + "\r\n")
    assert text.endswith("\r\n")
    assert '".say ""x"",\ny"' in text


def seen_in(markdown):
    """Return the tokens' sorts and the text that a reader of the Markdown sees."""
    blocks = READER.parse(markdown)
    tokens = [one for block in blocks for one in (block, *(block.children or ()))]
    text = "".join(
        "\n" if one.type in {"softbreak", "hardbreak"} else one.content
        for one in tokens
        if one.type != "inline"
    )
    return {one.type for one in tokens}, text


def words_of(text):
    """Return the words of a text, its marks taken off, as a reader of Markdown has them."""
    lines = (line.strip() for line in re.split(r"[\r\n]", text))
    runs = (run for line in lines for run in runs_of(line))
    return "".join(map(name_of_run, runs)).replace("\0", "\ufffd")


def bare(text):
    return re.sub(r"\s", "", text)


@given(cells)
@example("a\\")
@example("1. x")
@example("- x")
@example("x\n===")
@example("a | b\n:-|-:")
@example("`a``b`")
@example("**a***b*")
@example("a**b**c **\xa7** **(x)**")
@example("<script>x</script>")
@example("[x](http://y) <http://z> &lt; &#60;")
@example("~~x~~ # x ###")
def test_a_text_in_markdown_is_nothing_but_a_text(text):
    for entry in (lines_of(text), line_of(text)):
        sorts, seen = seen_in(entry)
        assert sorts <= HARMLESS
        assert bare(seen) == bare(words_of(text))


def test_a_text_s_own_marks_are_kept():
    assert line_of("**a b**, *c* and `d <e>`") == "**a b**, *c* and `d <e>`"
    assert seen_in(line_of("**<b>** x"))[0] >= {"strong_open"}


def test_addresses_do_not_become_links():
    assert line_of("http://x www.y.z a@b.c") == r"http\://x www\.y.z a\@b.c"


def test_a_markdown_document_has_a_heading_a_story_and_a_question():
    cards = [card_of(at, f"{text} ") for at, text in enumerate(HOSTILE[:-3])]
    blocks = READER.parse(as_markdown(cards, {"hostile": "# A\n# <b>"}))
    levels = [block.tag for block in blocks if block.type == "heading_open"]
    assert levels == ["h1", "h2", *["h3"] * len(cards)]
    assert not {block.type for block in blocks} & {
        "html_block",
        "fence",
        "code_block",
        "table_open",
    }


def test_the_formats_hold_the_cards(lp):
    cards = lp("cards", "--json").json
    assert lp("export", "--format", "json").json == cards
    rows = read_csv(lp("export", "--format", "csv").out)
    assert [row[0] for row in rows[1:]] == [card["id"] for card in cards]
    output = lp("export", "--format", "markdown").out
    assert output.count("\n### ") == len(cards)
    assert output.count("\n## ") == len({card["scenario"] for card in cards})


def test_what_must_be_said_is_marked_in_markdown():
    card = card_of(1, "x")._replace(items=("a", "b"), must=(1,))
    assert "- a\n- b (must)\n" in as_markdown([card], {})


def test_selected_cards_alone_are_written(own):
    answer = own("export", "--format", "json", "--kind", "probe").json
    assert [card["id"] for card in answer] == ["cellar/probe/why"]
    assert "nosuch" in own("export", "--format", "csv", "nosuch/*", code=1).err


def test_a_file_is_written_whole_and_keeps_its_mode(own, tmp_path):
    path = tmp_path / "cards.csv"
    assert own("export", "--format", "csv", "--out", path).out.startswith(f"{path}: ")
    assert path.read_bytes().count(b"\r\n") > 1
    path.chmod(0o640)
    own("export", "--format", "json", "--out", path)
    assert len(json.loads(path.read_text("utf-8"))) > 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [*tmp_path.glob(".lpcards-*")] == []


def test_a_new_file_is_the_learner_s_alone(own, tmp_path):
    for form in ("csv", "json", "markdown"):
        own("export", "--format", form, "--out", tmp_path / form)
        assert stat.S_IMODE((tmp_path / form).stat().st_mode) == 0o600


def test_excel_gets_its_mark_where_it_is_asked_for(own, tmp_path):
    plain = own("export", "--format", "csv").out
    assert own("export", "--format", "csv", "--bom").out == f"\ufeff{plain}"
    own("export", "--format", "csv", "--bom", "--out", tmp_path / "cards.csv")
    assert (tmp_path / "cards.csv").read_bytes().startswith(b'\xef\xbb\xbf"id"')
    assert "--bom goes with --format csv" in own("export", "--format", "json", "--bom", code=2).err


def test_a_file_that_cannot_be_written_is_a_fault_that_names_it(own, tmp_path):
    path = tmp_path / "nosuch" / "cards.csv"
    assert str(path) in own("export", "--format", "csv", "--out", path, code=1).err


def test_a_format_has_to_be_named(own):
    assert "--format" in own("export", code=2).err


def test_nothing_raw_reaches_a_terminal(cellar):
    folder = cellar.parent.rename(cellar.parent.parent / "a\x1b[31m\u202eb")
    rows = ["-m", "lpcards", "--content", str(folder), "export", "--format"]
    for wanted in ("csv", "json", "markdown"):
        found = pexpect.run(shlex.join([sys.executable, *rows, wanted]), encoding="utf-8")
        assert "cellar/probe/why" in found
        assert not re.search("[\u202e\x1b]", found)
        assert "\\r" not in found
