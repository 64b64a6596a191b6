"""A mock interview at a terminal: question, story, probes, until the time is up."""

from typing import TYPE_CHECKING

from lpcards.practice.telling_record import PartResult
from lpcards.study.rehearsing.mock_as_typed import ticked_as_typed
from lpcards.study.rehearsing.mock_loop import MockLoop, OfferedQuestion, ToldAnswer
from lpcards.study.rehearsing.part_page import PartPage
from lpcards.study.rehearsing.part_typing import Typing
from lpcards.study.rehearsing.story_choice import NONE, STOPPED, OfferedStory, StoryList
from lpcards.study.rehearsing.telling_session import TellingSession
from lpcards.terminal.tick_list import TickPages

if TYPE_CHECKING:
    from lpcards.practice.typed_answer import TypedAnswer

PHRASE_KEYS = ("digits: which you said", "Enter: next", "b back", "q stop")


class MockInterview:
    """Has a loop answered."""

    def __init__(self, loop: MockLoop, session: TellingSession, typing: Typing) -> None:
        """Make ready; `typing` has parts typed instead of said."""
        self._loop = loop
        self._session = session
        self._typing = typing
        self._typed: list[TypedAnswer | None] = []

    def run(self) -> None:
        """Ask until the time is up, the questions or the stories are used up, or enough is said."""
        while not self._session.is_over and (asked := self._loop.next()) is not None:
            if not self._goes_on(asked):
                break
        self._session.interview.stop()
        self._ask_for_phrases()

    def _goes_on(self, asked: OfferedQuestion) -> bool:
        """Ask one question; say whether to go on."""
        offers = [OfferedStory(story.title, not story.own) for story in asked.stories]
        top = f"Question {asked.number}"
        chosen = StoryList(asked.question.ask, top, offers, self._session).run()
        if chosen == STOPPED:
            return False
        if chosen == NONE:
            self._loop.keep_none(asked, self._session.interview.elapsed)
            return True
        return self._tell(self._loop.told(asked, asked.stories[chosen]))

    def _tell(self, told: ToldAnswer) -> bool:
        """Have the story said, then its probes; say whether to go on."""
        results: list[PartResult] = []
        self._typed = []
        finished = False
        try:
            finished = self._say(told, results)
            self._session.interview.stop()
            self._tick(told, results)
        finally:
            self._loop.keep_answer(
                told, results, self._session.interview.elapsed, finished=finished
            )
        return finished

    def _say(self, told: ToldAnswer, results: list[PartResult]) -> bool:
        """Have all parts said, as far as the time reaches; say whether the learner goes on."""
        for at, part in enumerate(told.parts):
            if at and self._session.is_over:
                break
            page = PartPage(part, self._session, told.heading(at), self._typing(part))
            result = page.result()
            if result is None:
                return False
            results.append(result)
            self._typed.append(page.typing.answer if page.typing else None)
        return True

    def _tick(self, told: ToldAnswer, results: list[PartResult]) -> None:
        """Ask on one page what was said: the story's steps, and each answer to a probe."""
        if not results:
            return
        asked = ticked_as_typed(told.ticked_list(len(results)), told, self._typed)
        pages = TickPages([asked], self._session.terminal)
        pages.run()
        if pages.judged[0] is not None:
            results[:] = told.judged(results, pages.judged[0])

    def _ask_for_phrases(self) -> None:
        """Ask which of the phrases that weaken a story were said."""
        pages = TickPages(self._loop.phrase_lists(), self._session.terminal, PHRASE_KEYS)
        pages.run()
        self._loop.keep_phrases(pages.judged, self._session.interview.elapsed)
