"""What the event of an answer keeps besides the grade."""

from lpcards.practice.card_turn import Decision
from lpcards.practice.card_view import CardView

MOST_TYPED = 2_000
"""Characters of a typed answer that its event keeps."""


def answer_details(view: CardView, decision: Decision) -> dict[str, object]:
    """Return what else the event of an answer keeps."""
    details: dict[str, object] = {}
    if view.card.items:
        details["missed"] = list(decision.missed)
    if decision.hints:
        details |= {"hint": True, "hints": decision.hints}
    if decision.typed is not None:
        details["typed"] = decision.typed[:MOST_TYPED]
    if decision.words:
        details["words"] = decision.words
    if view.card.seconds:
        details["said"] = round(decision.thinking, 1)
    if view.order:
        details["order"] = list(view.order)
    return details
