"""`/welcome`: the first minute in a browser, as the terminal has it."""

from datetime import date

from starlette.responses import Response

from lpcards.study.reviewing.first_answers import (
    FIRST_MINUTE,
    MINUTES,
    NOTES,
    WAYS,
    WHEN,
    day_understood,
    interview_meant,
    keep_first_settings,
    what_a_card_is,
)
from lpcards.study.reviewing.promise import promise_of
from lpcards.study.workspace import Workspace
from lpcards.study.written_settings import written_setting
from lpcards.system.problem import UserFault
from lpcards.web.settings_form import principle_options
from lpcards.web.visit import Page, Visit


def welcome(visit: Visit) -> Response:
    """Say what a card is, and ask."""
    settings = visit.workspace.index.settings
    day = settings.interview.isoformat() if settings.interview else ""
    typed = {"interview": day, "minutes": str(settings.minutes or MINUTES)}
    return _form(visit, typed, [*settings.principles], {})


def _form(
    visit: Visit, typed: dict[str, str], principles: list[str], faults: dict[str, str]
) -> Response:
    return visit.page(
        "welcome.html",
        status=400 if faults else 200,
        title=FIRST_MINUTE,
        about=what_a_card_is(visit.workspace),
        when=WHEN,
        ways=WAYS,
        typed=typed,
        chosen=principles,
        faults=faults,
        principles=principle_options(visit.workspace.index),
    )


def take(visit: Visit) -> Response:
    """Keep what was answered, and say what it comes to; or say what is wrong."""
    workspace, today = visit.workspace, visit.workspace.moment().day
    typed = {name: visit.field(name).strip() for name in ("interview", "minutes")}
    chosen, faults, day = visit.fields("principle"), dict[str, str](), None
    try:
        day = interview_meant(typed["interview"], today) if typed["interview"] else None
    except UserFault as fault:
        faults["interview"] = str(fault)
    answers, wrong = _written(workspace, typed["minutes"], chosen)
    faults |= wrong
    if faults:
        return _form(visit, typed, chosen, faults)
    if day:
        answers = {"interview": day.isoformat(), **answers}
    words = keep_first_settings(workspace, answers)
    visit.sittings.begin_anew()
    return _answered(visit, day, words)


def _written(
    workspace: Workspace, minutes: str, principles: list[str]
) -> tuple[dict[str, str | int], dict[str, str]]:
    """Return the settings that were answered, and the faults by their fields."""
    today, faults, found = workspace.moment().day, dict[str, str](), dict[str, str | int]()
    values = {"minutes": minutes or str(MINUTES), "principles": ",".join(principles)}
    for key, value in values.items():
        try:
            _, written = written_setting(f"{key}={value}", today)
        except UserFault as fault:
            faults[key] = str(fault).removeprefix(f"{key}={value}: ")
        else:
            found |= {} if written is None else {key: written}
    return found, faults


def _answered(visit: Visit, day: date | None, words: str) -> Response:
    """Show what the answers come to, and the ways on."""
    index, today = visit.workspace.index, visit.workspace.moment().day
    example = index.worked_example
    shown = next((story for story in index.stories() if story.id == example.story), None)
    has_own = any(story.type == "scenario" for story in index.stories(own=True))
    return visit.page(
        "welcome_answered.html",
        understood=day_understood(day, today) if day else "",
        words=words,
        promise=promise_of(visit.workspace),
        notes=NOTES,
        has_own=has_own,
        example=None if example.is_over else shown,
    )


PAGES = (Page("/welcome", welcome, take),)
