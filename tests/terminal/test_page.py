"""What every page does: it answers dead keys and pastes, scrolls, lists its keys, draws again."""

import signal

import pytest
from rich.text import Text

from lpcards.terminal.page import NO_FURTHER, NOT_KEYS, UNKNOWN, ScreenPage, keys_below
from typed_ahead import TypedAhead

LINES = [Text(f"line {at}") for at in range(30)]


class SomePage(ScreenPage[str]):
    """Thirty lines; `x`, and the end of the input, decide."""

    rows = (("x", "decide"),)

    def draw(self):
        footer = keys_below(("x decides",), self.message, self.surface.width)
        self.scroll.show(self.surface, LINES, footer)

    def press(self, key):
        return key if key in {"x", "<ended>"} else self.press_other(key)


def frames_of(typed, size=(40, 12)):
    """Return what was decided, and the frames that were drawn until then."""
    with TypedAhead(size, typed) as terminal:
        return SomePage(terminal.terminal).run(), terminal.frames()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (b"Z", UNKNOWN[:27]),
        (b"\x1b[20~", UNKNOWN[:27]),
        (b"\x1b[200~some text, and q\x1b[201~", NOT_KEYS[:27]),
        (b"\x1b[A", NO_FURTHER),
    ],
)
def test_a_key_that_does_nothing_is_answered_until_the_next_key(typed, answer):
    decided, frames = frames_of(typed + b"\x1b[B")
    assert decided == "<ended>"
    answered = [any(answer in line for line in frame) for frame in frames]
    assert answered[0] is False
    assert True in answered
    assert answered[-1] is False


def test_arrows_reach_the_end_and_then_there_is_no_more():
    _, frames = frames_of(b"\x1b[6~" * 9)
    assert {line.plain for line in LINES} <= {line for frame in frames for line in frame}
    assert any(NO_FURTHER in line for line in frames[-1])


def test_a_question_mark_lists_the_keys_and_any_key_goes_back():
    decided, frames = frames_of(b"?\x1b[Dx")
    assert decided == "x"
    assert any("any key: back" in line for frame in frames for line in frame)
    assert frames[-1] == frames[0]


def test_a_resize_draws_again_and_is_no_key():
    with TypedAhead((40, 12), b"x") as terminal:
        terminal.wake(signal.SIGWINCH)
        assert SomePage(terminal.terminal).run() == "x"
        first, second = terminal.frames()
    assert first == second
