"""The cards that do not come as things stand."""

from lpcards.index.card_index import CardIndex
from lpcards.log import Log


def set_aside(index: CardIndex, log: Log) -> set[str]:
    """Return the cards that are suspended or asleep; what was learned of them is kept."""
    return log.suspended() | index.asleep
