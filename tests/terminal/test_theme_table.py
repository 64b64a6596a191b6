"""The map for other companies, in wide and in narrow windows."""

import pytest
from rich.cells import cell_len

from lpcards.terminal.text_lines import text_width
from lpcards.terminal.theme_table import theme_lines
from stories import guide

THEMES = guide(
    themes=[
        {
            "id": "failure",
            "name": "A failure",
            "principles": ["ownership", "earn-trust"],
            "words": {
                "google": "Googleyness: says what went wrong, and what came of it for others.",
                "my-company": "Learn *aloud*.",
            },
        },
        {"id": "conflict", "name": "A conflict", "words": {"google": "Leadership."}},
    ]
).themes


def rows(width):
    return [line.plain.rstrip() for line in theme_lines(THEMES, text_width(width))]


def test_each_theme_is_a_table_of_two_columns_below_its_name():
    assert rows(80) == [
        "",
        "A failure",
        "  Principles  Ownership · Earn Trust",
        "  Google      Googleyness: says what went wrong, and what came of it for",
        "              others.",
        "  My company  Learn aloud.",
        "",
        "A conflict",
        "  Google      Leadership.",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_it_fits_the_window_and_loses_no_word(width):
    assert max(map(cell_len, rows(width))) <= text_width(width)
    words = " ".join(" ".join(rows(width)).split())
    assert "came of it for others." in words
    assert "Ownership · Earn Trust" in words


def test_without_themes_there_is_nothing():
    assert list(theme_lines((), 76)) == []
