"""A mock interview: question, story, probes, again and again until the time is up."""

from collections.abc import Callable, Sequence
from typing import Any

from lpcards.cards.card import Card
from lpcards.cards.choices import CommonQuestion, Story
from lpcards.practice.debrief import Slip
from lpcards.practice.interview_loop import fitting, probes_drawn
from lpcards.practice.script import Part, Script
from lpcards.practice.telling_record import Told, as_details, ticked
from lpcards.study.rehearsing.one_part import Billing, Stage
from lpcards.study.rehearsing.picking import NONE, STOPPED, Offer, Picking
from lpcards.study.rehearsing.tellable import Shelf
from lpcards.study.rehearsing.telling_table import Table
from lpcards.study.rehearsing.tick_pages import Page, Ticking

Write = Callable[[str, dict[str, Any]], None]
HEARD = ("digits: which you said", "Enter: next", "b back", "q stop")
MOST_PHRASES = 18
PAGE = 9


class Interview:
    """One loop. `write` keeps what was told: a story's id ("": none) and details."""

    def __init__(
        self,
        questions: Sequence[CommonQuestion],
        shelf: Shelf,
        seed: int,
        table: Table,
        write: Write,
    ) -> None:
        """Make ready to ask `questions` in this order."""
        self._questions = questions
        self._shelf = shelf
        self._seed = seed
        self._table = table
        self._write = write
        self._used: list[str] = []
        self._asked = 0

    def run(self) -> None:
        """Ask until the time is up, the questions or the stories are used up, or enough is said."""
        for question in self._questions:
            offers = fitting(question, self._shelf.files, self._used)
            if self._table.is_over or not (offers or self._has_more):
                break
            self._asked += 1
            if not self._goes_on(question, [self._shelf.story(one.id) for one in offers]):
                break
        self._table.loop.stop()
        if self._used:
            self._slips()

    @property
    def _has_more(self) -> bool:
        """Say whether any story was not told yet."""
        files = self._shelf.files
        return any(one.type == "scenario" and one.id not in self._used for one in files)

    def _goes_on(self, question: CommonQuestion, offers: Sequence[Story]) -> bool:
        """Ask one question; say whether to go on."""
        named = [Offer(one.title, not one.own) for one in offers]
        about = f"Question {self._asked}"
        picked = Picking(question.ask, about, named, self._table).picked()
        if picked == STOPPED:
            return False
        if picked == NONE:
            self._keep("", question, {})
            return True
        return self._tell(question, offers[picked])

    def _tell(self, question: CommonQuestion, story: Story) -> bool:
        """Have the story told, then its probes; say whether to go on."""
        self._used.append(story.id)
        script = self._shelf.script(story)
        parts = [
            _whole(question, story, script),
            *probes_drawn(script.probes, story.id, self._seed),
        ]
        told: list[Told] = []
        finished = False
        try:
            finished = self._say(parts, told)
            self._table.loop.stop()
            self._tick(story, script, parts, told)
        finally:
            if told:
                self._keep(story.id, question, as_details(told, finished=finished), own=story.own)
        return finished

    def _say(self, parts: Sequence[Part], told: list[Told]) -> bool:
        """Have all parts said, as far as the time reaches; say whether the learner goes on."""
        for at, part in enumerate(parts):
            if at and self._table.is_over:
                break
            billing = Billing(f"Question {self._asked}", f"{at + 1} of {len(parts)}")
            one = Stage(part, self._table, billing).told()
            if one is None:
                return False
            told.append(one)
        return True

    def _tick(self, story: Story, script: Script, parts: Sequence[Part], told: list[Told]) -> None:
        """Ask on one page what was said: the story's steps, and each answer to a probe."""
        answers = [_answer(part) for part in parts[1 : len(told)]]
        steps = _heard(script)
        lines = (
            *steps,
            *(
                f"{part.card.front} {answer}"
                for part, answer in zip(parts[1:], answers, strict=False)
            ),
        )
        if not told:
            return
        page = Page(f"{story.short} · the clock stands still", "What did you say?", lines)
        ticking = Ticking([page], self._table)
        ticking.run()
        if ticking.said[0] is not None:
            _share_out(told, steps, answers, ticking.said[0])

    def _keep(
        self, story: str, question: CommonQuestion, told: dict[str, Any], *, own: bool = False
    ) -> None:
        about = {"question": question.ask, "principle": question.principle, "own": own}
        self._write(story, {**told, **about, "seconds": round(self._table.loop.elapsed, 1)})

    def _slips(self) -> None:
        """Ask which of the phrases that sink a story were said."""
        phrases = self._shelf.phrases((*_guides(self._shelf, self._used), *self._used))
        phrases = phrases[:MOST_PHRASES]
        pages = [_phrases(phrases[at : at + PAGE]) for at in range(0, len(phrases), PAGE)]
        ticking = Ticking(pages, self._table)
        ticking.run()
        said = [
            phrases[PAGE * at + one]._asdict()
            for at, ticks in enumerate(ticking.said)
            for one in sorted(ticks or ())
        ]
        if any(ticks is not None for ticks in ticking.said):
            self._write("", {"said": said, "seconds": round(self._table.loop.elapsed, 1)})


def _guides(shelf: Shelf, told: Sequence[str]) -> list[str]:
    """Return the guides of what was told: the one for all first."""
    principles = {file.principle for file in shelf.files if file.id in told}
    guides = [file for file in shelf.files if file.type == "guide"]
    every = [file.id for file in guides if file.principle == "all"]
    return [*every, *(file.id for file in guides if file.principle in principles)]


def _phrases(slips: Sequence[Slip]) -> Page:
    items = tuple(slip.phrase for slip in slips)
    front = "Which of these did you say? Be honest: nobody else reads it."
    return Page("The debrief", front, items, keys=HEARD)


def _whole(question: CommonQuestion, story: Story, script: Script) -> Part:
    """Return the whole story as one thing to say."""
    lines = tuple(_heard(script))
    card = Card(f"{story.id}/mock/story", "mock", story.id, story.principle, story.id, "", "", "")
    told = card._replace(front=question.ask, items=lines, seconds=script.seconds)
    return Part("story", story.short, told)


def _heard(script: Script) -> list[str]:
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


def _answer(part: Part) -> str:
    """Return what an answer to a probe is ticked by: the sentence to open with, or a point."""
    return part.card.back or next(iter(part.card.items), "")


def _share_out(
    told: list[Told], steps: Sequence[str], answers: Sequence[str], said: frozenset[int]
) -> None:
    """Write what was ticked on the one page to the parts that it belongs to."""
    told[0] = ticked(told[0], steps, said)
    for at, answer in enumerate(answers, 1):
        heard = {0} if len(steps) + at - 1 in said else set[int]()
        told[at] = ticked(told[at]._replace(of=1), [answer], heard)
