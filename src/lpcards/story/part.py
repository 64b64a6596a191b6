"""What all parts of a content file are made of: ids, texts, and values that may be missing."""

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


def _or_several(value: Any) -> Any:  # noqa: ANN401  a validator takes whatever the author wrote
    return (value,) if isinstance(value, str) else value


OR_ONE = BeforeValidator(_or_several, json_schema_input_type=str | tuple[str, ...])
"""Let an author write one text where a list of them may stand."""
Texts = Annotated[tuple[Text, ...], OR_ONE]
Ids = Annotated[tuple[Id, ...], OR_ONE]
Was = Annotated[Ids, Field(description="Ids this had before; its history follows.")]
Seconds = Annotated[int, Field(ge=1, le=3600, description="How long it should take aloud.")]
Hint = Annotated[Text | None, Field(description="A cue: how many, which sort, first letters.")]

StepName = Literal["situation", "task", "action", "result", "reflection"]
ToldStep = Literal["situation", "task", "action", "result"]
"""A step that a level may say in words of its own; the reflection has them of each level."""
FieldName = Literal["software", "product", "management", "other"]
Lack = Literal[
    "metric", "business", "lasted", "source", "base", "objection", "price", "check", "date", "whose"
]
"""What a story may leave open: see `gaps`."""
SECONDS = {"situation": 30, "task": 20, "action": 90, "result": 20, "reflection": 15}
STEPS = tuple(SECONDS)


def _without_empty(value: Any) -> Any:  # noqa: ANN401  a validator takes whatever the author wrote
    return {key: given for key, given in value.items() if given != ""}


class Part(BaseModel):
    """What all parts of a file share: unknown keys are faults, empty values are missing."""

    # built at the first use: an edited story waits for no model but its own
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_empty_values(cls, value: Any) -> Any:  # noqa: ANN401
        return _without_empty(value) if isinstance(value, dict) else value


def or_text(key: str) -> BeforeValidator:
    """Let an author write only the text where a mapping may stand."""

    def widened(value: Any) -> Any:  # noqa: ANN401
        return {key: value} if isinstance(value, str) else value

    return BeforeValidator(widened, json_schema_input_type=str | dict[str, Any])


Accept = Annotated[
    Texts,
    Field(description="Other words that are as right when the answer is typed."),
]


class Point(Part):
    """A point that an answer must hold."""

    text: Text = Field(description="The point, as you would say it.")
    accept: Accept = ()


Points = Annotated[tuple[Annotated[Point, or_text("text")], ...], OR_ONE]


class Ignore(Part):
    """A rule of `lpcards check` that the file may break, and the reason."""

    rule: Id = Field(description="The rule's name, as `check --list-rules` has it.")
    because: Text = Field(description="Why this file may break it.")


Ignores = Annotated[
    tuple[Ignore, ...], Field(description="Advice that is not wanted here, each with a reason.")
]
