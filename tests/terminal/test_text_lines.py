"""Styled lines of text for a width."""

from rich.text import Text

from lpcards.terminal.text_lines import wrapped


def test_what_follows_a_bullet_hangs():
    text = Text("- Business or customer: what it was worth\n- Metric")
    assert [line.plain for line in wrapped(text, 24)] == [
        "- Business or customer:",
        "  what it was worth",
        "- Metric",
    ]
