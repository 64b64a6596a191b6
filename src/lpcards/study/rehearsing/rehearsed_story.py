"""A story that is rehearsed: which ones are proposed, what of it is said, and what is kept."""

from collections.abc import Sequence
from typing import NamedTuple

from lpcards.cards.choices import Story
from lpcards.index.selection import Selection
from lpcards.practice.card_view import CardView, list_view
from lpcards.practice.choosing import by_need, probes_in_need
from lpcards.practice.part_turn import PartHeading
from lpcards.practice.script import Script, SpokenPart
from lpcards.practice.telling_record import (
    PartResult,
    Telling,
    as_details,
    last_results,
    telling_of,
    with_misses,
)
from lpcards.practice.typed_answer import TypedAnswer
from lpcards.study.rehearsing.tellable import TellableStories
from lpcards.study.rehearsing.telling_words import (
    NOTHING_SAID,
    MarkedLine,
    known_of,
    proposal_lines,
    telling_lines,
)
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


def proposed_stories(tellable: TellableStories, name: str = "") -> list[Story]:
    """Return the stories to propose: the one named, or those that there are by need.

    Raises UserFault where there is none.
    """
    if name:
        return [tellable.story(name)]
    stories = {story.id: story for story in tellable.stories if tellable.script(story).parts}
    if not stories:
        raise UserFault("no story has steps to say yet; `lpcards new ID` begins one")
    return [stories[story] for story in by_need(stories, tellable.tellings)]


class RehearsedStory(NamedTuple):
    """A story, its script, the `parts` that are said of it, and its `tellings` so far.

    The last parts are probes.
    """

    story: Story
    script: Script
    parts: tuple[SpokenPart, ...]
    tellings: tuple[Telling, ...]

    @property
    def last(self) -> Telling | None:
        """How it went the last time; None if it was never said."""
        return self.tellings[-1] if self.tellings else None

    def lines(self) -> tuple[str, ...]:
        """Return what to know before it is said."""
        script = self.script
        return proposal_lines(self.last, script.seconds, script.level, own=self.story.own)

    def heading(self, at: int, said: Sequence[PartResult]) -> PartHeading:
        """Return what stands around a part once those before it were `said`."""
        part, top = self.parts[at], self.story.short
        known = known_of(last_results(self.tellings).get(part.card.id))
        progress = f"{at + 1} of {len(self.parts)}"
        if part.step == "probe":
            return PartHeading(top, progress, known)
        target = sum(other.seconds for other in self.parts if other.step != "probe")
        before = sum(result.seconds for result in said)
        return PartHeading(top, progress, known, before, target)

    def ticked_list(self, at: int) -> CardView | None:
        """Return the list that is ticked of a part; None where it has nothing to be heard."""
        part = self.parts[at]
        if not part.card.items:
            return None
        front = "What did you say?" if part.step != "probe" else part.card.front
        return list_view(
            f"{self.story.short} · {part.title}", front, part.card.items, part.card.must
        )

    def judged(self, at: int, result: PartResult, ticked: frozenset[int]) -> PartResult:
        """Return the result of a part with what was missed of it."""
        return with_misses(result, self.parts[at].card.items, ticked)


def rehearsed_story(tellable: TellableStories, story: Story) -> RehearsedStory:
    """Read the story's file; return it with the probes that are its turn. Raises UserFault."""
    script = tellable.script(story)
    if not script.parts:
        raise UserFault(f"{story.id} has no steps to say yet: write them in {story.path}")
    before = tellable.tellings_of(story.id)
    parts = (*script.parts, *probes_in_need(script.probes, before))
    return RehearsedStory(story, script, parts, tuple(before))


def typed_part(workspace: Workspace, part: SpokenPart) -> TypedAnswer:
    """Return a part that is typed instead of said, nothing of it yet."""
    chosen, items = Selection(kinds=("disqualifier",)), tuple(range(len(part.card.items)))
    return TypedAnswer(part.card, items, lambda: workspace.index.cards(chosen))


def list_as_typed(view: CardView, typed: TypedAnswer) -> CardView:
    """Return the list of a part with what was typed held against it."""
    hits = typed.judge(())
    slips = tuple(f"{typed.quoted(slip)}: {slip.remedy}" for slip in typed.slips)
    return view._replace(ticked=frozenset(hits), notes=typed.notes, remarks=slips)


def keep_rehearsal(
    workspace: Workspace, rehearsed: RehearsedStory, results: Sequence[PartResult]
) -> list[MarkedLine]:
    """Log what was said, to its end or not; return what it came to."""
    if not results:
        return [MarkedLine(NOTHING_SAID)]
    details = as_details(results, finished=len(results) == len(rehearsed.parts))
    event = workspace.writing().note("rehearse", rehearsed.story.id, workspace.moment(), details)
    telling = telling_of(event)
    if telling is None:
        return []
    return [*telling_lines(telling, rehearsed.story.title, rehearsed.last)]
