"""The terminal, the voice and the clocks of a telling, taken together and given back."""

import contextlib
from collections.abc import Callable, Iterator

from lpcards.study.rehearsing.telling_table import Table, Watch
from lpcards.study.rehearsing.voice import NONE_FOUND, program_found, voice_of
from lpcards.study.saying import note
from lpcards.terminal.terminal import at_terminal


@contextlib.contextmanager
def sitting(
    monotonic: Callable[[], float], *, plain: bool, speak: bool, minutes: int = 0
) -> Iterator[Table]:
    """Give a table to tell stories at; with `minutes` for so long an interview."""
    program = program_found() if speak else ""
    if speak and not program:
        note(NONE_FOUND)
    with (
        voice_of(program) as voice,
        at_terminal(monotonic, plain=plain) as (surface, keys, clock),
    ):
        yield Table(surface, keys, voice, clock, Watch(clock), 60 * minutes)
