"""New cards in rounds: one's own stories in turn, and breadth over the principles beside them.

The order depends on the content alone, not on what is known: whatever cannot come today is passed
over, and what stands behind it fills its place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest

from lpcards.cards.card import Outline
from lpcards.story.principles import EVERY_STORY, MOST_ASKED, PRINCIPLES

FIRST = 2
"""So many cards of what every story needs come before all others."""
EVERY = 3
"""Beside stories every third card is a generic one."""
OFFSET = 4
"""The second card of a principle in a round comes so many principles after its first."""
BESIDE = 4
"""To so many cards of single principles there is one of what every story needs."""

CORE = 5
"""So many cards of a story are of use by themselves; shortly before the date they come first."""

GENERAL, OWN, EXAMPLE, FAR, NAMED, GUIDE = "0", "1", "2", "3", "4", "5"
_OPEN = ("ask", "open")


def turn_of(
    principle: str, leading: Sequence[str], own: bool, guide: bool, ids: str, *, near: bool = True
) -> str:
    """Return by what a file's cards take their turn: text that sorts as they come.

    Examples of the learner's field are `near`, and come before those of any other.

    The principles `leading` come first, then those most often asked; the guides of the leading
    ones with all their cards before any other guide. A guide of one's own that holds questions
    (the first of its `ids` says so) is as good as a story.
    """
    is_story = not guide or (own and _kind_of(ids) in _OPEN)
    if guide and not is_story and principle == EVERY_STORY:
        return GENERAL
    tier = (OWN if own else EXAMPLE if near else FAR) if is_story else GUIDE
    return turn_led(tier, principle, leading)


def principles_in_turn(leading: Iterable[str] = ()) -> list[str]:
    """Return all principles: the `leading` ones, those most often asked, and the rest."""
    return list(dict.fromkeys((*leading, *MOST_ASKED, *PRINCIPLES)))


def turn_led(turn: str, principle: str, leading: Sequence[str]) -> str:
    """Return the turn that a file takes if the principles `leading` led in place of others."""
    tier = turn[:1]
    if tier == GENERAL:
        return turn
    if tier in {NAMED, GUIDE}:
        tier = NAMED if principle in leading else GUIDE
    order = principles_in_turn(leading)
    rank = order.index(principle) if principle in order else len(order)
    return f"{tier} {rank:02}"


def _kind_of(ids: str) -> str:
    return ids.split("/", 2)[1] if "/" in ids else ""


def in_rounds(files: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Yield the cards of `files`, each with its turn and its cards in the order of learning."""
    by_turn = sorted(files, key=lambda file: file[0])
    general, own, examples, far, named, guides = (
        [ids for turn, ids in by_turn if turn.startswith(tier)]
        for tier in (GENERAL, OWN, EXAMPLE, FAR, NAMED, GUIDE)
    )
    first = list(islice(chain.from_iterable(general), FIRST))
    rest = _in_turn([[card for card in ids if card not in first] for ids in general])
    yield from first
    stories = chain(_in_turn(own), _in_turn(examples), _in_turn(far))
    principles = chain(_waves(named), _waves(guides))
    yield from _every_third(stories, _beside(principles, rest))


def _in_turn(files: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the first card of each file, then the second of each, and so on."""
    for places in zip_longest(*files, fillvalue=""):
        yield from filter(None, places)


def _waves(guides: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield two cards of each guide, the second OFFSET guides after the first; then two more."""
    longest = max(map(len, guides), default=0)
    for at in range(0, longest, 2):
        firsts = [*(guide[at : at + 1] for guide in guides), *([()] * OFFSET)]
        seconds = [*([()] * OFFSET), *(guide[at + 1 : at + 2] for guide in guides)]
        for first, second in zip(firsts, seconds, strict=True):
            yield from (*first, *second)


def _beside(many: Iterable[str], few: Iterable[str]) -> Iterator[str]:
    """Yield one of `few` after every BESIDE of `many`, and in the end what is left."""
    rest = iter(few)
    for at, card in enumerate(many, 1):
        yield card
        if at % BESIDE == 0:
            yield from _next_of(rest)
    yield from rest


def _every_third(stories: Iterator[str], generic: Iterator[str]) -> Iterator[str]:
    """Yield two of `stories` to one of `generic`, which stands between them."""
    for at, card in enumerate(stories):
        yield card
        if at % (EVERY - 1) == 0:
            yield from _next_of(generic)
    yield from generic


def _next_of(cards: Iterator[str]) -> list[str]:
    return [card for card in [next(cards, "")] if card]


def core_first(cards: Sequence[Outline], known: Iterable[Outline]) -> list[Outline]:
    """Return `cards`, of each own story the core before all else; some of it may be `known`."""
    met = Counter(card.scenario for card in known)
    core: list[Outline] = []
    rest: list[Outline] = []
    for card in cards:
        met[card.scenario] += 1
        (core if card.own and met[card.scenario] <= CORE else rest).append(card)
    return [*core, *rest]


def wholes_for_parts(cards: Iterable[Outline], known: Sequence[Outline]) -> Iterator[Outline]:
    """Yield each checklist of one's own in place of the first of its parts, and no other part.

    Those of a checklist among the `known` do not come either.
    """
    new = list(cards)
    met = {card.id for card in known}
    wholes = {part: whole for whole in (*new, *known) if whole.own for part in whole.after}
    for card in new:
        whole = wholes.get(card.id, card)
        if whole.id not in met:
            met.add(whole.id)
            yield whole
