"""The loop of a mock interview: its questions, the stories that fit, and what is kept of each."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from lpcards.cards.card import Card
from lpcards.cards.choices import CommonQuestion, Story, questions_of
from lpcards.practice.card_view import CardView, list_view
from lpcards.practice.choosing import drawn, fitting, probes_drawn, real_first
from lpcards.practice.debrief import Slip, debrief_of
from lpcards.practice.interview_record import records_of
from lpcards.practice.part_turn import PartHeading
from lpcards.practice.script import Script, SpokenPart
from lpcards.practice.telling_record import PartResult, as_details, with_misses
from lpcards.story.principles import EVERY_STORY
from lpcards.study.naming import principles_named
from lpcards.study.rehearsing.tellable import TellableStories
from lpcards.study.rehearsing.telling_words import NOTHING_SAID, MarkedLine, debrief_lines
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.memory.event import Event

SEEDS = 10_000
MOST_PHRASES = 18
AT_ONCE = 9
"""Phrases on one page."""


def principles_asked(workspace: Workspace, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of principles by their names, blank ones left out.

    Raises UserFault for one that no question is about.
    """
    wanted = tuple(name for name in map(str.strip, names) if name)
    stories = workspace.index.stories()
    known = {question.principle for story in stories for question in story.asked}
    return principles_named(wanted, known, "question about")


class OfferedQuestion(NamedTuple):
    """A question of the loop, the how-many-eth it is, and the stories to answer it with."""

    number: int
    question: CommonQuestion
    stories: tuple[Story, ...]


class ToldAnswer(NamedTuple):
    """A question and the story chosen for it: all of it is the first of its `parts`."""

    asked: OfferedQuestion
    story: Story
    script: Script
    parts: tuple[SpokenPart, ...]

    def heading(self, at: int) -> PartHeading:
        """Return what stands around a part."""
        return PartHeading(f"Question {self.asked.number}", f"{at + 1} of {len(self.parts)}")

    def ticked_list(self, said: int) -> CardView:
        """Return the one list that is ticked once so many parts were said: steps, then answers."""
        asked = zip(self.parts[1:said], self._answers(said), strict=True)
        answers = (f"{probe.card.front} {answer}" for probe, answer in asked)
        top = f"{self.story.short} · the clock stands still"
        return list_view(top, "What did you say?", (*_steps_of(self.script), *answers))

    def judged(self, results: Sequence[PartResult], ticked: frozenset[int]) -> list[PartResult]:
        """Return the results with what was missed, as it was ticked on that list."""
        steps = _steps_of(self.script)
        found = [with_misses(results[0], steps, ticked)]
        for at, answer in enumerate(self._answers(len(results)), 1):
            hit = {0} if len(steps) + at - 1 in ticked else set[int]()
            found.append(with_misses(results[at]._replace(of=1), [answer], hit))
        return found

    def _answers(self, said: int) -> list[str]:
        return [answer_of(probe) for probe in self.parts[1:said]]


class MockLoop:
    """One loop of so many `minutes`; `kept` are its events so far."""

    def __init__(
        self,
        workspace: Workspace,
        minutes: int,
        principles: tuple[str, ...] = (),
        seed: int | None = None,
    ) -> None:
        """Draw the questions; the same `seed` draws the same. Raises UserFault without any."""
        self.kept: list[Event] = []
        self._workspace = workspace
        self._stories = TellableStories(workspace)
        self._seed = workspace.moment().at % SEEDS if seed is None else seed
        self._about = {"loop": os.urandom(4).hex(), "seed": self._seed, "minutes": minutes}
        questions = drawn(questions_of(self._stories.files, principles), self._seed)
        self._questions = real_first(questions, _really_asked(workspace))
        if not self._questions:
            raise UserFault("there are no questions yet: stories have them under `asked`")
        self._asked = 0
        self._used: list[str] = []

    def next(self) -> OfferedQuestion | None:
        """Return the next question; None once the questions or the stories are used up."""
        if self._asked == len(self._questions):
            return None
        question, files = self._questions[self._asked], self._stories.files
        fits = fitting(question, files, self._used, self._stories.role)
        if not (fits or self._has_more):
            return None
        self._asked += 1
        stories = tuple(self._stories.story(file.id) for file in fits)
        return OfferedQuestion(self._asked, question, stories)

    @property
    def _has_more(self) -> bool:
        """Say whether any story was not used yet."""
        files = self._stories.files
        return any(file.type == "scenario" and file.id not in self._used for file in files)

    def told(self, asked: OfferedQuestion, story: Story) -> ToldAnswer:
        """Return what is said of the story chosen, which no later question is offered."""
        self._used.append(story.id)
        script = self._stories.script(story)
        probes = probes_drawn(script.probes, story.id, self._seed)
        return ToldAnswer(asked, story, script, (_whole(asked.question, story, script), *probes))

    def keep_answer(
        self,
        told: ToldAnswer,
        results: Sequence[PartResult],
        seconds: float,
        *,
        finished: bool = True,
    ) -> None:
        """Log what was said of a story, if anything was, `seconds` into the interview.

        `finished`: it was not broken off.
        """
        if results:
            details = as_details(results, finished=finished)
            self._keep(told.story.id, told.asked.question, details, seconds, own=told.story.own)

    def keep_none(self, asked: OfferedQuestion, seconds: float) -> None:
        """Log that there was no story for a question."""
        self._keep("", asked.question, {}, seconds)

    def _keep(
        self,
        story: str,
        question: CommonQuestion,
        details: dict[str, Any],
        seconds: float,
        *,
        own: bool = False,
    ) -> None:
        about = {"question": question.ask, "principle": question.principle, "own": own}
        self._write(story, {**details, **about, "seconds": round(seconds, 1)})

    def _write(self, story: str, details: dict[str, Any]) -> None:
        log, moment = self._workspace.writing(), self._workspace.moment()
        self.kept.append(log.note("mock", story, moment, {**self._about, **details}))

    def phrase_lists(self) -> list[CardView]:
        """Return the lists of phrases that weaken a story, to be ticked at the end."""
        phrases = self._phrases()
        return [_phrase_list(phrases[at : at + AT_ONCE]) for at in range(0, len(phrases), AT_ONCE)]

    def _phrases(self) -> list[Slip]:
        if not self._used:
            return []
        return self._stories.phrases((*_guides(self._stories, self._used), *self._used))[
            :MOST_PHRASES
        ]

    def keep_phrases(self, ticked: Sequence[frozenset[int] | None], seconds: float) -> None:
        """Log which phrases were said, list by list; nothing where no list was judged."""
        phrases = self._phrases()
        used = [
            phrases[AT_ONCE * page + at]._asdict()
            for page, some in enumerate(ticked)
            for at in sorted(some or ())
        ]
        if any(some is not None for some in ticked):
            self._write("", {"said": used, "seconds": round(seconds, 1)})

    def lines(self) -> Iterator[MarkedLine]:
        """Yield what the loop came to so far."""
        debrief = debrief_of(self.kept)
        yield from debrief_lines(debrief) if debrief else [MarkedLine(NOTHING_SAID)]


def _guides(stories: TellableStories, used: Sequence[str]) -> list[str]:
    """Return the guides of the stories used: the one for all first."""
    principles = {file.principle for file in stories.files if file.id in used}
    guides = [file for file in stories.files if file.type == "guide"]
    for_all = [file.id for file in guides if file.principle == EVERY_STORY]
    return [*for_all, *(file.id for file in guides if file.principle in principles)]


def _phrase_list(slips: Sequence[Slip]) -> CardView:
    front = "Which of these did you say? Be honest: nobody else reads it."
    return list_view("The debrief", front, tuple(slip.phrase for slip in slips))


def _whole(question: CommonQuestion, story: Story, script: Script) -> SpokenPart:
    """Return the whole story as one thing to say."""
    lines = tuple(_steps_of(script))
    card = Card(f"{story.id}/mock/story", "mock", story.id, story.principle, story.id, "", "", "")
    card = card._replace(front=question.ask, items=lines, seconds=script.seconds)
    return SpokenPart("story", story.short, card)


def _steps_of(script: Script) -> list[str]:
    """Return the steps, each with what has to be heard in it."""
    steps: dict[str, list[str]] = {}
    for part in script.parts:
        steps.setdefault(part.step, []).extend(map(_marker, part.card.items))
    return [
        f"{name.capitalize()}: {'; '.join(items)}" if items else name.capitalize()
        for name, items in steps.items()
    ]


def _marker(item: str) -> str:
    """Return the words that are listened for: of `"no alert": nothing rang` the first."""
    marker, quote, _ = item.partition('": ')
    return marker[1:] if quote and marker.startswith('"') else item


def answer_of(probe: SpokenPart) -> str:
    """Return what an answer to a probe is ticked by: the sentence to open with, or a point."""
    return probe.card.back or next(iter(probe.card.items), "")


def _really_asked(workspace: Workspace) -> list[str]:
    """Return the questions that the learner was asked in real interviews."""
    kept = records_of(workspace.reading().live(""))
    return [asked.question for record in kept for asked in record.asked]
