"""A mock interview: question, story, probes, again and again until the time is up."""

from collections.abc import Callable, Sequence
from typing import Any

from lpcards.cards.card import Card
from lpcards.cards.choices import CommonQuestion, Story
from lpcards.practice.card_view import CardView, list_view
from lpcards.practice.choosing import fitting, probes_drawn
from lpcards.practice.debrief import Slip
from lpcards.practice.script import Script, SpokenPart
from lpcards.practice.telling_record import PartResult, as_details, with_misses
from lpcards.story.principles import EVERY_STORY
from lpcards.study.rehearsing.part_page import PartHeading, PartPage
from lpcards.study.rehearsing.story_choice import NONE, STOPPED, OfferedStory, StoryList
from lpcards.study.rehearsing.tellable import TellableStories
from lpcards.study.rehearsing.telling_session import TellingSession
from lpcards.terminal.tick_list import TickPages

Write = Callable[[str, dict[str, Any]], None]
PHRASE_KEYS = ("digits: which you said", "Enter: next", "b back", "q stop")
MOST_PHRASES = 18
AT_ONCE = 9
"""Phrases on one page."""


class MockInterview:
    """One loop. `write` keeps what was said: a story's id ("": none) and details."""

    def __init__(
        self,
        questions: Sequence[CommonQuestion],
        stories: TellableStories,
        seed: int,
        session: TellingSession,
        write: Write,
    ) -> None:
        """Make ready to ask `questions` in this order."""
        self._questions = questions
        self._stories = stories
        self._seed = seed
        self._session = session
        self._write = write
        self._used: list[str] = []
        self._asked = 0

    def run(self) -> None:
        """Ask until the time is up, the questions or the stories are used up, or enough is said."""
        for question in self._questions:
            fits = fitting(question, self._stories.files, self._used, self._stories.role)
            if self._session.is_over or not (fits or self._has_more):
                break
            self._asked += 1
            if not self._goes_on(question, [self._stories.story(file.id) for file in fits]):
                break
        self._session.interview.stop()
        if self._used:
            self._ask_for_phrases()

    @property
    def _has_more(self) -> bool:
        """Say whether any story was not used yet."""
        files = self._stories.files
        return any(file.type == "scenario" and file.id not in self._used for file in files)

    def _goes_on(self, question: CommonQuestion, stories: Sequence[Story]) -> bool:
        """Ask one question; say whether to go on."""
        offers = [OfferedStory(story.title, not story.own) for story in stories]
        top = f"Question {self._asked}"
        chosen = StoryList(question.ask, top, offers, self._session).run()
        if chosen == STOPPED:
            return False
        if chosen == NONE:
            self._keep("", question, {})
            return True
        return self._tell(question, stories[chosen])

    def _tell(self, question: CommonQuestion, story: Story) -> bool:
        """Have the story said, then its probes; say whether to go on."""
        self._used.append(story.id)
        script = self._stories.script(story)
        probes = probes_drawn(script.probes, story.id, self._seed)
        parts = [_whole_story(question, story, script), *probes]
        results: list[PartResult] = []
        finished = False
        try:
            finished = self._say(parts, results)
            self._session.interview.stop()
            self._tick(story, script, parts, results)
        finally:
            if results:
                details = as_details(results, finished=finished)
                self._keep(story.id, question, details, own=story.own)
        return finished

    def _say(self, parts: Sequence[SpokenPart], results: list[PartResult]) -> bool:
        """Have all parts said, as far as the time reaches; say whether the learner goes on."""
        for at, part in enumerate(parts):
            if at and self._session.is_over:
                break
            heading = PartHeading(f"Question {self._asked}", f"{at + 1} of {len(parts)}")
            result = PartPage(part, self._session, heading).result()
            if result is None:
                return False
            results.append(result)
        return True

    def _tick(
        self, story: Story, script: Script, parts: Sequence[SpokenPart], results: list[PartResult]
    ) -> None:
        """Ask on one page what was said: the story's steps, and each answer to a probe."""
        if not results:
            return
        probes = parts[1 : len(results)]
        steps, answers = _steps_of(script), [_answer_of(probe) for probe in probes]
        asked = zip(probes, answers, strict=True)
        lines = (*steps, *(f"{probe.card.front} {answer}" for probe, answer in asked))
        top = f"{story.short} · the clock stands still"
        pages = TickPages([list_view(top, "What did you say?", lines)], self._session.terminal)
        pages.run()
        if pages.judged[0] is not None:
            _share_out(results, steps, answers, pages.judged[0])

    def _keep(
        self, story: str, question: CommonQuestion, details: dict[str, Any], *, own: bool = False
    ) -> None:
        about = {"question": question.ask, "principle": question.principle, "own": own}
        self._write(story, {**details, **about, "seconds": self._seconds})

    @property
    def _seconds(self) -> float:
        return round(self._session.interview.elapsed, 1)

    def _ask_for_phrases(self) -> None:
        """Ask which of the phrases that weaken a story were said."""
        scenarios = (*_guides(self._stories, self._used), *self._used)
        phrases = self._stories.phrases(scenarios)[:MOST_PHRASES]
        lists = [_phrase_list(phrases[at : at + AT_ONCE]) for at in range(0, len(phrases), AT_ONCE)]
        pages = TickPages(lists, self._session.terminal, PHRASE_KEYS)
        pages.run()
        used = [
            phrases[AT_ONCE * page + at]._asdict()
            for page, ticked in enumerate(pages.judged)
            for at in sorted(ticked or ())
        ]
        if any(ticked is not None for ticked in pages.judged):
            self._write("", {"said": used, "seconds": self._seconds})


def _guides(stories: TellableStories, used: Sequence[str]) -> list[str]:
    """Return the guides of the stories used: the one for all first."""
    principles = {file.principle for file in stories.files if file.id in used}
    guides = [file for file in stories.files if file.type == "guide"]
    for_all = [file.id for file in guides if file.principle == EVERY_STORY]
    return [*for_all, *(file.id for file in guides if file.principle in principles)]


def _phrase_list(slips: Sequence[Slip]) -> CardView:
    front = "Which of these did you say? Be honest: nobody else reads it."
    return list_view("The debrief", front, tuple(slip.phrase for slip in slips))


def _whole_story(question: CommonQuestion, story: Story, script: Script) -> SpokenPart:
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


def _answer_of(probe: SpokenPart) -> str:
    """Return what an answer to a probe is ticked by: the sentence to open with, or a point."""
    return probe.card.back or next(iter(probe.card.items), "")


def _share_out(
    results: list[PartResult],
    steps: Sequence[str],
    answers: Sequence[str],
    ticked: frozenset[int],
) -> None:
    """Write what was ticked on the one page to the parts that it belongs to."""
    results[0] = with_misses(results[0], steps, ticked)
    for at, answer in enumerate(answers, 1):
        hit = {0} if len(steps) + at - 1 in ticked else set[int]()
        results[at] = with_misses(results[at]._replace(of=1), [answer], hit)
