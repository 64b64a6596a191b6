"""What there is to go on with once nothing is left of a sitting."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcards.study.reviewing.next_card import cards_ahead
from lpcards.study.sitting_choice import DAILY, SittingChoice
from lpcards.study.today import cards_failed, day_of
from lpcards.study.workspace import Workspace


class Offer(NamedTuple):
    """A sitting that has something to ask, in a few words."""

    words: str
    choice: SittingChoice


def offers(workspace: Workspace, choice: SittingChoice) -> Iterator[Offer]:
    """Yield what can be asked after a sitting, of the same cards: the day first, all cards last."""
    index, log, on = workspace.index, workspace.writing(), workspace.moment().day
    chosen = choice.chosen
    if not choice.is_usual:
        queue = day_of(index, log, on).queue
        if queue.total or queue.drills:
            yield Offer("Today's cards", DAILY)
    if not choice.failed and cards_failed(index, log, on, chosen):
        yield Offer("Today's failed cards again", SittingChoice(chosen, failed=True))
    if not choice.ahead and cards_ahead(index, log, on, chosen):
        yield Offer("Cards due later", SittingChoice(chosen, ahead=True))
    if not choice.cram and next(index.card_ids(chosen), None):
        words = "All of these cards" if any(chosen) else "All cards"
        yield Offer(f"{words}, outside the schedule", SittingChoice(chosen, cram=True))
