"""The numbers behind a picture: as a table to read, as CSV, and as JSON."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lpcards.charts.drawing import quoted
from lpcards.english.printable import percent
from lpcards.sharing.exports import guarded

Value = str | int | float | bool | date | None

FORMS = ("text", "day", "count", "share", "seconds", "minutes", "whether")
"""What a column holds. Numbers are read as the terminal has them; a share is from 0 to 1."""


class TableColumn(NamedTuple):
    """A column: its name for programs, what stands above it, and which of `FORMS` it holds.

    People read the `words` of a value, where it has any.
    """

    name: str
    heading: str
    form: str = "count"
    words: Mapping[str, str] = {}


class Table(NamedTuple):
    """Rows of values, one for each column; the first one says what the row is about."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


def table_json(table: Table) -> dict[str, object]:
    """Return the table as scripts read it."""
    return {
        "columns": [column.name for column in table.columns],
        "rows": [[_plain(value) for value in row] for row in table.rows],
    }


def table_csv(table: Table) -> str:
    """Return it as RFC 4180 has it, with a header; a spreadsheet runs nothing of it."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([guarded(_cell(value)) for value in row] for row in table.rows)
    return text.getvalue()


def _plain(value: Value) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 4) if isinstance(value, float) else value


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(_plain(value))


def words_of_value(value: Value, column: TableColumn) -> str:
    """Return a value of a column as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "-"
    if column.form == "share" and isinstance(value, float):
        return percent(value)
    if isinstance(value, float):
        return f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else column.words.get(str(value), str(value))


def table_html(table: Table, caption: str) -> str:
    """Return the table as HTML."""
    heads = "".join(f'<th scope="col">{quoted(one.heading)}</th>' for one in table.columns)
    body = "\n".join(f"<tr>{''.join(_cells(row, table.columns))}</tr>" for row in table.rows)
    return (
        f"<table><caption>{quoted(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
    )


def _cells(row: tuple[Value, ...], columns: tuple[TableColumn, ...]) -> Iterator[str]:
    for at, (value, column) in enumerate(zip(row, columns, strict=True)):
        words = f"<bdi>{quoted(words_of_value(value, column))}</bdi>"
        if at == 0:
            yield f'<th scope="row">{words}</th>'
        else:
            yield f"<td>{words}</td>"
