"""The learner's stories against principles and common questions, as `coverage` shows them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lpcards.cards.choices import Story, questions_of
from lpcards.cards.story_coverage import Coverage, by_principle, coverage_of
from lpcards.index.card_index import CardIndex
from lpcards.story.principles import EVERY_STORY, PRINCIPLES, short_principle

HOW_WORDS = {
    "told": "is about it",
    "pivot": "has a pivot for it",
    "also": "named under `also`",
}
"""How a story serves a principle, the best first."""


class CoveredStories(NamedTuple):
    """The `stories` that are counted, what they cover, and the principles' `names` by id."""

    stories: Sequence[Story]
    coverage: Coverage
    names: Mapping[str, str]


def stories_covered(index: CardIndex, *, examples: bool = False) -> CoveredStories:
    """Return what the learner's own stories cover, or with `examples` all stories."""
    files = index.stories()
    guides = [file for file in files if file.type == "guide"]
    stories = [file for file in files if file.type == "scenario" and (file.own or examples)]
    names = _principles(guides, stories)
    found = coverage_of(stories, names, by_principle(questions_of(guides), names))
    return CoveredStories(stories, found, names)


def _principles(guides: Sequence[Story], stories: Sequence[Story]) -> dict[str, str]:
    """Return the principles in their order, each with a name: the sixteen, then others."""
    known = {name: short_principle(name) for name in PRINCIPLES}
    used = {story.principle: short_principle(story.principle) for story in stories}
    named = {guide.principle: guide.short for guide in guides if guide.principle != EVERY_STORY}
    return known | used | {name: words for name, words in named.items() if name not in known}
