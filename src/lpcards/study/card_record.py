"""A card with all that is known of it, for people and for scripts; events in words."""

from lpcards.cards.card import Card, card_json
from lpcards.english.printable import counted
from lpcards.log import Log, Shown
from lpcards.memory.event import Event, event_json
from lpcards.memory.sm2 import memory_json
from lpcards.study.clock import local


def is_open(card_id: str) -> bool:
    """Say whether a card's answer is not written yet: there is nothing to grade."""
    return "/open/" in card_id


def shown(card: Card) -> Shown:
    """Return what of a card is kept beside the answer, to tell later what changed."""
    return Shown(card.fingerprint, card.front, card.back, card.items)


def history_of(log: Log, card: str) -> list[Event]:
    """Return the events of a card that were not taken back."""
    return [event for event in log.live(card) if event.kind != "undo"]


def card_with_memory(card: Card, log: Log) -> dict[str, object]:
    """Return a card as `show` and `next` print it."""
    memory, suspended = log.memory([card.id]).get(card.id), card.id in log.suspended()
    return {
        **card_json(card),
        "memory": memory_json(memory),
        "gradable": not suspended and not is_open(card.id),
        "suspended": suspended,
        "flag": log.flags().get(card.id),
        "history": [event_json(event) for event in history_of(log, card.id)],
    }


def undone_words(undo: Event, taken: Event) -> str:
    """Return in words what an undo took back: an event, or what was marked at once."""
    count = len(undo.details["undoes"])
    if count == 1 or "bulk" not in taken.details:
        return described(taken)
    return described(taken, counted(count, "card"))


def described(event: Event, what: str = "") -> str:
    """Return an event in words: what, of which card (or of `what`), when."""
    name = _name(event)
    of = f" of {what or event.card}" if event.card else ""
    return f"{name}{of} ({local(event.at, event.offset)})"


def _name(event: Event) -> str:
    """Return an event's kind as one would say it."""
    if event.grade is not None:
        return f"{event.kind} {event.grade}"
    if event.kind == "pause" and event.details.get("end"):
        return "the end of the pause"
    if event.kind == "flag" and event.details.get("off"):
        return "the removal of the flag"
    return event.kind
