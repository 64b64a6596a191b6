"""Cards as they are named on the command line: by ids, stories' ids and globs."""

from collections.abc import Iterable

from lpcards.cards.card import Card
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.study.content_files import meant_by, named_story, refuse_unloaded
from lpcards.system.problem import UserFault


def named_card(index: CardIndex, card_id: str) -> Card:
    """Return the card of that id, or of the id it has now; raise UserFault if there is none.

    If its story cannot be read, the story's own error is why.
    """
    card = index.card(card_id) or index.card(index.aliases.get(card_id, ""))
    if card is None:
        refuse_unloaded(index, card_id.partition("/")[0])
        raise UserFault(f"there is no card {card_id!r}{meant_by(card_id, index.card_ids())}")
    return card


def _is_story(index: CardIndex, name: str) -> bool:
    return "/" not in name and any(story.id == name for story in index.stories())


def selection_of(index: CardIndex, named: Selection) -> Selection:
    """Return the selection that a command's options name; raise UserFault for names of nothing."""
    chosen = named._replace(
        scenarios=tuple(named_story(index, name) for name in named.scenarios),
        globs=tuple(_named(index, name) for name in named.globs),
    )
    _refuse_unknown(chosen, index)
    return chosen


def _named(index: CardIndex, name: str) -> str:
    """Return a glob that matches something: as given, a story's, or the id that a card has now."""
    if not (_is_glob(name) or _is_story(index, name)):
        return named_card(index, name).id
    glob = name if _is_glob(name) else f"{name}/*"
    if next(index.card_ids(Selection(globs=(glob,))), None) is None:
        refuse_unloaded(index, name.partition("/")[0])
        raise UserFault(f"no card's id matches {glob!r}")
    return glob


def _is_glob(name: str) -> bool:
    return any(char in name for char in "*?[")


def _refuse_unknown(chosen: Selection, index: CardIndex) -> None:
    if chosen.kinds:
        must_be_among(chosen.kinds, index.kinds(), "kind of card")
    if chosen.principles:
        known = {name for story in index.stories() for name in (story.principle, *story.also)}
        must_be_among(chosen.principles, known, "principle with cards")


def must_be_among(wanted: Iterable[str], known: Iterable[str], noun: str) -> None:
    """Raise UserFault for the first of `wanted` that is not `known`."""
    for name in wanted:
        if name not in known:
            raise UserFault(f"there is no {noun} {name!r}{meant_by(name, known)}")
