"""The learner's settings: what `lpcards.yaml` may say. The descriptions are the documentation."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from lpcards.scenario import Id, Part, Text

Kind = Literal[
    "disqualifier",
    "result",
    "probe",
    "step",
    "phrase",
    "mistake",
    "reflection",
    "weak",
    "quiz",
    "pivot",
    "level",
    "open",
]


def _one_or_more(value: Any) -> Any:  # noqa: ANN401  a validator takes whatever the author wrote
    return (value,) if isinstance(value, str) else value


Kinds = Annotated[
    tuple[Kind, ...], BeforeValidator(_one_or_more, json_schema_input_type=str | tuple[str, ...])
]


class Settings(Part):
    """What a learner may set; every setting has a default."""

    new: int = Field(10, ge=0, le=1000, description="New cards a study day, at most.")
    reviews: int = Field(100, ge=0, le=10_000, description="Reviews a study day, at most.")
    new_per_story: int = Field(
        10, ge=1, le=1000, description="New cards a study day from one story, at most."
    )
    kinds: Kinds = Field(
        ("disqualifier", "result", "probe", "step", "open"),
        description="Kinds of cards that `review` introduces; those already begun go on.",
    )
    level: Id | None = Field(
        None,
        description="The level you interview for: `sde1`, `sde2`, `senior`, or one that your "
        "stories name. Without it you are asked what holds for every level.",
    )
    buttons: Literal["6", "4"] = Field(
        "6", description="`6`: grades 0 to 5. `4`: 1 again, 2 hard, 3 good, 4 easy."
    )
    rollover: int = Field(
        4, ge=0, le=23, description="The hour at which a new study day begins, local time."
    )
    scheduler: Literal["sm2"] = Field("sm2", description="What decides when a card comes back.")
    lapse_ease: Literal["formula", "keep"] = Field(
        "formula",
        description="What a failed answer does to a card's ease: `formula` lowers it as SM-2 "
        "says, `keep` leaves it.",
    )
    max_interval: int = Field(
        36_500, ge=1, le=36_500, description="Days after which a card comes back at the latest."
    )
    library: bool = Field(
        True,
        description="Whether the stories that come with lpcards are asked beside your own.",
    )
    examples: Literal["carry-over", "all"] = Field(
        "carry-over",
        description="Which new cards other people's stories give once you have one of your own: "
        "`carry-over` those that help with any story, `all` all of them.",
    )
    type: bool = Field(False, description="Whether `review` has you type your answers.")
    screen_reader: bool = Field(
        False,
        description="Plain lines that read well aloud: nothing is redrawn, what a key did is said.",
    )
    editor: Text | None = Field(
        None,
        description="The command that opens a story (`e` in a review). Without it `$VISUAL` or "
        "`$EDITOR` is used.",
    )


def plain(settings: Settings) -> dict[str, Any]:
    """Return the settings as JSON has them: `buttons` a number, what is not set ""."""
    told = settings.model_dump(mode="json")
    return {key: "" if value is None else value for key, value in told.items()} | {
        "buttons": int(settings.buttons)
    }


def documentation() -> str:
    """Return the settings as a Markdown list: name, default, description."""
    return "".join(
        f"- `{name}` ({_default(field.default)}): {field.description}\n"
        for name, field in Settings.model_fields.items()
    )


def _default(value: Any) -> str:  # noqa: ANN401
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return "`yes`" if value else "`no`"
    said = f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)
    return f"`{said}`"
