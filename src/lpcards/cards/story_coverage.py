"""Stories against principles and questions: what is told, what could be, what nobody answers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lpcards.cards.choices import CommonQuestion, Story, answering

ENOUGH = 2
"""Stories a principle should have: the first one may have been told already."""
FEW = 4


class CoveredQuestion(NamedTuple):
    """A common question, the principle that it is after, and who answers it: story id -> how.

    `how` is one of `choices.HOW`, but never `any`: a question about no principle is answered by
    who names it.
    """

    ask: str
    principle: str
    stories: Mapping[str, str]


class Coverage(NamedTuple):
    """Principle id -> story id -> how, the questions, and what is wrong with it all.

    `thin` are the principles with fewer than two stories. `overused` is the story that would be
    the first choice for most questions, with their number ("" and 0: none). `unasked` are the
    stories that name no question.
    """

    principles: Mapping[str, Mapping[str, str]]
    questions: tuple[CoveredQuestion, ...]
    thin: tuple[str, ...]
    overused: str
    overused_for: int
    unasked: tuple[str, ...]

    @property
    def answered(self) -> int:
        """How many questions some story answers."""
        return sum(bool(one.stories) for one in self.questions)


def coverage_json(coverage: Coverage, names: Mapping[str, str]) -> dict[str, object]:
    """Return it as scripts read it; `names` are those of the principles, by id."""
    return {
        "principles": [
            {"id": principle, "name": names[principle], "stories": _stories_json(stories)}
            for principle, stories in coverage.principles.items()
        ],
        "questions": [
            {"ask": one.ask, "principle": one.principle, "stories": _stories_json(one.stories)}
            for one in coverage.questions
        ],
        "gaps": {
            "thin": list(coverage.thin),
            "unanswered": [one.ask for one in coverage.questions if not one.stories],
            "overused": coverage.overused or None,
            "overused_for": coverage.overused_for,
            "unasked": list(coverage.unasked),
        },
    }


def _stories_json(stories: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"id": story, "how": how} for story, how in stories.items()]


def coverage_of(
    stories: Sequence[Story], principles: Iterable[str], questions: Sequence[CommonQuestion]
) -> Coverage:
    """Hold `stories` against `principles` and `questions`, both in the order in which they come."""
    table = {name: _answered(CommonQuestion("", name), stories) for name in principles}
    asked = tuple(
        CoveredQuestion(one.ask, one.principle, _answered(one, stories)) for one in questions
    )
    overused, count = _overused(stories, asked)
    named = {one.story for one in questions}
    return Coverage(
        table,
        asked,
        tuple(name for name, served in table.items() if len(served) < ENOUGH),
        overused,
        count,
        tuple(one.id for one in stories if not (one.asked or one.id in named)),
    )


def by_principle(
    questions: Iterable[CommonQuestion], principles: Iterable[str]
) -> list[CommonQuestion]:
    """Return the questions in the order of their principles; those about none come last."""
    places = {name: at for at, name in enumerate(principles)}
    return sorted(questions, key=lambda one: places.get(one.principle, len(places)))


def _answered(question: CommonQuestion, stories: Iterable[Story]) -> dict[str, str]:
    """Return who answers a question, the best first."""
    return {story.id: how for how, story in answering(question, stories) if how != "any"}


def _overused(stories: Sequence[Story], asked: Iterable[CoveredQuestion]) -> tuple[str, int]:
    """Return the story that is first choice for more than half of what is answered."""
    first = Counter(next(iter(one.stories)) for one in asked if one.stories)
    if len(stories) < ENOUGH or first.total() < FEW:
        return "", 0
    [(story, count)] = first.most_common(1)
    return (story, count) if count > first.total() / 2 else ("", 0)
