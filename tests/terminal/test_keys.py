"""Keys as bytes: what a terminal sends, whole or in parts, typed or pasted."""

import os
import signal
import threading
import time
import tty

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.terminal import keys as keys_module
from lpcards.terminal.keys import ENDED, PASTED, RESIZED, RESUMED, Keys, Pasted, split_key


@pytest.fixture
def typing():
    """Return keys, and a function that types bytes, part by part."""
    reading, writing = os.pipe()
    woken, waking = os.pipe()
    keys = Keys(reading, woken)

    def typed(*parts, wake=0):
        if wake:
            os.write(waking, bytes([wake]))
        for part in parts:
            os.write(writing, part)
            if len(parts) > 1:
                time.sleep(0.01)

    yield keys, typed
    for fd in (reading, writing, woken, waking):
        os.close(fd)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"a", "a"),
        (b" ", "space"),
        (b"\r", "enter"),
        (b"\t", "tab"),
        (b"\x7f", "backspace"),
        (b"\x08", "backspace"),
        (b"\x15", "ctrl-u"),
        (b"\x1b", "escape"),
        (b"\x1b[D", "left"),
        (b"\x1bOC", "right"),
        (b"\x1b[H", "home"),
        (b"\x1b[3~", "delete"),
        (b"\x1b[1;5D", "ctrl-left"),
        (b"\x1bb", "alt-b"),
        (b"\x1b\x7f", "alt-backspace"),
        ("é".encode(), "é"),
        ("👩".encode(), "👩"),
    ],
)
def test_each_key_has_a_name(typing, data, key):
    keys, typed = typing
    typed(data)
    assert keys.read_text(1) == key
    assert keys.read_text(0) is None


@pytest.mark.parametrize("data", [b"\x1b[D", b"\x1b[1;5D", "é".encode(), "👩".encode()])
def test_a_key_that_arrives_in_parts_is_one_key(typing, data, monkeypatch):
    monkeypatch.setattr(keys_module, "PATIENCE", 20)  # a busy machine types slowly
    keys, typed = typing
    typed(data)
    whole = keys.read_text(1)
    parts = [data[at : at + 1] for at in range(len(data))]
    thread = threading.Thread(target=typed, args=parts)
    thread.start()
    assert keys.read_text(20) == whole
    thread.join()
    assert keys.read_text(0) is None


def test_keys_typed_ahead_come_one_by_one(typing):
    keys, typed = typing
    typed(b" 4\x1b[A ")
    assert [keys.read(0) for _ in range(5)] == ["space", "4", "up", "space", None]


@pytest.mark.parametrize("text", ["q", "quit", "u\r\nq", "5é \x1b[31m", ""])
def test_what_is_pasted_is_no_key(typing, text):
    keys, typed = typing
    typed(b"\x1b[200~" + text.encode() + b"\x1b[201~q")
    assert keys.read(1) == PASTED
    assert keys.read(1) == "q"


def test_what_is_pasted_is_text_where_text_is_wanted(typing):
    keys, typed = typing
    typed(b"\x1b[200~one\r\n", "twö".encode(), b"\x1b[20", b"1~x")
    text = keys.read_text(1)
    assert isinstance(text, Pasted)
    assert text == "one\r\ntwö"
    assert keys.read_text(1) == "x"


@pytest.mark.parametrize("text", [b"quit and suspend it all\n", b"ok 5", b"so", b"We 4 5 4\r"])
def test_text_that_comes_unmarked_where_keys_are_wanted_is_no_key(typing, text):
    keys, typed = typing
    typed(text)
    assert keys.read(1) == PASTED
    typed(b"aaaaaaaaaaaaaa")
    assert keys.read(1) == "a"


def taken(keys):
    """Return what there is to read where text is wanted."""
    keys_read = []
    while (key := keys.read_text(0.01)) is not None:
        keys_read.append(key)
    return keys_read


@pytest.mark.parametrize("end", [b"\r", b"\n"])
def test_text_and_enter_at_once_are_typing(typing, end):
    keys, typed = typing
    typed(b"in 3 weeks" + end)
    assert taken(keys) == ["in 3 weeks", "enter"]
    typed("fünf\ttage".encode() + end)
    assert taken(keys) == ["f", "ü", "nf", "tab", "tage", "enter"]


def test_several_lines_at_once_were_typed_but_pasted_where_no_paste_is_marked(typing):
    keys, typed = typing
    typed(b"2026-12-22\r10\r")
    assert taken(keys) == ["2026-12-22", "enter", "10", "enter"]
    keys = Keys(keys._fd, keys._woken, marks=False)
    typed(b"2026-12-22\r10\r")
    (text,) = taken(keys)
    assert isinstance(text, Pasted)
    assert text == "2026-12-22\r10"


@pytest.mark.parametrize("rest", [b"4", b" 4 4 4", b"and so on", b"\r"])
def test_what_comes_with_an_answer_is_no_key_for_what_is_shown_next(typing, rest):
    keys, typed = typing
    typed(b"x\r" + rest)
    assert [keys.read_text(1), keys.read_text(1)] == ["x", "enter"]
    assert keys.read(1) == PASTED
    typed(b"4" + rest)
    assert keys.read(1) in {"4", PASTED}
    keys.end_answer()
    assert keys.read(0.01) in {PASTED, None}
    typed(b"5")
    assert keys.read(1) == "5"


@pytest.mark.parametrize(
    ("number", "name"), [(signal.SIGWINCH, RESIZED), (signal.SIGCONT, RESUMED)]
)
def test_a_signal_is_no_key(typing, number, name):
    keys, typed = typing
    typed(b"q", wake=number)
    assert keys.read(1) == name
    assert keys.read(1) == "q"


def test_a_terminal_that_is_gone_has_ended():
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    os.close(ours)
    woken, waking = os.pipe()
    assert Keys(theirs, woken).read(1) == ENDED
    for fd in (theirs, woken, waking):
        os.close(fd)


def test_ctrl_d_ends_but_is_a_key_to_an_editor(typing):
    keys, typed = typing
    typed(b"\x04\x04")
    assert keys.read(1) == ENDED
    assert keys.read_text(1) == "ctrl-d"


@given(st.binary(min_size=1, max_size=12))
def test_every_byte_belongs_to_some_key(data):
    keys_read = b""
    rest = data
    while rest:
        key, rest = split_key(rest)
        assert key
        keys_read += key
    assert keys_read == data
