"""Whose days the cards have, where the settings have Anki's followed."""

from datetime import date
from typing import TYPE_CHECKING

from lpcards.log import Log
from lpcards.memory.sm2 import Rules

if TYPE_CHECKING:
    from lpcards.story.settings import Settings


def follow_json(settings: "Settings") -> dict[str, object]:
    """Return what scripts read of it: nothing where every card has its own day."""
    return {} if settings.follow == "none" else {"follow": settings.follow}


def follow_words(settings: "Settings", log: Log) -> str:
    """Say whose days the cards have; "" where every card has its own."""
    if settings.follow == "none":
        return ""
    on = log.followed_on()
    if on is None:
        return "The days are your own as long as nothing differs in Anki; `lpcards pull` reads its."
    return f"The days are Anki's, as they were there on {on}; `lpcards pull` reads them again."


def own_day(log: Log, card: str, rules: Rules) -> date | None:
    """Return the day that SM-2 has a card due on, if Anki's counts instead."""
    if not rules.follow:
        return None
    from lpcards.memory.history import history_of  # here: few cards are looked at so

    memory = log.memory([card]).get(card)
    own = history_of(log.live(card), rules._replace(follow=False)).memory.get(card)
    return own.due if memory and own and own.due != memory.due else None
