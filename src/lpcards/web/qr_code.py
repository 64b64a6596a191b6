"""A link as a QR code, for a phone's camera."""

import io
from collections.abc import Iterator

import segno

QUIET_ZONE = 2


def qr_lines(link: str) -> Iterator[str]:
    """Yield the lines of a code, two rows of it in each, dark on light whatever the terminal is."""
    drawn = io.StringIO()
    segno.make_qr(link, error="l").terminal(drawn, border=QUIET_ZONE, compact=True)
    yield from drawn.getvalue().splitlines()
