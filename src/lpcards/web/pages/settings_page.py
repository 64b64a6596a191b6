"""`/settings`: what `lpcards set` sets, as far as a browser needs it."""

from starlette.responses import Response

from lpcards.study.written_settings import example_words
from lpcards.system.folders import with_tilde
from lpcards.web.settings_form import (
    KEYS,
    keep_typed,
    setting_fields,
    shown_settings,
    typed_settings,
)
from lpcards.web.visit import Page, Visit


def settings(visit: Visit) -> Response:
    """Show the settings in force; `?kept=minutes` says what was kept."""
    kept = [key for key in visit.query.get("kept", "").split(",") if key in KEYS]
    return _form(visit, shown_settings(visit.workspace.index), kept, {})


def take(visit: Visit) -> Response:
    """Keep what was changed, or say at each field what is wrong with it."""
    typed = typed_settings(visit)
    kept, faults = keep_typed(visit.workspace, typed)
    if faults:
        return _form(visit, typed, [], faults)
    visit.sittings.begin_anew()
    return visit.go(f"/settings?kept={','.join(kept)}" if kept else "/settings")


def _form(visit: Visit, typed: dict[str, str], kept: list[str], faults: dict[str, str]) -> Response:
    index = visit.workspace.index
    return visit.page(
        "settings.html",
        status=400 if faults else 200,
        fields=setting_fields(index, typed, faults),
        faults=faults,
        kept=kept,
        file=with_tilde(visit.workspace.sources.settings),
        example=example_words(index) if "role" in kept else "",
    )


PAGES = (Page("/settings", settings, take),)
