"""`lpcards plan`: the days until the interview, and whether they are enough."""

from datetime import date, timedelta

import click

from lpcards.cli.dating import day_named
from lpcards.cli.planning import Plan, lines_of, plan_json
from lpcards.day.study_day import DaySettings
from lpcards.day.ways_out import FARTHEST, Ways, ways_out
from lpcards.study.noticing import notice_of
from lpcards.study.open_content import Desk
from lpcards.study.plan_material import Material, material_of
from lpcards.study.saying import json_option, note, say_json, say_lines
from lpcards.system.problem import UserFault


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
    """Show the days until your interview.

    Each with its new cards, reviews and minutes; and the recall on the day itself. DATE and N
    are tried, not kept; `interview` and `cards_a_day` in lpcards.yaml keep them.
    """
    compiled, today = desk.compiled, desk.moment().day
    for words in notice_of(compiled):
        note(words)
    on = by or compiled.settings.interview
    if on is not None:
        _refuse_other_times(on, today)
    plan = None if on is None else _plan(material_of(desk), on, cards_a_day)
    say_json(plan_json(plan, today)) if as_json else say_lines(lines_of(plan))


def _refuse_other_times(on: date, today: date) -> None:
    if on < today:
        raise UserFault(f"{on} is past; give the date of an interview to come")
    if on > today + timedelta(days=FARTHEST):
        raise UserFault(f"{on} is too far away: a plan looks {FARTHEST:,} days ahead")


def _plan(material: Material, on: date, cards_a_day: int | None) -> Plan:
    settings, today = material.settings._replace(interview=on), material.today.on
    if cards_a_day:  # to be tried, whatever minutes it takes
        settings = settings._replace(cards_a_day=cards_a_day, minutes=0)
    told, unseen = material.forecast(settings), material.learner.to_be_met()
    ways = None
    if on > today and not told.is_met:
        ways = _ways_out(material, settings, unseen)
    return Plan(told, today, unseen, settings.pace, ways)


def _ways_out(material: Material, settings: DaySettings, unseen: int) -> Ways:
    """Return what would do; more cards a day take the minutes that they take."""

    def is_met(cards_a_day: int, cards: int, on: date) -> bool:
        tried = settings._replace(interview=on)
        if cards_a_day != most:
            tried = tried._replace(cards_a_day=cards_a_day, minutes=0)
        return material.is_met(tried, cards)

    most, on = settings.most_cards(), settings.interview
    least = 0 if material.learner.has_begun() else 1
    return ways_out(is_met, most, unseen, on or material.today.on, material.today.on, least=least)
