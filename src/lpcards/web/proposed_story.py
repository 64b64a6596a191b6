"""A story proposed of notes, as a form has it: its fields, and what comes of them."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from lpcards.drafts.notes import Move, StoryDraft, shifted
from lpcards.story.models import STEPS
from lpcards.story.principles import short_principle
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.draft_answers import (
    confirmed,
    points_written,
    short_meant,
    title_meant,
    with_beat,
    with_metric,
    with_principle,
    with_task,
    with_title,
    words_of,
)
from lpcards.study.authoring.draft_questions import (
    METRIC,
    PRINCIPLE,
    SHORT,
    SOURCE,
    TASK,
    TITLE,
    DraftQuestion,
    action_heading,
)
from lpcards.study.authoring.story_of_notes import (
    UNNAMED,
    GivenNames,
    WrittenStory,
    ranked_principles,
    refuse_title,
    what_is_named,
    with_answers,
)
from lpcards.study.naming import principles_named
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

DEED = "What you did yourself, as you say it aloud. One thing a line."
ONE_A_LINE = "One thing a line."
_SHIFT = re.compile(r"(\d{1,2}):([a-z]{1,12})([<>])")


class FormField(NamedTuple):
    """A field of the form: `fault` is what is wrong with its `value`; `missing`: none is found."""

    name: str
    heading: str
    about: str
    value: str
    fault: str = ""
    missing: bool = False
    rows: int = 1
    choices: tuple[tuple[str, str], ...] = ()


class ProposedStory(NamedTuple):
    """A story that is proposed: the how-many-eth of the notes, its place, and what was typed."""

    at: int
    place: WrittenStory
    draft: StoryDraft
    typed: Mapping[str, str]
    known: Mapping[str, str]
    names: GivenNames = UNNAMED

    def name(self, field: str) -> str:
        """Return what a field is called in the form, in which there may be several stories."""
        return f"{self.at}.{field}"

    def value(self, field: str, proposed: str) -> str:
        """Return what was typed into a field, or what is proposed."""
        return self.typed.get(self.name(field), proposed)

    @property
    def principles(self) -> tuple[str, ...]:
        """The ids of all principles, those that the notes name and the likeliest first."""
        ranked = [name for name in ranked_principles(self.draft) if name in self.known]
        return tuple(dict.fromkeys([*self.draft.principles, *ranked, *self.known]))

    @property
    def steps(self) -> list[tuple[str, tuple[str, ...]]]:
        """The steps, each with its sentences."""
        return [(name, self.draft.steps.get(name, ())) for name in STEPS]

    @property
    def named(self) -> list[str]:
        """What of the notes is not in a step, and what is a guess for a reason, in sentences."""
        return [*what_is_named(self.place._replace(draft=self.draft))]

    def fields(self, faults: Mapping[str, str]) -> list[FormField]:
        """Return the fields: names, then what an interviewer would ask first."""
        draft, ids = self.draft, self.principles
        choices = tuple((name, short_principle(name)) for name in ids)
        metric = draft.needs.get("metric", "")
        task = _lines(draft.phrases.get("task", ()))
        found = [
            self._field("title", TITLE, draft.title),
            self._field("short", SHORT, draft.short),
            self._field("principle", PRINCIPLE, ids[0])._replace(choices=choices),
            self._field("metric", METRIC, metric)._replace(missing=not metric, rows=2),
            self._field("source", SOURCE, "")._replace(missing=True),
            self._rows("task", TASK._replace(about=f"{TASK.about} {ONE_A_LINE}"), task),
            *(
                self._rows(
                    f"beat.{at}",
                    DraftQuestion(action_heading(beat.name), DEED),
                    _lines(beat.moves),
                )
                for at, beat in enumerate(draft.beats)
            ),
        ]
        return [field._replace(fault=faults.get(field.name, "")) for field in found]

    def _field(self, name: str, question: DraftQuestion, proposed: str) -> FormField:
        value = self.value(name, proposed)
        return FormField(self.name(name), question.heading, question.about, value)

    def _rows(self, name: str, question: DraftQuestion, proposed: str) -> FormField:
        rows = max(2, min(8, proposed.count("\n") + 2))
        return self._field(name, question, proposed)._replace(rows=rows, missing=not proposed)

    # What the fields make of it

    def answered(
        self, workspace: Workspace, others: Collection[str]
    ) -> tuple[WrittenStory, dict[str, str]]:
        """Return the story as its author has it, and the faults by their fields' names.

        `others` are ids that stories of the same notes have.
        """
        faults: dict[str, str] = {}
        draft = self.draft

        def tried(field: str, change: Callable[[StoryDraft], StoryDraft]) -> None:
            nonlocal draft
            try:
                draft = change(draft)
            except UserFault as fault:
                faults[self.name(field)] = str(fault)

        tried("title", lambda one: self._titled(workspace, one, others))
        tried("short", self._shortened)
        tried("principle", self._for_principle)
        draft = self._with_steps(draft)
        place = self.place._replace(draft=self.draft)
        if not faults:
            try:
                return with_answers(workspace, place, draft, self.names), {}
            except UserFault as fault:
                faults[self.name("title")] = str(fault)
        return place, faults

    def _titled(
        self, workspace: Workspace, draft: StoryDraft, others: Collection[str]
    ) -> StoryDraft:
        title = one_line(self.value("title", draft.title))
        if title and title != one_line(draft.title):
            title = title_meant(title)
            refuse_title(workspace, self.place, self.names, title, others)
            return with_title(draft, title)
        return confirmed(draft, "title") if draft.title else draft

    def _shortened(self, draft: StoryDraft) -> StoryDraft:
        """Return the draft with its short name; one that was left goes with the title."""
        short = one_line(self.value("short", ""))
        if not short or short == self.draft.short:
            return draft
        return draft._replace(short=short_meant(short))

    def _for_principle(self, draft: StoryDraft) -> StoryDraft:
        named = self.value("principle", self.principles[0])
        return with_principle(draft, principles_named([named], self.known, "story for")[0])

    def _with_steps(self, draft: StoryDraft) -> StoryDraft:
        if draft.guessed:
            draft = confirmed(draft, "steps")
        metric = one_line(self.value("metric", draft.needs.get("metric", "")))
        source = one_line(self.value("source", ""))
        draft = with_metric(draft, metric)._replace(metric_source=source if metric else "")
        task = draft.phrases.get("task", ())
        draft = with_task(draft, points_written(self.value("task", _lines(task)), task))
        at = 0
        for number, beat in enumerate(draft.beats):
            typed = self.value(f"beat.{number}", _lines(beat.moves))
            count = len(draft.beats)
            draft = with_beat(draft, at, points_written(typed, beat.moves))
            at += len(draft.beats) == count
        return draft


def _lines(moves: Iterable[Move]) -> str:
    return "\n".join(map(words_of, moves))


def shifts_in(text: str) -> list[tuple[int, str, bool]]:
    """Return which sentences were moved, in order: of which story and step, and whether forward."""
    return [(int(at), name, key == ">") for at, name, key in _SHIFT.findall(text) if name in STEPS]


def with_shifts(draft: StoryDraft, at: int, shifts: str) -> StoryDraft:
    """Return a story's draft with the sentences where they were moved to."""
    for story, name, forward in shifts_in(shifts):
        if story == at:
            draft = shifted(draft, name, forward=forward)
    return draft
