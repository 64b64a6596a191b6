"""Cards as they are named on the command line: by ids, stories' ids and globs."""

from collections.abc import Collection, Iterable

from lpcards.cards.card import Card
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.story.principles import PRINCIPLES
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
    if named.kinds:
        must_be_among(named.kinds, index.kinds(), "kind of card")
    return named._replace(
        scenarios=tuple(named_story(index, name) for name in named.scenarios),
        principles=principles_with_cards(index, named.principles),
        globs=tuple(_named(index, name) for name in named.globs),
    )


def principles_with_cards(index: CardIndex, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of principles that cards are about; raise UserFault for another."""
    if not wanted:
        return ()
    known = [name for story in index.stories() for name in (story.principle, *story.also)]
    return principles_named(wanted, known, "card about")


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


def principles_named(wanted: Iterable[str], known: Collection[str], what: str) -> tuple[str, ...]:
    """Return the ids of principles as learners name them: `backbone`, `Have Backbone`.

    Raises UserFault for what is none of the `known`; there is no `what` for another principle.
    """
    return tuple(_principle_named(words, known, what) for words in wanted)


def _principle_named(words: str, known: Collection[str], what: str) -> str:
    if words in known:
        return words
    from lpcards.story.principle_naming import not_a_principle, principles_meant  # few need it

    meant = principles_meant(words, known)
    if len(meant) == 1:
        return meant[0]
    others = principles_meant(words)
    if not meant and len(others) == 1:
        raise UserFault(f"there is no {what} {PRINCIPLES[others[0]]} yet")
    remedy = not_a_principle(words, [name for name in PRINCIPLES if name in known] or known)
    raise UserFault(f"{words!r} is not a principle; {remedy}")


def must_be_among(wanted: Iterable[str], known: Iterable[str], noun: str) -> None:
    """Raise UserFault for the first of `wanted` that is not `known`."""
    for name in wanted:
        if name not in known:
            raise UserFault(f"there is no {noun} {name!r}{meant_by(name, known)}")
