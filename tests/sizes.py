"""How long a run of the tests may take: `make test` is short, `make check` takes its time."""

import os

LONG = os.environ.get("LPCARDS_TESTS") == "long"


STRIDE = 1 if LONG else 9
"""A law on a text cut off anywhere is tried at every place, or at each ninth."""


def examples(short, long):
    """Return how many examples a law that is slow to try gets."""
    return long if LONG else short
