"""What a learner can be promised: how many cards by when, in how many minutes a day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from lpcards.compiled import Compiled
from lpcards.dates import spoken
from lpcards.outlook import Outlook, minutes_for_all, outlook
from lpcards.session import Entry, Limits
from lpcards.words import counted

MANY = 1000
EXACT = 100
"""Up to here numbers are told as they are; beyond, to the nearest ten."""


class _Wish(NamedTuple):
    unseen: Sequence[Entry]
    limits: Limits
    today: date
    interview: date | None
    minutes: int

    @property
    def daily(self) -> str:
        return f"{counted(self.minutes, 'minute')} a day"

    def outlook(self, minutes: int) -> Outlook:
        return outlook(self.unseen, self.limits, self.today, self.interview, minutes)


def words(compiled: Compiled, today: date) -> str:
    """Return in two or three sentences what the settings in force come to."""
    told = compiled.settings
    limits = Limits(told["new"], told["reviews"], told["new_per_story"])
    day = date.fromisoformat(told["interview"]) if told["interview"] else None
    coming = day if day and day >= today else None
    wish = _Wish(list(compiled.study_order()), limits, today, coming, told["minutes"] or 0)
    if not wish.unseen:
        return "There are no cards yet: `lpcards new` starts a story of your own."
    return _by(wish, coming) if coming else _some_day(wish)


def _by(wish: _Wish, day: date) -> str:
    """Say how many cards until the interview; if not all, what would help."""
    found = wish.outlook(wish.minutes)
    daily = wish.daily if wish.minutes else f"at most {counted(found.busiest, 'minute')} a day"
    if found.is_all:
        return (
            f"All {_cards(found.cards)} by {spoken(day, wish.today)}, {daily}. "
            f"The last new one comes about {spoken(found.last, wish.today)}; then it is repeating."
        )
    some = f"{_round(found.met)} of {_cards(found.cards)}"
    return (
        f"About {some} by {spoken(day, wish.today)}, {daily}. "
        f"That is not all of them: {_remedy(wish, day)}."
    )


def _remedy(wish: _Wish, day: date) -> str:
    needed = minutes_for_all(wish.unseen, wish.limits, wish.today, day, wish.minutes)
    if wish.minutes and needed:
        return f"all would take about {needed} minutes a day. What comes first matters most"
    new = wish.limits.new
    if outlook(wish.unseen, wish.limits._replace(new=MANY), wish.today, day, 0).is_all:
        return f"`new: {new}` in the settings lets {counted(new, 'card')} a day begin, and no more"
    return "cards that would give one another away keep some days apart"


def _some_day(wish: _Wish) -> str:
    found = wish.outlook(wish.minutes)
    daily = wish.daily if wish.minutes else f"at most {counted(found.busiest, 'minute')} a day"
    if not found.is_all:
        return (
            f"There are {_cards(found.cards)}; in {daily} you meet about {_round(found.met)} of "
            "them in a year."
        )
    days = (found.last - wish.today).days + 1
    return (
        f"All {_cards(found.cards)} within {counted(days, 'day')}, {daily}; from then on it is "
        "repeating, less and less."
    )


def _cards(count: int) -> str:
    return counted(count, "card")


def _round(count: int) -> int:
    return count if count <= EXACT else round(count, -1)
