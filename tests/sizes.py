"""How long a run of the tests may take: `make test` is short, `make check` takes its time."""

import os
import random

LONG = os.environ.get("LPCARDS_TESTS") == "long"


STRIDE = 1 if LONG else 23
"""A law on a text cut off anywhere is tried at every place, or at one of so many."""


def examples(short, long):
    """Return how many examples a law that is slow to try gets."""
    return long if LONG else short


class _Seed:
    """The seed of the run: all of its workers have the same, and `SEED=n` repeats it."""

    told = "0"


def draw_by(seed):
    """Have `some` draw by the seed of the laws."""
    _Seed.told = str(seed)


def some(things, few):
    """Return all things, or in a short run `few` of them, drawn by the run's seed, in order."""
    things = [*things]
    if LONG or few >= len(things):
        return things
    drawn = random.Random(f"{_Seed.told} {len(things)}").sample(range(len(things)), few)
    return [things[at] for at in sorted(drawn)]
