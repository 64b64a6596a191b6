"""The interviews to come, each with what will be known by then: the rows of a plan for several."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from lpcards.day.forecast import Forecast, ForecastDay
from lpcards.english.printable import counted, percent
from lpcards.story.appointments import Appointment, coming
from lpcards.story.principles import short_principle
from lpcards.study.interview_plan import range_words
from lpcards.study.planner import Planner, slowed
from lpcards.study.principle_progress import PrincipleProgress, principle_progress


class PlannedInterview(NamedTuple):
    """An interview on the study day `today`: the forecast of the days until then.

    `slow` is the one for a learner twice as slow. `progress` is how far the principles are now.
    """

    appointment: Appointment
    today: date
    forecast: Forecast
    slow: Forecast
    progress: PrincipleProgress

    @property
    def left(self) -> int:
        """How many days are left."""
        return (self.appointment.on - self.today).days

    @property
    def principles(self) -> tuple[str, ...]:
        """The principles that it asks about; all of them where nobody named any."""
        return self.appointment.principles or (*sorted(self.progress.principles),)

    def met(self, forecast: Forecast) -> int:
        """Return how many of these principles are met in the end of a forecast."""
        return len({*self.principles} & (self.progress.met | forecast.met))


def interviews_planned(planner: Planner) -> list[PlannedInterview]:
    """Return the interviews to come, the nearest first, as the walk through all days has them."""
    on, limits = planner.today.on, planner.limits
    progress = principle_progress(planner.cards, planner.log, on)
    planned: dict[date, tuple[Forecast, Forecast]] = {}
    for one in coming(planner.cards.appointments, on):
        if one.on not in planned:
            usual = planner.forecast(limits, until=one.on)
            slow = planner.forecast(slowed(limits), until=one.on) if limits.seconds else usual
            planned[one.on] = usual, slow
    return [
        PlannedInterview(one, on, *planned[one.on], progress)
        for one in coming(planner.cards.appointments, on)
    ]


def interviews_json(planned: Sequence[PlannedInterview]) -> list[dict[str, object]]:
    """Return the interviews as scripts read them."""
    return [
        {
            "company": one.appointment.company,
            "date": one.appointment.on.isoformat(),
            "left": one.left,
            "cards": one.forecast.cards,
            "asked": {"low": one.slow.asked, "high": one.forecast.asked},
            "recall": round(one.forecast.recall, 4),
            "met": one.forecast.is_met,
            "principles": [
                {
                    "principle": name,
                    "words": one.appointment.words.get(name, ""),
                    "ready": name in one.progress.ready,
                    "met": name in one.progress.met | one.forecast.met,
                }
                for name in one.principles
            ],
        }
        for one in planned
    ]


def interview_line(one: PlannedInterview) -> str:
    """Return an interview in a sentence: when it is, and what will be known by then."""
    name = one.appointment.company or "Your interview"
    when = f"in {counted(one.left, 'day')}" if one.left else "today"
    asked = range_words(one.slow.asked, one.forecast.asked, one.forecast.cards).lower()
    low, high = percent(one.slow.recall), percent(one.forecast.recall)
    known = high if low == high else f"{low} to {high}"
    least, most = one.met(one.slow), one.met(one.forecast)
    met = f"{most}" if least == most else f"{least} to {most}"
    return (
        f"{name}, {one.appointment.on:%a %Y-%m-%d}, {when}: {asked}, about {known} known on the "
        f"day, {met} of {counted(len(one.principles), 'principle')} met."
    )


def principle_lines(one: PlannedInterview) -> Iterator[str]:
    """Yield, where somebody named what an interview asks about, our names and the company's."""
    appointment = one.appointment
    if appointment.principles:
        names = (_named(appointment, name) for name in appointment.principles)
        yield f"Asks about {', '.join(names)}."


def _named(appointment: Appointment, principle: str) -> str:
    theirs = appointment.words.get(principle)
    ours = short_principle(principle)
    return f"{ours} ({theirs})" if theirs else ours


def days_planned(planned: Sequence[PlannedInterview]) -> Iterator[ForecastDay]:
    """Yield the days until the last interview, each as the next interview's forecast has it."""
    reached: date | None = None
    for one in planned:
        yield from (day for day in one.forecast.days if reached is None or day.on > reached)
        reached = max([day.on for day in one.forecast.days], default=reached)


def names_on(planned: Sequence[PlannedInterview], on: date) -> str:
    """Return whose interview is on a day, parted by commas; "": nobody's."""
    here = [one.appointment for one in planned if one.appointment.on == on]
    return ", ".join(one.company or "interview" for one in here)
