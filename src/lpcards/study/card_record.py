"""A card with all that is known of it, for people and for scripts; events in words."""

from lpcards.cards.card import Card, card_json
from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
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


DONE = {
    "suspend": "suspending {}",
    "resume": "resuming {}",
    "bury": "burying {}",
    "flag": "the flag on {}",
    "learn": "looking at {}",
    "adopt": "the history given to {}",
    "pause": "the pause",
    "forget": "forgetting {}",
    "due": "Anki's day for {}",
    "rehearse": "the rehearsal of {}",
    "mock": "{} in a mock interview",
    "debrief": "what was kept of an interview",
}
"""What an event was, as something to take back; `{}` stands for its card."""


def undone_words(undo: Event, taken: Event, index: CardIndex) -> str:
    """Return in words what an undo took back: an event, or what was marked at once."""
    from lpcards.study.question_words import question_of  # here: `next` and `grade` quote none

    count = len(undo.details["undoes"])
    is_bulk = count > 1 and "bulk" in taken.details
    of = counted(count, "card") if is_bulk else question_of(index, taken.card)
    return f"{_done(taken).format(of)} ({local(taken.at, taken.offset)})"


def _done(event: Event) -> str:
    if event.grade is not None:
        again = f", {event.kind}" if event.kind in {"drill", "cram"} else ""
        return f"grade {event.grade}{again} for {{}}"
    if event.kind == "pause" and event.details.get("end"):
        return "the end of the pause"
    if event.kind == "flag" and event.details.get("off"):
        return "taking the flag off {}"
    return DONE.get(event.kind, f"{event.kind} of {{}}")


def described(event: Event) -> str:
    """Return an event of a card's history in words: when, and what."""
    return f"{local(event.at, event.offset)}  {_name(event)}"


def _name(event: Event) -> str:
    if event.grade is not None:
        return f"{event.kind}, grade {event.grade}"
    if event.kind == "forget":
        return "forgotten: new again"
    if event.kind == "due":
        from lpcards.memory.explained import followed_words  # here: `next` and `grade` say none

        return followed_words(event)
    return "flag taken off" if event.details.get("off") else event.kind
