"""`/new`: notes are pasted, what is proposed is confirmed, and a story's file is written."""

from collections.abc import Mapping
from secrets import token_urlsafe

from starlette.exceptions import HTTPException
from starlette.responses import Response

from lpcards.study.authoring.draft_questions import UNSAID
from lpcards.study.authoring.story_of_notes import WrittenStory, what_is_named, write_proposed
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.problem import UserFault
from lpcards.web.page_templates import sentence
from lpcards.web.pasted_notes import PastedNotes, pasted_notes, unpacked
from lpcards.web.proposed_story import ProposedStory
from lpcards.web.visit import Page, Visit
from lpcards.web.written_once import written_once

LONGEST_KEY = 40
LONGEST_ID = 100


def new(visit: Visit) -> Response:
    """Show the form for notes."""
    return _to_paste(visit, "", "")


def _to_paste(visit: Visit, text: str, fault: str, story_id: str = "") -> Response:
    status = 400 if fault else 200
    return visit.page(
        "new.html", status=status, text=text, fault=fault and sentence(fault), story_id=story_id
    )


def take(visit: Visit) -> Response:
    """Propose what notes make, move a sentence, or write what is confirmed."""
    act, once = visit.field("act"), visit.field("once")[:LONGEST_KEY]
    if act == "write" and written_once(visit).of(once):
        return visit.go(f"/new/{once}")
    text = visit.field("notes") or unpacked(visit.field("pasted"))
    story_id = visit.field("id").strip()[:LONGEST_ID]
    way = act if act in {"one", "each"} else visit.field("way")
    shifts = visit.field("shifts") + (f" {act}" if act[:1].isdigit() else "")
    try:
        notes = pasted_notes(text, way, shifts, story_id)
        if notes.is_open:
            count, lines = notes.choice
            return visit.page("new_stories.html", notes=notes, count=count, lines=lines)
        stories = notes.proposed(visit.workspace, _typed(visit, act))
    except UserFault as fault:
        return _to_paste(visit, text, str(fault), story_id)
    if act == "write":
        return _write(visit, notes, stories)
    return _form(visit, notes, stories, {})


def _typed(visit: Visit, act: str) -> dict[str, str]:
    """Return the stories' fields; what comes of a sentence is proposed anew where one moves."""
    found = {name: visit.field(name) for name in visit.sent.form if name[:1].isdigit()}
    if not act[:1].isdigit():
        return found
    return {name: one for name, one in found.items() if name.partition(".")[2] in _NAMES}


_NAMES = frozenset({"title", "short", "principle", "source"})


def _form(
    visit: Visit, notes: PastedNotes, stories: list[ProposedStory], faults: Mapping[str, str]
) -> Response:
    return visit.page(
        "new_proposed.html",
        status=400 if faults else 200,
        notes=notes,
        once=visit.field("once")[:LONGEST_KEY] or token_urlsafe(18),
        stories=[(story, story.fields(faults)) for story in stories],
        faults=faults,
        unsaid=UNSAID,
    )


def _write(visit: Visit, notes: PastedNotes, stories: list[ProposedStory]) -> Response:
    """Write each story once, or show what is wrong and write none."""
    once = visit.field("once")[:LONGEST_KEY]
    sure, faults = _answered(visit.workspace, stories)
    if faults or not once:
        return _form(visit, notes, stories, faults)
    done = [write_proposed(visit.workspace, story) for story in sure]
    written_once(visit).keep(once, done)
    visit.sittings.begin_anew()
    return visit.go(f"/new/{once}")


def _answered(
    workspace: Workspace, stories: list[ProposedStory]
) -> tuple[list[WrittenStory], dict[str, str]]:
    """Return the stories as their author has them, and all faults by their fields."""
    done, faults = list[WrittenStory](), dict[str, str]()
    for at, story in enumerate(stories):
        others = {one.id for one in done} | {one.place.id for one in stories[at + 1 :]}
        answered, wrong = story.answered(workspace, others)
        done.append(answered)
        faults |= wrong
    return done, faults


def ended(visit: Visit) -> Response:
    """Show what was written, and what is next."""
    stories = written_once(visit).of(visit.path["once"])
    if not stories:
        raise HTTPException(404)
    rows = [
        {"id": one.id, "path": with_tilde(one.path), "title": _title(one), "named": [*_named(one)]}
        for one in stories
    ]
    return visit.page("new_written.html", stories=rows)


def _title(story: WrittenStory) -> str:
    return (story.draft.title if story.draft else "") or story.id


def _named(story: WrittenStory) -> list[str]:
    return [*what_is_named(story)]


PAGES = (Page("/new", new, take), Page("/new/{once}", ended))
