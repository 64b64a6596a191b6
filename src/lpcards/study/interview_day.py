"""The interview as its day comes: words for it, and the sheet that greets on its eve."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from lpcards.english.printable import counted, date_name
from lpcards.story.appointments import Appointment
from lpcards.study.workspace import Workspace

if TYPE_CHECKING:
    from lpcards.log import Log
    from lpcards.study.authoring.sheet_material import StorySheet

REMINDED = 14
"""So many days after the interview `due` says that it has passed."""
NEXT = timedelta(weeks=3)
"""The date that is shown to be replaced by the next interview's is so far away."""


def interview_words(interview: Appointment, on: date) -> str:
    """Say on the study day `on` how far away the interview is, or that it has passed."""
    days, company = (interview.on - on).days, interview.company
    at = f" at {company}" if company else ""
    if days < 0:
        return f"Your interview{at} on {date_name(interview.on, on)} has passed."
    if days > 1:
        return f"{counted(days, 'day')} until your interview{at}."
    return f"Your interview{at} is {'tomorrow' if days else 'today'}."


def set_next(on: date) -> str:
    """Return the command that sets the date of the next interview."""
    return f"lpcards set interview={on + NEXT}"


def interview_notice(interview: Appointment, on: date) -> str:
    """Return what `due` says besides the cards: on the eve, on the day, and some days after."""
    if not -REMINDED <= (interview.on - on).days <= 1:
        return ""
    words = interview_words(interview, on)
    if interview.on < on:
        return f"{words} `{set_next(on)}` sets the next one."
    return f"{words} `lpcards sheet` has each of your stories on a page."


def question_after(past: Appointment, log: "Log", on: date) -> str:
    """Return how to write down an interview that was some days before `on`; "" once it was."""
    if (on - past.on).days > REMINDED:
        return ""
    from lpcards.practice.interview_record import records_of  # here: few days come after one

    mine = (past.company.casefold(), past.on)
    if any((one.company.casefold(), one.day) == mine for one in records_of(log.live(""))):
        return ""
    at = f" at {past.company}" if past.company else ""
    return f"How did it go{at}? `lpcards debrief` keeps what you were asked."


def is_eve(interview: date | None, on: date) -> bool:
    """Say whether the interview is tomorrow, or today."""
    return interview is not None and 0 <= (interview - on).days <= 1


def sheet_for_the_eve(workspace: Workspace) -> "StorySheet | None":
    """Return the sheet to greet with on the eve of the interview and on the day; None: no such day.

    None also where there is nothing to put on it. `print_sheet` shows it in the terminal.
    """
    on = workspace.moment().day
    if not is_eve(workspace.index.interview_day(on), on):
        return None
    from lpcards.study.authoring.sheet_material import own_sheet  # here: `due` asks for words only

    sheet = own_sheet(workspace)
    return sheet if sheet.pages else None
