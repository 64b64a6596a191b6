"""Where the copies of content lie in a place. Every sync with a key looks: this loads little."""

import os

from lpcards.sync.packed_file import FileForm

CONTENT = "content"
COPY = FileForm(b"lpcards content ", ".lpc", most_packed=160_000_000, most_bytes=200_000_000)


def readable_copy(home: str, device: str) -> str:
    """Return the path of what a device left in a place before it had a key; "" for none."""
    path = os.path.join(home, CONTENT, device + COPY.ending)
    return path if os.path.lexists(path) else ""
