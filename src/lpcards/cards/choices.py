"""Common questions, and which stories answer them, the best first. Light: a prompt asks it."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from lpcards.cards.card import Card
from lpcards.english.slugs import telling_words
from lpcards.english.vocabulary import number_word
from lpcards.story.principles import EVERY_STORY, short_principle

HOW = ("asked", "alike", "told", "pivot", "also", "any")
"""How a story may answer a question: it names this one; it serves its principle and names one like
it; it is about the principle, has a pivot for it, or has it under `also`; or the question is
about no principle."""
ALIKE = 0.4
"""What two questions must share of the words that tell them from others."""


class CommonQuestion(NamedTuple):
    """A common question, the principle that it is after, and the story named for it, if any."""

    ask: str
    principle: str
    story: str = ""


class Story(NamedTuple):
    """A story or guide as it is listed. `cards` counts all of its cards.

    `asked` are the interviewers' questions that stand in it, `pivots` the principles that it has
    a pivot for, `was` the ids it had before, `probes` those of its probes, former ones too. It is
    `complete` with all four steps and the answer to a probe; its `field` may be the learner's.
    `readable`: there is a text to read before its cards.
    """

    id: str
    type: str
    title: str
    short: str
    principle: str
    also: tuple[str, ...]
    own: bool
    path: str
    cards: int
    asked: tuple[CommonQuestion, ...] = ()
    was: tuple[str, ...] = ()
    pivots: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()
    complete: bool = False
    field: str = ""
    readable: bool = False

    @property
    def told_for(self) -> str:
        """The name of its principle: `Ownership`, or `Every story`."""
        return "Every story" if self.principle == EVERY_STORY else short_principle(self.principle)

    @property
    def about(self) -> str:
        """What it is told for, and whose it is: `Ownership · your story`."""
        whose = "guide" if self.type == "guide" else "your story" if self.own else "an example"
        return f"{self.told_for} · {whose}"

    def is_far_from(self, role: str) -> bool:
        """Say whether it is an example from another field than the learner's."""
        return not self.own and self.field != role


def story_json(story: Story) -> dict[str, object]:
    """Return a story or guide as scripts read it."""
    return {**story._asdict(), "asked": [question.ask for question in story.asked]}


def questions_of(files: Iterable[Story], principles: Collection[str] = ()) -> list[CommonQuestion]:
    """Return the questions of guides and stories, each once; of these `principles`, or of all."""
    found: dict[str, CommonQuestion] = {}
    for file in files:
        for question in file.asked:
            if not principles or question.principle in principles:
                found.setdefault(question.ask, question)
    return list(found.values())


def answering(question: CommonQuestion, stories: Iterable[Story]) -> list[tuple[str, Story]]:
    """Return who answers a question, and how, the best first; of equals the narrower story."""
    found = [(how, story) for story in stories if (how := how_it_answers(question, story))]
    return sorted(found, key=lambda answer: (HOW.index(answer[0]), _breadth(answer[1])))


def how_it_answers(question: CommonQuestion, story: Story) -> str:
    """Return one of `HOW`, or "" if the story does not answer the question."""
    if question.story == story.id or any(
        are_same(asked.ask, question.ask) for asked in story.asked
    ):
        return "asked"
    served = how_it_serves(question.principle, story) or "any" * (question.principle == EVERY_STORY)
    alike = (
        served and question.ask and any(are_alike(question.ask, asked.ask) for asked in story.asked)
    )
    return "alike" if alike else served


def how_it_serves(principle: str, story: Story) -> str:
    """Return how the story serves a principle, one of `HOW`, or "" if it does not."""
    if principle == story.principle:
        return "told"
    return "pivot" if principle in story.pivots else "also" if principle in story.also else ""


def _breadth(story: Story) -> int:
    return len({story.principle, *story.also, *story.pivots})


def are_same(question: str, other: str) -> bool:
    """Say whether two questions are one: capitals, stops and blanks make no other."""
    return question == other or letters_of(question) == letters_of(other)


@lru_cache(maxsize=4096)
def letters_of(question: str) -> str:
    """Return the letters and figures of a question: the same for all who write it down."""
    return "".join(filter(str.isalnum, question.casefold()))


def are_alike(question: str, other: str) -> bool:
    """Say whether two questions share most of the words that tell them from others."""
    left, right = _stems(question), _stems(other)
    return bool(left and right) and len(left & right) / len(left | right) >= ALIKE


@lru_cache(maxsize=1024)
def _stems(question: str) -> frozenset[str]:
    from lpcards.english.verbs import stem  # here: a prompt never compares two questions

    return frozenset(map(stem, telling_words(question)))


class Choices:
    """Which of the learner's own stories fit a question: looked up once for each principle."""

    def __init__(self, own: Iterable[Story]) -> None:
        """Choose among `own` stories."""
        self._own = list(own)
        self._ids = {story.id for story in self._own}
        self._fitting: dict[str, dict[str, str]] = {}

    def completed(self, card: Card) -> Card:
        """Return a question's card with how many of the stories fit, and the second choice.

        An example's card stays as it is: somebody else's story is no choice. What is asked of any
        story names one.
        """
        if card.asked_of_stories:
            return self._of_a_story(card)
        if card.scenario not in self._ids:
            return card
        fit = self._fitting_for(card.principle)
        others = (short for name, short in fit.items() if name != card.scenario)
        fitting = _fitting_words(len(fit) + (card.scenario not in fit))
        return card._replace(
            hint=f"{card.hint}; {fitting}" if card.hint else fitting,
            below=f"Second choice: {next(others, 'none yet')}",
        )

    def unanswered_in(self, card: Card) -> Story | None:
        """Return the first complete story that has no probe with the id of a follow-up's card."""
        names = {name.rpartition("/")[2] for name in (card.id, *card.was)}
        complete = (story for story in self._own if story.complete)
        return next((story for story in complete if names.isdisjoint(story.probes)), None)

    def _of_a_story(self, card: Card) -> Card:
        """Return a follow-up's card as it is asked of the story that does not answer it yet.

        Where all do they take turns, as wordings do.
        """
        open_one = self.unanswered_in(card)
        stories = [open_one] if open_one else [story for story in self._own if story.complete]
        if not stories:
            return card
        first, *others = [f"{asked_of(story)}: {card.front}" for story in stories]
        writes = "probe" if open_one else ""
        return card._replace(front=first, variants=tuple(others), writes=writes)

    def _fitting_for(self, principle: str) -> dict[str, str]:
        """Return the nicknames of the stories that serve a principle, by id, the best first."""
        if principle not in self._fitting:
            found = answering(CommonQuestion("", principle), self._own)
            self._fitting[principle] = {story.id: story.short for _, story in found}
        return self._fitting[principle]


def asked_of(story: Story) -> str:
    """Return how a question begins that is asked of one story."""
    return f'Of your story "{story.short}"'


def _fitting_words(count: int) -> str:
    number = number_word(count, none="none")
    return f"{number} of your stories {'fits' if count == 1 else 'fit'}"
