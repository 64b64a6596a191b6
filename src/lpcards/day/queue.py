"""Today's queue: which cards are asked, and in what order. Pure: values in, values out.

What `due` counts is what `review` serves: both ask `queue_of`. Answering a card of the queue
removes that card from the next queue and nothing else.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from lpcards.cards.card import Outline
from lpcards.cards.checklist import DRILLED_UNTIL
from lpcards.day.budget import Box, Purse, Room
from lpcards.day.limits import Limits
from lpcards.day.spacing import spread
from lpcards.memory.event import COUNTED, Event
from lpcards.memory.recall import elapsed
from lpcards.memory.sm2 import Memory


class Wish(NamedTuple):
    """What is asked for: `only` `new` cards or only those `due`, as much as the `box` holds."""

    only: str = ""
    box: Box | None = None


class Drill(NamedTuple):
    """A card still to be drilled today: the items missed last time (none: the whole card)."""

    card: str
    missed: tuple[int, ...]
    fingerprint: str


class Today(NamedTuple):
    """What the log says of the study day so far. Card ids throughout.

    `early` are the reviewed cards that were not due yet, `asked` all that were asked, in order.
    """

    on: date
    introduced: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()
    learned: tuple[str, ...] = ()
    buried: frozenset[str] = frozenset()
    drills: tuple[Drill, ...] = ()
    early: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()

    @property
    def answered(self) -> frozenset[str]:
        """The cards that had their repetition today."""
        return self.introduced | self.reviewed


class Queue(NamedTuple):
    """Today's cards in the order they are asked: reviews, new cards, drills.

    `early` are the ids of the reviews that an overlay asks before their day.
    `cut` counts the reviews and new cards for which there are not minutes enough.
    """

    reviews: tuple[Outline, ...]
    new: tuple[Outline, ...]
    drills: tuple[Drill, ...]
    early: frozenset[str] = frozenset()
    cut: int = 0

    @property
    def total(self) -> int:
        """How many answers count today; drills do not."""
        return len(self.reviews) + len(self.new)


def today_of(events: Iterable[Event], memories: Mapping[str, Memory], on: date) -> Today:
    """Sum up the live `events` of the study day `on`, oldest first.

    `memories` must hold what is remembered of every card in them.
    """
    said = list(events)
    repetitions = [event for event in said if _counts(event, memories)]
    counted = [event.card for event in repetitions]
    introduced = {card for card in counted if memories[card].first == on}
    asked = [event for event in said if event.kind in {"review", "ahead", "drill"}]
    return Today(
        on=on,
        introduced=frozenset(introduced),
        reviewed=frozenset(counted) - introduced,
        learned=tuple(dict.fromkeys(event.card for event in said if event.kind == "learn")),
        buried=frozenset(event.card for event in said if event.kind == "bury"),
        drills=_open_drills(asked),
        early=frozenset(event.card for event in repetitions if event.kind == "ahead"),
        asked=tuple(event.card for event in asked),
    )


def _counts(event: Event, memories: Mapping[str, Memory]) -> bool:
    # without a memory another program took the answer back between two looks at the log
    return event.kind in COUNTED and event.card in memories


def _open_drills(asked: Iterable[Event]) -> tuple[Drill, ...]:
    """Return the cards whose last answer was under 4, the one waiting longest first."""
    last: dict[str, Event] = {}
    for event in asked:
        last.pop(event.card, None)
        last[event.card] = event
    return tuple(
        Drill(card, _missed(event), event.fingerprint)
        for card, event in last.items()
        if event.grade is not None and event.grade < DRILLED_UNTIL
    )


def _missed(event: Event) -> tuple[int, ...]:
    missed = event.details.get("missed")
    if not isinstance(missed, list):
        return ()
    return tuple(item for item in missed if isinstance(item, int))


class _Nothing:
    """Nothing is spoilt by a sibling: they may come on one day."""

    def add(self, entry: Outline) -> None:
        """Take no note."""

    def admits(self, entry: Outline) -> bool:  # noqa: ARG002
        """Say yes."""
        return True


class _Taken(_Nothing):
    """What may no longer be asked today because a sibling is, or was."""

    def __init__(self, entries: Iterable[Outline]) -> None:
        self.groups: set[str] = set()
        self.ids: set[str] = set()
        self.parts: set[str] = set()
        for entry in entries:
            self.add(entry)

    def add(self, entry: Outline) -> None:
        self.groups.add(entry.group)
        self.ids.add(entry.id)
        self.parts.update(entry.after)

    def admits(self, entry: Outline) -> bool:
        """Say whether neither a sibling, nor a part, nor the whole is taken."""
        if entry.group in self.groups or entry.id in self.parts:
            return False
        return self.ids.isdisjoint(entry.after)


def queue_of(
    due: Iterable[tuple[Outline, Memory]],
    unseen: Iterable[Outline],
    today: Today,
    limits: Limits,
    answered: Iterable[Outline] = (),
    was_answered: Callable[[Iterable[str]], Container[str]] = frozenset,
    wish: Wish = Wish(),  # noqa: B008  a value
    *,
    siblings: bool = False,
    kept: int = 0,
) -> Queue:
    """Return today's queue; with `siblings` they may come on one day.

    `due` are the remembered cards due by today, `unseen` the new ones in study order (read only as
    far as the limit asks), `answered` the entries of the cards answered today. `was_answered`
    tells which of some ids were answered on an earlier day. For so many new cards as are `kept` the
    box holds seconds back from the reviews, half of what it has at most.
    """
    waiting = [(entry, memory) for entry, memory in due if _may_come(entry, today)]
    taken = _Nothing() if siblings else _Taken(answered)
    chosen = _one_a_group(waiting, taken)
    for entry, _ in waiting:
        taken.add(entry)
    had = _had(answered, today)
    room = Room(limits.new - len(today.introduced), limits.most_new, had.introduced)
    coming = _new_cards(unseen, today, limits, had.introduced, taken, was_answered, room)
    new = [] if wish.only == "due" else list(room.fitting(coming))
    purse = _purse(wish.box, had)
    if kept:
        purse.hold("new", [*had.introduced, *new[:kept]])
    reviews = [] if wish.only == "new" else _within(chosen, today, limits, had.reviewed, purse)
    if kept:
        purse.release()
    new = purse.paid("new", new)
    last = next((entry for entry in answered if entry.id in today.asked[-1:]), None)
    asked = spread(reviews, last)
    learned = [entry for entry in new if entry.id in today.learned]
    fresh = spread(
        [entry for entry in new if entry.id not in today.learned], asked[-1] if asked else last
    )
    new_cards = (*fresh, *sorted(learned, key=_turn(today.learned)))
    return Queue(asked, new_cards, _drills(today, wish.only), cut=purse.cut)


def _drills(today: Today, only: str) -> tuple[Drill, ...]:
    """Return the drills of the day; of `only` one sort those that followed from it."""
    drills = (drill for drill in today.drills if drill.card not in today.buried)
    if only:
        drills = (one for one in drills if (one.card in today.introduced) == (only == "new"))
    return tuple(drills)


class _Had(NamedTuple):
    """The entries answered today."""

    introduced: list[Outline]
    reviewed: list[Outline]


def _had(answered: Iterable[Outline], today: Today) -> _Had:
    told = list(answered)
    return _Had(
        [entry for entry in told if entry.id in today.introduced],
        [entry for entry in told if entry.id in today.reviewed],
    )


def _purse(box: Box | None, had: _Had) -> Purse:
    purse = Purse(box)
    purse.spend("new", had.introduced)
    purse.spend("review", had.reviewed)
    return purse


def _turn(order: tuple[str, ...]) -> Callable[[Outline], int]:
    return lambda entry: order.index(entry.id)


def _may_come(entry: Outline, today: Today) -> bool:
    return entry.id not in today.buried and entry.id not in today.answered


def _one_a_group(
    waiting: Iterable[tuple[Outline, Memory]], taken: _Nothing
) -> list[tuple[Outline, Memory]]:
    """Return the most overdue card of each group; the rest waits for another day."""
    chosen = []
    for entry, memory in sorted(waiting, key=lambda pair: (pair[1].due, pair[0].id)):
        if taken.admits(entry):
            taken.add(entry)
            chosen.append((entry, memory))
    return chosen


def _within(
    chosen: list[tuple[Outline, Memory]],
    today: Today,
    limits: Limits,
    had: list[Outline],
    purse: Purse,
) -> list[Outline]:
    """Return the reviews for which there is room; if not for all, those recalled most probably.

    The more of its intervals have passed, the less probably a card is recalled.
    """

    def fitting(entries: list[Outline]) -> list[Outline]:
        room = Room(limits.reviews - len(today.reviewed), limits.most_reviews, had)
        return list(room.fitting(entries))

    entries = [entry for entry, _ in chosen]
    if len(purse.copied().paid("review", fitting(entries))) < len(entries):
        chosen = sorted(chosen, key=lambda pair: (elapsed(pair[1], today.on), pair[0].id))
        entries = [entry for entry, _ in chosen]
    return purse.paid("review", fitting(entries))


def _new_cards(
    unseen: Iterable[Outline],
    today: Today,
    limits: Limits,
    introduced: list[Outline],
    taken: _Nothing,
    was_answered: Callable[[Iterable[str]], Container[str]],
    room: Room,
) -> Iterator[Outline]:
    """Yield the new cards that may come, as long as there is room.

    Guides come first, but take at most half of a day while a story waits: who starts today reads
    a story today. Not where principles have limits of their own: those share the day out.
    """
    stories = Counter(entry.scenario for entry in introduced)
    waiting: list[Outline] = []

    def taking(entry: Outline) -> bool:
        full = stories[entry.scenario] >= limits.new_per_story
        if full or not _may_come(entry, today) or not taken.admits(entry):
            return False
        if not (room.admits(entry) and _ready(entry, was_answered)):
            return False
        taken.add(entry)
        stories[entry.scenario] += 1
        return True

    guides = (limits.new + 1) // 2 - sum(entry.guide for entry in introduced)
    if limits.principles:  # whose guide took the last place of its principle must not change
        guides = limits.new
    for entry in unseen:
        if entry.guide and guides <= 0:
            waiting.append(entry)
        elif taking(entry):
            guides -= entry.guide
            yield entry
    yield from filter(taking, waiting)


def _ready(entry: Outline, was_answered: Callable[[Iterable[str]], Container[str]]) -> bool:
    if not entry.after:
        return True
    known = was_answered(entry.after)
    return all(part in known for part in entry.after)


def ahead_of(
    remembered: Iterable[tuple[Outline, Memory]], today: Today, answered: Iterable[Outline] = ()
) -> list[Outline]:
    """Return the cards due after today, the nearest first, siblings apart: for `--ahead`."""
    taken = _Taken(answered)
    later = [
        (entry, memory)
        for entry, memory in remembered
        if memory.due > today.on and _may_come(entry, today)
    ]
    return [entry for entry, _ in _one_a_group(later, taken)]
