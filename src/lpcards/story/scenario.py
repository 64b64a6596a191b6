"""A story: its steps, and what interviewers make of them."""

from typing import Annotated, Literal

from pydantic import Field

from lpcards.story.part import (
    OR_ONE,
    Accept,
    FieldName,
    Hint,
    Id,
    Ids,
    Ignores,
    Part,
    Points,
    Seconds,
    StepName,
    Text,
    Texts,
    ToldStep,
    Was,
    or_text,
)


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
    accept: Accept = ()
    hint: Hint = None
    was: Was = ()


class Mistake(Part):
    """The usual mistake of a step: the bad line, what is wrong with it, what to do instead."""

    line: Text = Field(description="The bad line or scene, as it would be heard.")
    diagnosis: Text | None = Field(None, description="What went wrong.")
    cure: Text | None = Field(None, description="What to do instead, as an imperative.")
    hint: Hint = None


KeyPhraseOrText = Annotated[KeyPhrase, or_text("text")]
KeyPhrases = Annotated[tuple[KeyPhraseOrText, ...], OR_ONE]
MistakeOrText = Annotated[Mistake, or_text("line")]


class Step(Part):
    """One step of the story: situation or task."""

    seconds: Seconds | None = None
    cue: Text | None = Field(None, description="One or two guiding questions for saying it aloud.")
    hint: Hint = None
    example: Text | None = Field(None, description="The step as it is said.")
    key_phrases: KeyPhrases = Field((), description="Two to five; what must be said.")
    coaching: Text | None = Field(None, description="How to do it well.")
    mistake: MistakeOrText | None = Field(None, description="What people get wrong here.")


class Beat(Part):
    """A beat of the Action: two to five things you did that belong together."""

    id: Id
    name: Text = Field(description="Two to four words: `Find the cause`.")
    cue: Text | None = Field(None, description="One or two guiding questions for saying it aloud.")
    hint: Hint = None
    key_phrases: KeyPhrases = Field((), description="Two to five things you did, in order.")
    was: Was = ()


class Action(Step):
    """What you did, in beats."""

    hint: Hint = Field(None, description="A cue; with beats it makes a card that asks for them.")
    beats: tuple[Beat, ...] = Field((), description="The Action in two to five beats.")


class Need(Part):
    """One of the three parts of a strong Result."""

    text: Text = Field(description="The fact with its figure, as you would say it.")
    ask: Text | None = Field(
        None,
        description="The question, where something else in your story would answer the usual one.",
    )
    source: Text | None = Field(None, description='The answer to "how do you know that figure?"')
    accept: Accept = ()
    hint: Hint = None
    source_hint: Hint = Field(None, description="A cue for the question how you know.")


NeedOrText = Annotated[Need, or_text("text")]


class Needs(Part):
    """What a strong Result needs, with this story's figures."""

    metric: NeedOrText | None = Field(None, description="What changed: from what to what.")
    business: NeedOrText | None = Field(None, description="What that was worth, and to whom.")
    second_order: NeedOrText | None = Field(None, description="What lasted; what others took over.")


class Result(Step):
    """What came of it."""

    needs: Needs = Field(Needs.model_construct(), description="The three facts of a strong Result.")


class LevelReflection(Part):
    """The reflection as somebody of one level says it."""

    text: Text = Field(description="The reflection as this level would say it.")
    points: Points = Field((), description="Two to five; what it must hold.")
    hint: Hint = None


class Reflection(Step):
    """What you took away from it."""

    by_level: dict[Id, Annotated[LevelReflection, or_text("text")]] = Field(
        {}, description="Level id (`sde1`, `sde2`, `senior`, ...) to the reflection."
    )


class Steps(Part):
    """The five steps."""

    situation: Step = Field(Step.model_construct(), description="What was wrong.")
    task: Step = Field(Step.model_construct(), description="Whose it was, and what you took on.")
    action: Action = Field(Action.model_construct(), description="What you did, beat by beat.")
    result: Result = Field(Result.model_construct(), description="What came of it, in figures.")
    reflection: Reflection = Field(Reflection.model_construct(), description="What it taught you.")


class Strong(Part):
    """A strong answer to a probe."""

    answer: Text | None = Field(None, description="The answer as you would say it.")
    points: Points = Field((), description="Two to four; what the answer must hold.")
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
    strong: Annotated[Strong, or_text("answer")] = Field(
        Strong.model_construct(), description="Your answer."
    )
    weak: Annotated[Weak, or_text("answer")] = Field(
        Weak.model_construct(), description="What not to answer."
    )
    hint: Hint = None
    was: Was = ()


class Hear(Part):
    """What an interviewer hears, in six words or fewer."""

    text: Text = Field(description="What they hear in it, in six words or fewer.")
    phrase: Text | None = Field(None, description="The phrase without the words that tell it.")
    setting: Text | None = Field(None, description="Half a line of setting for this card.")
    hint: Hint = None


class Disqualifier(Part):
    """A phrase that weakens the story, and what to say instead."""

    id: Id
    phrase: Text = Field(description="The words as they slip out.")
    setting: Text | None = Field(None, description="Half a line of setting, if it needs one.")
    scope: Text | None = Field(None, description="Where it is heard: `any Action`.")
    signals: Text | None = Field(None, description="What is heard otherwise.")
    instead: Text | None = Field(None, description="What to say; never a lie.")
    names: Points = Field(
        (),
        description="Two or three things that a better line names, whoever says it. They are what "
        "the card asks for; `instead` is then an example of it.",
    )
    hear: Annotated[Hear, or_text("text")] | None = Field(
        None, description="Makes a second card: what do they hear?"
    )
    hint: Hint = None
    was: Was = ()


class Flag(Part):
    """A fault of such an answer: words that stand in it, something that does not, or its own."""

    quote: Text | None = Field(None, description="Words of the answer.")
    fault: Text | None = Field(
        None, description="What is wrong with them; alone: with the whole answer."
    )
    absent: Text | None = Field(None, description="What the answer does not say.")


class WeakAnswer(Part):
    """The story told badly, or not yet well."""

    text: Text = Field(description="That answer, word for word.")
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
    downplay: Texts = Field((), description="What to leave out.")
    hint: Hint = None
    downplay_hint: Hint = Field(
        None, description="A cue for what to leave out. It makes a card that asks for that."
    )


class Level(Part):
    """What a level has to show."""

    level: Id = Field(description="The level's id: `sde1`, `sde2`, `senior`, or your own.")
    name: Text | None = Field(None, description="What the level is called: `Senior SDE`.")
    focus: Text | None = Field(None, description="What to tell more of, and what less.")
    reflection: Text | None = Field(None, description="What this level takes away from it.")
    bar: Texts = Field((), description="How much it must show.")
    bar_ask: Text | None = Field(None, description="The question of the bar card.")
    adds: Texts = Field((), description="What this level adds to the one below.")
    minutes: Text | None = Field(None, description='How long the whole story may take: "2".')
    seconds: dict[StepName, Seconds] = Field(
        {}, description="Steps that take another time at this level: `{action: 45}`."
    )
    told: dict[ToldStep, Text] = Field(
        {},
        description="In a story, steps that this level says in other words than the `example`: "
        "`{action: I ...}`.",
    )
    hint: Hint = None
    adds_hint: Hint = Field(None, description="A cue for what it adds.")


class Question(Part):
    """An interviewer's question to which you would tell this story."""

    ask: Text = Field(description="The question in the interviewer's words.")
    id: Id | None = Field(None, description="Outlives the question's words; `lpcards ids` adds it.")
    principle: Id | None = Field(
        None, description="The principle it is after; without it the story's own."
    )
    opening: Text | None = Field(
        None,
        description="The first sentence. Without it the pivot's `lead_with`, or the first one of "
        "the Situation.",
    )
    hint: Hint = None
    was: Was = ()


QuestionOrText = Annotated[Question, or_text("ask")]
Questions = Annotated[tuple[QuestionOrText, ...], OR_ONE]


class Scenario(Part):
    """A scenario file: one story, one question taken apart."""

    type: Literal["scenario"] = Field("scenario", description="What this file is; may be left out.")
    id: Id
    title: Text = Field(description="What the story is about, in one line.")
    short: Text = Field(description="Two or three words that give nothing away.", max_length=24)
    principle: Id = Field(description="Which principle the story is for.")
    also: Ids = Field((), description="Other principles that the story serves.")
    field: FieldName | None = Field(
        None,
        description="The trade it is told in; it decides what levels are called. Without it your "
        "`role`.",
    )
    own: bool | None = Field(None, description="Mine (the default outside the library).")
    worked_example: FieldName | None = Field(
        None,
        description="In the library: whose worked example this story is, by the learner's `role`.",
    )
    asked: Questions = Field((), description="Interviewers' questions that this story answers.")
    overview: Text | None = Field(None, description="The story in a few lines.")
    summary: Text | None = Field(None, description="The whole of it in two sentences.")
    steps: Steps = Field(Steps.model_construct(), description="The five steps of the story.")
    probes: tuple[Probe, ...] = Field((), description="What they will ask next; three or more.")
    disqualifiers: tuple[Disqualifier, ...] = Field(
        (), description="Phrases that would weaken this story."
    )
    weak_answer: Annotated[WeakAnswer, or_text("text")] | None = Field(
        None, description="The story told badly, with its faults."
    )
    inclined: Annotated[WeakAnswer, or_text("text")] | None = Field(
        None,
        description="The story told well enough to be inclined; its flags keep it from strong.",
    )
    quizzes: tuple[Quiz, ...] = Field((), description="Questions with options to choose from.")
    pivots: tuple[Pivot, ...] = Field((), description="The story told for other principles.")
    levels: tuple[Level, ...] = Field((), description="What each level has to show in it.")
    ignore: Ignores = ()
    was: Was = ()
