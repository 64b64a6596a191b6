"""The script on the page about speech, with stand-ins for the recorder and the engine."""

import re
import stat
import sys
import time
from pathlib import Path

import pytest

CTRL_L = "\x0c"
PAGE = Path(__file__).parents[3] / "docs" / "speech.md"
SCRIPT = re.compile(r"```sh script\n(.*?)```", re.DOTALL)
RECORDER = """\
import pathlib, signal, sys
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
pathlib.Path(sys.argv[-1]).write_bytes(b"")
signal.sigwait({signal.SIGINT})
pathlib.Path(sys.argv[-1]).write_bytes(b"sound")
sys.exit("Aborted by signal Interrupt...")
"""
ENGINE = """\
import pathlib, sys
option = dict(zip(sys.argv[1::2], sys.argv[2::2]))
assert sys.argv[-2:] == ["-nt", "-np"]
assert pathlib.Path(option["-f"]).read_bytes() == b"sound"
print("\\n It was wet.")
"""


@pytest.fixture
def terminal(home, telling, lp, monkeypatch):
    """Return a rehearsal with that script, in whose time a recording lies in `home/tmp`."""
    folder = home / "bin"
    folder.mkdir()
    (home / "tmp").mkdir()
    (found,) = SCRIPT.findall(PAGE.read_text(encoding="utf-8"))
    for name, text in (
        ("listen", found),
        ("arecord", f"#!{sys.executable}\n{RECORDER}"),
        ("whisper-cli", f"#!{sys.executable}\n{ENGINE}"),
    ):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("TMPDIR", str(home / "tmp"))
    lp("set", "listen=~/bin/listen")
    terminal = telling("rehearse", "cellar", "--type")
    terminal.wait_for("Enter: begin")
    terminal.press("enter", "Ctrl-L")
    terminal.press(CTRL_L, "Listening")
    until(lambda: list((home / "tmp").glob("*/said.wav")))
    return terminal


def until(is_so):
    """Wait until something is so."""
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_records_until_a_key_then_writes_down_and_throws_the_recording_away(terminal, home):
    terminal.press("enter", "Heard 3 words")
    assert "> It was wet._" in terminal.text
    assert list((home / "tmp").iterdir()) == []


def test_what_is_dropped_leaves_no_recording_either(terminal, home):
    terminal.press("ctrl-c", "Nothing of that was taken.")
    assert list((home / "tmp").iterdir()) == []
