"""A mock interview at the page: question, story, probes, ticks, until the time is up."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from lpcards.practice.stopwatch import Stopwatch
from lpcards.study.rehearsing.mock_loop import MockLoop, OfferedQuestion, ToldAnswer
from lpcards.web.page_telling import PageTelling, TickList, TimedPart

if TYPE_CHECKING:
    from lpcards.practice.telling_record import PartResult

NO_STORY = "none"


class PageMock(PageTelling):
    """Has a loop answered; `seconds` is how long it takes, `asked` the question just now."""

    def __init__(self, loop: MockLoop, seconds: int, monotonic: Callable[[], float]) -> None:
        """Ask the first question."""
        super().__init__(monotonic)
        self.seconds = seconds
        self.asked: OfferedQuestion | None = None
        self._loop = loop
        self._watch = Stopwatch()
        self._told: ToldAnswer | None = None
        self._results: list[PartResult] = []
        self._is_broken_off = self._asks_for_phrases = False
        self._ask()

    @property
    def elapsed(self) -> float:
        """The seconds that the interview has taken."""
        return self._watch.elapsed(self.monotonic())

    @property
    def is_running(self) -> bool:
        """Whether the interview's clock runs."""
        return self._watch.is_running

    def _run(self, *, on: bool) -> None:
        now = self.monotonic()
        self._watch = self._watch.started(now) if on else self._watch.stopped(now)

    @property
    def _time_is_up(self) -> bool:
        return self.elapsed >= self.seconds

    def _ask(self) -> None:
        """Ask the next question, if there is time and one is left."""
        self.asked = None if self._time_is_up else self._loop.next()
        if self.asked is None:
            self._debrief()
            return
        self.screen = "question"
        self._run(on=True)

    def _take(self, act: str, ticks: Iterable[str]) -> None:
        match self.screen:
            case "question":
                self._choose(act)
            case "part":
                self._say(act)
            case _ if self._asks_for_phrases:
                self._judge_phrases(act, ticks)
            case _:
                self._judge(act, ticks)

    # A question and its story

    def _choose(self, act: str) -> None:
        asked = self.asked
        stories = {str(at): story for at, story in enumerate(asked.stories if asked else ())}
        if asked is None or act == "stop":
            self._debrief()
        elif act == NO_STORY:
            self._loop.keep_none(asked, self.elapsed)
            self._ask()
        elif act in stories:
            self._told = self._loop.told(asked, stories[act])
            self._results = []
            self._begin(self._told)

    def _begin(self, told: ToldAnswer) -> None:
        at = len(self._results)
        self.screen = "part"
        self.part = TimedPart(told.parts[at], told.heading(at), self.monotonic)
        self._run(on=True)

    def _say(self, act: str) -> None:
        part, told = self.part, self._told
        if part is None or told is None:
            return
        if act == "said":
            self._results.append(part.result())
            is_last = len(self._results) == len(told.parts)
            if is_last or self._time_is_up:
                self._tick(told)
            else:
                self._begin(told)
        elif act == "stop":
            self._is_broken_off = True
            self._tick(told)
        else:
            part.do(act)
            self._run(on=part.is_running)

    def _tick(self, told: ToldAnswer) -> None:
        self._run(on=False)
        self.screen, self.part = "ticks", None
        said = len(self._results)
        self.lists = (TickList(0, told.ticked_list(said)),) if said else ()
        if not said:
            self._go_on()

    def _judge(self, act: str, ticks: Iterable[str]) -> None:
        if act == "ticked" and self._told is not None:
            self._results = self._told.judged(self._results, self.ticked(ticks)[0])
        self._keep_answer()
        self._go_on()

    def _keep_answer(self) -> None:
        if self._told is not None:
            finished = not self._is_broken_off
            self._loop.keep_answer(self._told, self._results, self.elapsed, finished=finished)
        self._told, self._results = None, []

    def _go_on(self) -> None:
        if self._is_broken_off:
            self._debrief()
        else:
            self._ask()

    # The end

    def _debrief(self) -> None:
        """Ask which phrases were said that weaken a story, if any story was told."""
        self._run(on=False)
        self.part, self.asked, self._asks_for_phrases = None, None, True
        self.lists = tuple(TickList(at, one) for at, one in enumerate(self._loop.phrase_lists()))
        self.screen = "ticks"
        if not self.lists:
            self.close()

    def _judge_phrases(self, act: str, ticks: Iterable[str]) -> None:
        if act == "ticked":
            ticked = self.ticked(ticks)
            self._loop.keep_phrases([ticked[one.at] for one in self.lists], self.elapsed)
        self.close()

    def close(self) -> None:
        """Keep what was said, once; a story that was not said to its end is broken off."""
        if self.is_over:
            return
        self._is_broken_off = self._is_broken_off or self.screen == "part"
        self._keep_answer()
        self._run(on=False)
        self.lines = [*self._loop.lines()]
        self.screen, self.part = "end", None
