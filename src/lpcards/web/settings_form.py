"""The settings that a browser has fields for: as they are, as they were typed, what is wrong."""

from collections.abc import Mapping
from typing import NamedTuple, get_args

from lpcards.index.card_index import CardIndex
from lpcards.story.part import FieldName
from lpcards.story.principles import LEVELS, LEVELS_ELSEWHERE, SOFTWARE, short_principle
from lpcards.story.settings_json import settings_json
from lpcards.study.authoring.page_import import known_principles
from lpcards.study.workspace import Workspace
from lpcards.study.written_interviews import interviews_typed
from lpcards.study.written_settings import keep_settings, unwritten, written_setting
from lpcards.system.problem import UserFault
from lpcards.web.visit import Visit

KEYS = ("interview", "interviews", "minutes", "new", "principles", "role", "level", "type")


class SettingField(NamedTuple):
    """A field: `kind` is text, number, one, several or yes; `options` are values and names."""

    key: str
    label: str
    kind: str
    about: str
    value: str
    fault: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def values(self) -> list[str]:
        """The values of a setting that may have several."""
        return [one for one in self.value.split(",") if one]


LABELS = {
    "interview": ("Date of your interview", "text"),
    "interviews": ("Interviews with their companies", "text"),
    "minutes": ("Minutes a day", "number"),
    "new": ("New cards a day", "number"),
    "principles": ("Principles they will ask about", "several"),
    "role": ("What you interview for", "one"),
    "level": ("Level", "text"),
    "type": ("Type the answers in a review", "yes"),
}

ABOUT = {
    "interviews": "Each with its company and its date, and in brackets what they ask about, if you "
    "were told: Acme Dec 20 (Ownership, Dive Deep), Globex Jan 7. The nearest one to come leads, "
    "the next one once it has passed."
}
"""What is said of a setting that is typed here in other words than in its file."""
KEYS_NAMED = "in place of `new` and `reviews`, "
"""Names of the settings file: on the page none stands at a field."""


def shown_settings(index: CardIndex) -> dict[str, str]:
    """Return the settings in force as their fields have them."""
    values = settings_json(index.settings)
    typed = {key: _text(values[key]) for key in KEYS}
    return typed | {"interviews": interviews_typed(index.settings.interviews)}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def typed_settings(visit: Visit) -> dict[str, str]:
    """Return what stands in the fields of the form."""
    typed = {key: visit.field(key).strip() for key in KEYS}
    return typed | {"principles": ",".join(visit.fields("principles"))}


def setting_fields(
    index: CardIndex, typed: Mapping[str, str], faults: Mapping[str, str]
) -> list[SettingField]:
    """Return the fields with what is typed in them, and what is wrong with it."""
    from lpcards.story.settings import Settings  # here, as elsewhere: pages can do without

    options = _options(index)
    return [
        SettingField(
            key,
            *LABELS[key],
            ABOUT.get(key)
            or (Settings.model_fields[key].description or "").replace(KEYS_NAMED, ""),
            typed[key],
            faults.get(key, ""),
            options.get(key, ()),
        )
        for key in KEYS
    ]


def _options(index: CardIndex) -> dict[str, tuple[tuple[str, str], ...]]:
    levels = LEVELS if index.settings.role == SOFTWARE else LEVELS_ELSEWHERE
    return {
        "principles": principle_options(index),
        "role": tuple((role, role.capitalize()) for role in get_args(FieldName)),
        "level": tuple(levels.items()),
    }


def principle_options(index: CardIndex) -> tuple[tuple[str, str], ...]:
    """Return the principles, each with its name."""
    return tuple((name, short_principle(name)) for name in known_principles(index))


def keep_typed(workspace: Workspace, typed: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """Keep what was changed; return which settings those are, or the faults by their keys.

    With a fault nothing is written; "" is the key of one that is no setting's own.
    """
    before, today = shown_settings(workspace.index), workspace.moment().day
    written: dict[str, str | None] = {}
    faults: dict[str, str] = {}
    for key in (key for key in KEYS if typed[key] != before[key]):
        value = (typed[key] or "no") if key == "type" else typed[key]
        try:
            written |= [written_setting(f"{key}={value}", today)]
        except UserFault as fault:
            faults[key] = str(fault).removeprefix(f"{key}={value}: ")
    path = workspace.sources.settings
    why_not = keep_settings(path, written) if written and not faults else ""
    if why_not:
        faults[""] = unwritten(path, written, why_not)
    return [*written], faults
