"""The learner's list of what is replaced: what `redact.yaml` may say. Descriptions document it."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field

from lpcards.story.models import OR_ONE, Part, Texts

Word = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[
    dict[Word, str],
    BeforeValidator(
        lambda value: {value: ""} if isinstance(value, str) else value,
        json_schema_input_type=str | dict[str, str],
    ),
]
Section = Annotated[tuple[Words, ...], OR_ONE]


class ListedWord(NamedTuple):
    """A word of the list. `to` is its stand-in ("": one is found), `place` where it stands.

    `number` counts the items of its section from 0: on it the stand-in that is found depends, so
    that who adds words at the end changes none.
    """

    word: str
    to: str
    section: str
    number: int
    place: tuple[str | int, ...]


class Listed(Part):
    """What `lpcards export --redact` replaces; contact data, money and dates it finds itself."""

    names: Section = Field(
        (),
        description="People. A word, such as `Anna Berg`, becomes `Person A`, `Person B` and so "
        "on in the order of the list; with a stand-in of your own it is `Anna Berg: my manager`.",
    )
    employers: Section = Field(
        (), description="Employers, customers, schools: `Company A`, or a stand-in of your own."
    )
    others: Section = Field(
        (), description="Products, projects, places: `Thing A`, or a stand-in of your own."
    )
    keep: Texts = Field(
        (),
        description="What stays although a word of the list, an address, money or a date is in it, "
        "written as in the story, capitals and all: `will`, `$1 rule`, `May 1968`, `python.org`.",
    )


SECTIONS = tuple(name for name in Listed.model_fields if name != "keep")


def entries_of(listed: Listed) -> Iterator[ListedWord]:
    """Yield the words in the list's order."""
    for section in SECTIONS:
        items: tuple[dict[str, str], ...] = getattr(listed, section)
        for number, item in enumerate(items):
            for word, to in item.items():
                place = (section, number, word) if to else (section, number)
                yield ListedWord(word, to, section, number, place)


def documentation() -> str:
    """Return the keys as a Markdown list: name, description."""
    return "".join(
        f"- `{name}`: {field.description}\n" for name, field in Listed.model_fields.items()
    )


def united(lists: list[Listed]) -> Listed:
    """Return lists as one; of a word in two of them the first one's stand-in holds."""
    merged: dict[str, Any] = {
        name: tuple(item for listed in lists for item in getattr(listed, name))
        for name in Listed.model_fields
    }
    return Listed.model_construct(**merged)
