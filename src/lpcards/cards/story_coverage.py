"""Stories against principles and questions: what they serve, could serve, and do not answer."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lpcards.cards.choices import CommonQuestion, Story, answering

ENOUGH = 2
"""Stories a principle should have: the first one may have been heard already."""
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
        return sum(bool(question.stories) for question in self.questions)


def coverage_json(coverage: Coverage, names: Mapping[str, str]) -> dict[str, object]:
    """Return it as scripts read it; `names` are those of the principles, by id."""
    return {
        "principles": [
            {"id": principle, "name": names[principle], "stories": _stories_json(stories)}
            for principle, stories in coverage.principles.items()
        ],
        "questions": [
            {
                "ask": question.ask,
                "principle": question.principle,
                "stories": _stories_json(question.stories),
            }
            for question in coverage.questions
        ],
        "gaps": {
            "thin": list(coverage.thin),
            "unanswered": [question.ask for question in coverage.questions if not question.stories],
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
    named = {question.story for question in questions}
    return Coverage(
        table,
        asked,
        tuple(name for name, served in table.items() if len(served) < ENOUGH),
        overused,
        count,
        tuple(story.id for story in stories if not (story.asked or story.id in named)),
    )


def by_principle(
    questions: Iterable[CommonQuestion], principles: Iterable[str]
) -> list[CommonQuestion]:
    """Return the questions in the order of their principles; those about none come last."""
    places = {name: at for at, name in enumerate(principles)}
    return sorted(questions, key=lambda question: places.get(question.principle, len(places)))


def _answered(question: CommonQuestion, stories: Iterable[Story]) -> dict[str, str]:
    """Return who answers a question, the best first."""
    return {story.id: how for how, story in answering(question, stories) if how != "any"}


def _overused(stories: Sequence[Story], asked: Iterable[CoveredQuestion]) -> tuple[str, int]:
    """Return the story that is first choice for more than half of what is answered."""
    first = Counter(next(iter(question.stories)) for question in asked if question.stories)
    if len(stories) < ENOUGH or first.total() < FEW:
        return "", 0
    [(story, count)] = first.most_common(1)
    return (story, count) if count > first.total() / 2 else ("", 0)
