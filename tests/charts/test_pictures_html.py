"""A picture as HTML, CSV and JSON: every number is in each, and no text is more than text."""

import csv
import io
import re
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from hostile_texts import HOSTILE
from lpcards.charts.bar_chart import Bar, BarScale, bar_charts
from lpcards.charts.drawing import quoted
from lpcards.charts.picture import LegendEntry, Picture, nothing_drawn, picture_html
from lpcards.charts.report_page import report_page
from lpcards.charts.table import Table, TableColumn, table_csv, table_json, words_of_value
from lpcards.sharing.exports import guarded

WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
DAYS = st.integers(0, 3000).map(lambda ahead: date(2026, 11, 30) + timedelta(days=ahead))
COLUMNS = (
    TableColumn("name", "Name", "text"),
    TableColumn("day", "Day", "day"),
    TableColumn("count", "Count"),
    TableColumn("share", "Share", "share"),
    TableColumn("met", "Met", "whether"),
)
ROWS = st.lists(
    st.tuples(
        WORDS,
        DAYS,
        st.integers(0, 10**6),
        st.one_of(st.none(), st.floats(0, 1)),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


class Read(HTMLParser):
    """The elements of some HTML, its ids, what leads to them, and the cells of its table."""

    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.pointers, self.cells, self.attributes = set(), [], [], [], set()
        self._in_cell = False

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for key, value in attrs:
            self.attributes.add(key)
            if key == "id":
                self.ids.append(value)
            if key in {"aria-labelledby", "aria-describedby", "aria-details"}:
                self.pointers += value.split()
        if tag in {"td", "th"}:
            self._in_cell = True
            self.cells.append("")

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self._in_cell = False

    def handle_data(self, data):
        if self._in_cell:
            self.cells[-1] += data


def read(html):
    reader = Read()
    reader.feed(html)
    reader.close()
    return reader


def picture_of(rows, words="words"):
    def draw(width):
        bars = [Bar(name, (share or 0,), ("x",)) for name, _, _, share, _ in rows]
        return bar_charts(bars, ("solid",), BarScale(1), width)

    legend = (LegendEntry("solid", words), LegendEntry("told", words))
    keys = tuple(row[0] for row in rows)
    table = Table(COLUMNS, tuple(rows))
    return Picture("proof", words, words, words, table, draw, legend, keys)


@given(ROWS, WORDS)
def test_every_number_is_in_the_table_and_every_pointer_leads_somewhere(rows, words):
    found = read(picture_html(picture_of(rows, words), "/proof.csv"))
    shown = [
        unescape(quoted(words_of_value(value, column)))
        for row in rows
        for value, column in zip(row, COLUMNS, strict=True)
    ]
    assert [cell.split() for cell in found.cells[len(COLUMNS) :]] == [one.split() for one in shown]
    assert len(set(found.ids)) == len(found.ids)
    assert {*found.pointers} <= {*found.ids}


@given(ROWS, WORDS)
def test_no_text_becomes_an_element_or_an_attribute(rows, words):
    hostile = read(picture_html(picture_of(rows, words), "/proof.csv"))
    plain = [("name", *row[1:]) for row in rows]
    tame = read(picture_html(picture_of(plain), "/proof.csv"))
    assert hostile.tags - {"code"} == tame.tags
    assert hostile.attributes == tame.attributes
    assert "script" not in hostile.tags


@given(ROWS)
def test_csv_has_every_value_and_no_formula(rows):
    table = Table(COLUMNS, tuple(rows))
    head, *lines = csv.reader(io.StringIO(table_csv(table), newline=""))
    assert head == [column.name for column in COLUMNS]
    assert len(lines) == len(rows)
    for line, (name, day, count, share, met) in zip(lines, rows, strict=True):
        written = "" if share is None else str(round(share, 4))
        assert line == [guarded(name), str(day), str(count), written, "yes" if met else "no"]
        assert not line[0].lstrip().startswith(("=", "+", "-", "@"))
    assert len(table_json(table)["rows"]) == len(rows)


def test_nothing_to_show_is_said_in_a_sentence():
    table = Table(COLUMNS, ())
    html = picture_html(Picture("proof", "Well?", "Nothing `yet`.", "", table, nothing_drawn), "x")
    assert "Nothing <code>yet</code>." in html
    assert read(html).tags == {"section", "h2", "small", "code"}


@given(ROWS, WORDS)
def test_a_page_may_draw_commands_its_own_way(rows, words):
    picture = picture_of(rows, f"{words.replace('`', '')} `x <y>`, `z")
    html = picture_html(picture, "/proof.csv", lambda command: f"<kbd>{quoted(command)}</kbd>")
    assert html.count("<kbd>x &lt;y&gt;</kbd>, `z") == 4  # answer, two in the legend, about
    assert "<code>" not in html
    plain = picture_html(picture, "/proof.csv")
    assert html.replace("kbd>", "code>") == plain


@given(ROWS, WORDS)
def test_a_report_loads_and_runs_nothing(rows, words):
    page = report_page(words, [words], [picture_of(rows, words)])
    assert page == report_page(words, [words], [picture_of(rows, words)])
    found = read(page)
    assert not found.tags & {"script", "img", "link", "iframe", "object"}
    assert not found.attributes & {"style", "src", "onclick", "onload"}
    assert {address.split(":")[0] for address in re.findall(r'href="([^"]*)"', page)} == {"data"}
