"""The replay: what the log says of every card. Events are the truth; all else follows from them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from lpcards.memory.balance import latest
from lpcards.memory.event import ANSWERS, COUNTED, Event, Nonsense
from lpcards.memory.schedulers import SCHEDULERS
from lpcards.memory.sm2 import DEFAULT, Memory, Rules, counts


class History(NamedTuple):
    """What a log comes to, by current card id. Cards never answered have no memory."""

    memory: dict[str, Memory]
    suspended: set[str]
    flags: dict[str, str]


CHOSEN_FOR = "scheduler"
"""The name, in an event's details, of the scheduler whose day an overlay put off; none: SM-2."""

Listener = Callable[[str, Event, Memory | None, bool], object]
"""Takes each answer: the card, the event, what was remembered before, if it counts."""


def history_of(
    log: Iterable[Event], rules: Rules = DEFAULT, aliases: Mapping[str, str] | None = None
) -> History:
    """Replay a whole `log`, oldest first; `aliases` leads from a card's old id to its new one.

    Raises Nonsense, naming the event, where one makes no sense.
    """
    events = list(log)
    gone = undone_by(events)
    return replay(events, rules, names_of(adopted(events, gone), aliases or {}), gone)


def replay(
    events: Iterable[Event],
    rules: Rules,
    names: Mapping[str, str],
    gone: Iterable[str] = frozenset(),
    listener: Listener | None = None,
    before: History | None = None,
) -> History:
    """Replay `events`, oldest first, but those `gone`; `names` is what `names_of` made.

    It goes on from what the log came to `before` them, or from nothing.

    Of a card's answers on a study day the first one stored as `review` or `ahead` counts. Which
    of the two it is follows from the days, never from the word that was stored. `listener`
    takes each answer.
    """
    gone = frozenset(gone)
    history = _copied(before) if before else History({}, set(), {})
    memory = history.memory
    for event in events:
        if event.id in gone:
            continue
        card = names.get(event.card, event.card)
        if event.kind in ANSWERS:
            known = memory.get(card)
            counted = event.kind in COUNTED and counts(known, event.day)
            if counted:
                memory[card] = answered(known, event, rules)
            if listener:
                listener(card, event, known, counted)
        elif event.kind == "forget":
            memory.pop(card, None)
        elif event.kind == "due":
            if rules.follow:
                follow(history, card, event)
        else:
            mark(history, card, event)
    return history


def _copied(history: History) -> History:
    return History({**history.memory}, {*history.suspended}, {**history.flags})


def since_forgotten(events: Iterable[Event]) -> list[Event]:
    """Return live `events`, oldest first, without those of a card until it was forgotten."""
    left = list(events)
    forgotten = {event.card: at for at, event in enumerate(left) if event.kind == "forget"}
    if not forgotten:
        return left
    return [event for at, event in enumerate(left) if at > forgotten.get(event.card, -1)]


def answered(before: Memory | None, event: Event, rules: Rules) -> Memory:
    """Return the memory after a counted answer. An overlay's day sets `due` and nothing else.

    It does so under the scheduler that it was chosen for, and as far as `balance` may put a card
    off: under other rules the interval may be another. Without `overlays` in the rules it sets
    nothing: due is the last answer and the interval.

    Raises Nonsense, naming the event, for a grade or a day that is none.
    """
    try:
        grade = -1 if event.grade is None else event.grade
        after = SCHEDULERS[rules.scheduler](before, grade, event.day, rules)
        chosen = chosen_day(event, rules) if rules.overlays else None
    except (TypeError, ValueError, OverflowError) as error:
        raise _nonsense(event, str(error)) from error
    if chosen and 0 < (chosen - after.due).days <= latest(after, rules.max_interval):
        after = after._replace(due=chosen)
    if event.fingerprint and event.fingerprint != after.fingerprint:
        after = after._replace(fingerprint=event.fingerprint)
    return after


def follow(history: History, card: str, event: Event) -> None:
    """Let another program's day be that of a card until its next answer; all else of it stays.

    A card that it suspends is suspended, until it or the learner resumes it. Raises Nonsense,
    naming the event, for a day that is none.
    """
    try:
        chosen = due_day(event)
    except (TypeError, ValueError) as error:
        raise _nonsense(event, str(error)) from error
    if chosen and card in history.memory:
        history.memory[card] = history.memory[card]._replace(due=chosen)
    if "suspended" in event.details:
        (history.suspended.add if event.details["suspended"] else history.suspended.discard)(card)


def chosen_day(event: Event, rules: Rules) -> date | None:
    """Return the day that an overlay chose under the scheduler of the rules; None if none did.

    Raises TypeError or ValueError for what is no day.
    """
    is_its = event.details and event.details.get(CHOSEN_FOR, "sm2") == rules.scheduler
    return due_day(event) if is_its else None


def due_day(event: Event) -> date | None:
    """Return the day that an overlay, or another program, chose for a card; None if none did.

    Raises TypeError or ValueError for what is no day.
    """
    return date.fromisoformat(event.details["due"]) if "due" in event.details else None


def mark(history: History, card: str, event: Event) -> None:
    """Let an event that is no answer leave its mark on `history`: suspended, flagged, or not."""
    if event.kind == "suspend":
        history.suspended.add(card)
    elif event.kind == "resume":
        history.suspended.discard(card)
    elif event.kind == "flag":
        if event.details.get("off"):
            history.flags.pop(card, None)
        else:
            history.flags[card] = str(event.details.get("note", ""))


def undone_by(events: Iterable[Event]) -> set[str]:
    """Return the ids that the undo events among `events` take back. An undo is never undone."""
    return {name for event in events if event.kind == "undo" for name in undoes(event)}


def undoes(event: Event) -> list[str]:
    """Return the ids that an undo event takes back; Nonsense if it does not say so."""
    ids = event.details.get("undoes")
    if not isinstance(ids, list) or not all(isinstance(name, str) for name in ids):
        raise _nonsense(event, "it does not say what it undoes")
    return ids


def adopted(events: Iterable[Event], gone: Iterable[str] = frozenset()) -> dict[str, str]:
    """Return old id -> new id as the adoptions among `events` say, oldest first.

    A card that adopts is there: an earlier adoption that led away from it ends.
    """
    gone = frozenset(gone)
    found: dict[str, str] = {}
    for event in events:
        if event.kind == "adopt" and event.id not in gone:
            found.pop(event.card, None)
            found[source_of(event)] = event.card
    return found


def source_of(event: Event) -> str:
    """Return the card whose history an adoption takes over; Nonsense if it does not say so."""
    old = event.details.get("from")
    if not isinstance(old, str):
        raise _nonsense(event, "it does not say which card's history it takes over")
    return old


def names_of(adoptions: Mapping[str, str], aliases: Mapping[str, str]) -> dict[str, str]:
    """Return old id -> current id, chains followed to their end.

    The content (`aliases`) has the last word: where it names a card that an adoption leads away
    from, the adoption ends. Ids that lead to one another in a circle are all one card: the
    first of them in the alphabet.
    """
    present = set(aliases.values())
    links = {old: new for old, new in adoptions.items() if old not in present}
    links.update(aliases)
    ends: dict[str, str] = {}
    for old in links:
        _follow(old, links, ends)
    return ends


def _follow(card: str, links: Mapping[str, str], ends: dict[str, str]) -> None:
    """Write down where all ids on the way from `card` end: each link is walked once."""
    way: dict[str, None] = {}
    while card in links and card not in way and card not in ends:
        way[card] = None
        card = links[card]
    if card in way:
        ids = list(way)
        card = min(ids[ids.index(card) :])
    ends.update(dict.fromkeys(way, ends.get(card, card)))


def _nonsense(event: Event, words: str) -> Nonsense:
    return Nonsense(f"event {event.id!r} makes no sense: {words}")
