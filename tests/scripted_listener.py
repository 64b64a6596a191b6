"""A command that listens for tests: it hears what it is told to, each in its own way.

Run as `python scripted_listener.py HOW FOLDER`. In FOLDER it leaves `pids`, the processes that it
is made of, and `asked` once it was asked to end: the signal's name.
"""

import os
import signal
import sys
import time
from pathlib import Path

FOREVER = 3600
SAID = "We saw it rising, and it was wet."


def write(text):
    os.write(1, text.encode())


def wait():
    """Wait to be asked to end."""
    signal.sigwait({signal.SIGINT})
    (FOLDER / "asked").write_text("SIGINT", encoding="utf-8")


def as_it_goes():
    """Write line by line, the last one over and over, as whisper-stream does."""
    write("[Start speaking]\n\x1b[2K\r We saw\x1b[2K\r")
    write(" We saw it rising,\n\x1b[2K\r and it")
    write("\x1b[2K\r and it was wet.")
    wait()


def at_the_end():
    """Record until asked to end, then write it all, as a script around whisper-cli does."""
    wait()
    write("\n[00:00:00.000 --> 00:00:04.000]   We saw it rising,\n")
    write("[00:00:04.000 --> 00:00:06.000]   and it was wet. [BLANK_AUDIO] (music)\n")


def at_length():
    """Write down more than a screen holds, all of it at the end."""
    wait()
    write("".join(f"Sentence {number}.\n" for number in range(200)))


def by_itself():
    """End once the speaker falls silent."""
    write(f"{SAID}\n")


def never():
    """Go on for good, whatever anybody asks, with something said already."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    write(f"{SAID}\n")
    time.sleep(FOREVER)


def tidies():
    """Throw its recording away when it is ended, as the script on the page about speech does."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    write(f"{SAID}\n")
    signal.sigwait({signal.SIGTERM})
    (FOLDER / "asked").write_text("SIGTERM", encoding="utf-8")


def silent():
    """Hear nothing."""
    wait()
    write("[BLANK_AUDIO]\n")


def fails():
    """Fail, and say why at the end of much else."""
    os.write(2, b"loading\r\n" * 20_000 + b"no \x1b[31mmicrophone\n\n")
    sys.exit(3)


def attacks():
    """Write what moves cursors, titles windows, turns lines, and does not end."""
    write("\x1b[2J\x1b]0;owned\x07I\x07 \x9b31mpumped\u202e it\x00 \x1b[6n\x1bcout.\r\n")
    wait()


def endless():
    """Write and write."""
    while True:
        write("I pumped it out. " * 1000)


def forks():
    """Leave a child behind, which holds on to the output and heeds nothing."""
    if os.fork() == 0:
        pid()
        never()
    write("By the parent.\n")
    wait()


def pid():
    with (FOLDER / "pids").open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")


def begun(folder):
    """Return the processes that it was made of so far: each heeds its signals."""
    file = folder / "pids"
    return file.read_text(encoding="utf-8").split() if file.exists() else []


def left(folder):
    """Return the processes of it that still run."""
    pids = begun(folder)
    return [number for number in pids if Path(f"/proc/{number}").exists() and not _is_dead(number)]


def _is_dead(number):
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except OSError:
        return True
    return state.split()[0] == "Z"


if __name__ == "__main__":
    FOLDER = Path(sys.argv[2])
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # none comes too early to be heard
    pid()
    globals()[sys.argv[1]]()
