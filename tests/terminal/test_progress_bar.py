"""The line that says how far a long command is: late, short, and gone at the end."""

import signal
import time

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from author import Author
from lpcards.terminal.progress_bar import PACE, PATIENCE, NoProgress, ProgressLine, line_of
from pty_terminal import Terminal

COLUMNS = 40


class Wall:
    """A terminal and a clock that goes on by `step` seconds with each look at it."""

    def __init__(self, step, columns=COLUMNS):
        self.now, self.step = 0.0, step
        self.screen = pyte.Screen(columns, 3)
        self._stream = pyte.Stream(self.screen)
        self.seen = []
        self.line = ProgressLine(self.write, columns, self.clock)

    def clock(self):
        self.now += self.step
        return self.now

    def write(self, text):
        self._stream.feed(text)
        self.seen.append([line.rstrip() for line in self.screen.display])


def test_what_is_quick_says_nothing():
    wall = Wall(PATIENCE / 200)
    assert list(wall.line.over(range(100), 100, "notes")) == list(range(100))
    with wall.line.during("writing"):
        pass
    assert wall.seen == []


def test_what_takes_long_says_how_far_it_is_and_leaves_nothing():
    wall = Wall(PATIENCE / 8)
    assert list(wall.line.over(range(20), 20, "notes")) == list(range(20))
    first, *_, last, end = [lines[0] for lines in wall.seen]
    assert first == "notes  35% [" + "#" * 9 + "." * 17 + "]"
    assert last.startswith("notes  95% [#")
    assert end == ""
    assert all(lines[1:] == ["", ""] for lines in wall.seen)


def test_the_line_is_drawn_no_oftener_than_anybody_can_read():
    wall = Wall(PACE / 100)
    list(wall.line.over(range(4000), 4000, "notes"))
    seconds = wall.now - PATIENCE
    assert 0.9 * seconds / PACE <= len(wall.seen) <= seconds / PACE + 2


def test_what_comes_after_a_long_stage_is_said_at_once():
    wall = Wall(PATIENCE)
    list(wall.line.over(range(3), 3, "notes"))
    with wall.line.during("writing"):
        assert wall.seen[-1] == ["writing ...", "", ""]
    assert wall.seen[-1] == ["", "", ""]


def test_one_long_step_says_what_it_is_when_patience_is_at_an_end():
    wall = Wall(PATIENCE * 0.495)  # a hundredth of a second is left
    until = time.monotonic() + 60
    with wall.line.during("writing"):
        while not wall.seen and time.monotonic() < until:
            time.sleep(0.001)
        assert wall.seen == [["writing ...", "", ""]]
    assert wall.seen[-1] == ["", "", ""]
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_a_quick_step_leaves_no_alarm_behind():
    before = signal.getsignal(signal.SIGALRM)
    wall = Wall(0)
    with wall.line.during("writing"):
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= PATIENCE
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) == before
    assert wall.seen == []


@pytest.mark.parametrize("left", [StopIteration, KeyboardInterrupt])
def test_the_line_goes_however_it_ends(left):
    wall = Wall(PATIENCE)
    going = wall.line.over(range(9), 9, "notes")
    next(going)
    next(going)
    assert wall.seen[-1][0] != ""
    going.close() if left is StopIteration else _thrown(going, left)
    assert wall.seen[-1][0] == ""


def _thrown(going, fault):
    with pytest.raises(fault):
        going.throw(fault)


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 200))
def test_the_line_fits_any_terminal(done, total, columns):
    line = line_of(done, total, "making notes", columns)
    assert len(line) <= columns - 1
    assert line.isascii()
    assert line.isprintable()


@given(st.lists(st.integers()), st.sampled_from([0.0, PATIENCE]))
def test_all_things_are_gone_through_in_their_order(things, step):
    wall = Wall(step)
    assert list(wall.line.over(iter(things), len(things), "x")) == things
    assert list(NoProgress().over(iter(things), len(things), "x")) == things


# The real program. A copy of it has no patience at all: so a small story will do.


@pytest.fixture
def impatient(tmp_path, home):
    author = Author(tmp_path / "author")
    author.write()
    author.rewrite("terminal/progress_bar.py", "PATIENCE = 1.0", "PATIENCE = 0.0")
    return author


def terminal(author, *options, **environment):
    rows = ("--content", str(author.content), *options)
    return Terminal(*rows, PYTHONPATH=str(author.folder / "program" / "site"), **environment)


@pytest.mark.parametrize("columns", [80, 40, 12])
def test_a_build_on_a_terminal_shows_how_far_it_is_and_then_only_the_outcome(impatient, columns):
    running = terminal(impatient, "build", columns=columns)
    assert running.ended() == 0
    for words in (b"reading the", b"making", b"writing"):
        assert b"\r" + words in running.raw
    assert "#" not in running.text
    assert "... " not in running.text
    assert "".join(running.lines).endswith("5 added, 0 unchanged")


@pytest.mark.parametrize("command", [["build", "--check"], ["build", "--dry-run"], ["diff"]])
def test_looking_shows_it_too(impatient, command):
    running = terminal(impatient, *command)
    running.ended()
    assert b"\rmaking notes" in running.raw
    assert "making" not in running.text


@pytest.mark.parametrize(
    ("options", "environment"),
    [(["--json"], {}), ([], {"TERM": "dumb"}), ([], {"TERM": ""})],
    ids=["json", "dumb", "no TERM"],
)
def test_scripts_and_dumb_terminals_see_nothing_of_it(impatient, options, environment):
    running = terminal(impatient, "build", *options, **environment)
    assert running.ended() == 0
    assert b"making" not in running.raw
    assert b"\x1b" not in running.raw


def test_a_pipe_sees_nothing_of_it(impatient):
    impatient.build()
    impatient.story["probes"].pop()
    impatient.write()
    found = impatient.build()
    assert (found.err, "making" in found.out) == ("", False)


def test_a_quick_build_shows_nothing_of_it(tmp_path, home):
    author = Author(tmp_path / "author")
    author.write()
    author.install()
    running = terminal(author, "build")
    assert running.ended() == 0
    assert b"making" not in running.raw
