"""Cards and events as they are told: without the commands, which a review need not know."""

from lpcards.card import Card
from lpcards.card import as_json as card_json
from lpcards.cli.clock import local
from lpcards.cli.saying import memory_json
from lpcards.event import Event
from lpcards.event import as_json as event_json
from lpcards.store import Log, Shown


def is_open(card_id: str) -> bool:
    """Say whether a card's answer is not written yet: there is nothing to grade."""
    return "/open/" in card_id


def shown(card: Card) -> Shown:
    """Return what of a card is kept beside the answer, to tell later what changed."""
    return Shown(card.fingerprint, card.front, card.back, card.items)


def history_of(log: Log, card: str) -> list[Event]:
    """Return what was said of a card and not taken back."""
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


def described(event: Event) -> str:
    """Return an event in words: what, of which card, when."""
    grade = "" if event.grade is None else f" {event.grade}"
    card = f" of {event.card}" if event.card else ""
    return f"{event.kind}{grade}{card} ({local(event.at, event.offset)})"
