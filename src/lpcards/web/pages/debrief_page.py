"""`/debrief`: a real interview written down, question by question, as `lpcards debrief` does it."""

from urllib.parse import urlencode

from starlette.responses import Response

from lpcards.cards.choices import are_same
from lpcards.english.printable import date_name
from lpcards.practice.interview_record import BEST, AskedQuestion
from lpcards.story.appointments import Appointment
from lpcards.study.authoring.met_questions import cleaned_question
from lpcards.study.debriefing import (
    Debriefing,
    cleaned_note,
    interview_called,
    past_interviews,
    record_lines,
)
from lpcards.system.problem import UserFault
from lpcards.web.visit import Page, Visit

FIELDS = ("company", "question", "story", "note", "went")
COME_FIRST = "Kept. What you missed comes first in your next review."


def debrief(visit: Visit) -> Response:
    """Show what was kept of an interview, `?company=Acme`, and ask what else was asked.

    With `&question=TEXT`, one that a story was told for, ask what of that was missed.
    """
    company = visit.query.get("company", "")
    try:
        interview = interview_called(visit.workspace, company)
    except UserFault:
        interview = Appointment(visit.workspace.moment().day, "")
    debriefing = Debriefing(visit.workspace, interview)
    asked = _asked(debriefing, visit.query.get("question", ""))
    if asked is not None:
        return _to_miss(visit, debriefing, asked)
    said = visit.sitting.remark_of(visit.query.get("after", ""))
    return _form(visit, debriefing, {"company": interview.company}, said=said)


def take(visit: Visit) -> Response:
    """Keep what a form says, once however often it comes; or show it again with what is wrong."""
    typed = {name: visit.field(name).strip() for name in FIELDS}
    interview = Appointment(visit.workspace.moment().day, typed["company"])
    try:
        interview = interview_called(visit.workspace, typed["company"])
        said, more = _kept(visit, Debriefing(visit.workspace, interview), typed)
    except UserFault as fault:
        debriefing = Debriefing(visit.workspace, interview)
        asked = _asked(debriefing, typed["question"])
        if asked and visit.field("act") == "missed":
            return _to_miss(visit, debriefing, asked, fault=str(fault))
        return _form(visit, debriefing, typed, fault=str(fault))
    visit.sittings.begin_anew()
    visit.sync.soon()
    more |= {"after": visit.sitting.remark(said)} if said else {}
    return visit.go(_address(interview, more))


def _kept(
    visit: Visit, debriefing: Debriefing, typed: dict[str, str]
) -> tuple[str, dict[str, str]]:
    """Keep what a form says; return what to say, and what the next address has besides."""
    match visit.field("act"):
        case "went":
            _keep_outcome(debriefing, typed["went"], cleaned_note(typed["note"]))
            return "Kept how it went.", {}
        case "missed":
            story = debriefing.story(typed["story"]).id
            cards = debriefing.cards_named(visit.fields("missed"), story)
            debriefing.keep(AskedQuestion(typed["question"], story, cards, typed["note"]))
            return COME_FIRST if cards else "Kept.", {}
        case _:
            question = cleaned_question(typed["question"])
            known, asked = _asked(debriefing, question), AskedQuestion(question, typed["story"])
            if known and known.story == asked.story:
                asked = known
            said = debriefing.keep(asked)
            return said, {"question": asked.question} if asked.story else {}


def _keep_outcome(debriefing: Debriefing, went: str, note: str) -> None:
    if went not in {"", *map(str, range(1, BEST + 1))} or not (went or note):
        raise UserFault(f"say how it went by a number from 1 to {BEST}, or in words")
    record = debriefing.record()
    if (int(went or 0) or record.went, note or record.note) != (record.went, record.note):
        debriefing.keep_outcome(int(went or 0), note)


def _asked(debriefing: Debriefing, question: str) -> AskedQuestion | None:
    """Return what was kept of a question for which a story was told."""
    asked = debriefing.record().asked
    kept = (one for one in asked if one.story and are_same(one.question, question))
    return next(kept, None)


def _form(
    visit: Visit, debriefing: Debriefing, typed: dict[str, str], *, fault: str = "", said: str = ""
) -> Response:
    workspace, record = visit.workspace, debriefing.record()
    past = past_interviews(workspace)
    is_known = debriefing.interview in past or bool(record.asked or record.went or record.note)
    return visit.page(
        "debrief.html",
        status=400 if fault else 200,
        when=date_name(debriefing.interview.on, workspace.moment().day) if is_known else "",
        companies=sorted({one.company for one in past} - {""}),
        stories=[(story.id, story.short) for story in debriefing.stories],
        typed=dict.fromkeys(FIELDS, "") | typed,
        fault=fault,
        said=said,
        numbers=[str(at) for at in range(1, BEST + 1)],
        lines=[*record_lines(workspace.index, record)][1:],
        outcome=f"{record.went} of {BEST}" if record.went else "",
    )


def _to_miss(
    visit: Visit, debriefing: Debriefing, asked: AskedQuestion, *, fault: str = ""
) -> Response:
    """Ask what was missed of the story that was told."""
    try:
        story = debriefing.story(asked.story)
    except UserFault:  # there is none of that name any more
        return visit.go(_address(debriefing.interview, {}))
    cards = debriefing.cards_of(story)
    return visit.page(
        "debrief_missed.html",
        status=400 if fault else 200,
        company=debriefing.interview.company,
        asked=asked,
        story=story.short,
        cards=[card for card in cards if not are_same(card[1], asked.question)],  # it has one now
        fault=fault,
        said=visit.sitting.remark_of(visit.query.get("after", "")),
    )


def _address(interview: Appointment, more: dict[str, str]) -> str:
    company = {"company": interview.company} if interview.company else {}
    return f"/debrief?{urlencode(company | more)}"


PAGES = (Page("/debrief", debrief, take),)
