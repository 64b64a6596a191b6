"""`lpcards plan`: the days until the interview, and whether they are enough."""

from datetime import date, timedelta
from typing import NamedTuple

import click

from lpcards.cli.dating import day_named
from lpcards.cli.day import limits_of, today_in
from lpcards.cli.desk import Desk
from lpcards.cli.interview import began_in, cards_a_day_in, date_in
from lpcards.cli.noticing import notice_of
from lpcards.cli.planning import Plan, lines_of, plan_json
from lpcards.cli.saying import json_option, note, say_json, say_lines
from lpcards.interview import interview_on
from lpcards.interview.course import Course
from lpcards.interview.forecast import Forecast, forecast
from lpcards.interview.pace import NEWEST, pace_of
from lpcards.interview.ways import FARTHEST, ways_out
from lpcards.limits import Limits
from lpcards.problem import UserFault
from lpcards.session import Entry, Today
from lpcards.sm2 import Memory, Rules


class Material(NamedTuple):
    """What a plan is made of: the cards begun and, in study order, those to be met."""

    begun: list[Entry]
    unseen: list[Entry]
    memories: dict[str, Memory]
    limits: Limits
    rules: Rules
    today: Today
    began: date

    def forecast(self, cards_a_day: int, unseen: int, on: date) -> Forecast:
        """Return the forecast with the first `unseen` new cards for an interview `on` a date."""
        entries = (*self.begun, *self.unseen[:unseen])
        course = Course(entries, self.memories, self.limits, self.rules)
        return forecast(course, interview_on(on, self.began, cards_a_day), self.today)

    def is_met(self, cards_a_day: int, unseen: int, on: date) -> bool:
        """Say whether that goes together."""
        return self.forecast(cards_a_day, unseen, on).is_met


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
def plan_command(desk: Desk, by: date | None, cards_a_day: int | None, as_json: bool) -> None:
    """Show the days until your interview: new cards, reviews, minutes, recall on the day.

    DATE and N are tried, not kept; `interview` and `cards_a_day` in lpcards.yaml keep them.
    """
    compiled, today = desk.compiled, desk.moment().day
    for words in notice_of(compiled):
        note(words)
    on = by or date_in(compiled)
    if on is not None:
        _refuse_other_times(on, today)
    plan = (
        None
        if on is None
        else _plan(desk, on, cards_a_day or cards_a_day_in(compiled, desk.reading(), today))
    )
    say_json(plan_json(plan, today)) if as_json else say_lines(lines_of(plan))


def _refuse_other_times(on: date, today: date) -> None:
    if on < today:
        raise UserFault(f"{on} is past; give the date of an interview to come")
    if on > today + timedelta(days=FARTHEST):
        raise UserFault(f"{on} is too far away: a plan looks {FARTHEST:,} days ahead")


def _plan(desk: Desk, on: date, cards_a_day: int) -> Plan:
    material = material_of(desk)
    unseen, today = len(material.unseen), material.today.on
    told = material.forecast(cards_a_day, unseen, on)
    ways = None
    if on > today and not told.is_met:
        least = 0 if material.begun else 1
        ways = ways_out(material.is_met, cards_a_day, unseen, on, today, least=least)
    return Plan(told, today, unseen, pace_of(desk.reading().paces(NEWEST)), ways)


def material_of(desk: Desk) -> Material:
    """Return what a plan is made of, as the log stands."""
    compiled, log, on = desk.compiled, desk.reading(), desk.moment().day
    suspended = log.suspended()
    memories = {card: memory for card, memory in log.remembered() if card not in suspended}
    return Material(
        begun=list(compiled.entries(memories).values()),
        unseen=list(compiled.study_order(but=log.known() | suspended)),
        memories=memories,
        limits=limits_of(compiled),
        rules=desk.rules,
        today=today_in(log, on),
        began=began_in(log, on),
    )
