"""Cards as they were drawn for a page's script: one that looks as it did is not drawn again."""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from lpcards.practice.card_view import CardView
from lpcards.study.reviewing.sitting import Sitting
from lpcards.study.workspace import Workspace
from lpcards.web.card_fragments import card_for_script

MOST_DRAWN = 50


class DrawnCards:
    """The last cards drawn in a sitting: of the cards held ahead each answer changes one or two."""

    def __init__(self) -> None:
        """Begin with none."""
        self._drawn: dict[str, tuple[object, dict[str, Any]]] = {}

    def drawn(self, view: CardView, workspace: Workspace, sitting: Sitting) -> dict[str, Any]:
        """Return a card as `card_for_script` makes it, with its place, "3 of 20".

        `looks` is the same while all but the place is.
        """
        found = sitting.stories.before(view)
        files = workspace.index.media().get(view.card.scenario) if view.card.media else None
        looks = view._replace(message="", progress=""), found, files
        known = self._drawn.pop(view.card.id, None)
        if known is None or known[0] != looks:
            card = card_for_script(looks[0], workspace, found)
            known = looks, card | {"looks": _print_of(card)}
        self._drawn[view.card.id] = known
        if len(self._drawn) > MOST_DRAWN:
            del self._drawn[next(iter(self._drawn))]
        return known[1] | {"progress": view.progress}


def _print_of(card: dict[str, Any]) -> str:
    return blake2b(json.dumps(card).encode(), digest_size=8).hexdigest()


def unless_held(card: dict[str, Any], held: Mapping[str, object]) -> dict[str, Any]:
    """Return a card, or no more than its place where the page holds it; `held` has looks by id."""
    if held.get(card["id"]) != card["looks"]:
        return card
    return {name: card[name] for name in ("id", "looks", "progress")}
