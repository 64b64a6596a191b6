"""The report: all pictures on one page that needs nothing but itself, to be read and printed."""

from base64 import b64encode
from collections.abc import Iterable
from importlib import resources

from lpcards.charts.drawing import quoted
from lpcards.charts.picture import Picture, picture_html, sentence_html
from lpcards.charts.table import table_csv
from lpcards.system.html_page import html_page


def charts_css() -> str:
    """Return the looks of pictures, for any page that shows them."""
    return _read("charts.css")


def report_page(title: str, lines: Iterable[str], pictures: Iterable[Picture]) -> str:
    """Return the page, HTML: a title, lines of what is to be known first, and the pictures."""
    head = "\n".join(f"<p>{sentence_html(line)}</p>" for line in lines)
    body = "\n".join(picture_html(one, _data_address(one)) for one in pictures)
    main = f"<main>\n<header>\n<h1>{quoted(title)}</h1>\n{head}\n</header>\n{body}\n</main>"
    return html_page(quoted(title), f"{charts_css()}\n{_read('report.css')}", main)


def _data_address(picture: Picture) -> str:
    data = b64encode(table_csv(picture.table).encode("utf-8", "replace")).decode()
    return f"data:text/csv;charset=utf-8;base64,{data}"


def _read(name: str) -> str:
    return resources.files("lpcards.charts").joinpath(name).read_text("utf-8")
