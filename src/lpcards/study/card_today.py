"""What a card's answers mean for today: whether it comes, and if not, what is in the way."""

from datetime import date
from typing import NamedTuple

from lpcards.cards.card import Card, Outline
from lpcards.cards.leech import is_leech
from lpcards.index.card_index import CardIndex
from lpcards.log import Log
from lpcards.memory.recall import known_recall
from lpcards.memory.sm2 import Memory
from lpcards.study.today import queue_today, today_in


class CardToday(NamedTuple):
    """What a card's answers mean for a study day.

    `comes` says in which part of today's queue it is, "" in none. Of a card that could come
    `waits_for` names the siblings or parts in the way. `own_due` is the day that SM-2 has it due
    on, where Anki's day counts instead. `because` is why it comes first or before its day: `missed`
    in an interview, or `early` before one.
    """

    on: date
    memory: Memory | None
    suspended: bool
    buried: bool
    comes: str
    waits_for: list[str]
    own_due: date | None = None
    because: str = ""

    @property
    def recall(self) -> float | None:
        """The predicted recall on that day."""
        memory = self.memory
        return known_recall(memory, self.on) if memory else None


def card_today_json(today: CardToday) -> dict[str, object]:
    """Return it as scripts read it."""
    memory = today.memory
    return {
        "day": today.on.isoformat(),
        "due": memory.due.isoformat() if memory else None,
        "days": (memory.due - today.on).days if memory else None,
        "recall": None if today.recall is None else round(today.recall, 4),
        "lapses": memory.lapses if memory else 0,
        "leech": bool(memory and is_leech(memory)),
        "suspended": today.suspended,
        "buried": today.buried,
        "comes": today.comes or None,
        "waits_for": today.waits_for,
        **({"own_due": today.own_due.isoformat()} if today.own_due else {}),
        **({"because": today.because} if today.because else {}),
    }


def card_today(index: CardIndex, log: Log, card: Card, on: date) -> CardToday:
    """Return what the answers of a card mean for the study day `on`, which is today."""
    queue = queue_today(index, log, on)
    so_far = today_in(log, on)
    parts = {
        "review": {entry.id for entry in queue.reviews},
        "new": {entry.id for entry in queue.new},
        "drill": {drill.card for drill in queue.drills},
    }
    reasons = {"missed": queue.missed, "early": queue.early}
    answered = index.outlines_of(so_far.answered).values()
    asked = (*answered, *queue.reviews, *queue.new)
    memory = log.memory([card.id]).get(card.id)
    comes = next((part for part, ids in parts.items() if card.id in ids), "")
    could = not comes and (memory is None or (memory.due <= on and memory.last < on))
    return CardToday(
        on=on,
        memory=memory,
        suspended=card.id in log.suspended(),
        buried=card.id in so_far.buried,
        comes=comes,
        waits_for=_in_the_way(card, asked, log) if could else [],
        because=next((why for why, ids in reasons.items() if card.id in ids), ""),
    )


def _in_the_way(card: Card, asked: tuple[Outline, ...], log: Log) -> list[str]:
    """Return the siblings asked today, and the parts that were never answered."""
    siblings = [other.id for other in asked if other.group == card.group and other.id != card.id]
    known = log.memory(card.after)
    return [*siblings, *(part for part in card.after if part not in known)]
