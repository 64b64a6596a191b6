"""Small files for tests: a story of a flooded cellar, and the cards that a file makes."""

from lpcards.cards.card import Card
from lpcards.cards.kinds import KINDS
from lpcards.cards.making import File
from lpcards.story.models import Guide, Scenario

NAMED = {"id": "cellar", "title": "A pump too late", "short": "Cellar", "principle": "dive-deep"}


def story(**parts: object) -> Scenario:
    return Scenario.model_validate({**NAMED, **parts})


def guide(**parts: object) -> Guide:
    required = {"type": "guide", "id": "all-of-it", "title": "All", "short": "Any story"}
    return Guide.model_validate({**required, "principle": "all", **parts})


def made(file: File, kind: str) -> dict[str, Card]:
    """Return the file's cards of one kind by slot."""
    cards = {one.KIND.name: one for one in KINDS}[kind].cards(file)
    return {card.id.partition(f"{file.id}/{kind}/")[2]: card for card in cards}
