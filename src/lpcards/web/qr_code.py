"""A link as a QR code, for a phone's camera."""

from collections.abc import Iterator
from itertools import zip_longest

import segno

QUIET_ZONE = 2
BLOCKS = {(0, 0): "\u2588", (0, 1): "\u2580", (1, 0): "\u2584", (1, 1): " "}
"""What two modules look like, one above the other: what is light is drawn."""
WHITE_ON_BLACK, AS_BEFORE = "\x1b[38;5;231;48;5;16m", "\x1b[0m"


def qr_lines(link: str, *, colored: bool) -> Iterator[str]:
    """Yield the lines of a code, two rows in each; `colored` it can be read on any background."""
    code = segno.make_qr(link, error="l")
    rows = [[int(dark) for dark in row] for row in code.matrix_iter(border=QUIET_ZONE)]
    light = [0] * len(rows)
    for upper, lower in zip_longest(rows[::2], rows[1::2], fillvalue=light):
        line = "".join(BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        yield f"{WHITE_ON_BLACK}{line}{AS_BEFORE}" if colored else line
