"""The figures out of the content and the log."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from lpcards import stats
from lpcards.card import Card
from lpcards.compiled import Compiled, Selection
from lpcards.event import COUNTED, Event
from lpcards.sm2 import Memory
from lpcards.stats import Forecast, Group, Known, Retention, Streak, Studied, Window
from lpcards.store import Log
from lpcards.totals import Missed, Totals

AHEAD, WEAKEST = 30, 8
FOR_ALL = "all"
"""The principle of what belongs to every principle."""

LOOKED_AT = 200  # of missed items: others are of cards that have changed or gone


class MissedItem(NamedTuple):
    """An item of a checklist: how often it was asked as it is now, and how often missed."""

    card: str
    item: str
    missed: int
    asked: int


class Weak(NamedTuple):
    """A card that lapsed; `ease` is in hundredths."""

    card: str
    front: str
    lapses: int
    ease: int


class Figures(NamedTuple):
    """All that `stats` tells. `on` is the day that recall is predicted for."""

    today: date
    on: date
    interview: bool
    window: Window
    days: list[Studied]
    streak: Streak
    retention: list[Retention]
    forecast: Forecast
    total: Group
    principles: list[Group]
    stories: list[Group]
    kinds: list[Group]
    items: list[MissedItem]
    cards: list[Weak]

    @property
    def done_today(self) -> Studied:
        """What was done today."""
        return next((day for day in self.days if day.day == self.today), Studied(self.today))

    @property
    def graded(self) -> list[Group]:
        """The principles that one can be ready for."""
        return [group for group in self.principles if group.name != FOR_ALL]


def figures_of(compiled: Compiled, log: Log, today: date, days: int, chosen: Selection) -> Figures:
    """Gather the figures as of `today`, looking `days` back."""
    window, (on, interview) = stats.window_of(today, days), asked_day(compiled, today)
    known = _known(compiled, log, chosen)
    totals = _totals(compiled, log, window, chosen)
    groups = stats.groups_of(known, totals, on)
    principle_of = compiled.principles()
    due = [memory.due for memory in known.remembered.values()]
    return Figures(
        today=today,
        on=on,
        interview=interview,
        window=window,
        days=stats.days_of(totals, window),
        streak=_streak(log, today, min(due, default=None)),
        retention=stats.retention_of(totals, window),
        forecast=stats.forecast_of(due, today, AHEAD),
        total=stats.together("", groups.values()),
        principles=_weakest_first(stats.named(groups, lambda one: principle_of.get(one[0], ""))),
        stories=_weakest_first(stats.named(groups, lambda one: one[0])),
        kinds=_weakest_first(stats.named(groups, lambda one: one[1])),
        items=list(islice(_missed(compiled, log, known.remembered, totals), WEAKEST)),
        cards=list(_lapsed(compiled, known.remembered)),
    )


def asked_day(compiled: Compiled, today: date) -> tuple[date, bool]:
    """Return the interview's date from the settings, and True; today if none is to come."""
    told = compiled.settings.get("interview")
    on = date.fromisoformat(told) if told else today
    return (on, True) if told and on >= today else (today, False)


def _known(compiled: Compiled, log: Log, chosen: Selection) -> Known:
    """Return the cards that are there and not suspended: remembered ones, and ones to be met."""
    suspended = log.suspended()
    remembered = {card: memory for card, memory in log.remembered() if card not in suspended}
    met = list(compiled.study_ids(chosen))
    there = remembered.keys() & met
    there |= compiled.entries(remembered.keys() - there, chosen).keys()
    unseen = [card for card in met if card not in there and card not in suspended]
    return Known({card: remembered[card] for card in there}, unseen)


def _totals(compiled: Compiled, log: Log, window: Window, chosen: Selection) -> Totals:
    if chosen == Selection():
        return log.totals_since(window.first)
    return log.totals_of(compiled.card_ids(chosen))


def _streak(log: Log, today: date, waiting_since: date | None) -> Streak:
    """Return the streak: it is the learner's, whatever cards are selected."""
    return stats.streak_of(log.study_days(), today, waiting_since, pauses_of(log.pauses()))


def pauses_of(events: Iterable[Event]) -> list[tuple[date, date]]:
    """Return the pauses (first and last day) that live `events` began, less what others ended."""
    found: list[tuple[date, date]] = []
    for event in events:
        if "end" in event.details:
            before = date.fromordinal(max(1, event.day.toordinal() - 1))
            found = [(first, min(last, before)) for first, last in found if first < event.day]
        else:
            first, last = (_told(event, key) for key in ("from", "until"))
            found.append((first or event.day, last or date.max))
    return found


def _told(event: Event, key: str) -> date | None:
    try:
        return date.fromisoformat(event.details[key])
    except (KeyError, TypeError, ValueError):
        return None


def _weakest_first(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (group.readiness, group.name))


def _missed(
    compiled: Compiled, log: Log, remembered: dict[str, Memory], totals: Totals
) -> Iterator[MissedItem]:
    """Yield the items of today's wording that were missed, the most often missed first."""
    found: Iterable[tuple[Missed, int]] = log.most_missed()
    if totals.missed:
        found = sorted(totals.missed.items(), key=lambda one: (-one[1], one[0]))
    there = ((key, count) for key, count in found if key[0] in remembered)
    for (name, fingerprint, position), count in islice(there, LOOKED_AT):
        card = compiled.card(name)
        if card and card.fingerprint == fingerprint and position < len(card.items):
            asked = _times_asked(log.live(name), fingerprint)
            yield MissedItem(name, card.items[position], count, asked)


def _times_asked(events: Iterable[Event], fingerprint: str) -> int:
    """Count the answers that counted and were given to these words."""
    last, times = date.min, 0
    for event in events:
        if event.kind in COUNTED and event.day > last:
            last = event.day
            times += event.fingerprint == fingerprint
    return times


def _lapsed(compiled: Compiled, remembered: dict[str, Memory]) -> Iterator[Weak]:
    lapsed = ((-memory.lapses, memory.ease, card) for card, memory in remembered.items())
    for lapses, ease, name in sorted(one for one in lapsed if one[0])[:WEAKEST]:
        card: Card | None = compiled.card(name)
        yield Weak(name, card.front if card else "", -lapses, ease)
