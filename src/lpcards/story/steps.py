"""The five steps of a story, and what has to be heard in each."""

from typing import Annotated

from pydantic import Field

from lpcards.story.part import OR_ONE, Accept, Hint, Id, Part, Points, Seconds, Text, Was, or_text


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
    accept: Accept = ()
    hint: Hint = None
    source_hint: Hint = Field(None, description="A cue for the question how you know.")


NeedOrText = Annotated[Need, or_text("text")]


class Needs(Part):
    """What a strong Result needs, with this story's figures."""

    metric: NeedOrText | None = Field(None, description="What moved: from what to what.")
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
    action: Action = Field(Action.model_construct(), description="What you did, move by move.")
    result: Result = Field(Result.model_construct(), description="What came of it, in figures.")
    reflection: Reflection = Field(Reflection.model_construct(), description="What it taught you.")
