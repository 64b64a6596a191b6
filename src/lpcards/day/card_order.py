"""The order in which cards come: by the settings, and apart from what would give them away."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lpcards.cards.card import Outline

APART = 5
"""So many cards on, a sibling no longer gives the answer away."""


def spread(cards: Iterable[Outline], last: Outline | None = None) -> tuple[Outline, ...]:
    """Order `cards` so that neighbours come from different scenarios where that is possible.

    Round robin over the principles; within a scenario the given order stays.
    """
    left: dict[str, list[Outline]] = {}
    for card in cards:
        left.setdefault(card.scenario, []).append(card)
    ordered: list[Outline] = []
    turns: Counter[str] = Counter()
    while left:
        scenario = _next_scenario(left, turns, last)
        last = left[scenario].pop(0)
        turns[last.principle] += 1
        ordered.append(last)
        if not left[scenario]:
            del left[scenario]
    return tuple(ordered)


def _next_scenario(
    left: dict[str, list[Outline]], turns: Counter[str], last: Outline | None
) -> str:
    others = [name for name in left if last is None or name != last.scenario] or list(left)
    total = sum(map(len, left.values()))
    crowded = next((name for name in others if 2 * len(left[name]) > total), None)
    if crowded is not None:
        return crowded
    return min(others, key=lambda name: _turns_had(left[name][0], turns, last))


def _turns_had(card: Outline, turns: Counter[str], last: Outline | None) -> tuple[bool, int]:
    return (last is not None and card.principle == last.principle, turns[card.principle])


def apart(cards: Iterable[Outline], before: Sequence[Outline] = ()) -> tuple[Outline, ...]:
    """Order `cards` so that siblings are APART, where that is possible; else as `spread` does.

    `before` are those asked just before.
    """
    left = list(spread(cards, before[-1] if before else None))
    ordered = list(before)
    counts = Counter(card.group for card in left)
    while left:
        chosen = left.pop(_next_apart(left, ordered[1 - APART :], counts))
        counts[chosen.group] -= 1
        ordered.append(chosen)
    return tuple(ordered[len(before) :])


def _next_apart(left: Sequence[Outline], recent: Sequence[Outline], counts: Counter[str]) -> int:
    """Return the place of the first card far enough from its siblings, else of the farthest one.

    As soon as the largest groups only just fit, theirs are next.
    """
    pressing = _pressing(counts)
    return min(
        range(len(left)),
        key=lambda at: (_nearness(left[at], recent), left[at].group not in pressing),
    )


def _pressing(counts: Counter[str]) -> set[str]:
    """Return the groups that cannot wait any longer if all are to have room."""
    most = max(counts.values())
    largest = {group for group, count in counts.items() if count == most}
    wanted = (most - 1) * APART + len(largest)
    return largest if wanted >= counts.total() else set()


def _nearness(card: Outline, recent: Sequence[Outline]) -> int:
    """Return 0 if no sibling is among the `recent`, else how near the last one is."""
    for back, other in enumerate(reversed(recent)):
        if _are_siblings(card, other):
            return APART - back
    return 0


def _are_siblings(card: Outline, other: Outline) -> bool:
    return card.group == other.group or card.id in other.after or other.id in card.after


def in_order(cards: Iterable[Outline], order: str, kinds: Sequence[str]) -> Iterable[Outline]:
    """Return `cards`, which come story by story, in the `order` in which they are to be learned.

    `story` leaves them so, `mixed` takes the first of each story, then the second of each, `kinds`
    all of one kind, then all of the next. Each depends on the content alone: what was learned
    already moves nothing.
    """
    if order == "kinds":
        named = dict.fromkeys(kind.partition(".")[0] for kind in kinds)
        rank = {kind: at for at, kind in enumerate(named)}
        return sorted(cards, key=lambda card: rank.get(card.kind, len(rank)))
    if order == "mixed":
        met: Counter[str] = Counter()
        return [card for _, card in sorted(_numbered(cards, met), key=lambda pair: pair[0])]
    return cards


def _numbered(cards: Iterable[Outline], met: Counter[str]) -> Iterator[tuple[int, Outline]]:
    """Yield the cards, each with how many of its story were `met` before it."""
    for card in cards:
        yield met[card.scenario], card
        met[card.scenario] += 1


def shuffled(count: int, seed: str) -> tuple[int, ...]:
    """Return the positions 0..count-1 in an order that `seed` decides.

    The same seed gives the same order on every machine: it is written into the answer's event.
    """
    if not count:
        return ()
    from hashlib import blake2b  # here: its import costs a prompt's time

    ranks = [blake2b(f"{seed} {at}".encode(), digest_size=8).digest() for at in range(count)]
    return tuple(sorted(range(count), key=ranks.__getitem__))
