"""What is promised of three weeks, played day by day through the real commands.

A world takes some ten seconds, so all laws look at the same one. A short run plays those of the
first rows of the table of promises, a long one all of them.
"""

import functools

import pytest

from lpcards.story.principles import PRINCIPLES
from sizes import LONG
from weeks_played import SECONDS, WeeksOf

PLANNED = (1, 2, 4, 6, 9, 13, 18) if LONG else (1, 4)
NO_STORY = WeeksOf(planned=PLANNED)
THREE = WeeksOf(stories=3, planned=PLANNED)
A_WEEK = WeeksOf(days=7, stories=8, planned=PLANNED[:4])
EIGHT = WeeksOf(stories=8, planned=PLANNED)
ON_DAY_FOUR = WeeksOf(stories=3, arriving=4, planned=PLANNED)
AWAY = WeeksOf(stories=3, away=(8, 9, 10, 11), planned=(1, 7, 12, 13, 19))
NO_DATE = WeeksOf(days=None, minutes=None, stories=3, new=10)
MORE = (
    EIGHT,
    ON_DAY_FOUR,
    AWAY,
    NO_DATE,
    NO_DATE._replace(stories=0),
    *(WeeksOf(minutes=20, stories=stories, planned=(1, 5, 12)) for stories in (0, 3, 8)),
    *(WeeksOf(days=None, stories=stories) for stories in (0, 3, 8)),
    *(WeeksOf(stories=stories, seed=2) for stories in (0, 3, 8)),
)
WORLDS = (NO_STORY, THREE, A_WEEK, *(MORE if LONG else ()))
A_CARD = SECONDS["list"][1] / 60
MOST_OF_EXAMPLE = 16
LAWS = []


def law(holds_for):
    """Make a function a law of the weeks of those for whom it holds."""

    def kept(function):
        LAWS.append((function, holds_for))
        return function

    return kept


@law(lambda of: of == NO_STORY)
def the_four_kinds_of_one_example_come_in_the_first_three_days(weeks):
    met = weeks.met_by(3, ("example",))
    assert {card.split("/")[0] for card in met} == {"webhook-drops"}
    assert {answer.kind for answer in met.values()} == {"disqualifier", "result", "probe", "step"}


@law(lambda of: not of.stories)
def the_one_worked_example_gives_sixteen_cards_at_most(weeks):
    met = weeks.met_by(21, ("example",))
    assert {card.split("/")[0] for card in met} == {"webhook-drops"}
    assert len(met) <= MOST_OF_EXAMPLE


@law(lambda of: of == NO_STORY)
def all_sixteen_principles_are_met_by_day_14(weeks):
    assert len(weeks.principles_met_by(14)) == len(PRINCIPLES)


@law(lambda of: of == NO_STORY)
def eight_principles_have_five_cards_each_by_day_21(weeks):
    assert sum(cards >= 5 for cards in weeks.guide_cards_by(21).values()) >= 8


@law(lambda of: not of.stories and (of.days or of.new))
def breadth_comes_before_depth(weeks):
    cards = weeks.guide_cards_by(10)
    assert len(cards) == len(PRINCIPLES)
    assert max(cards.values()) - min(cards.values()) <= 2


@law(lambda of: of in {THREE, NO_DATE, AWAY})
def three_cores_are_met_by_day_4(weeks):
    assert weeks.core_day() <= 4


@law(lambda of: of in {THREE, NO_DATE})
def all_own_cards_of_three_stories_are_met_by_day_15(weeks):
    assert weeks.own_day() <= 15


@law(lambda of: of == THREE)
def each_of_three_stories_can_be_told_twice(weeks):
    assert weeks.tellings() >= 2 * weeks.of.stories


@law(lambda of: of == A_WEEK)
def in_a_week_eight_cores_are_met_by_day_5_and_then_nothing_is_new(weeks):
    assert weeks.core_day() <= 5
    assert not [card for day in (6, 7) for card in weeks.new_cards(day)]


@law(lambda of: of == EIGHT)
def eight_cores_are_met_by_day_9(weeks):
    assert weeks.core_day() <= 9


@law(lambda of: of == ON_DAY_FOUR)
def stories_that_arrive_on_day_4_come_first(weeks):
    assert weeks.core_day() <= 7


@law(lambda of: of.stories)
def no_example_is_asked_once_a_story_is_complete(weeks):
    asked = [answer for answer in weeks.answers if answer.day >= weeks.of.arriving]
    assert not [answer.card for answer in asked if answer.whose == "example"]


@law(lambda of: of.planned)
def the_plan_begins_with_what_is_due(weeks):
    assert {*weeks.plan} == {*weeks.of.planned} & {*weeks.due}
    for day, plan in weeks.plan.items():
        due, row = weeks.due[day], plan["days"][0]
        assert (row["date"], row["new"], row["total"]) == (due["day"], due["new"], due["total"])
        assert row["due"] + row["final_pass"] == due["due"]


@law(lambda of: of.planned)
def no_day_of_a_plan_is_longer_than_the_minutes_by_more_than_a_card(weeks):
    for plan in weeks.plan.values():
        assert max(row["minutes"] for row in plan["days"]) <= weeks.of.minutes + A_CARD


@law(lambda of: of.new)
def without_a_date_no_more_new_cards_come_than_are_wanted(weeks):
    assert max(len(weeks.new_cards(day)) for day in weeks.due) == weeks.of.new


def named(value):
    """Return the words of a law, or what a world is: days, minutes, stories and so on."""
    if isinstance(value, WeeksOf):
        return "-".join(str(part) for part in value if not isinstance(part, tuple))
    return value.__name__.replace("_", " ")


@pytest.fixture(scope="module")
def weeks_of(tmp_path_factory):
    """Return a function that plays a world; each is played once."""
    return functools.cache(lambda of: of.played(tmp_path_factory.mktemp("weeks")))


@pytest.mark.parametrize(
    ("of", "kept"),
    [(of, kept) for of in WORLDS for kept, holds_for in LAWS if holds_for(of)],
    ids=named,
)
def test_three_weeks_keep_what_is_promised(weeks_of, of, kept):
    kept(weeks_of(of))
