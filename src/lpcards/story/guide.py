"""A guide: what belongs to no single story."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from lpcards.story.part import (
    OR_ONE,
    FieldName,
    Hint,
    Id,
    Ids,
    Ignores,
    Lack,
    Part,
    Points,
    Seconds,
    Text,
    Texts,
    Was,
    or_text,
)
from lpcards.story.scenario import Disqualifier, Level, MistakeOrText, Question


class Takeover(Part):
    """A list that is asked as one checklist."""

    ask: Text | None = Field(None, description="The question, if the usual one does not fit.")
    hint: Hint = None
    items: Texts = Field((), description="Two to five; what is asked for.")


class PlainQuestion(Part):
    """A question as interviewers put it, and what its answer must show."""

    ask: Text = Field(description="The question in an interviewer's plain words.")
    id: Id | None = Field(None, description="Outlives the question's words; `lpcards ids` adds it.")
    shows: Points = Field(
        (),
        description="Two or three things that the answer must show. They make a `question` card.",
    )
    fits: Ids = Field(
        (), description="The principles that it may be after, if not only the guide's own."
    )
    variants: Texts = Field((), description="Other words in which the same is asked.")
    story: bool = Field(
        True,
        description="`no` if it is answered by itself: its card asks what to say, and no story is "
        "wanted.",
    )
    hint: Hint = None
    was: Was = ()


PlainQuestions = Annotated[tuple[Annotated[PlainQuestion, or_text("ask")], ...], OR_ONE]


class ProbeType(Part):
    """A kind of follow-up question, and what it is after."""

    id: Id
    ask: Text = Field(description="The question in the interviewer's words.")
    tests: Text | None = Field(None, description="What the question is after.")
    hint: Hint = None
    was: Was = ()


class Contrast(Part):
    """What tells a higher level's reflection from a lower one's."""

    id: Id
    ask: Text = Field(description="The question that sets two levels against each other.")
    answer: Text | None = Field(None, description="What the higher level has that the lower lacks.")
    hint: Hint = None
    was: Was = ()


class Mistakes(Part):
    """The usual mistake of each step."""

    situation: MistakeOrText | None = Field(
        None, description="The usual mistake when telling what was wrong."
    )
    task: MistakeOrText | None = Field(
        None, description="The usual mistake when telling whose it was."
    )
    action: MistakeOrText | None = Field(
        None, description="The usual mistake when telling what you did."
    )
    result: MistakeOrText | None = Field(
        None, description="The usual mistake when telling what came of it."
    )
    reflection: MistakeOrText | None = Field(
        None, description="The usual mistake when telling what you took away."
    )


class Target(Part):
    """How long a step should take."""

    seconds: Seconds
    stop_by: Seconds | None = Field(None, description="When to stop at the latest.")


def _seconds_or_target(value: Any) -> Any:  # noqa: ANN401
    return value if isinstance(value, dict | Target) else {"seconds": value}


TargetOrSeconds = Annotated[
    Target,
    BeforeValidator(_seconds_or_target, json_schema_input_type=int | dict[str, Any]),
]


class Targets(Part):
    """Seconds a step should take: `20`, or `{seconds: 30, stop_by: 45}`."""

    situation: TargetOrSeconds | None = Field(None, description="Seconds for the Situation.")
    task: TargetOrSeconds | None = Field(None, description="Seconds for the Task.")
    action: TargetOrSeconds | None = Field(None, description="Seconds for the Action.")
    result: TargetOrSeconds | None = Field(None, description="Seconds for the Result.")
    reflection: TargetOrSeconds | None = Field(None, description="Seconds for the reflection.")
    hint: Hint = None


class Fits(Part):
    """Which stories a follow-up question suits: those told for a principle, or lacking a part."""

    principles: Ids = Field((), description="Told for one of these; none: any.")
    lacks: Annotated[tuple[Lack, ...], OR_ONE] = Field(
        (), description="What such a story leaves open."
    )


class Followup(Part):
    """A follow-up question that may be put to many stories."""

    id: Id
    ask: Text = Field(description="The question in the interviewer's words.")
    tests: Text | None = Field(None, description="What the question is after.")
    fits: Fits = Field(
        Fits.model_construct(), description="The stories it suits; without it every story."
    )
    shape: Points = Field(
        (), description="What a strong answer consists of, two or three parts. A `followup` card."
    )
    trap: Text | None = Field(None, description="The answer that people fall into.")
    hint: Hint = None
    was: Was = ()


class Met(Question):
    """A question that you met in an interview, and the story you would tell now."""

    story: Id | None = Field(None, description="The id of the story that answers it.")
    day: Text | None = Field(None, description="When it was written down.")


MetOrText = Annotated[Met, or_text("ask")]


class Theme(Part):
    """What interviewers of several companies ask about, and what each calls it."""

    id: Id
    name: Text = Field(description="The theme in a few words: `A failure`.")
    principles: Ids = Field((), description="The principles that it may be after.")
    words: dict[Id, Text] = Field(
        {}, description="A company (`google`, `my-company`) to its own words for it."
    )


class Guide(Part):
    """A guide: what belongs to no single story. One a principle, and some (`all`) for every one."""

    type: Literal["guide"] = Field(description="What this file is: `guide`.")
    id: Id
    title: Text = Field(description="What the guide is about, in one line.")
    short: Text = Field(description="The principle's name on top lines.", max_length=24)
    principle: Id = Field(description="The principle's id, or `all`.")
    name: Text | None = Field(None, description="The principle's full name.")
    field: FieldName | None = Field(
        None, description="The trade in whose words it names levels. Without it your `role`."
    )
    overview: Text | None = Field(None, description="What the principle asks.")
    page: Text | None = Field(
        None,
        description="A page for `lpcards read`: paragraphs and lists; `## ` begins a part of it.",
    )
    themes: tuple[Theme, ...] = Field(
        (), description="A map for other companies: their words for what a story is told for."
    )
    tests: Text | None = Field(None, description="How interviewers test it.")
    signals: Points = Field((), description="The three things that an interviewer notes for it.")
    signals_hint: Hint = Field(None, description="A cue for each of these things.")
    questions: PlainQuestions = Field((), description="Questions that are typical of it.")
    disqualifiers: tuple[Disqualifier, ...] = Field(
        (), description="Phrases that weaken any such story."
    )
    phrases_hint: Hint = Field(
        None, description="A cue for all these phrases. It makes a card that asks for the list."
    )
    mistakes: Mistakes = Field(
        Mistakes.model_construct(), description="What people get wrong, step by step."
    )
    result_needs: Takeover | None = Field(None, description="What a strong Result needs.")
    targets: Targets | None = Field(None, description="How long each step should take.")
    probe_types: tuple[ProbeType, ...] = Field((), description="Kinds of follow-up questions.")
    followups: tuple[Followup, ...] = Field(
        (), description="Follow-up questions that many stories should stand up to."
    )
    met: Annotated[tuple[MetOrText, ...], OR_ONE] = Field(
        (), description="Questions met in interviews; `lpcards asked` writes them down."
    )
    contrasts: tuple[Contrast, ...] = Field(
        (), description="What tells one level's reflection from another's."
    )
    levels: tuple[Level, ...] = Field((), description="What each level has to show.")
    minutes_hint: Hint = Field(None, description="A cue for the minutes of all levels.")
    ignore: Ignores = ()
    was: Was = ()
