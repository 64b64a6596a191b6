"""The cards failed today: to be asked again without counting."""

from datetime import date

from lpcards.day.spacing import spread
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.memory.sm2 import PASS


def cards_failed(
    index: CardIndex, log: Log, on: date, chosen: Selection | None = None
) -> list[str]:
    """Return the ids of the cards failed on the study day, neighbours from different stories."""
    failed = {
        event.card: None
        for event in log.day_events(on)
        if event.kind in {"review", "ahead", "drill"} and (event.grade or 0) < PASS
    }
    suspended = log.suspended()
    entries = index.entries([card for card in failed if card not in suspended], chosen)
    return [entry.id for entry in spread(entries[one] for one in failed if one in entries)]
