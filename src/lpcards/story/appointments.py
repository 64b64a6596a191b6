"""The learner's interviews, each with its date: which of them leads on a study day.

Light to import: a prompt asks this, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lpcards.story.settings import Settings


class Appointment(NamedTuple):
    """An interview `on` a date, with a `company` ("": it was not named).

    `principles` are the ids of those that it is known to ask about; where none are, `order` is the
    order in which a guide's map has the company's themes. `words` has what the company calls them.
    """

    on: date
    company: str = ""
    principles: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    words: Mapping[str, str] = {}

    @property
    def first(self) -> tuple[str, ...]:
        """The principles whose new cards come first."""
        return self.principles or self.order

    @property
    def named(self) -> str:
        """What it is called in a sentence: `Acme`, or `your interview`."""
        return self.company or "your interview"


def leading(appointments: Iterable[Appointment], on: date) -> Appointment | None:
    """Return the nearest interview to come on the study day `on`, else the last one that was.

    Of several on one day the one that is written first leads. None without any.
    """
    by_day = sorted(appointments, key=lambda one: one.on)
    coming = (one for one in by_day if one.on >= on)
    past = [one for one in by_day if one.on < on]
    last = next((one for one in by_day if past and one.on == past[-1].on), None)
    return next(coming, last)


def coming(appointments: Iterable[Appointment], on: date) -> list[Appointment]:
    """Return the interviews to come on the study day `on`, the nearest first."""
    return sorted((one for one in appointments if one.on >= on), key=lambda one: one.on)


def principles_first(
    settings: "Settings", appointments: Iterable[Appointment], on: date
) -> tuple[str, ...]:
    """Return the principles whose cards come first on a study day: the interview's, then all's."""
    leads = leading(appointments, on)
    its_own = leads.first if leads and leads.on >= on else ()
    return tuple(dict.fromkeys((*its_own, *settings.principles)))


def principles_named(
    settings: "Settings", appointments: Iterable[Appointment], on: date
) -> tuple[str, ...]:
    """Return the principles that somebody named: for the leading interview, else for all."""
    leads = leading(appointments, on)
    its_own = leads.principles if leads and leads.on >= on else ()
    return its_own or tuple(settings.principles)


def appointments_json(appointments: Iterable[Appointment]) -> list[list[object]]:
    """Return interviews as a cache keeps them."""
    return [[one.on.isoformat(), *one[1:]] for one in appointments]


def appointments_from(values: Iterable[Sequence[Any]]) -> tuple[Appointment, ...]:
    """Return the interviews that `appointments_json` wrote."""
    return tuple(
        Appointment(date.fromisoformat(on), company, tuple(principles), tuple(order), words)
        for on, company, principles, order, words in values
    )
