"""`/`: where you stand today, what comes next, and how to begin."""

from collections.abc import Iterator
from typing import NamedTuple

from starlette.responses import Response

from lpcards.day.study_day import Day
from lpcards.index.card_index import CardIndex
from lpcards.story.markup import in_words
from lpcards.story.principles import EVERY_STORY, short_principle
from lpcards.study.day_words import words_of_settings
from lpcards.study.notices import ends_of, notice_of
from lpcards.study.outlook import outlook_of, timed_day_words
from lpcards.study.planner import planner_in
from lpcards.study.reviewing.promise import promise_kept
from lpcards.study.today import day_of, limits_reached
from lpcards.study.workspace import Workspace
from lpcards.web.chosen_sitting import MOST_MINUTES
from lpcards.web.visit import Page, Visit

HOW_WORDS = (
    ("", "What today brings of them"),
    ("ahead", "Then those due later, too"),
    ("due-only", "Only what is due"),
    ("new-only", "Only new ones"),
    ("failed-today", "Those that failed today; the schedule stays as it is"),
    ("cram", "All of them; the schedule stays as it is"),
)
"""Options of a review, in the words of a form."""


def today(visit: Visit) -> Response:
    """Show what the terminal says of today."""
    workspace = visit.workspace
    index, log, on = workspace.index, workspace.reading(), workspace.moment().day
    day, planner = day_of(index, log, on), planner_in(index, log, workspace.rules, on)
    return visit.page(
        "today.html",
        is_first=not log.count(),
        notices=[*notice_of(index), *visit.sync.remarks()],
        day_words=list(timed_day_words(day, planner)),
        more=list(_more(workspace, day)),
        queue=day.queue,
        outlook=outlook_of(index, log, planner),
        promise=promise_kept(workspace),
        choosable=_choosable(index),
    )


class Choosable(NamedTuple):
    """What a sitting may be asked for: stories and principles by id and name, and how."""

    stories: list[tuple[str, str]]
    principles: list[tuple[str, str]]
    how: tuple[tuple[str, str], ...] = HOW_WORDS
    most_minutes: int = MOST_MINUTES


def _choosable(index: CardIndex) -> Choosable:
    """Return what has cards, one's own stories first."""
    found = sorted((one for one in index.stories() if one.cards), key=lambda one: not one.own)
    principles = {name for one in found for name in (one.principle, *one.also)} - {EVERY_STORY}
    named = sorted((short_principle(name), name) for name in principles)
    stories = [(one.id, in_words(one.title)) for one in found]
    return Choosable(stories, [(name, words) for words, name in named])


def _more(workspace: Workspace, day: Day) -> Iterator[str]:
    """Yield what `due` says besides: why nothing is new, whose days, the interview."""
    index, log, on = workspace.index, workspace.reading(), workspace.moment().day
    if day.is_whole and not limits_reached(index, log, on):
        yield from ends_of(index, day.queue)
    yield from words_of_settings(index, log, on)


PAGES = (Page("/", today),)
