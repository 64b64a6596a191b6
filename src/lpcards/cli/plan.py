"""`lpcards plan`: the days until the interview, and whether they are enough."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import click

from lpcards.cli.options import day_named, json_option
from lpcards.day.forecast import FARTHEST, Forecast, ForecastDay, forecast_day_json
from lpcards.day.pace import ENOUGH
from lpcards.english.printable import counted, percent
from lpcards.story.appointments import Appointment
from lpcards.study.followed import follow_json, follow_words
from lpcards.study.interview_day import interview_words, set_next
from lpcards.study.interview_plan import (
    InterviewPlan,
    limits_until,
    no_plan_json,
    plan_json,
    plan_within,
    promised_words,
)
from lpcards.study.interviews_planned import (
    PlannedInterview,
    days_planned,
    interview_line,
    interviews_json,
    interviews_planned,
    names_on,
    principle_lines,
)
from lpcards.study.messages import note, say_json, say_lines
from lpcards.study.notices import notice_of
from lpcards.study.planner import planner_of
from lpcards.study.principle_progress import progress_words
from lpcards.study.ways_out import ABOUT_THEM, way_words
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

WIDEST, NARROW = 76, 52
COMMAND = "    "
"""What a command begins with that stands on a line of its own."""
HEADS = ("new", "due", "final", "total", "min", "recall")
WIDTHS = (4, 5, 6, 6, 5, 7)


@click.command("plan")
@click.option("--by", callback=day_named, metavar="DATE", help="Plan for this date.")
@click.option(
    "--cards-a-day",
    type=click.IntRange(1, 10_000),
    metavar="N",
    help="Plan with at most so many cards a day.",
)
@json_option
@click.pass_obj
def plan_command(
    workspace: Workspace, by: date | None, cards_a_day: int | None, as_json: bool
) -> None:
    """Show the days until your interview.

    Each with its new cards, reviews and minutes; and the recall on the day itself. DATE and N
    are tried, not kept; `interview` and `cards_a_day` in lpcards.yaml keep them.
    """
    index, today = workspace.index, workspace.moment().day
    for words in notice_of(index):
        note(words)
    on = by or index.interview_day(today)
    _refuse_other_times(by, on, today)
    if on is None or on < today:
        say_json(no_plan_json(on, today)) if as_json else say_lines(
            _fitted([_none(index.interview(today), today)])
        )
        return
    planner = planner_of(workspace)
    limits = limits_until(planner, on, cards_a_day)
    plan = plan_within(planner, limits)
    planned = [] if by or cards_a_day else interviews_planned(planner)
    if as_json:
        told = plan_json(plan, planner, limits)
        days = told["days"] or [forecast_day_json(day) for day in days_planned(planned)]
        more = {"days": days, "interviews": interviews_json(planned)}
        say_json(told | more | follow_json(index.settings))
        return
    say_lines(lines_of(plan, planned))
    say_lines(_fitted([follow_words(index.settings, planner.log)]))


def _refuse_other_times(by: date | None, on: date | None, today: date) -> None:
    """Raise UserFault for a date that no plan looks to; one that is set may have passed."""
    if by and by < today:
        raise UserFault(f"{by} has passed; give the date of an interview to come")
    if on and on > today + timedelta(days=FARTHEST):
        raise UserFault(f"{on} is too far away: a plan looks {FARTHEST:,} days ahead")


def _none(interview: Appointment | None, today: date) -> str:
    """Say why there is no plan, and what would make one."""
    if interview:
        passed = interview_words(interview, today)
        return f"{passed} To set the date of the next one: `{set_next(today)}`"
    return (
        f"No interview date is set. To set one: `{set_next(today)}`; "
        "`lpcards plan --by DATE` only tries one."
    )


def lines_of(plan: InterviewPlan, planned: Sequence[PlannedInterview] = ()) -> Iterator[str]:
    """Yield the plan for people, in lines that fit the terminal."""
    yield from _fitted(_head(plan, planned))
    yield ""
    days = [*days_planned(planned)] or [*plan.forecast.days]
    if days:
        yield from _table(days, planned, _width())
        yield ""
    yield from _fitted(_end(plan, leads_on=bool(days)))


def _width() -> int:
    return min(WIDEST, max(20, shutil.get_terminal_size().columns - 1))


def _fitted(sentences: list[str]) -> list[str]:
    return [line for words in sentences for line in _broken(words)]


def _broken(words: str) -> list[str]:
    """Return a sentence in lines; a command stays whole, so that it can be pasted."""
    if words.startswith(COMMAND):
        return [words]
    indent = "  " if words.startswith("- ") else ""
    return textwrap.wrap(words, _width(), subsequent_indent=indent)


def _head(plan: InterviewPlan, planned: Sequence[PlannedInterview]) -> list[str]:
    forecast = plan.forecast
    left = forecast.interview.left(plan.today)
    when = f"in {counted(left, 'day')}" if left else "today"
    most = plan.cards_a_day
    known = "as you answered so far" if plan.pace.is_own else f"a guess until you answered {ENOUGH}"
    lead = f"Interview on {forecast.interview.on:%a %Y-%m-%d}, {when}."
    each = [line for one in planned for line in (interview_line(one), *principle_lines(one))]
    is_named = any(one.appointment.company for one in planned)
    return [
        *(each if is_named or len(planned) > 1 else [lead]),
        f"{counted(forecast.cards, 'card')}, {plan.unseen:,} new. At most {most:,} a day.",
        f"{plan.seconds:.0f} seconds a card: {known}.",
        progress_words(plan.progress),
    ]


def _table(
    days: Sequence[ForecastDay], planned: Sequence[PlannedInterview], width: int
) -> Iterator[str]:
    """Yield a row for each day; above the day of an interview it says whose that is."""
    dated = "%m-%d" if width < NARROW else "%a %Y-%m-%d"
    first = len(days[0].on.strftime(dated))
    yield _aligned(("date", *HEADS), first)
    for day in days:
        if names := names_on(planned, day.on):
            yield from textwrap.wrap(f"-- {names} --", width)
        yield _aligned((day.on.strftime(dated), *_cells(day)), first)


def _cells(day: ForecastDay) -> tuple[str, ...]:
    numbers = (day.new, day.due, day.final_pass, day.total, round((day.seconds + day.telling) / 60))
    return (*map(str, numbers), percent(day.recall))


def _aligned(cells: tuple[str, ...], first: int) -> str:
    date, *rest = cells
    return f"{date:<{first}}" + "".join(
        f"{cell:>{n}}" for cell, n in zip(rest, WIDTHS, strict=True)
    )


def _end(plan: InterviewPlan, *, leads_on: bool) -> list[str]:
    if not plan.forecast.days:
        if leads_on:
            return ["One is today: `lpcards sheet` shows your stories. The days lead to the next."]
        return ["It is today, so no day is left to plan: `lpcards sheet` shows your stories."]
    promised = promised_words(plan)
    if plan.is_met:
        return [promised]
    if plan.slow != plan.forecast:
        promised += " The lower numbers are for cards that take you twice as long."
    return [promised, *_named(plan), *_late(plan.forecast), *_ways(plan)]


def _named(plan: InterviewPlan) -> Iterator[str]:
    """Say how many cards come about the principles that the settings name."""
    if named := plan.named:
        cards = counted(named.cards, "card")
        many = f"all {cards}" if named.asked == named.cards else f"{named.asked:,} of {cards}"
        yield f"The principles that you named come first: {many}{ABOUT_THEM}."


def _late(forecast: Forecast) -> Iterator[str]:
    if late := forecast.overdue + forecast.weak:
        yield f"{counted(late, 'card')} would go without a last review."


def _ways(plan: InterviewPlan) -> Iterator[str]:
    """Yield what would help; each by itself."""
    if plan.ways:
        yield "What would help, each by itself:"
    for way in plan.ways:
        yield f"- {way_words(way)}"
        yield f"{COMMAND}{way.command}"
