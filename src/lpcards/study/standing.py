"""Where the learner stands: the figures of `stats`, gathered from content and log."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from lpcards.day.forecast import seconds_of
from lpcards.day.queue import Queue
from lpcards.index.card_index import CardIndex
from lpcards.index.selection import Selection
from lpcards.log import Log
from lpcards.memory.groups import Group, group_json, groups_of, named, together, with_answers
from lpcards.memory.sm2 import Rules, ease_number
from lpcards.memory.statistics import (
    Retention,
    Streak,
    StudiedDay,
    Window,
    days_of,
    per_study_day,
    retention_json,
    retention_of,
    streak_of,
    studied_day_json,
    window_of,
)
from lpcards.memory.totals import DayKind, Missed, StoryKind, story_and_kind
from lpcards.story.principles import EVERY_STORY
from lpcards.study.planner import Planner, planner_in
from lpcards.study.principle_progress import PrincipleProgress, principle_progress
from lpcards.study.recorded_learner import set_aside
from lpcards.study.today import pauses_in
from lpcards.study.weak_cards import LapsedCard, MissedItem, WeakCards, is_named

AHEAD, WEAKEST = 30, 8
"""Days to come that are shown, and weak items and cards."""


class Coming(NamedTuple):
    """Cards due before today, and the reviews that each day from today on will bring.

    They are those that `due` would count day after day, as `plan` foretells them. `seconds` are
    those of each day at the learner's pace, its `new` cards among them.
    """

    overdue: int
    days: tuple[int, ...]
    seconds: tuple[int, ...] = ()
    new: tuple[int, ...] = ()


class Figures(NamedTuple):
    """All that `stats` shows. `on` is the day that recall is predicted for."""

    today: date
    on: date
    interview: bool
    window: Window
    days: list[StudiedDay]
    streak: Streak
    retention: list[Retention]
    forecast: Coming
    total: Group
    principles: list[Group]
    stories: list[Group]
    kinds: list[Group]
    items: list[MissedItem]
    cards: list[LapsedCard]
    progress: PrincipleProgress

    @property
    def done_today(self) -> StudiedDay:
        """What was done today."""
        return next((day for day in self.days if day.day == self.today), StudiedDay(self.today))

    @property
    def graded(self) -> list[Group]:
        """The principles that one can be ready for."""
        return [group for group in self.principles if group.name != EVERY_STORY]


def figures_of(
    index: CardIndex, log: Log, rules: Rules, today: date, days: int, chosen: Selection
) -> Figures:
    """Gather the figures as of `today`, looking `days` back."""
    window, (on, interview) = window_of(today, days), asked_day(index, today)
    cards = _cards(index, log, chosen)
    sums = _sums(index, log, window, chosen)
    stories, kinds = _groups(log, on, cards, sums.stories)
    principle_of = index.principles()
    weak = WeakCards(index, cards.left_out, is_named(chosen))
    due = log.due_days(cards.left_out)
    return Figures(
        today=today,
        on=on,
        interview=interview,
        window=window,
        days=days_of(sums.days, window),
        streak=_streak(index, log, today, due if chosen == Selection() else None),
        retention=retention_of(sums.days, window),
        forecast=_coming(
            index,
            planner_in(index, log, rules, today),
            chosen,
            sum(count for day, count in due.items() if day < today),
        ),
        total=together("", kinds.values()),
        principles=_weakest_first(named(stories, lambda name: principle_of.get(name, ""))),
        stories=_weakest_first(stories.values()),
        kinds=_weakest_first(kinds.values()),
        items=list(islice(weak.missed(log, sums.missed), WEAKEST)),
        cards=list(islice(weak.lapsed(log), WEAKEST)),
        progress=principle_progress(index, log, today),
    )


def _coming(index: CardIndex, planner: Planner, chosen: Selection, overdue: int) -> Coming:
    """Return what comes of the chosen cards on each of the next days.

    The days are walked with all cards: limits are shared with those that are not chosen.
    """
    ids = None if chosen == Selection() else set(index.card_ids(chosen))
    queues = [queue if ids is None else _of(queue, ids) for _, queue in planner.queues(AHEAD)]
    return Coming(
        overdue,
        tuple(len(queue.reviews) for queue in queues),
        tuple(seconds_of(queue, planner.limits.pace) for queue in queues),
        tuple(len(queue.new) for queue in queues),
    )


def _of(queue: Queue, ids: Container[str]) -> Queue:
    return queue._replace(
        reviews=tuple(card for card in queue.reviews if card.id in ids),
        new=tuple(card for card in queue.new if card.id in ids),
    )


def asked_day(index: CardIndex, today: date) -> tuple[date, bool]:
    """Return the interview's date from the settings, and True; today if none is to come."""
    on = index.interview_day(today)
    return (on, True) if on and on >= today else (today, False)


class _Cards(NamedTuple):
    """Which remembered cards the figures leave out, and which cards are still to be met.

    Those of the worked `example` are among neither.
    """

    left_out: set[str]
    unseen: set[str]
    example: set[str]


def _cards(index: CardIndex, log: Log, chosen: Selection) -> _Cards:
    """Leave out what is set aside, gone from the content, or not chosen.

    The cards of the worked example are due, but no figure of what is known counts them.
    """
    known, aside = log.known(), set_aside(index, log)
    met = set(index.study_ids(chosen))
    elsewhere = known - met
    left_out = elsewhere - index.outlines_of(elsewhere, chosen).keys() | aside
    has = index.worked_example.has
    example = set() if is_named(chosen) else {card for card in known | met if has(card)}
    return _Cards(left_out, met - known - aside - example, example)


def _groups(
    log: Log, on: date, cards: _Cards, answers: Mapping[StoryKind, Sequence[int]] | None
) -> list[dict[str, Group]]:
    """Return the groups by story and by kind; with `answers` those alone are counted."""
    unseen = [story_and_kind(card) for card in cards.unseen]
    return [
        groups_of(_with_answers(answered, answers, part), Counter(names[part] for names in unseen))
        for part, answered in enumerate(log.learned_groups(on, cards.left_out | cards.example))
    ]


def _with_answers(
    answered: dict[str, Group], answers: Mapping[StoryKind, Sequence[int]] | None, part: int
) -> dict[str, Group]:
    """Return the groups by story (`part` 0) or kind (1), with the answers that are meant."""
    if answers is None:
        return answered
    return with_answers(answered, ((names[part], counts) for names, counts in answers.items()))


class _Sums(NamedTuple):
    """The totals that the figures need: of days, and of missed items.

    `stories` are those of chosen cards alone; None where all cards are meant.
    """

    days: Mapping[DayKind, Sequence[int]]
    stories: Mapping[StoryKind, Sequence[int]] | None
    missed: Iterable[tuple[Missed, int]]


def _sums(index: CardIndex, log: Log, window: Window, chosen: Selection) -> _Sums:
    if chosen == Selection():
        return _Sums(log.days_since(window.first), None, log.most_missed())
    totals = log.totals_of(index.card_ids(chosen))
    missed = sorted(totals.missed.items(), key=lambda item: (-item[1], item[0]))
    return _Sums(totals.days, totals.stories, missed)


def _streak(index: CardIndex, log: Log, today: date, due: Iterable[date] | None) -> Streak:
    """Return the streak: it is the learner's, whatever cards are selected."""
    if due is None:
        due = log.due_days(_cards(index, log, Selection()).left_out)
    waiting_since = min(due, default=None)
    return streak_of(log.study_days(), today, waiting_since, pauses_in(index, log))


def _weakest_first(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (round(group.readiness, 4), group.name))


def figures_json(figures: Figures) -> dict[str, object]:
    """Return the figures as `stats --json` has them."""
    return {
        "day": figures.today.isoformat(),
        "since": figures.window.first.isoformat(),
        "readiness": _readiness_json(figures),
        "today": studied_day_json(figures.done_today),
        "streak": figures.streak._asdict(),
        "minutes": _rounded(per_study_day(figures.days)),
        "days": [studied_day_json(day) for day in figures.days],
        "retention": [retention_json(age) for age in figures.retention],
        "forecast": _forecast_json(figures),
        "principles": [_principle_json(figures, group) for group in figures.principles],
        "stories": [group_json("story", group) for group in figures.stories],
        "kinds": [group_json("kind", group) for group in figures.kinds],
        "items": [item._asdict() for item in figures.items],
        "cards": [{**card._asdict(), "ease": ease_number(card.ease)} for card in figures.cards],
    }


def _readiness_json(figures: Figures) -> dict[str, object]:
    graded, total = figures.graded, figures.total
    return {
        "on": figures.on.isoformat(),
        "interview": figures.interview,
        "ready": sum(group.ready for group in graded),
        "of": len(graded),
        "cards": total.cards,
        "learned": total.learned,
        "recall": _rounded(total.recall),
        "readiness": _rounded(total.readiness),
        "weakest": graded[0].name if graded else None,
    }


def _principle_json(figures: Figures, group: Group) -> dict[str, object]:
    name, progress = group.name, figures.progress
    reached = {
        "met": name in progress.met,
        "covered": name in progress.covered,
        "ready": name in progress.ready,
    }
    return group_json("principle", group) | reached


def _forecast_json(figures: Figures) -> dict[str, object]:
    start = figures.today.toordinal()
    return {
        "overdue": figures.forecast.overdue,
        "days": [
            {
                "day": figures.today.fromordinal(start + ahead).isoformat(),
                "due": due,
                "minutes": round(seconds / 60, 1),
                "new": new,
            }
            for ahead, (due, seconds, new) in enumerate(zip(*figures.forecast[1:], strict=True))
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
