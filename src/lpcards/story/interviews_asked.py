"""The interviews of the settings, with what each company asks about."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lpcards.story.appointments import Appointment
from lpcards.story.company_words import MappedTheme, asked_by, order_of, unknown_words
from lpcards.story.together import Summary

if TYPE_CHECKING:
    from lpcards.story.settings import Settings

Place = tuple[int, int]
"""Which interview of the list, and which of its principles."""


class InterviewsAsked(NamedTuple):
    """The interviews, and what is wrong with names of principles, by their places."""

    appointments: list[Appointment]
    unknown: list[tuple[Place, str]]


def themes_in(files: Iterable[Summary]) -> list[MappedTheme]:
    """Return the themes of all guides' maps."""
    return [MappedTheme(*theme) for file in files for theme in file.themes]


def interviews_of(
    settings: "Settings", themes: Sequence[MappedTheme], known: Sequence[str]
) -> InterviewsAsked:
    """Return the settings' interviews, the one without a company last; `known` are principles."""
    found = InterviewsAsked([], [])
    for at, interview in enumerate(settings.interviews):
        company = interview.company
        asked = asked_by(company, interview.principles, themes, known)
        order = order_of(company, themes)
        words = order.words | asked.words if asked.principles else order.words
        found.appointments.append(
            Appointment(interview.date, company, asked.principles, order.principles, words)
        )
        for n in asked.unknown:
            fault = unknown_words(company, interview.principles[n], themes, list(known))
            found.unknown.append(((at, n), fault))
    if settings.interview:
        found.appointments.append(Appointment(settings.interview))
    return found
