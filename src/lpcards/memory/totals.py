"""Totals of a log: answers, passes and time by study day and by story; items missed.

Sums of what single answers come to, so that one more answer adds to them and one taken back is
subtracted, and a replay of the whole log comes to the same.
"""

from datetime import date
from typing import TypeVar

from lpcards.memory.event import Event
from lpcards.memory.sm2 import PASS, Memory

YOUNG, MATURE = 7, 21
"""Intervals in days: below the first a card is young, from the second on it is mature."""

AGES = ("first", "young", "growing", "mature")
"""How old a card was when an answer counted: by its interval before; `first` had none."""

LATE = "late"
ITEMS = 1000  # more no checklist has
LONGEST = 300_000
"""Milliseconds that one answer adds at most: who went for lunch did not study."""


Key = TypeVar("Key")
DayKind = tuple[date, str]
StoryKind = tuple[str, str]
Missed = tuple[str, str, int]


class Totals:
    """Sums of count, passed, milliseconds, by (study day, kind of answer) and by (story, kind).

    Of a story the answers to cards seen before are counted, and the time of all. The kind `late`
    of a day is no answer: it is by how much the number of cards that waited overdue changed on
    that day; only waits that an answer has ended are in there. `missed` counts the items missed
    in answers that counted, by (card, text shown, position).
    """

    def __init__(self) -> None:
        """Start from nothing."""
        self.days: dict[DayKind, list[int]] = {}
        self.stories: dict[StoryKind, list[int]] = {}
        self.missed: dict[Missed, int] = {}
        self._story_kinds: dict[str, StoryKind] = {}

    def add(self, card: str, event: Event, before: Memory | None, counted: bool) -> None:
        """Take an answer in: `before` is what was remembered, `counted` whether it counted."""
        story_kind = self._story_kinds.get(card) or self._story_and_kind(card)
        passed, time = _outcome(event)
        _add(self.days, (event.day, answer_kind(event, before, counted)), 1, passed, time)
        if not counted or before is None:
            _add(self.stories, story_kind, 0, 0, time)
        else:
            _add(self.stories, story_kind, 1, passed, time)
            if before.due < event.day:
                self._wait(before.due, event.day)
        if counted and event.details:
            self._miss(card, event)

    def _story_and_kind(self, card: str) -> StoryKind:
        story_kind = self._story_kinds[card] = story_and_kind(card)
        return story_kind

    def _wait(self, due: date, until: date) -> None:
        for day, change in ((due, 1), (until, -1)):
            self.days.setdefault((day, LATE), [0, 0, 0])[0] += change

    def _miss(self, card: str, event: Event) -> None:
        for item in missed_in(event):
            key = (card, event.fingerprint, item)
            self.missed[key] = self.missed.get(key, 0) + 1

    def changed_into(self, other: "Totals") -> "Totals":
        """Return what must be added to these totals to make them `other`."""
        change = Totals()
        change.days = _difference(self.days, other.days)
        change.stories = _difference(self.stories, other.stories)
        keys = self.missed.keys() | other.missed.keys()
        change.missed = {key: other.missed.get(key, 0) - self.missed.get(key, 0) for key in keys}
        return change


def answer_kind(event: Event, before: Memory | None, counted: bool) -> str:
    """Return the kind of an answer: the age of its card if it counted, else `drill` or `cram`."""
    if not counted:
        return "cram" if event.kind == "cram" else "drill"
    return age_of(before.interval) if before else AGES[0]


def age_of(interval: int) -> str:
    """Return the age of a card with that interval in days."""
    if interval < YOUNG:
        return AGES[1]
    return AGES[2] if interval < MATURE else AGES[3]


def missed_in(event: Event) -> list[int]:
    """Return the items that an answer missed, as positions; [] if it does not say."""
    missed = event.details.get("missed")
    if not isinstance(missed, list):
        return []
    return list(dict.fromkeys(item for item in missed if type(item) is int and 0 <= item < ITEMS))


def story_and_kind(card: str) -> StoryKind:
    """Return the first two parts of a card's id."""
    story, _, rest = card.partition("/")
    return story, rest.partition("/")[0]


def _outcome(event: Event) -> tuple[int, int]:
    """Return 1 for a pass, else 0, and the milliseconds that an answer took."""
    grade, seconds = event.grade, event.seconds
    time = int(seconds * 1000 + 0.5) if seconds else 0
    return int(grade is not None and grade >= PASS), min(time, LONGEST)


def _add(sums: dict[Key, list[int]], key: Key, count: int, passed: int, time: int) -> None:
    found = sums.get(key)
    if found is None:
        sums[key] = [count, passed, time]
    else:
        found[0] += count
        found[1] += passed
        found[2] += time


def _difference(old: dict[Key, list[int]], new: dict[Key, list[int]]) -> dict[Key, list[int]]:
    nothing = [0, 0, 0]
    pairs = ((key, old.get(key, nothing), new.get(key, nothing)) for key in old.keys() | new.keys())
    return {key: [b - a for a, b in zip(was, now, strict=True)] for key, was, now in pairs}
