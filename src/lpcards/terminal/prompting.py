"""One line asked on the ordinary screen, in the terminal's own line mode."""

import os
import signal
import sys
from types import FrameType

import click


def prompted(
    words: str, default: str = "", *, suffix: str = ": ", shows_default: bool = False
) -> str:
    """Return the line that is typed, or `default` for an empty one; raise click.Abort at its end.

    After a stop (Ctrl-Z) it is asked once more: what was typed is lost by that.
    """
    asked = f"{words} [{default}]{suffix}" if shows_default else f"{words}{suffix}"

    def again(_: int, __: FrameType | None) -> None:
        os.write(sys.stdout.fileno(), asked.encode())  # no buffer: that may be written to just now

    before = signal.signal(signal.SIGCONT, again)
    try:
        told = click.prompt(
            words, default=default, show_default=shows_default, prompt_suffix=suffix
        )
    finally:
        signal.signal(signal.SIGCONT, before)
    return str(told)
