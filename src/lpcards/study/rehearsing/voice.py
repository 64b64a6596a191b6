"""Questions read aloud, where a program is there that can."""

import contextlib
import subprocess
from collections.abc import Iterator
from shutil import which

from lpcards.english.printable import printable
from lpcards.story.markup import runs_of, words_said

PROGRAMS = ("espeak-ng", "say")
NONE_FOUND = "Questions are not read aloud: neither `espeak-ng` nor `say` is installed."
PATIENCE = 1.0
"""Seconds in which a voice has to be silent once it is to stop."""


class Voice:
    """Reads words aloud with `program`; without one it is silent."""

    def __init__(self, program: str = "") -> None:
        """Say nothing yet."""
        self._program = program
        self._speaking: subprocess.Popen[bytes] | None = None

    def say(self, words: str) -> None:
        """Begin to read; whatever was being read ends. Returns at once."""
        self.hush()
        if self._program:
            with contextlib.suppress(OSError):
                self._speaking = _begun([self._program, "--", plain(words)])

    def hush(self) -> None:
        """Be silent."""
        speaking, self._speaking = self._speaking, None
        if speaking is None:
            return
        speaking.terminate()
        try:
            speaking.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            speaking.kill()
            speaking.wait()


def _begun(command: list[str]) -> "subprocess.Popen[bytes]":
    null = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=null, stdout=null, stderr=null)  # noqa: S603  no shell


def plain(words: str) -> str:
    """Return words without Markdown and without characters that nobody can say."""
    runs = runs_of(words_said(printable(words)))
    return " ".join("".join(run.words for run in runs).split())


def program_found() -> str:
    """Return the path of a program that reads aloud, or ""."""
    return next((path for name in PROGRAMS if (path := which(name))), "")


@contextlib.contextmanager
def voice_of(program: str) -> Iterator[Voice]:
    """Give a voice that is silent in the end, whatever happens."""
    voice = Voice(program)
    try:
        yield voice
    finally:
        voice.hush()
