"""`/rehearse`: a story said aloud against the clock, as `lpcards rehearse` has it."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from lpcards.study.notices import notice_of
from lpcards.study.rehearsing.rehearsed_story import proposed_stories, rehearsed_story
from lpcards.study.rehearsing.tellable import TellableStories
from lpcards.study.rehearsing.telling_words import history_lines
from lpcards.system.problem import UserFault
from lpcards.web.card_fragments import new_key
from lpcards.web.open_tellings import open_tellings
from lpcards.web.page_rehearsal import PageRehearsal
from lpcards.web.telling_shown import begins, telling_ended, telling_shown, telling_taken
from lpcards.web.visit import Page, Visit

KIND, TITLE = "rehearse", "Rehearse"


def rehearse(visit: Visit) -> Response:
    """Show the rehearsal that is under way, or propose stories."""
    telling = open_tellings(visit).of(KIND, visit.session.id)
    if telling is not None and not telling.is_over and not visit.query.get("story"):
        return telling_shown(visit, telling, TITLE, {"address": "/rehearse"})
    return _proposed(visit)


def _proposed(visit: Visit) -> Response:
    """Propose the story that is asked for, or the one that was left alone longest."""
    tellable = TellableStories(visit.workspace, reading=True)
    name, fault = _wanted(tellable, visit.query.get("story", "")), ""
    try:
        stories = proposed_stories(tellable)
        chosen = tellable.story(name) if name else stories[0]
        lines = rehearsed_story(tellable, chosen).lines()
    except UserFault as words:
        stories, chosen, lines, fault = [], None, (), str(words)
    telling = open_tellings(visit).of(KIND, visit.session.id)
    return visit.page(
        "rehearse.html",
        once=new_key(),
        notices=list(notice_of(visit.workspace.index)),
        chosen=chosen,
        lines=lines,
        others=[story for story in stories if chosen is None or story.id != chosen.id],
        fault=fault,
        history=[*history_lines(tellable.tellings)] if tellable.tellings else [],
        is_open=telling is not None and not telling.is_over,
    )


def _wanted(tellable: TellableStories, name: str) -> str:
    if name and name not in {file.id for file in tellable.files}:
        raise HTTPException(404)
    return name


def take(visit: Visit) -> Response:
    """Begin a story, or do what a form of the rehearsal asks for."""
    if not begins(visit):
        return telling_taken(visit, KIND)
    tellings, tellable = open_tellings(visit), TellableStories(visit.workspace)
    story = tellable.story(_wanted(tellable, visit.field("story") or " "))
    rehearsed = rehearsed_story(tellable, story)
    typing = bool(visit.field("typing"))
    begun = PageRehearsal(visit.workspace, rehearsed, tellings.monotonic, typing=typing)
    tellings.begin(KIND, visit.session.id, begun, visit.field("once"))
    return visit.go("/rehearse")


def ended(visit: Visit) -> Response:
    """Show what the rehearsal came to."""
    return telling_ended(visit, KIND, TITLE, "Another story")


PAGES = (Page("/rehearse", rehearse, take), Page("/rehearse/end", ended))
