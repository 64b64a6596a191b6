"""What a sitting is asked for: which cards, and how; the terminal's options and the page's."""

from collections.abc import Collection
from typing import NamedTuple

from lpcards.day.study_day import Day
from lpcards.index.selection import Selection
from lpcards.study.today import USUAL, SittingOptions

APART = ("new-only", "due-only", "failed-today")
"""Of these each leaves out what another asks for."""
UNCOUNTED = ("cram", "failed-today")


class SittingChoice(NamedTuple):
    """A sitting with the cards `chosen`, the day's within its `options`, then those `ahead`.

    Or with `cram` all of them, with `failed` those that failed today: the schedule stays as it is.
    """

    chosen: Selection = Selection()
    options: SittingOptions = USUAL
    ahead: bool = False
    cram: bool = False
    failed: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether nothing is asked for but the day."""
        return self == DAILY

    @property
    def counts(self) -> bool:
        """Whether its answers count."""
        return not (self.cram or self.failed)

    def is_kept_by(self, day: Day) -> bool:
        """Say whether a pause keeps it: what does not count goes on."""
        return bool(day.paused) and self.counts


DAILY = SittingChoice()


def contradiction(flags: Collection[str]) -> str:
    """Return why flags such as `ahead` exclude one another; "" if they do not."""
    first, second, *_ = (*(flag for flag in APART if flag in flags), "", "")
    if second:
        return f"--{first} leaves no card for --{second}: choose one"
    other = next((flag for flag in UNCOUNTED if flag in flags), "")
    if "ahead" in flags and other:
        return f"--ahead counts, --{other} does not: choose one"
    return ""
