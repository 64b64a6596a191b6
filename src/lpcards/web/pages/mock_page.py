"""`/mock`: an interviewer's loop of questions, stories and probes, as `lpcards mock` has it."""

from typing import Any

from starlette.responses import Response

from lpcards.practice.clock_words import TIME_IS_UP, interview_words
from lpcards.practice.debrief import debrief_of, last_loop
from lpcards.story.principles import short_principle
from lpcards.study.notices import notice_of
from lpcards.study.rehearsing.mock_loop import MockLoop, principles_asked
from lpcards.study.rehearsing.telling_words import debrief_lines
from lpcards.system.problem import UserFault
from lpcards.web.card_fragments import new_key
from lpcards.web.open_tellings import open_tellings
from lpcards.web.page_mock import NO_STORY, PageMock
from lpcards.web.telling_shown import begins, telling_ended, telling_shown, telling_taken
from lpcards.web.visit import Page, Visit

KIND, TITLE = "mock", "Mock interview"
USUAL, MOST = 45, 600
MINUTES = f"Write the minutes as a number from 1 to {MOST}."
SEED = "Write the seed as a number, or leave it empty."


def mock(visit: Visit) -> Response:
    """Show the interview that is under way, or the form that begins one."""
    telling = open_tellings(visit).of(KIND, visit.session.id)
    if not isinstance(telling, PageMock) or telling.is_over:
        return _to_begin(visit, {"minutes": str(USUAL), "seed": visit.query.get("seed", "")}, {})
    interview: dict[str, Any] = {
        "interview": round(telling.elapsed, 2),
        "interview_target": telling.seconds,
        "interview_words": interview_words(telling.elapsed, telling.seconds),
        "late": TIME_IS_UP,
        "interview_running": telling.is_running,
    }
    if telling.screen == "question" and telling.asked is not None:
        message, telling.message = telling.message, ""
        return visit.page(
            "mock_question.html",
            message=message,
            step=telling.step,
            asked=telling.asked,
            no_story=NO_STORY,
            **interview,
        )
    return telling_shown(visit, telling, TITLE, {"address": "/mock", **interview})


def _to_begin(visit: Visit, typed: dict[str, str], faults: dict[str, str]) -> Response:
    index = visit.workspace.index
    found = {one.principle for story in index.stories() for one in story.asked}
    debrief = debrief_of(last_loop(visit.workspace.reading().told_aloud()))
    return visit.page(
        "mock.html",
        once=new_key(),
        status=400 if faults else 200,
        notices=list(notice_of(index)),
        typed=typed,
        faults=faults,
        chosen=visit.fields("principle"),
        principles=[(name, short_principle(name)) for name in sorted(found)],
        last=[*debrief_lines(debrief)] if debrief else [],
    )


def take(visit: Visit) -> Response:
    """Begin an interview, or do what a form of it asks for."""
    if not begins(visit):
        return telling_taken(visit, KIND)
    typed = {name: visit.field(name).strip() for name in ("minutes", "seed")}
    minutes, seed = _number(typed["minutes"], MOST), _number(typed["seed"], 10**9)
    faults = {} if minutes else {"minutes": MINUTES}
    if typed["seed"] and seed is None:
        faults["seed"] = SEED
    if not minutes or faults:
        return _to_begin(visit, typed, faults)
    try:
        principles = principles_asked(visit.workspace, visit.fields("principle"))
        loop = MockLoop(visit.workspace, minutes, principles, seed)
    except UserFault as fault:
        return _to_begin(visit, typed, {"": str(fault)})
    tellings = open_tellings(visit)
    begun = PageMock(loop, 60 * minutes, tellings.monotonic)
    tellings.begin(KIND, visit.session.id, begun, visit.field("once"))
    return visit.go("/mock/end" if begun.is_over else "/mock")


def _number(words: str, most: int) -> int | None:
    """Return a number from 0 to `most`; None for anything else."""
    is_one = words.isascii() and words.isdecimal() and len(words) <= len(str(most))
    return int(words) if is_one and int(words) <= most else None


def ended(visit: Visit) -> Response:
    """Show what the interview came to."""
    return telling_ended(visit, KIND, TITLE, "Another interview")


PAGES = (Page("/mock", mock, take), Page("/mock/end", ended))
