"""Which cards can be among the weakest: nobody has to know an example's for their interview."""

from lpcards.cards.card import Outline
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection


def may_be_weak(index: CardIndex, card: Outline) -> bool:
    """Say whether a card counts among the weakest where no story is named.

    Of the worked example none does, and of other examples none once there is a whole own story.
    """
    if card.own or card.guide:
        return True
    example = index.worked_example
    return not (example.is_over or example.has(card.id))


def is_named(chosen: Selection) -> bool:
    """Say whether a selection names stories or cards: then even an example's are meant."""
    return bool(chosen.scenarios or chosen.globs)
