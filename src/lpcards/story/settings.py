"""The learner's settings: what `lpcards.yaml` may say. The descriptions are the documentation."""

import re
from datetime import date
from typing import Annotated, Any, Literal
from unicodedata import normalize

from pydantic import AfterValidator, Field, GetPydanticSchema
from pydantic_core import core_schema

from lpcards.english.dates import not_in_figures
from lpcards.memory.pauses import written_pause
from lpcards.story.hub_urls import HUBS
from lpcards.story.models import OR_ONE, FieldName, Id, Ids, Part, Text
from lpcards.story.part import Texts

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
    "ask",
    "signals",
    "question",
    "followup",
    "disqualifier.mend",
    "disqualifier.hear",
    "disqualifier.list",
    "disqualifier.template",
    "step.aloud",
    "step.headings",
    "step.clock",
    "mistake.story",
    "mistake.general",
    "reflection.own",
    "reflection.contrast",
    "pivot.lead",
    "pivot.leave-out",
]
"""A kind of card, or a part of one. A test holds the list against the kinds' own files."""


Kinds = Annotated[tuple[Kind, ...], OR_ONE]


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(not_in_figures(value, "a date", "2027-03-01")) from None


Day = Annotated[
    date,
    GetPydanticSchema(
        lambda _, handler: core_schema.no_info_after_validator_function(_day, handler(Text))
    ),
]
"""A date; to its author it is a text, which `date` by itself would not take."""


def _pause(words: str) -> str:
    try:
        written_pause(words)
    except ValueError:
        like = "2026-12-24..2027-01-02"
        raise ValueError(not_in_figures(words, "a range of dates", like)) from None
    return words


Pauses = Annotated[
    tuple[Annotated[Text, AfterValidator(_pause)], ...],
    OR_ONE,
]


def _deck(name: str) -> str:
    """Return the name of a deck as Anki writes it; ValueError where it would write another."""
    parts = name.split("::")
    if (
        '"' in name
        or not name.isprintable()
        or any(part != part.strip(": ") or not part for part in parts)
    ):
        raise ValueError(f"{name!r} is not a deck's name; write it like `Interview::lpcards`")
    return normalize("NFC", name)


PASSWORD = re.compile(r"://[^/@]*:[^@]*@|[?&](?:ssl)?password=")
"""How an address with a password looks, or one that may have one."""


def _meeting_place(place: str) -> str:
    """Return a place to sync with; ValueError for an address that leads to none.

    Settings are for showing, and a password is not: no message of it holds one.
    """
    if PASSWORD.search(place):
        raise ValueError("a password does not belong here: put it into `~/.pgpass`")
    if "://" in place and not place.startswith(HUBS):
        raise ValueError(
            f"`{place}` is no place to sync with; write `anki`, a folder, or `postgresql://...`"
        )
    return place


MeetingPlaces = Annotated[tuple[Annotated[Text, AfterValidator(_meeting_place)], ...], OR_ONE]


class PrincipleLimits(Part):
    """What a study day may bring of one principle."""

    new: int | None = Field(None, ge=0, le=1000, description="New cards of it, at most.")
    reviews: int | None = Field(None, ge=0, le=10_000, description="Reviews of it, at most.")


class InterviewSetting(Part):
    """An interview with a company."""

    company: Text = Field(max_length=60, description="Whose interview it is.")
    date: Day = Field(description="Its date, such as 2027-03-01.")
    principles: Texts = Field(
        (),
        description="What they will ask about: principles, or the company's own words for them, "
        "which a guide's `themes` lead to principles.",
    )


class Settings(Part):
    """What a learner may set; every setting has a default."""

    new: int = Field(10, ge=0, le=1000, description="New cards a study day, at most.")
    reviews: int = Field(100, ge=0, le=10_000, description="Reviews a study day, at most.")
    new_per_story: int = Field(
        10, ge=1, le=1000, description="New cards a study day from one story, at most."
    )
    interview: Day | None = Field(
        None,
        description="The date of your interview, such as 2027-03-01. Until then it decides, in "
        "place of `new` and `reviews`, how many new cards come, and in the last days brings early "
        "what would be weak on the day; `lpcards plan` shows how. Take it out, and every card has "
        "the day it always had.",
    )
    interviews: tuple[InterviewSetting, ...] = Field(
        (),
        description="Interviews with their companies, beside `interview` or in its place: "
        "`[{company: Acme, date: 2027-03-01, principles: [ownership, dive-deep]}]`. The nearest "
        "one to come leads as `interview` does, and the next one once it has passed. Its "
        "`principles` come before all others; they may be in the company's own words, if a guide's "
        "`themes` have them. Without any, the order of those themes decides.",
    )
    cards_a_day: int | None = Field(
        None,
        ge=1,
        le=10_000,
        description="Cards a study day before the interview, new ones and reviews together, at "
        "most. Without it `new` and `reviews` together.",
    )
    per_principle: dict[Id, PrincipleLimits] = Field(
        {},
        description="Limits of single principles within those above, such as "
        "`deliver-results: {new: 3, reviews: 20}`; `every` stands for each principle and for what "
        "a named one leaves open.",
    )
    minutes: int | None = Field(
        None,
        ge=1,
        le=600,
        description="Minutes a study day that you want to give: as many cards come as fit in at "
        "your own pace, those due first. Before an interview new cards keep up to half of them.",
    )
    new_order: Literal["rounds", "story", "mixed", "kinds"] = Field(
        "rounds",
        description="Which new cards come first: `rounds` what every story needs, then your "
        "stories, a card of each in turn and the core first, with every third card from the "
        "principles, one or two of each in turn; `story` those of one story after another, "
        "`mixed` one from each story in turn, `kinds` one kind after another through all stories, "
        "in the order of `kinds`.",
    )
    catch_up: bool = Field(
        True,
        description="Whether, after two or more missed days, what piled up is spread over the "
        "next days, without new cards meanwhile.",
    )
    pause: Pauses = Field(
        (),
        description="Days on which nothing is due, both ends included, such as "
        "`2026-12-24..2027-01-02`; several as a list. See also `lpcards pause`.",
    )
    balance: bool = Field(
        False,
        description="Whether a card may come some days later than its scheduler says (2 of 6, 7 "
        "of 100), if those days are emptier; never earlier.",
    )
    kinds: Kinds = Field(
        (
            "disqualifier.mend",
            "result",
            "probe",
            "step.aloud",
            "step.clock",
            "ask",
            "open",
            "signals",
            "question",
            "followup",
            "mistake.general",
            "reflection.own",
            "pivot.lead",
        ),
        description="Kinds of cards that `review` introduces, or parts of a kind such as "
        "`disqualifier.hear`; those already begun go on.",
    )
    principles: Ids = Field(
        (),
        description="The principles that your interviewers will ask about, if you were told: "
        "their stories come first in turn, their guides whole before any other.",
    )
    role: FieldName = Field(
        "software",
        description="What you interview for. It chooses the worked example that you learn from "
        "until you have a complete story of your own, and which other examples come first; and it "
        "is the field of stories that name none.",
    )
    level: Id | None = Field(
        None,
        description="The level you interview for: `sde1`, `sde2`, `senior`, or one that your "
        "stories name. In software they are called SDE1, SDE2 and Senior SDE, elsewhere entry "
        "level, experienced and lead. Without it you are asked what holds for every level.",
    )
    buttons: Literal["6", "4"] = Field(
        "6", description="`6`: grades 0 to 5. `4`: 1 again, 2 hard, 3 good, 4 easy."
    )
    rollover: int = Field(
        4, ge=0, le=23, description="The hour at which a new study day begins, local time."
    )
    scheduler: Literal["sm2", "fsrs"] = Field(
        "sm2",
        description="What decides when a card comes back: `sm2`, or `fsrs`, which needs "
        "`pip install 'lpcards[fsrs]'`. Your whole history is read by the new one, and by the old "
        "one again if you go back; `lpcards docs fsrs` says what to expect.",
    )
    retention: float = Field(
        0.9,
        ge=0.7,
        le=0.99,
        allow_inf_nan=False,
        description="The recall at which FSRS has a card come back, from 0.7 to 0.99: a higher one "
        "means more reviews. SM-2 knows no such number.",
    )
    follow: Literal["none", "anki"] = Field(
        "none",
        description="Whose days the cards have that you also review elsewhere: with `anki` `pull` "
        "reads when Anki has each card due, and that day counts until you answer the card here. "
        "The scheduler's numbers stay as they are, and with `none` every card has its own day "
        "again.",
    )
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
    examples: Literal["auto", "carry-over", "all", "none"] = Field(
        "auto",
        description="Which cards you are asked of the library's stories: `auto` some of one "
        "worked example, until you have a complete story of your own; `carry-over` only `weak` "
        "and `quiz`, if `kinds` names them; `all` all of them; `none` none. `--scenario` names "
        "one on purpose.",
    )
    deck: Annotated[Text, AfterValidator(_deck)] | None = Field(
        None,
        description="The deck in Anki that `build` puts your cards into, such as "
        "`Interview::lpcards`. Without it `lpcards`, and each card stays in the deck of its first "
        "build. Set it when you rename the deck in Anki.",
    )
    sync: MeetingPlaces = Field(
        (),
        description="Where `lpcards sync` meets your other machines, one place or a list: a folder "
        "that a service or a stick carries, such as `~/Dropbox`, the address of a hub, "
        "`postgresql://...`, or `anki`. With a folder `review`, `rehearse` and `mock` take in what "
        "it has before they begin, and write when they end.",
    )
    sync_key: Text | None = Field(
        None,
        description="The file of the key that encrypts what `sync` puts into a folder; "
        "`lpcards sync --new-key FILE` makes one.",
    )
    sync_whole: bool = Field(
        False,
        description="Whether a hub also gets the answers to your own stories. Without it they stay "
        "on your machines.",
    )
    sync_content: bool = Field(
        False,
        description="Whether `sync` also carries your own stories, these settings and the decks' "
        "manifest to your other machines.",
    )
    type: bool = Field(False, description="Whether `review` has you type your answers.")
    listen: Text | None = Field(
        None,
        description="The command that listens to you where an answer is typed (Ctrl-L), and prints "
        "what you said; see `lpcards docs speech`. It counts only in your own settings, never "
        "beside stories.",
    )
    screen_reader: bool = Field(
        False,
        description="Plain lines that read well aloud: nothing is redrawn, what a key did is said.",
    )
    editor: Text | None = Field(
        None,
        description="The command that opens a story (`e` in a review). Without it `$VISUAL` or "
        "`$EDITOR` is used. It counts only in your own settings, never beside stories.",
    )


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
    if value in ((), {}):
        return "none"
    text = f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)
    return f"`{text}`"
