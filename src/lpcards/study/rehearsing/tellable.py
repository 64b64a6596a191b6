"""The stories that can be told, each with its script and with the tellings it has had."""

from lpcards.cards.choices import Story
from lpcards.index.selection import Selection
from lpcards.practice.debrief import Slip
from lpcards.practice.judging import phrases_of
from lpcards.practice.script import Script, script_of
from lpcards.practice.telling_record import Telling, tellings_of
from lpcards.story.levels import in_field
from lpcards.story.models import Scenario
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault


class TellableStories:
    """What a learner can tell, at their own level."""

    def __init__(self, workspace: Workspace, *, reading: bool = False) -> None:
        """Read the content and the log once; with `reading` the log is not written to."""
        self._workspace = workspace
        self.files = workspace.index.stories()
        self._now = {old: file.id for file in self.files for old in file.was}
        log = workspace.reading() if reading else workspace.writing()
        self.tellings = [
            telling._replace(story=self._now.get(telling.story, telling.story))
            for telling in tellings_of(log.told_aloud())
        ]

    @property
    def stories(self) -> list[Story]:
        """The stories, own ones alone as soon as there is one.

        Of examples the worked one comes first, then those of the learner's field.
        """
        stories = [file for file in self.files if file.type == "scenario"]
        shown = self._workspace.index.worked_example
        stories.sort(key=lambda story: (story.id != shown.story, story.is_far_from(self.role)))
        return [story for story in stories if story.own] or stories

    @property
    def role(self) -> str:
        """What the learner interviews for."""
        return self._workspace.index.settings.role

    def story(self, name: str) -> Story:
        """Return the story of that id; UserFault for a guide."""
        found = next(file for file in self.files if file.id == name)
        if found.type != "scenario":
            raise UserFault(f"{name!r} is a guide; only stories are rehearsed")
        return found

    def tellings_of(self, story: str) -> list[Telling]:
        """Return the tellings of a story, oldest first."""
        return [telling for telling in self.tellings if telling.story == story]

    def script(self, story: Story) -> Script:
        """Read the story's file; return what there is to say of it."""
        from lpcards.index.card_rows import read_bytes  # here, as below: reading costs time
        from lpcards.story.reading import read_source

        data, fault = read_bytes(story.path)
        source = read_source(story.path, data)
        if not isinstance(source.file, Scenario):
            problems = (*fault, *source.problems)
            errors = (problem for problem in problems if problem.severity == "error")
            raise UserFault(str(next(errors, f"{story.path} is not a story any more")))
        level = self._workspace.index.settings.level or ""
        return script_of(in_field(source.file, self.role), level)

    def phrases(self, scenarios: tuple[str, ...]) -> list[Slip]:
        """Return the phrases that weaken a story, those of the first of `scenarios` first."""
        slips = []
        for scenario in dict.fromkeys(scenarios):
            chosen = Selection(scenarios=(scenario,), kinds=("disqualifier",))
            cards = self._workspace.index.cards(chosen)
            mends = [card for card in cards if card.id.endswith(".mend")]
            phrases = zip(mends, phrases_of(mends), strict=True)
            slips += [Slip(card.id, phrase.words, phrase.instead) for card, phrase in phrases]
        return slips
