"""`lpcards plan`: the days until the interview, and whether they are enough."""

import shutil
import textwrap
from collections.abc import Iterator
from datetime import date, timedelta

import click

from lpcards.cli.options import day_named, json_option
from lpcards.day.forecast import FARTHEST, Forecast, ForecastDay, WaysOut
from lpcards.day.pace import ENOUGH
from lpcards.english.printable import counted
from lpcards.study.messages import note, say_json, say_lines
from lpcards.study.notices import notice_of
from lpcards.study.planner import InterviewPlan, plan_json, plan_until, planner_of
from lpcards.study.workspace import Workspace
from lpcards.system.problem import UserFault

WIDEST, NARROW = 76, 52
WITHOUT = (
    "No interview date is set. Write `interview: 2027-03-01` into lpcards.yaml, "
    "or try a date with `lpcards plan --by 2027-03-01`."
)
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
    on = by or index.settings.interview
    if on is not None:
        _refuse_other_times(on, today)
    plan = None if on is None else plan_until(planner_of(workspace), on, cards_a_day)
    say_json(plan_json(plan, today)) if as_json else say_lines(lines_of(plan))


def _refuse_other_times(on: date, today: date) -> None:
    if on < today:
        raise UserFault(f"{on} is past; give the date of an interview to come")
    if on > today + timedelta(days=FARTHEST):
        raise UserFault(f"{on} is too far away: a plan looks {FARTHEST:,} days ahead")


def lines_of(plan: InterviewPlan | None) -> Iterator[str]:
    """Yield the plan for people, in lines that fit the terminal."""
    width = min(WIDEST, max(20, shutil.get_terminal_size().columns - 1))
    if plan is None:
        yield from textwrap.wrap(WITHOUT, width)
        return
    yield from _wrapped(_head(plan), width)
    yield ""
    if plan.forecast.days:
        yield from _table(plan, width)
        yield ""
    yield from _wrapped(_end(plan), width)


def _wrapped(sentences: list[str], width: int) -> list[str]:
    return [
        line
        for words in sentences
        for line in textwrap.wrap(
            words, width, subsequent_indent="  " if words.startswith("- ") else ""
        )
    ]


def _head(plan: InterviewPlan) -> list[str]:
    forecast = plan.forecast
    left = forecast.interview.left(plan.today)
    when = f"in {counted(left, 'day')}" if left else "today"
    most = plan.cards_a_day
    known = "as answered so far" if plan.pace.is_own else f"until you have answered {ENOUGH}"
    return [
        f"Interview on {forecast.interview.on:%a %Y-%m-%d}, {when}.",
        f"{counted(forecast.cards, 'card')}, {plan.unseen:,} new. At most {most:,} a day.",
        f"{plan.seconds:.0f} seconds a card, {known}.",
    ]


def _table(plan: InterviewPlan, width: int) -> list[str]:
    dated = "%m-%d" if width < NARROW else "%a %Y-%m-%d"
    rows = [(day.on.strftime(dated), *_cells(day)) for day in plan.forecast.days]
    return [_aligned(row, len(rows[0][0])) for row in [("date", *HEADS), *rows]]


def _cells(day: ForecastDay) -> tuple[str, ...]:
    numbers = (day.new, day.due, day.final_pass, day.total, round(day.seconds / 60))
    return (*map(str, numbers), _percent(day.recall))


def _aligned(cells: tuple[str, ...], first: int) -> str:
    date, *rest = cells
    return f"{date:<{first}}" + "".join(
        f"{cell:>{n}}" for cell, n in zip(rest, WIDTHS, strict=True)
    )


def _end(plan: InterviewPlan) -> list[str]:
    forecast = plan.forecast
    recall = f"{_percent(forecast.recall)} of all cards"
    if not forecast.days:
        return ["No day is left to plan; `lpcards due` says what is due today."]
    if plan.ways is None:
        return [f"On the day you will probably know {recall}."]
    return [
        f"This cannot be met: {_missing(forecast)}. On the day you would know about {recall}.",
        *_ways(plan, plan.ways),
    ]


def _missing(forecast: Forecast) -> str:
    counts = (
        (forecast.unseen, "would never be asked"),
        (forecast.overdue, "would be overdue"),
        (forecast.weak, "would miss the final pass"),
    )
    return ", ".join(f"{counted(count, 'card')} {words}" for count, words in counts if count)


def _ways(plan: InterviewPlan, ways: WaysOut) -> Iterator[str]:
    """Yield what would do; each by itself."""
    lines = []
    if ways.cards_a_day:
        minutes = round(plan.seconds * ways.cards_a_day / 60)
        lines.append(f"- {ways.cards_a_day:,} cards a day (up to {counted(minutes, 'minute')})")
    if ways.cards is not None:
        fewer = counted(ways.cards, "new card") if ways.cards else "no new cards"
        lines.append(f"- {fewer} instead of {plan.unseen:,}")
    if ways.on:
        lines.append(f"- an interview on {ways.on:%a %Y-%m-%d}")
    yield "Each of these would do:" if lines else "Nothing within reach would do."
    yield from lines


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
