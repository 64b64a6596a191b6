"""How far each principle has come: met, covered by a story of one's own, ready to be told."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from lpcards.day.principles_met import ASKED, principles_met
from lpcards.english.printable import counted
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.memory.event import ALOUD
from lpcards.story.principles import EVERY_STORY

if TYPE_CHECKING:
    from lpcards.cards.choices import Story

FRESH = timedelta(days=10)
"""A story that was told whole within so many days is ready."""


class PrincipleProgress(NamedTuple):
    """All principles that files are about, by id, and which of them are how far.

    *Met*: what is noted for it is known, and one of its questions. *Covered*: a story of one's own
    is named for it. *Ready*: such a story was told whole lately.
    """

    principles: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()
    ready: frozenset[str] = frozenset()


def principle_progress(index: CardIndex, log: Log, on: date) -> PrincipleProgress:
    """Return how far the principles are on the study day `on`."""
    stories = index.stories()
    own = [story for story in stories if story.own and story.type == "scenario"]
    fresh = [story for story in own if is_fresh(last_told(story, log), on)]
    covered = frozenset(_served(own))
    principles = covered | {story.principle for story in stories} - {EVERY_STORY}
    return PrincipleProgress(
        principles,
        principles & _met(index, log),
        covered,
        frozenset(_served(fresh)),
    )


def progress_json(progress: PrincipleProgress) -> dict[str, object]:
    """Return how many principles there are, and how many of them are how far."""
    return {
        "of": len(progress.principles),
        "met": len(progress.met),
        "covered": len(progress.covered),
        "ready": len(progress.ready),
    }


def progress_words(progress: PrincipleProgress) -> str:
    """Return the same in a sentence."""
    whole = counted(len(progress.principles), "principle")
    return (
        f"{len(progress.met)} of {whole} met, {len(progress.covered)} covered by your stories, "
        f"{len(progress.ready)} ready to tell."
    )


def last_told(story: "Story", log: Log) -> date | None:
    """Return the day on which a story was last told whole; None: never."""
    days = (
        event.day
        for name in (story.id, *story.was)
        for event in log.live(name)
        if event.kind in ALOUD and event.details.get("finished")
    )
    return max(days, default=None)


def is_fresh(told: date | None, on: date) -> bool:
    """Say whether a story last told on a day is still ready."""
    return told is not None and on - told <= FRESH


def _met(index: CardIndex, log: Log) -> frozenset[str]:
    cards = {card.id: card for card in index.outlines(Selection(kinds=tuple(ASKED)))}
    memories = log.memory([*cards])
    return principles_met((cards[name], memory) for name, memory in memories.items())


def _served(stories: Iterable["Story"]) -> Iterator[str]:
    return (name for story in stories for name in (story.principle, *story.also))
