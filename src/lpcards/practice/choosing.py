"""What is rehearsed next: the story left alone for longest, the probes that need it most."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from lpcards.practice.script import Part
from lpcards.practice.telling_record import Telling

FOLLOW_UPS = 3
"""Probes after a story."""

Named = TypeVar("Named", bound=str)


def by_need(stories: Iterable[Named], tellings: Iterable[Telling]) -> list[Named]:
    """Order ids of stories: never told first (as they come), then the one told longest ago."""
    last = {telling.story: telling.at for telling in tellings}
    return sorted(stories, key=lambda story: last.get(story, ""))


def probes_in_need(
    probes: Sequence[Part], tellings: Iterable[Telling], count: int = FOLLOW_UPS
) -> list[Part]:
    """Return `count` probes: those missed the last time, and one or more not asked for longest.

    What was missed never takes all the places, so that every probe has its turn. `tellings` are
    the story's, oldest first. The same tellings give the same probes.
    """
    asked: dict[str, tuple[str, bool]] = {
        part.card: (telling.at, bool(part.missed))
        for telling in tellings
        for part in telling.probes
    }
    waiting = sorted(probes, key=lambda probe: asked.get(probe.card.id, ("", False))[0])
    missed = [probe for probe in waiting if asked.get(probe.card.id, ("", False))[1]]
    first = missed[: max(1, count - 1)]
    others = [probe for probe in waiting if probe not in first]
    return [*first, *others][:count]
