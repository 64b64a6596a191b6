"""The format of a scenario file: one question taken apart. Pure values, no reading, no clock.

The definitions are the documentation: their descriptions go into the JSON Schema that editors
show, and into docs/format.md.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=60,
        description="Lower-case words joined by hyphens; outlives the text.",
    ),
]
Text = Annotated[str, Field(min_length=1)]
Texts = tuple[Text, ...]
Was = Annotated[tuple[Id, ...], Field(description="Ids this had before; its history follows.")]
Seconds = Annotated[int, Field(ge=1, le=3600, description="How long it should take aloud.")]
Hint = Annotated[Text | None, Field(description="A cue: how many, which sort, first letters.")]

StepName = Literal["situation", "task", "action", "result", "reflection"]
SECONDS = {"situation": 30, "task": 20, "action": 90, "result": 20, "reflection": 15}
STEPS = tuple(SECONDS)


def _said(value: Any) -> Any:  # noqa: ANN401  a validator takes whatever the author wrote
    return {key: said for key, said in value.items() if said != ""}


class Part(BaseModel):
    """What all parts of a file share: unknown keys are faults, empty values are missing."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty_values(cls, value: Any) -> Any:  # noqa: ANN401
        return _said(value) if isinstance(value, dict) else value


def _or_text(key: str) -> BeforeValidator:
    """Let an author write only the text where a mapping may stand."""

    def widened(value: Any) -> Any:  # noqa: ANN401
        return {key: value} if isinstance(value, str) else value

    return BeforeValidator(widened, json_schema_input_type=str | dict[str, Any])


def _or_several(value: Any) -> Any:  # noqa: ANN401
    return (value,) if isinstance(value, str) else value


TextOrTexts = Annotated[
    Texts, BeforeValidator(_or_several, json_schema_input_type=str | tuple[str, ...])
]


class KeyPhrase(Part):
    """Words that must be heard, and the fact they carry."""

    text: Text = Field(description="The words as they are said.")
    fact: Text | None = Field(None, description="What stands behind the words: `race condition`.")
    id: Id | None = Field(None, description="Makes a `phrase` card; `lpcards ids` adds it.")
    sentence: Text | None = Field(
        None,
        description="The sentence of the `phrase` card, its blank in braces: "
        "`I found it during a {routine dashboard review | which occasion?}.`",
    )
    must: bool = Field(False, description="A figure that may not be missed.")
    hint: Hint = None
    was: Was = ()


class Mistake(Part):
    """The usual mistake of a step: the bad line, what is wrong with it, what to do instead."""

    line: Text = Field(description="The bad line or scene, as it would be heard.")
    diagnosis: Text | None = Field(None, description="What went wrong.")
    cure: Text | None = Field(None, description="What to do instead, as an imperative.")
    hint: Hint = None


KeyPhraseOrText = Annotated[KeyPhrase, _or_text("text")]
KeyPhrases = tuple[KeyPhraseOrText, ...]
MistakeOrText = Annotated[Mistake, _or_text("line")]


class Step(Part):
    """One step of the story: situation or task."""

    seconds: Seconds | None = None
    cue: Text | None = Field(None, description="One or two guiding questions for saying it aloud.")
    hint: Hint = None
    example: Text | None = Field(None, description="The step as it is said.")
    key_phrases: KeyPhrases = Field((), description="Two to five; what must be heard.")
    coaching: Text | None = Field(None, description="How to do it well.")
    mistake: MistakeOrText | None = Field(None, description="What people get wrong here.")


class Beat(Part):
    """A chunk of the Action: two to five moves that belong together."""

    id: Id
    name: Text = Field(description="Two to four words: `Find the cause`.")
    cue: Text | None = Field(None, description="One or two guiding questions for saying it aloud.")
    hint: Hint = None
    key_phrases: KeyPhrases = Field((), description="Two to five; the moves in order.")
    was: Was = ()


class Action(Step):
    """What you did, in beats."""

    beats: tuple[Beat, ...] = Field((), description="The Action in two to five chunks.")


class Need(Part):
    """One of the three parts of a strong Result."""

    text: Text = Field(description="The fact with its figure, as you would say it.")
    source: Text | None = Field(None, description='The answer to "how do you know that figure?"')
    hint: Hint = None
    source_hint: Hint = Field(None, description="A cue for the question how you know.")


NeedOrText = Annotated[Need, _or_text("text")]


class Needs(Part):
    """What a strong Result needs, with this story's figures."""

    metric: NeedOrText | None = Field(None, description="What moved: from what to what.")
    business: NeedOrText | None = Field(None, description="What that was worth, and to whom.")
    second_order: NeedOrText | None = Field(None, description="What lasted; what others took over.")


class Result(Step):
    """What came of it."""

    needs: Needs = Field(Needs(), description="The three facts of a strong Result.")


class LevelReflection(Part):
    """The reflection as somebody of one level says it."""

    text: Text = Field(description="The reflection as this level would say it.")
    points: Texts = Field((), description="Two to five; what it must hold.")
    hint: Hint = None


class Reflection(Step):
    """What you took away from it."""

    by_level: dict[Id, Annotated[LevelReflection, _or_text("text")]] = Field(
        {}, description="Level id (`sde1`, `sde2`, `senior`, ...) to the reflection."
    )


class Steps(Part):
    """The five steps."""

    situation: Step = Field(Step(), description="What was wrong.")
    task: Step = Field(Step(), description="Whose it was, and what you took on.")
    action: Action = Field(Action(), description="What you did, move by move.")
    result: Result = Field(Result(), description="What came of it, in figures.")
    reflection: Reflection = Field(Reflection(), description="What it taught you.")


class Strong(Part):
    """A strong answer to a probe."""

    answer: Text | None = Field(None, description="The answer as you would say it.")
    points: Texts = Field((), description="Two to four; what the answer must hold.")
    takeaway: Text | None = Field(None, description="The sentence to open with.")


class Weak(Part):
    """A weak answer to a probe."""

    answer: Text | None = Field(None, description="What not to say.")
    why: Text | None = Field(None, description="Why it is weak.")


class Probe(Part):
    """An interviewer's follow-up question. Without an answer it is an open question."""

    id: Id
    ask: Text = Field(description="The question in the interviewer's words.")
    tests: Text | None = Field(None, description="What the question is after.")
    strong: Annotated[Strong, _or_text("answer")] = Field(Strong(), description="Your answer.")
    weak: Annotated[Weak, _or_text("answer")] = Field(Weak(), description="What not to answer.")
    hint: Hint = None
    was: Was = ()


class Hear(Part):
    """What an interviewer hears, in six words or fewer."""

    text: Text = Field(description="What they hear in it, in six words or fewer.")
    phrase: Text | None = Field(None, description="The phrase without the words that tell it.")
    setting: Text | None = Field(None, description="Half a line of setting for this card.")
    hint: Hint = None


class Disqualifier(Part):
    """A phrase that sinks the story, and what to say instead."""

    id: Id
    phrase: Text = Field(description="The words as they slip out.")
    setting: Text | None = Field(None, description="Half a line of setting, if it needs one.")
    scope: Text | None = Field(None, description="Where it is heard: `any Action`.")
    signals: Text | None = Field(None, description="What is heard otherwise.")
    instead: Text | None = Field(None, description="What to say; never a lie.")
    hear: Annotated[Hear, _or_text("text")] | None = Field(
        None, description="Makes a second card: what do they hear?"
    )
    hint: Hint = None
    was: Was = ()


class Flag(Part):
    """A fault of the weak answer: words that stand in it, or something that does not."""

    quote: Text | None = Field(None, description="Words of the weak answer.")
    fault: Text | None = Field(None, description="What is wrong with them.")
    absent: Text | None = Field(None, description="What the answer does not say.")


class WeakAnswer(Part):
    """The story told badly."""

    text: Text = Field(description="The bad answer, word for word.")
    flags: tuple[Flag, ...] = Field((), description="Two to five faults to find in it.")
    verdict: Text | None = Field(None, description="What the interviewer writes down.")
    hint: Hint = None


class Quiz(Part):
    """A question with options and a reason."""

    id: Id
    ask: Text = Field(description="The question, with one right answer.")
    options: Texts = Field((), description="Two to four answers to choose from.")
    answer: Text | None = Field(None, description="The right option, word for word.")
    why: Text | None = Field(None, description="Why it is right, and the others are not.")
    hint: Hint = None
    was: Was = ()


class Pivot(Part):
    """The same story told for another principle."""

    principle: Id = Field(description="The other principle's id.")
    lead_with: Text | None = Field(None, description="The first sentence.")
    emphasize: Text | None = Field(None, description="What to stress.")
    downplay: TextOrTexts = Field((), description="What to leave out.")
    hint: Hint = None
    downplay_hint: Hint = Field(None, description="A cue for what to leave out.")


class Level(Part):
    """What a level has to show."""

    level: Id = Field(description="The level's id: `sde1`, `sde2`, `senior`, or your own.")
    name: Text | None = Field(None, description="What the level is called: `Senior SDE`.")
    focus: Text | None = Field(None, description="What to tell more of, and what less.")
    reflection: Text | None = Field(None, description="What this level takes away from it.")
    bar: TextOrTexts = Field((), description="How much it must show.")
    bar_ask: Text | None = Field(None, description="The question of the bar card.")
    adds: TextOrTexts = Field((), description="What this level adds to the one below.")
    minutes: Text | None = Field(None, description='How long the whole story may take: "2".')
    seconds: dict[StepName, Seconds] = Field(
        {}, description="Steps that take another time at this level: `{action: 45}`."
    )
    hint: Hint = None
    adds_hint: Hint = Field(None, description="A cue for what it adds.")


class Scenario(Part):
    """A scenario file: one story, one question taken apart."""

    type: Literal["scenario"] = Field("scenario", description="What this file is; may be left out.")
    id: Id
    title: Text = Field(description="What the story is about, in one line.")
    short: Text = Field(description="Two or three words that give nothing away.", max_length=24)
    principle: Id = Field(description="Which principle the story is told for.")
    also: tuple[Id, ...] = Field((), description="Other principles that the story serves.")
    own: bool | None = Field(None, description="Mine (the default outside the library).")
    asked: Texts = Field((), description="Interviewers' questions that this story answers.")
    overview: Text | None = Field(
        None, description="The story in a few lines; read before its first card."
    )
    summary: Text | None = Field(None, description="The whole of it in two sentences.")
    steps: Steps = Field(Steps(), description="The five steps of the story.")
    probes: tuple[Probe, ...] = Field((), description="What they will ask next; three or more.")
    disqualifiers: tuple[Disqualifier, ...] = Field(
        (), description="Phrases that would sink this story."
    )
    weak_answer: Annotated[WeakAnswer, _or_text("text")] | None = Field(
        None, description="The story told badly, with its faults."
    )
    quizzes: tuple[Quiz, ...] = Field((), description="Questions with options to choose from.")
    pivots: tuple[Pivot, ...] = Field((), description="The story told for other principles.")
    levels: tuple[Level, ...] = Field((), description="What each level has to show in it.")
    was: Was = ()


class Takeover(Part):
    """A list that is asked as one checklist."""

    ask: Text | None = Field(None, description="The question, if the usual one does not fit.")
    hint: Hint = None
    items: Texts = Field((), description="Two to five; what is asked for.")


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


class Guide(Part):
    """A guide: what belongs to no single story. One a principle, one (`principle: all`) for all."""

    type: Literal["guide"] = Field(description="What this file is: `guide`.")
    id: Id
    title: Text = Field(description="What the guide is about, in one line.")
    short: Text = Field(description="The principle's name on top lines.", max_length=24)
    principle: Id = Field(description="The principle's id, or `all`.")
    name: Text | None = Field(None, description="The principle's full name.")
    overview: Text | None = Field(None, description="What the principle asks.")
    tests: Text | None = Field(None, description="How interviewers test it.")
    questions: Texts = Field((), description="Questions that are typical of it.")
    disqualifiers: tuple[Disqualifier, ...] = Field(
        (), description="Phrases that sink any such story."
    )
    phrases_hint: Hint = Field(None, description="A cue for the list of all these phrases.")
    mistakes: Mistakes = Field(Mistakes(), description="What people get wrong, step by step.")
    result_needs: Takeover | None = Field(None, description="What a strong Result needs.")
    targets: Targets | None = Field(None, description="How long each step should take.")
    probe_types: tuple[ProbeType, ...] = Field((), description="Kinds of follow-up questions.")
    contrasts: tuple[Contrast, ...] = Field(
        (), description="What tells one level's reflection from another's."
    )
    levels: tuple[Level, ...] = Field((), description="What each level has to show.")
    minutes_hint: Hint = Field(None, description="A cue for the minutes of all levels.")
    was: Was = ()
