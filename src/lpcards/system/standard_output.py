"""Standard output, and how its faults are known from those of files."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

OUTPUT = "the output"
"""What a fault of standard output names in place of a file."""


class Unsaid(Exception):  # noqa: N818  it is what it says
    """The output could not be written, because of a fault. What was `done` is done."""

    def __init__(self, fault: OSError, done: str) -> None:
        """Keep the fault, and in a word what was done before: "" if nothing that stays."""
        super().__init__(fault, done)
        self.fault, self.done = fault, done

    def verdict(self) -> tuple[str, int]:
        """Return what to say, and the exit code: 0 for what was done, or where nobody reads on.

        A script repeats what ends with another code, and would have it done twice.
        """
        words = self.fault.strerror or str(self.fault)
        if self.done:
            return f"lpcards: {self.done}, but {OUTPUT} could not be written: {words}", 0
        if isinstance(self.fault, BrokenPipeError):
            return "", 0
        return f"lpcards: {OUTPUT}: {words}", 1


class _Raw(io.FileIO):
    def write(self, data: "ReadableBuffer", /) -> int:
        """Write, or raise an OSError that names the output."""
        try:
            return super().write(data)
        except OSError as fault:
            fault.filename = OUTPUT
            raise


def named_output(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    """Return the same output, buffered or not as it was, with faults that name it."""
    raw = _Raw(stream.fileno(), "w", closefd=False)
    return io.TextIOWrapper(
        raw if stream.write_through else io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def is_of_output(fault: OSError) -> bool:
    """Say whether a fault is one of standard output."""
    return fault.filename == OUTPUT or isinstance(fault, BrokenPipeError)
