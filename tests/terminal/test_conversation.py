"""Questions on the ordinary screen: what is typed, pasted, too long or interrupted."""

import io
import os
import re
import signal
from itertools import count

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from lpcards.system.problem import UserFault
from lpcards.terminal.conversation import SEVERAL, Conversation, Left, _echo
from lpcards.terminal.keys import Keys
from lpcards.terminal.screen import PlainLines
from lpcards.terminal.terminal import Terminal
from lpcards.terminal.text_lines import MARGIN

TEXTS = st.text("abé漢 ", max_size=12)


class Talk:
    """A conversation with somebody who typed ahead into a pipe that then ends."""

    def __init__(self, typed, columns=40, encoding="utf-8", *, marks=True, woken=b""):
        self._raw = io.BytesIO()
        file = io.TextIOWrapper(self._raw, encoding, write_through=True)
        console = Console(file=file, width=columns, height=24, force_terminal=True)
        typing, self._typed = os.pipe()[::-1]
        waking, woken_end = os.pipe()[::-1]
        os.write(typing, typed)
        os.close(typing)
        os.write(waking, woken)
        lines = PlainLines(console, None, MARGIN)
        keys = Keys(self._typed, woken_end, lines.fresh, marks=marks)
        self.it = Conversation(lines, Terminal(lines, keys, count().__next__))

    @property
    def shown(self):
        return self._raw.getvalue().decode()


def named(line):
    if line.startswith("no"):
        raise UserFault(f"not {line}")
    return line


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        *((b"late trains\r", "late trains"), (b"\r", None), (b"  \r", None)),
        *((b"x\x7fy\x15ab cd\x17ef\r", "ab ef"), ("Zürich 漢字\r".encode(), "Zürich 漢字")),
        *((b"\x1b[Aa\x1b[Db\r", "ab"), (b"no\rof course\r", "of course")),
    ],
)
def test_a_line_is_asked_for_until_it_means_something(typed, answer):
    talk = Talk(typed)
    assert talk.it.ask(named, "Which?") == answer
    assert ("not no" in talk.shown) == typed.startswith(b"no")


@pytest.mark.parametrize("typed", [b"\x1b", b"ab\x1b", b"\x04", b"ab\x04", b"", b"ab"])
def test_esc_ctrl_d_and_the_end_of_the_input_leave(typed):
    with pytest.raises(Left):
        Talk(typed).it.ask(named)


@pytest.mark.parametrize("marks", [True, False])
def test_text_and_enter_that_come_at_once_are_the_answer(marks):
    assert Talk(b"in 3 weeks\r", marks=marks).it.ask(named) == "in 3 weeks"


@pytest.mark.parametrize("end", [b"", b"\r", b"\n", b"\r\n"])
def test_a_line_that_is_pasted_is_the_answer(end):
    assert Talk(b"\x1b[200~in 3 weeks" + end + b"\x1b[201~\r").it.ask(named) == "in 3 weeks"


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        (b"ab\x1b[200~one line\rand another\r\x1b[201~c\r", True),
        (b"one line\nand another\n", False),
    ],
)
def test_several_lines_that_are_pasted_are_no_answer(typed, marks):
    talk = Talk(typed, marks=marks)
    if marks:
        assert talk.it.ask(named) == "abc"
    else:
        with pytest.raises(Left):
            talk.it.ask(named)
    assert SEVERAL in " ".join(talk.shown.split())


def test_after_a_stop_the_question_and_what_was_typed_are_there_again():
    talk = Talk(b"ab\r", woken=bytes([signal.SIGCONT]))
    assert talk.it.ask(named, "Which one?") == "ab"
    assert talk.shown.count("Which one?") == 2


def test_what_the_encoding_cannot_show_is_not_taken():
    talk = Talk("déc\r".encode(), encoding="ascii")
    assert talk.it.ask(named) == "dc"


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_long_line_stays_in_one_row_and_is_taken_whole(columns):
    text = "/home/somebody/漢字/" + "abc" * 60
    talk = Talk(f"{text}\r".encode(), columns)
    assert talk.it.ask(named) == text
    rows = re.split(r"\r?\n|\x08+", talk.shown)
    assert max(map(cell_len, rows)) <= columns


@pytest.mark.parametrize(("typed", "goes_on"), [(b" ", True), (b"x\r", True), (b"q", False)])
def test_only_space_and_enter_go_on_and_other_keys_are_told_so(typed, goes_on):
    talk = Talk(typed)
    if goes_on:
        talk.it.wait("space: go on", "Space, please.")
    else:
        with pytest.raises(Left):
            talk.it.wait("space: go on", "Space, please.")
    assert ("Space, please." in talk.shown) == (b"x" in typed)


@given(TEXTS, TEXTS)
def test_what_is_echoed_turns_one_line_into_the_other(before, after):
    screen = pyte.Screen(60, 1)
    pyte.Stream(screen).feed(before + _echo(before, after))
    shown = "".join(cell.data for cell in screen.buffer[0].values())
    assert shown.rstrip() == after.rstrip()
    assert screen.cursor.x == cell_len(after)
