"""Stories are shown before the first of their cards is asked."""

from datetime import date

from lpcards.cards.choices import Story
from lpcards.index.selection import Selection
from lpcards.study.today import queue_today
from lpcards.study.workspace import Workspace
from lpcards.terminal.terminal import Terminal


class StoryIntroductions:
    """Shows each story once in a sitting, if none of its cards was seen before."""

    def __init__(self, workspace: Workspace, terminal: Terminal) -> None:
        """Begin with none shown."""
        self._workspace = workspace
        self._terminal = terminal
        self._known: set[str] = set()

    def begin(self, on: date) -> bool:
        """Show the story of the first new card that has one; say whether to go on."""
        index, log = self._workspace.index, self._workspace.writing()
        new = (entry for entry in queue_today(index, log, on).new if not entry.guide)
        story = self._story(next((entry.scenario for entry in new), ""))
        if story is None or not index.sections(story.id):
            return True
        self._known.add(story.id)
        return self._read(story)

    def introduce(self, scenario: str) -> bool:
        """Show the story before its first card; say whether to go on."""
        if scenario in self._known:
            return True
        self._known.add(scenario)
        if self._was_begun(scenario):
            return True
        story = self._story(scenario)
        if story is None or story.type != "scenario":
            return True
        return not self._workspace.index.sections(scenario) or self._read(story)

    def _was_begun(self, scenario: str) -> bool:
        """Say whether any of the story's cards was seen before."""
        cards = self._workspace.index.card_ids(Selection(scenarios=(scenario,)))
        return any(map(self._workspace.writing().live, cards))

    def _story(self, scenario: str) -> Story | None:
        stories = self._workspace.index.stories()
        return next((story for story in stories if story.id == scenario), None)

    def _read(self, story: Story) -> bool:
        from lpcards.study.reviewing.reading_pages import StoryPages  # here: many see no story

        sections = self._workspace.index.sections(story.id)
        return StoryPages(story, sections, self._terminal).run()
