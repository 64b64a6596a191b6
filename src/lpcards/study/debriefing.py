"""A real interview written down: what was asked, which story was told, what was missed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from lpcards.cards.choices import Story, are_same
from lpcards.english.slugs import slug
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.memory.event import DEBRIEF
from lpcards.practice.interview_record import BEST, AskedQuestion, InterviewRecord, records_of
from lpcards.story.appointments import Appointment
from lpcards.story.writing_answers import with_item
from lpcards.story.yaml_emitter import one_line
from lpcards.study.authoring.met_questions import (
    FILE_ID,
    KnownQuestion,
    cleaned_question,
    keep_question,
)
from lpcards.study.authoring.named_story import names_of, story_named
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.private_files import rewrite
from lpcards.system.problem import UserFault

SPOKEN = ("ask", "step", "result", "probe", "reflection", "disqualifier", "pivot")
"""The kinds of card of which something may be missed in an interview."""
LONGEST = 1000
KEPT = "The question is kept; once that is mended, a second try writes it there"


def past_interviews(workspace: Workspace) -> list[Appointment]:
    """Return the interviews that were, today's too, the last one first."""
    today = workspace.moment().day
    found = [one for one in workspace.index.appointments if one.on <= today]
    return sorted(found, key=lambda one: one.on, reverse=True)


def interview_called(workspace: Workspace, company: str) -> Appointment:
    """Return the last interview at a company ("": at any); today's, where none is in the settings.

    Raises UserFault without a company, where no interview was yet.
    """
    past = past_interviews(workspace)
    if not company and not past:
        raise UserFault(
            "no interview was yet: name the company, as in `lpcards debrief Acme`, or set its date "
            f'with `lpcards set interviews+="Acme {workspace.moment().day - timedelta(days=1)}"`'
        )
    named = (one for one in past if not company or slug(one.company, 10) == slug(company, 10))
    return next(named, None) or Appointment(workspace.moment().day, one_line(company))


class NotInItsFile(UserFault):
    """The log has a question, and the file that it belongs into has not."""


class Debriefing:
    """Keeps what happened in an interview, question by question."""

    def __init__(self, workspace: Workspace, interview: Appointment) -> None:
        """Write about `interview`, which was."""
        self.interview = interview
        self._workspace = workspace

    @property
    def stories(self) -> list[Story]:
        """The stories that may have been told: the learner's own."""
        own = self._workspace.index.stories(own=True)
        return [story for story in own if story.type == "scenario"]

    def record(self) -> InterviewRecord:
        """Return what was kept of the interview so far."""
        company, day = self.interview.company, self.interview.on
        kept = records_of(self._workspace.reading().live(""))
        mine = (
            one for one in kept if (one.company.casefold(), one.day) == (company.casefold(), day)
        )
        return next(mine, InterviewRecord(company, day))

    def story(self, name: str) -> Story:
        """Return the story that was told, by its name. Raises UserFault."""
        stories = self.stories
        if found := story_named(name, stories):
            return found
        if story_named(name, self._workspace.index.stories()):
            raise UserFault(f"{name} is an example; `lpcards edit {name}` makes a copy of your own")
        raise UserFault(f"{name!r} is none of your stories{names_of(stories)}")

    def cards_of(self, story: Story) -> list[tuple[str, str]]:
        """Return the cards of a story of which something may be missed: id and question each."""
        outlines = self._workspace.index.outlines()
        ids = [card.id for card in outlines if card.scenario == story.id and card.kind in SPOKEN]
        return [(name, self._workspace.index.front(name)) for name in ids]

    def cards_named(self, names: Sequence[str], story: str) -> tuple[str, ...]:
        """Return the ids of cards that were missed; those of the `story` may go without its id."""
        ids = [name if name.count("/") > 1 else f"{story}/{name}" for name in names]
        known = self._workspace.index.outlines_of(ids)
        for name, card in zip(names, ids, strict=True):
            if card not in known:
                raise UserFault(f"there is no card {name!r}; `lpcards cards` lists them")
        return tuple(dict.fromkeys(ids))

    def keep(self, asked: AskedQuestion) -> str:
        """Keep a question; return in a sentence where it stands now. Raises UserFault.

        NotInItsFile where only the log could have it.
        The log has it, whatever becomes of the file; that may be written by a second try.
        """
        asked = asked._replace(
            question=cleaned_question(asked.question), note=cleaned_note(asked.note)
        )
        story = self.story(asked.story) if asked.story else None
        asked = asked._replace(story=story.id if story else "")
        if story:
            self._close_gap(asked.question)
            self._note_asked(asked)
            words = _into(story, asked.question)
        else:
            try:
                words = self._as_gap(asked.question)
            except OSError as fault:
                raise _not_written(fault, fault.filename) from fault
            except UserFault as fault:
                raise NotInItsFile(f"{fault}. {KEPT}") from fault
            finally:  # last, so that `undo` takes back this and not the gap's mark
                self._note_asked(asked)
        self._workspace.reload()
        return words

    def _note_asked(self, asked: AskedQuestion) -> None:
        if asked not in self.record().asked:
            self._note({**asked._asdict(), "missed": [*asked.missed]})

    def keep_outcome(self, went: int, note: str) -> None:
        """Keep how it went: 1 to 5 (0: not said), and in words."""
        self._note({"went": went, "note": cleaned_note(note)})

    def _note(self, details: dict[str, Any]) -> None:
        about = {"company": self.interview.company, "interview": self.interview.on.isoformat()}
        said = {key: value for key, value in details.items() if value}
        self._workspace.writing().note(DEBRIEF, "", self._workspace.moment(), about | said)

    def _close_gap(self, question: str) -> None:
        """Ask no more for a story where one was told for a question that had none before."""
        log, moment, index = (
            self._workspace.writing(),
            self._workspace.moment(),
            self._workspace.index,
        )
        gaps = index.cards(Selection(scenarios=(FILE_ID,), kinds=("open",)))
        same = {card.id for card in gaps if are_same(card.front, question)}
        for card in sorted(same - log.suspended()):
            log.note("suspend", card, moment)

    def _as_gap(self, question: str) -> str:
        """Write a question that no story answered where such questions stand."""
        named = (known.ask for story in self.stories for known in story.asked)
        if any(are_same(question, ask) for ask in named):
            return "A story of yours has that question already."
        try:
            path = keep_question(self._workspace, question).path
        except KnownQuestion:
            return "No story yet: that question is written down already."
        return f"No story yet: it is in {with_tilde(path)}, and `review` asks for one."


def _into(story: Story, question: str) -> str:
    """Write a question into the story that was told, unless it is there."""
    if any(are_same(question, known.ask) for known in story.asked):
        return f"{story.short} has that question already."
    try:
        rewrite(story.path, lambda before: with_item(before, "asked", {"ask": question}))
    except (UserFault, OSError) as fault:
        raise _not_written(fault, story.path) from fault
    return f"Written into {with_tilde(story.path)}."


def _not_written(fault: UserFault | OSError, path: str | None) -> NotInItsFile:
    why = (isinstance(fault, OSError) and fault.strerror) or str(fault)
    return NotInItsFile(f"{with_tilde(path) if path else 'a file'}: {why}. {KEPT}")


def cleaned_note(note: str) -> str:
    """Return what else was said, as it is kept. Raises UserFault for what is too long."""
    text = one_line(note)
    if len(text) > LONGEST:
        raise UserFault(f"that has {len(text):,} characters; keep it under {LONGEST:,}")
    return text


def record_lines(index: CardIndex, record: InterviewRecord) -> Iterator[str]:
    """Yield what was kept of an interview: a line about it, its questions, what was missed."""
    went = f": {record.went} of {BEST}" if record.went else ""
    yield f"{record.company or 'Interview'}, {record.day}{went}"
    if record.note:
        yield f"  {record.note}"
    for asked in record.asked:
        yield f'  "{asked.question}" -> {asked.story or "no story"}'
        fronts = (index.front(card) or card for card in asked.missed)
        for missed in filter(None, (*fronts, asked.note)):
            yield f"    missed: {' '.join(missed.split())}"
    yield ""
