"""Settings as the cache and scripts have them, and back: a prompt has no time for pydantic."""

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn, cast

if TYPE_CHECKING:
    from lpcards.story.settings import Settings


class _Frozen(SimpleNamespace):
    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"settings do not change: {name}")


def settings_json(settings: "Settings") -> dict[str, Any]:
    """Return the settings as JSON has them: `buttons` a number, what is not set ""."""
    values = {key: "" if value is None else _plain(value) for key, value in vars(settings).items()}
    return values | {"buttons": int(settings.buttons)}


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever a setting may be
    if isinstance(value, tuple):
        return [entry_json(one) for one in value]
    if isinstance(value, dict):
        return {name: dict(vars(limits)) for name, limits in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def entry_json(value: Any) -> Any:  # noqa: ANN401
    """Return one of several values: a text as it is, an interview by its keys."""
    if isinstance(value, str):
        return value
    return {name: _plain(one) for name, one in vars(value).items()}


def settings_from(values: Mapping[str, Any]) -> "Settings":
    """Return the settings that `settings_json` wrote: their values, without what checks them."""
    made = {key: None if value == "" else _typed(value) for key, value in values.items()}
    made["buttons"] = str(values["buttons"])
    if values["interview"]:
        made["interview"] = date.fromisoformat(values["interview"])
    return cast("Settings", _Frozen(**made))


def _typed(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list):
        return tuple(_interview(one) if isinstance(one, dict) else one for one in value)
    if isinstance(value, dict):
        return {name: _Frozen(**limits) for name, limits in value.items()}
    return value


def _interview(values: Mapping[str, Any]) -> _Frozen:
    dated = {"date": date.fromisoformat(values["date"]), "principles": tuple(values["principles"])}
    return _Frozen(**{**values, **dated})
