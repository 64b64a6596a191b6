"""Which cards of one file are learned first, and whether its author has told a whole story.

Of an own story the core comes first: which question it answers, the figure, the first move, "your
part exactly?", the hardest probe. Of an example one card of each sort. Of a guide a question, what
the interviewer notes, a better line, and so on.
"""

import re
from collections.abc import Iterable, Sequence

from lpcards.cards.card import Card
from lpcards.story.models import Guide, Scenario
from lpcards.story.principles import EVERY_STORY

OWN = (
    "ask/",
    "result/needs.metric",
    "step/action",
    "part",
    "probe/",
    "result/needs.metric-source",
    "step/action",
    "open/",
    "step/action",
    "step/situation",
    "step/task",
    "result/needs.business",
    "probe/",
    "step/action",
)
EXAMPLE = (
    "step/situation",
    "step/action",
    "result/needs.metric",
    "probe/",
    "disqualifier/",
    "step/task",
    "step/action",
    "result/needs.business",
    "probe/",
    "disqualifier/",
    "step/action",
    "result/needs.second-order",
    "probe/",
    "probe/",
    "result/needs.business-source",
    "result/needs.list",
)
GENERAL = ("result/needs.list", "disqualifier/", *("followup/", "question/", "disqualifier/") * 5)
PRINCIPLE = (
    "ask/",
    "open/",
    "question/",
    "signals/",
    "disqualifier/",
    "question/",
    "disqualifier/",
)
"""Cards by kind and the beginning of their slot, each meaning the first that is left."""

_LATER = frozenset({"hear", "list", "headings", "leave-out", "template"})
"""Parts of kinds that no wish means."""
_PART = re.compile(
    r"\byour (?:own )?(?:part|role)\b|\byou (?:yourself|personally)\b", re.IGNORECASE
)
_STEPS = ("step/situation", "step/task", "step/action", "result/needs", "probe/")


def learning_places(cards: Sequence[Card], file: Scenario | Guide, *, own: bool) -> list[int]:
    """Return for each of a file's cards its place in the order in which they are learned."""
    left = list(range(len(cards)))
    chosen: list[int] = []
    for wish in _wishes(file, own=own):
        found = next((at for at in left if _grants(cards[at], wish)), None)
        if found is not None:
            left.remove(found)
            chosen.append(found)
    places = {at: place for place, at in enumerate([*chosen, *left])}
    return [places[at] for at in range(len(cards))]


def _wishes(file: Scenario | Guide, *, own: bool) -> tuple[str, ...]:
    if isinstance(file, Guide):
        return GENERAL if file.principle == EVERY_STORY else PRINCIPLE
    return OWN if own else EXAMPLE


def _grants(card: Card, wish: str) -> bool:
    if wish == "part":
        return card.kind in {"probe", "open"} and bool(_PART.search(card.front))
    return card.part not in _LATER and card.id.startswith(f"{card.scenario}/{wish}")


def is_complete(cards: Iterable[Card]) -> bool:
    """Say whether a story has all that is told of it: S, T, A, R and the answer to one probe."""
    slots = [card.id.removeprefix(f"{card.scenario}/") for card in cards]
    return all(any(slot.startswith(step) for slot in slots) for step in _STEPS)
